import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe } from 'vitest'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import type { Table } from '../../../functions/services.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { sameHistories } from '../../contracts/commands.differential.ts'
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'
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
