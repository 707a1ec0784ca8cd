import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dynamoTable } from '../../../functions/aws/table.ts'
import type { Write } from '../../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../../functions/services.ts'

const aPut: Write[] = [{ put: { key: { pk: 'TASK#1', sk: 'STATE' }, value: { n: 1 } } }]

describe('a transaction over a connection', () => {
  it.each<
    [string, (request: IncomingMessage, response: ServerResponse) => void, typeof TableBusy | typeof UnknownOutcome]
  >([
    ['that stays silent, the outcome is unknown', () => {}, UnknownOutcome],
    ['that breaks, the outcome is unknown', (request) => request.socket.destroy(), UnknownOutcome],
    ['to a service that fails, the outcome is unknown', answering(500, 'InternalServerError'), UnknownOutcome],
    ['to a table that is throttled, it is busy', answering(400, 'ThrottlingException'), TableBusy],
  ])('%s', async (_, listener, thrown) => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await expect(tableAt(portOf(server)).transact(aPut)).rejects.toBeInstanceOf(thrown)
    server.closeAllConnections()
    server.close()
  })

  it('to nobody, it is busy: nothing was sent', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const port = portOf(server)
    server.close()
    await once(server, 'close')
    await expect(tableAt(port).transact(aPut)).rejects.toBeInstanceOf(TableBusy)
  })
})

function tableAt(port: number) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const endpoint = `http://127.0.0.1:${port}`
  const client = new DynamoDBClient({ region: 'ap-southeast-1', endpoint, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return dynamoTable({ client, tableName: 'dondoc', patience: { attempts: 2, firstPauseMs: 1, requestTimeoutMs: 50 } })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server on a port has an address')
  return address.port
}

function answering(status: number, type: string) {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'injected' }))
  }
}
