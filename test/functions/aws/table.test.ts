import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, it } from 'vitest'
import { dynamoTable, tableDefinition } from '../../../functions/aws/table.ts'
import type { Write } from '../../../functions/services.ts'
import { indexNames, TableBusy, TableRefusal, UnknownOutcome } from '../../../functions/services.ts'

const key = { pk: 'TASK#1', sk: 'STATE' }
const aPut: Write[] = [{ put: { key, value: { n: 1 } } }]

const documents = mockClient(DynamoDBDocumentClient)
beforeEach(() => {
  documents.reset()
})

describe('a request', () => {
  it('reads the table consistently', async () => {
    documents.on(GetCommand).resolves({})
    documents.on(QueryCommand).resolves({})
    const { table } = aTable()
    await table.get(key)
    await table.query({ pk: 'TASK#1', sk: { beginsWith: 'EVENT#' }, limit: 10 })
    expect(inputs()).toEqual([
      { TableName: 'dondoc', Key: key, ConsistentRead: true },
      {
        TableName: 'dondoc',
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': 'TASK#1', ':prefix': 'EVENT#' },
        ScanIndexForward: true,
        Limit: 11,
      },
    ])
  })

  it('reads an index without asking for consistency, which DynamoDB would refuse', async () => {
    documents.on(QueryCommand).resolves({})
    await aTable().table.query({
      index: 'byDay',
      pk: 'd',
      sk: { from: 'a', to: 'b' },
      limit: 1,
      descending: true,
    })
    expect(inputs()).toEqual([
      {
        TableName: 'dondoc',
        IndexName: 'byDay',
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': 'byDayPk', '#sk': 'byDaySk' },
        ExpressionAttributeValues: { ':pk': 'd', ':from': 'a', ':to': 'b' },
        ScanIndexForward: false,
        Limit: 2,
      },
    ])
  })

  it('writes with conditions, additions and index places', async () => {
    documents.on(TransactWriteCommand).resolves({})
    await aTable().table.transact([
      {
        put: { key, indexes: { byDay: { pk: 'd', sk: 's' } }, value: { n: 1, sk: 'own', '=sk': 2 } },
        when: [{ is: 'absent' }],
      },
      {
        update: { pk: 'COUNT', sk: 'x' },
        add: { open: 1, pk: -1 },
        when: [{ is: 'present' }, { attribute: 'v', equals: 2 }],
      },
      { remove: { pk: 'a', sk: 'b' } },
      { check: { pk: 'c', sk: 'd' }, when: [{ attribute: 'due', atMost: '2013' }] },
    ])
    const TableName = 'dondoc'
    expect(inputs()).toMatchObject([
      {
        TransactItems: [
          {
            Put: {
              TableName,
              Item: { ...key, byDayPk: 'd', byDaySk: 's', n: 1, '=sk': 'own', '==sk': 2 },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          {
            Update: {
              TableName,
              Key: { pk: 'COUNT', sk: 'x' },
              ConditionExpression: 'attribute_exists(pk) AND #1 = :1',
              UpdateExpression: 'ADD #2 :2, #3 :3',
              ExpressionAttributeNames: { '#1': 'v', '#2': 'open', '#3': '=pk' },
              ExpressionAttributeValues: { ':1': 2, ':2': 1, ':3': -1 },
            },
          },
          { Delete: { TableName, Key: { pk: 'a', sk: 'b' } } },
          {
            ConditionCheck: {
              TableName,
              Key: { pk: 'c', sk: 'd' },
              ConditionExpression: '#1 <= :1',
              ExpressionAttributeNames: { '#1': 'due' },
              ExpressionAttributeValues: { ':1': '2013' },
            },
          },
        ],
      },
    ])
  })

  it('that DynamoDB would refuse is not sent', async () => {
    await expect(aTable().table.transact([])).rejects.toBeInstanceOf(TableRefusal)
    expect(documents.calls()).toHaveLength(0)
  })
})

describe('a page', () => {
  const record = (n: number) => ({ pk: 'p', sk: `${n}`, n })

  it('is filled from pages that DynamoDB cut short, empty ones too', async () => {
    documents
      .on(QueryCommand)
      .resolvesOnce({ Items: [record(1), record(2)], LastEvaluatedKey: { pk: 'p', sk: '2' } })
      .resolvesOnce({ Items: [], LastEvaluatedKey: { pk: 'p', sk: '2b' } })
      .resolvesOnce({ Items: [record(3), record(4)], LastEvaluatedKey: { pk: 'p', sk: '4' } })
    const page = await aTable().table.query({ pk: 'p', limit: 3 })
    expect(page.items.map(({ value }) => value)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(page.cursor).toBeDefined()
    expect(inputs()).toMatchObject([
      { Limit: 4 },
      { Limit: 2, ExclusiveStartKey: { pk: 'p', sk: '2' } },
      { Limit: 2, ExclusiveStartKey: { pk: 'p', sk: '2b' } },
    ])
  })

  it('is the last one where nothing follows, though DynamoDB named a key to go on from', async () => {
    documents
      .on(QueryCommand)
      .resolvesOnce({ Items: [record(1), record(2)], LastEvaluatedKey: { pk: 'p', sk: '2' } })
      .resolvesOnce({ Items: [] })
    expect(await aTable().table.query({ pk: 'p', limit: 2 })).not.toHaveProperty('cursor')
  })

  it('goes on in an index after the place and the key of its last item', async () => {
    const at = (n: number) => ({ pk: `T${n}`, sk: 'STATE', byDayPk: 'd', byDaySk: `0${n}` })
    documents.on(QueryCommand).resolves({ Items: [at(1), at(2)] })
    const { table } = aTable()
    const { cursor = '' } = await table.query({ index: 'byDay', pk: 'd', limit: 1 })
    await table.query({ index: 'byDay', pk: 'd', limit: 1, cursor })
    expect(inputs()[1]).toMatchObject({
      ExclusiveStartKey: { pk: 'T1', sk: 'STATE', byDayPk: 'd', byDaySk: '01' },
    })
  })
})

describe('a transaction that was cancelled', () => {
  it('because conditions failed is an answer, also where a conflict stood beside them', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('ConditionalCheckFailed', 'None', 'TransactionConflict'))
    expect(await aTable().table.transact(aPut)).toEqual({ committed: false, failed: [0] })
    documents.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'))
    expect(await aTable().table.transact(aPut)).toEqual({ committed: false, failed: [1, 2] })
  })

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'by %s is tried again with the same token, after pauses that grow',
    async (reason) => {
      const busy = cancelled('None', reason)
      documents.on(TransactWriteCommand).rejectsOnce(busy).rejectsOnce(busy).rejectsOnce(busy).resolves({})
      const { table, pauses } = aTable()
      expect(await table.transact(aPut)).toEqual({ committed: true })
      expect(pauses).toEqual([5, 10, 20])
      expect(tokens()).toHaveLength(4)
      expect(new Set(tokens())).toEqual(new Set([expect.stringMatching(/^[0-9a-f-]{36}$/)]))
    },
  )

  it('has another token than the next transaction', async () => {
    documents.on(TransactWriteCommand).resolves({})
    const { table } = aTable()
    await table.transact(aPut)
    await table.transact(aPut)
    expect(new Set(tokens()).size).toBe(2)
  })

  it('again and again is busy, after pauses that have a limit', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'))
    const { table, pauses } = aTable()
    await expect(table.transact(aPut)).rejects.toBeInstanceOf(TableBusy)
    expect(pauses).toEqual([5, 10, 20, 40, 50, 50, 50])
  })

  it('because it is wrong is refused at once', async () => {
    documents.on(TransactWriteCommand).rejects(cancelled('None', 'ValidationError'))
    await expect(aTable().table.transact(aPut)).rejects.toBeInstanceOf(TableRefusal)
    expect(documents.calls()).toHaveLength(1)
  })
})

describe('a transaction without an answer', () => {
  const timeout = named('TimeoutError')
  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
  const broken = named('InternalServerError', 500)
  const inProgress = named('TransactionInProgressException', 400)

  it.each([
    ['a timeout', timeout],
    ['a lost connection', reset],
    ['an error of the service', broken],
    ['its own first try still in progress', inProgress],
  ])('(%s) is asked about with the same token', async (_, error) => {
    documents.on(TransactWriteCommand).rejectsOnce(error).resolves({})
    expect(await aTable().table.transact(aPut)).toEqual({ committed: true })
    const [first, second] = inputs()
    expect(second).toEqual(first)
  })

  it.each([
    ['to the end', [timeout]],
    ['before nothing but conflicts', [timeout, cancelled('TransactionConflict')]],
    ['before the permission was lost', [reset, named('AccessDeniedException', 400)]],
    ['in tries that the client made by itself', [named('ThrottlingException', 400, 3)]],
  ])('%s has an unknown outcome', async (_, errors) => {
    const stub = documents.on(TransactWriteCommand)
    for (const error of errors) stub.rejectsOnce(error)
    stub.rejects(errors.at(-1))
    await expect(aTable().table.transact(aPut)).rejects.toBeInstanceOf(UnknownOutcome)
  })

  it('whose conditions fail at the next try was not committed: the token says so', async () => {
    documents.on(TransactWriteCommand).rejectsOnce(timeout).rejects(cancelled('ConditionalCheckFailed'))
    expect(await aTable().table.transact(aPut)).toEqual({ committed: false, failed: [0] })
  })

  it('because nobody was reached is busy: nothing was sent', async () => {
    documents.on(TransactWriteCommand).rejects(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
    await expect(aTable().table.transact(aPut)).rejects.toBeInstanceOf(TableBusy)
  })

  it('because it may not be asked is thrown as it is, at once', async () => {
    const denied = named('AccessDeniedException', 400)
    documents.on(TransactWriteCommand).rejects(denied)
    await expect(aTable().table.transact(aPut)).rejects.toBe(denied)
    expect(documents.calls()).toHaveLength(1)
  })
})

describe('a read', () => {
  it('that is throttled or lost is tried again, and is busy in the end', async () => {
    documents.on(GetCommand).rejectsOnce(named('ThrottlingException', 400)).rejectsOnce(named('TimeoutError'))
    documents.on(GetCommand).resolves({ Item: { ...key, n: 1 } })
    expect(await aTable().table.get(key)).toEqual({ key, value: { n: 1 } })
    documents.on(QueryCommand).rejects(named('TimeoutError'))
    await expect(aTable().table.query({ pk: 'p', limit: 1 })).rejects.toBeInstanceOf(TableBusy)
  })

  it('that DynamoDB refuses is refused', async () => {
    documents.on(QueryCommand).rejects(named('ValidationException', 400))
    await expect(aTable().table.query({ pk: 'p', limit: 1 })).rejects.toBeInstanceOf(TableRefusal)
  })
})

describe('the definition of the table', () => {
  it('has every index of the port, with whole items, on demand', () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [], BillingMode } = tableDefinition('dondoc')
    const schema = (pk: string, sk: string) => [
      { AttributeName: pk, KeyType: 'HASH' },
      { AttributeName: sk, KeyType: 'RANGE' },
    ]
    expect(KeySchema).toEqual(schema('pk', 'sk'))
    expect(GlobalSecondaryIndexes).toEqual(
      indexNames.map((IndexName) => ({
        IndexName,
        KeySchema: schema(`${IndexName}Pk`, `${IndexName}Sk`),
        Projection: { ProjectionType: 'ALL' },
      })),
    )
    expect(AttributeDefinitions).toHaveLength(2 + 2 * indexNames.length)
    expect(BillingMode).toBe('PAY_PER_REQUEST')
  })
})

/** A table on a client that sends nothing; it notes its pauses instead of making them. */
function aTable() {
  const pauses: number[] = []
  const table = dynamoTable({
    client: new DynamoDBClient({ region: 'ap-southeast-1' }),
    tableName: 'dondoc',
    patience: {
      firstPauseMs: 10,
      longestPauseMs: 100,
      random: () => 0.5,
      pause: async (milliseconds) => pauses.push(milliseconds),
    },
  })
  return { table, pauses }
}

function cancelled(...codes: string[]) {
  return new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: { httpStatusCode: 400, attempts: 1 },
    CancellationReasons: codes.map((Code) => ({ Code })),
  })
}

function named(name: string, httpStatusCode?: number, attempts = 1) {
  return Object.assign(new Error(name), {
    name,
    $metadata: { attempts, ...(httpStatusCode !== undefined && { httpStatusCode }) },
  })
}

/** What was sent, in order. */
function inputs(): object[] {
  return documents.calls().map(({ args }) => args[0].input)
}

function tokens() {
  return inputs().map((input) => ('ClientRequestToken' in input ? input.ClientRequestToken : undefined))
}
