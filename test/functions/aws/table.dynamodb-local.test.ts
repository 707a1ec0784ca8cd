import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe } from 'vitest'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import { type DynamoDbLocal, startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'
import { tableContract } from '../../contracts/table.contract.ts'

describe.skipIf(whyNoDynamoDbLocal !== undefined)(`on DynamoDB Local ${whyNoDynamoDbLocal ?? ''}`, () => {
  let local: DynamoDbLocal
  beforeAll(async () => {
    local = await startDynamoDbLocal()
  })
  afterAll(() => local?.stop())

  const open = async (tableName: string) => {
    await local.client.send(new CreateTableCommand(tableDefinition(tableName)))
    return { table: dynamoTable({ client: local.client, tableName }), close: () => {} }
  }

  tableContract('DynamoDB', () => open('contract'))
})
