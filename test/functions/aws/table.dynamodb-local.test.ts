import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe } from 'vitest'
import { dynamoLinkKeys } from '../../../functions/aws/linkKeys.ts'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import type { Table } from '../../../functions/services.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { sameHistories } from '../../contracts/commands.differential.ts'
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'
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

  let keyTables = 0
  linkKeysContract('DynamoDB Local', async () => {
    keyTables += 1
    const tableName = `keys-${keyTables}`
    await local.client.send(
      new CreateTableCommand({
        TableName: tableName,
        KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    return { open: (realTime) => dynamoLinkKeys({ client: local.client, tableName, realTime }) }
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
