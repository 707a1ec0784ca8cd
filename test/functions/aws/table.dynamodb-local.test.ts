import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe } from 'vitest'
import { dynamoFailedSignIns } from '../../../functions/aws/failedSignIns.ts'
import { dynamoLinkKeys } from '../../../functions/aws/linkKeys.ts'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import type { Table } from '../../../functions/services.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { sameHistories } from '../../contracts/commands.differential.ts'
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'
import { failedSignInsContract } from '../../contracts/failedSignIns.contract.ts'
import { linkKeysContract } from '../../contracts/linkKeys.contract.ts'
import { tableContract } from '../../contracts/table.contract.ts'
import { sameAnswers } from '../../contracts/table.differential.ts'

describe.skipIf(whyNoDynamoDbLocal !== undefined)(whyNoDynamoDbLocal ?? 'Amazon DynamoDB Local', () => {
  let local: DynamoDbLocal
  beforeAll(async () => {
    local = await startDynamoDbLocal()
  })
  afterAll(() => local?.stop())

  const open = async (tableName: string) => {
    await local.client.send(new CreateTableCommand(tableDefinition(tableName)))
    return { table: dynamoTable({ client: local.client, tableName }), close: () => {} }
  }

  tableContract('DynamoDB Local', () => open('contract'))

  let small = 0
  const smallTable = async (key: string) => {
    small += 1
    const TableName = `small-${small}`
    await local.client.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    return TableName
  }

  linkKeysContract('DynamoDB Local', async () => {
    const tableName = await smallTable('name')
    return { open: (realTime) => dynamoLinkKeys({ client: local.client, tableName, realTime }) }
  })

  failedSignInsContract('DynamoDB Local', async () => {
    const tableName = await smallTable('network')
    let now = Date.parse('2026-11-24T01:00:00Z')
    // Two instances, of which now one is asked and now the other.
    const instances = [0, 1].map(() => dynamoFailedSignIns({ client: local.client, tableName, realTime: () => now }))
    const another = () => {
      const [one] = instances.reverse()
      if (!one) throw new Error('there are two')
      return one
    }
    return {
      failedSignIns: { wait: (network) => another().wait(network), count: (network) => another().count(network) },
      pass: (seconds) => {
        now += seconds * 1000
      },
    }
  })

  describe('DynamoDB and SQLite', () => {
    const sqlite = openTable(':memory:')
    let dynamo: Table
    beforeAll(async () => {
      dynamo = (await open('differential')).table
    })
    afterAll(() => sqlite.close())
    sameAnswers(
      () => dynamo,
      () => sqlite,
      60,
    )
    sameHistories(async (history) => [openTable(':memory:'), (await open(`history-${history}`)).table], 7)
  })
})
