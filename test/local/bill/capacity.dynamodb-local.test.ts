/**
 * Units of writes against what Amazon's own DynamoDB Local says of the same writes, one by one: there is no doubling then,
 * which it does in a way of its own for transactions (4 units for the smallest), and AWS documents as two.
 */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, it } from 'vitest'
import { tableDefinition } from '../../../functions/aws/table.ts'
import type { Item } from '../../../functions/services.ts'
import { sizeOf } from '../../../functions/tableLimits.ts'
import { type Held, indexWriteUnits, tableWriteUnits } from '../../../local/bill/capacity.ts'
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../../contracts/dynamodbLocal.ts'

const key = { pk: 'TASK#a', sk: 'STATE' }
const first = { byDay: { pk: 'REMIND#1', sk: '2013-05-01' } }
const second = { byDay: { pk: 'REMIND#1', sk: '2013-05-02' }, byAgency: { pk: 'LEADS#sở', sk: '2013' } }

/** What stands there, one after another; undefined is removed. Texts of one byte and of three a character. */
const history: readonly (Item | undefined)[] = [
  { key, value: { text: 'a' } },
  { key, indexes: first, value: { text: 'ế'.repeat(300) } },
  { key, indexes: first, value: { text: 'ế'.repeat(340) } },
  { key, indexes: second, value: { text: 'x'.repeat(3000), list: [1, 2.5, { a: null }], yes: true } },
  { key, indexes: second, value: { text: 'x'.repeat(880) } },
  { key, indexes: first, value: { text: 'x'.repeat(960) } },
  undefined,
  { key, indexes: second, value: { text: 'x'.repeat(2100) } },
  { key, value: { text: 'x' } },
]

describe.skipIf(whyNoDynamoDbLocal !== undefined)(whyNoDynamoDbLocal ?? 'Amazon DynamoDB Local', () => {
  it('asks for the same units, in the table and in the indexes', { timeout: 30_000 }, async () => {
    const local = await startDynamoDbLocal()
    try {
      await local.client.send(new CreateTableCommand(tableDefinition('bill')))
      const documents = DynamoDBDocumentClient.from(local.client)
      let before: Held | undefined
      for (const item of history) {
        const terms = { TableName: 'bill', ReturnConsumedCapacity: 'INDEXES' } as const
        const { ConsumedCapacity: told } = item
          ? await documents.send(new PutCommand({ ...terms, Item: attributes(item) }))
          : await documents.send(new DeleteCommand({ ...terms, Key: key }))
        const after = item && { bytes: sizeOf(item), indexes: item.indexes }
        const indexes = Object.values(told?.GlobalSecondaryIndexes ?? {})
        expect({
          table: tableWriteUnits(before, after) / 2,
          indexes: indexWriteUnits(before, after),
        }).toEqual({
          table: told?.Table?.CapacityUnits,
          indexes: indexes.reduce((all, { CapacityUnits = 0 }) => all + CapacityUnits, 0),
        })
        before = after
      }
    } finally {
      await local.stop()
    }
  })
})

function attributes({ key, indexes = {}, value }: Item) {
  const places = Object.entries(indexes).flatMap(([name, { pk, sk }]) => [
    [`${name}Pk`, pk],
    [`${name}Sk`, sk],
  ])
  return { ...key, ...Object.fromEntries(places), ...value }
}
