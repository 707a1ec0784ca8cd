/**
 * The secrets that sign links on AWS: a table of their own, so that who may read the office's data cannot sign in an
 * agency's name, and an archive or a restored table holds none of them. A key is written once, on condition that none is
 * there, and DynamoDB forgets it some days after its time. Source: Amazon DynamoDB API Reference, PutItem, GetItem;
 * Developer Guide, "Using time to live (TTL)".
 */
import { randomBytes } from 'node:crypto'
import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type LinkKeys, TableBusy } from '../services.ts'
import { asking } from './client.ts'

export interface LinkKeysOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
  readonly realTime?: () => number
}

const asked = asking(TableBusy)

export function dynamoLinkKeys({ client, tableName, realTime = Date.now }: LinkKeysOptions): LinkKeys {
  const documents = DynamoDBDocumentClient.from(client)
  // A key never changes: an instance asks for each once.
  const known = new Map<string, { readonly secret: Uint8Array; readonly until: number }>()
  const inTime = (name: string) => {
    const key = known.get(name)
    return key && key.until > realTime() ? key.secret : undefined
  }
  const read = async (name: string) => {
    const input = { TableName: tableName, Key: { name }, ConsistentRead: true }
    const { Item: item } = await asked(documents.send(new GetCommand(input)))
    if (item) known.set(name, { secret: item['secret'], until: item['untilMs'] })
    return inTime(name)
  }
  const named = async (name: string) => inTime(name) ?? (await read(name))
  return {
    named,
    async made(name, until) {
      const before = await named(name)
      if (before) return before
      const item = { name, secret: randomBytes(32), untilMs: until, until: Math.ceil(until / 1000) }
      const ConditionExpression = 'attribute_not_exists(#name)'
      const names = { ConditionExpression, ExpressionAttributeNames: { '#name': 'name' } }
      try {
        await asked(documents.send(new PutCommand({ TableName: tableName, Item: item, ...names })))
      } catch (error) {
        // Of two who make one at the same moment, one was first.
        if (!(error instanceof ConditionalCheckFailedException)) throw error
      }
      const secret = await read(name)
      if (!secret) throw new TableBusy(`the key ${name} of links was written and is not there`)
      return secret
    },
  }
}
