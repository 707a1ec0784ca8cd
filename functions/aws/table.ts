/**
 * The table on AWS: one DynamoDB table, on demand. Sources: Amazon DynamoDB API Reference, TransactWriteItems and
 * Query; Developer Guide, "Error handling with DynamoDB" and "Best practices for managing transactions".
 */
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { GetCommandOutput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { IndexName, Item, Key, Query, Table, Write } from '../services.ts'
import { TableBusy, TableRefusal, UnknownOutcome } from '../services.ts'
import type { Place } from '../tableCursor.ts'
import { decodeCursor, pageOf } from '../tableCursor.ts'
import { checkKey, checkQuery, checkWrites, indexPlaces, placeNames } from '../tableLimits.ts'

export interface DynamoTableOptions {
  /**
   * Best made with `maxAttempts: 1`: this driver tries again itself, because only who sees every attempt can say
   * whether a transaction may have been committed. With a client that also tries, more outcomes are unknown.
   */
  readonly client: DynamoDBClient
  readonly tableName: string
  readonly patience?: Partial<Patience>
}

/** How often and for how long the driver tries before it gives the matter back to its caller. */
export interface Patience {
  /** The first try included. */
  readonly attempts: number
  /** The longest first pause; it doubles with every try. The pause itself is random, so that rivals part. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  readonly requestTimeoutMs: number
  readonly pause: (milliseconds: number) => Promise<unknown>
  readonly random: () => number
}

/** At worst 27 seconds, under the 30 of an HTTP request; the pauses are 2.6 of them. A workflow has its own Retry. */
const usualPatience: Patience = {
  attempts: 8,
  firstPauseMs: 25,
  longestPauseMs: 1000,
  requestTimeoutMs: 3000,
  pause: (milliseconds) => setTimeout(milliseconds),
  random: Math.random,
}

/** The table port on DynamoDB. What is neither an answer nor one of the port's errors is thrown as the SDK gave it. */
export function dynamoTable({ client, tableName, patience }: DynamoTableOptions): Table {
  const documents = DynamoDBDocumentClient.from(client)
  const persist = persistence({ ...usualPatience, ...patience })
  return {
    async get(key) {
      checkKey(key)
      const input = { TableName: tableName, Key: { ...key }, ConsistentRead: true }
      const { Item: record } = await persist('read', (abortSignal) =>
        documents.send(new GetCommand(input), { abortSignal }),
      )
      return record === undefined ? undefined : itemIn(record)
    },
    async query(query) {
      checkQuery(query)
      const found: Item[] = []
      let input = queryInput(tableName, query, decodeCursor(query))
      // A page of DynamoDB ends at 1 MB, also before the limit; a page of the port is full or the last.
      while (found.length <= query.limit) {
        const request = { ...input, Limit: query.limit + 1 - found.length }
        const page = await persist('read', (abortSignal) => documents.send(new QueryCommand(request), { abortSignal }))
        for (const record of page.Items ?? []) found.push(itemIn(record))
        if (page.LastEvaluatedKey === undefined) break
        input = { ...input, ExclusiveStartKey: page.LastEvaluatedKey }
      }
      return pageOf(query, found.slice(0, query.limit), found.length > query.limit)
    },
    async transact(writes) {
      checkWrites(writes)
      // The same token with every try: a transaction that was committed unseen is answered, not done again.
      const input = {
        ClientRequestToken: randomUUID(),
        TransactItems: writes.map((write) => transactItem(tableName, write)),
      }
      return persist('transaction', async (abortSignal) => {
        try {
          await documents.send(new TransactWriteCommand(input), { abortSignal })
          return { committed: true }
        } catch (error) {
          const failed = failedConditions(error)
          if (failed.length > 0) return { committed: false, failed }
          throw error
        }
      })
    },
  }
}

/** What CreateTable asks for: the keys, and every index with whole items in it, so that a list is one query. */
export function tableDefinition(tableName: string): CreateTableCommandInput & { TableName: string } {
  const places = [{ pk: 'pk', sk: 'sk' }, ...indexPlaces]
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: places.flatMap(({ pk, sk }) => [
      { AttributeName: pk, AttributeType: 'S' },
      { AttributeName: sk, AttributeType: 'S' },
    ]),
    KeySchema: keySchema({ pk: 'pk', sk: 'sk' }),
    GlobalSecondaryIndexes: indexPlaces.map((place) => ({
      IndexName: place.index,
      KeySchema: keySchema(place),
      Projection: { ProjectionType: 'ALL' },
    })),
  }
}

function keySchema({ pk, sk }: Key) {
  return [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ]
}

/** An item as DynamoDB holds it: attributes of its value, keys and index places, one beside the other. */
type Attributes = NonNullable<GetCommandOutput['Item']>

/** Tries until an answer, a refusal or the end of patience: TableBusy, or UnknownOutcome if any try left a doubt. */
function persistence({ attempts, firstPauseMs, longestPauseMs, requestTimeoutMs, pause, random }: Patience) {
  return async <T>(kind: 'read' | 'transaction', ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    let mayBeCommitted = false
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(AbortSignal.timeout(requestTimeoutMs))
      } catch (error) {
        const verdict = verdictOn(error)
        if (verdict === 'refused') throw new TableRefusal(messageOf(error), { cause: error })
        mayBeCommitted ||= kind === 'transaction' && (verdict === 'doubtful' || wasTriedBefore(error))
        if (verdict === 'foreign' && !mayBeCommitted) throw error
        if (verdict === 'foreign' || attempt >= attempts) {
          const problem = `${attempt} tries, the last ended with: ${messageOf(error)}`
          throw mayBeCommitted
            ? new UnknownOutcome(problem, { cause: error })
            : new TableBusy(problem, { cause: error })
        }
        await pause(random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1)))
      }
    }
  }
}

/**
 * refused: a bug in the caller. busy: nothing was written, try again. doubtful: it may have been written.
 * foreign: not about this request (no permission, no such table), and trying again changes nothing.
 */
type Verdict = 'refused' | 'busy' | 'doubtful' | 'foreign'

function verdictOn(error: unknown): Verdict {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? '')
    return codes.some((code) => refusals.has(code)) ? 'refused' : 'busy'
  }
  const { name, code, status } = factsOf(error)
  if (refusals.has(name)) return 'refused'
  if (throttles.has(name) || neverSent.has(code)) return 'busy'
  // Our own earlier try, with this very token, is still being worked on.
  if (name === 'TransactionInProgressException') return 'doubtful'
  if (name === 'CredentialsProviderError' || (status >= 400 && status < 500)) return 'foreign'
  // A timeout, a lost connection, an error of the service: what was not refused may have been done.
  return 'doubtful'
}

const refusals = new Set([
  'ValidationException',
  'ValidationError',
  'ItemCollectionSizeLimitExceeded',
  'ItemCollectionSizeLimitExceededException',
])

const throttles = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
])

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** What the SDK and Node say about an error; nothing of it is certain to be there. */
function factsOf(error: unknown): { name: string; code: string; status: number; attempts: number } {
  if (!(error instanceof Error)) return { name: '', code: '', status: 0, attempts: 1 }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const { httpStatusCode = 0, attempts = 1 }: Metadata = '$metadata' in error ? Object(error.$metadata) : {}
  return { name: error.name, code, status: httpStatusCode, attempts }
}

interface Metadata {
  readonly httpStatusCode?: number
  readonly attempts?: number
}

/** A client that tries again itself shows only its last try: of the ones before we know nothing. */
function wasTriedBefore(error: unknown): boolean {
  return factsOf(error).attempts > 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** The writes whose conditions did not hold. That is an answer, whatever else stood in the way of the others. */
function failedConditions(error: unknown): number[] {
  if (!(error instanceof TransactionCanceledException)) return []
  return (error.CancellationReasons ?? []).flatMap(({ Code }, index) =>
    Code === 'ConditionalCheckFailed' ? [index] : [],
  )
}

function queryInput(tableName: string, query: Query, after: Place | undefined): QueryCommandInput {
  const { index, pk, sk, descending = false } = query
  const names = index === undefined ? { pk: 'pk', sk: 'sk' } : placeNames(index)
  const range = rangeExpression(sk)
  return {
    TableName: tableName,
    KeyConditionExpression: `#pk = :pk${range.expression}`,
    ExpressionAttributeNames: { '#pk': names.pk, ...(sk && { '#sk': names.sk }) },
    ExpressionAttributeValues: { ':pk': pk, ...range.values },
    ScanIndexForward: !descending,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    ...(after && { ExclusiveStartKey: { ...after.key, [names.pk]: pk, [names.sk]: after.sk } }),
  }
}

function rangeExpression(sk: Query['sk']): { expression: string; values: Record<string, string> } {
  if (sk === undefined) return { expression: '', values: {} }
  if ('beginsWith' in sk) return { expression: ' AND begins_with(#sk, :prefix)', values: { ':prefix': sk.beginsWith } }
  return { expression: ' AND #sk BETWEEN :from AND :to', values: { ':from': sk.from, ':to': sk.to } }
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

function transactItem(TableName: string, write: Write): TransactItem {
  const { update, ...terms } = expressionsOf(write)
  if ('put' in write) return { Put: { TableName, Item: attributesOf(write.put), ...terms } }
  if ('update' in write) return { Update: { TableName, Key: { ...write.update }, UpdateExpression: update, ...terms } }
  if ('remove' in write) return { Delete: { TableName, Key: { ...write.remove }, ...terms } }
  return { ConditionCheck: { TableName, Key: { ...write.check }, ...terms } }
}

/** The conditions and the addition of a write as DynamoDB wants them said: names and values apart, never empty. */
function expressionsOf(write: Write) {
  const names: Record<string, string> = {}
  const values: Record<string, string | number | boolean> = {}
  let count = 0
  const term = (attribute: string, sign: string, value: string | number | boolean) => {
    count += 1
    names[`#${count}`] = storedName(attribute)
    values[`:${count}`] = value
    return `#${count}${sign}:${count}`
  }
  const conditions = (write.when ?? []).map((condition) => {
    if ('is' in condition) return condition.is === 'absent' ? 'attribute_not_exists(pk)' : 'attribute_exists(pk)'
    if ('equals' in condition) return term(condition.attribute, ' = ', condition.equals)
    return term(condition.attribute, ' <= ', condition.atMost)
  })
  const additions = Object.entries('update' in write ? write.add : {}).map(([name, amount]) => term(name, ' ', amount))
  return {
    update: `ADD ${additions.join(', ')}`,
    ConditionExpression: conditions.length === 0 ? undefined : conditions.join(' AND '),
    ExpressionAttributeNames: count === 0 ? undefined : names,
    ExpressionAttributeValues: count === 0 ? undefined : values,
  }
}

/** The value's attributes stand at the top, where ADD can reach them, beside the keys and the places in indexes. */
function attributesOf(item: Item): Attributes {
  const attributes: Attributes = { ...item.key }
  for (const { index, pk, sk } of indexPlaces) {
    const place = item.indexes?.[index]
    if (place === undefined) continue
    attributes[pk] = place.pk
    attributes[sk] = place.sk
  }
  for (const [name, value] of Object.entries(item.value)) attributes[storedName(name)] = value
  return attributes
}

/** The item that attributes are, as the table stores them. */
export function itemIn(attributes: Attributes): Item {
  const key = { pk: attributes['pk'], sk: attributes['sk'] }
  const indexes: { [name in IndexName]?: Key } = {}
  for (const { index, pk, sk } of indexPlaces) {
    if (pk in attributes) indexes[index] = { pk: attributes[pk], sk: attributes[sk] }
  }
  const value = Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => !ownNames.has(name))
      .map(([name, stored]) => [givenName(name), stored]),
  )
  return Object.keys(indexes).length === 0 ? { key, value } : { key, indexes, value }
}

/** The names that the table keeps for itself. */
const ownNames = new Set(['pk', 'sk', ...indexPlaces.flatMap(({ pk, sk }) => [pk, sk])])

/** A thing may have an attribute `pk` too: it is stored as `=pk`, and `=pk` as `==pk`. */
function storedName(name: string): string {
  return ownNames.has(name.replace(/^=+/, '')) ? `=${name}` : name
}

function givenName(name: string): string {
  return name.startsWith('=') && ownNames.has(name.replace(/^=+/, '')) ? name.slice(1) : name
}
