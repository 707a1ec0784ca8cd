/**
 * A table and a bucket as the place that an office moves out of, and into. An operator does this with credentials of
 * their own: it looks at every item (Scan), which nothing of the product may.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { type Instant, isInstant } from '../../../domain/days.ts'
import type { Source } from '../../moving/exportArchive.ts'
import type { Destination } from '../../moving/importArchive.ts'
import { clockAt, type HostKind, lineOf, moving, sum, travels } from '../../moving/manifest.ts'
import { MovingFault } from '../../moving/movingFault.ts'
import type { Archive } from '../../moving/readArchive.ts'
import { everyItem } from '../../paging.ts'
import type { Clock, Files, Item, Key, Table } from '../../services.ts'
import { asJson, eventPrefix, writeEach, writeWhere } from '../../stores/record.ts'
import { compareUtf8 } from '../../tableLimits.ts'
import { clockKey, type StandingClock } from '../rehearsalTime.ts'
import { itemIn } from '../table.ts'

export interface Stage {
  readonly tableName: string
  readonly table: Table
  /** Tries again by itself what was throttled: a whole table is read through it. */
  readonly client: DynamoDBClient
  readonly files: Pick<Files, 'keep' | 'kept'>
  /** As whoever runs the program says: a stage that rehearses is to AWS what a demo is to one machine. */
  readonly kind: HostKind
  /** Real time. */
  readonly clock: Clock
}

/** Throws MovingFault where the table is of another kind of stage than was said, or holds half of an office. */
export async function stageSource(stage: Stage): Promise<Source> {
  const { tableName, table, kind, files, clock } = stage
  if ((await claimedBy(table)) !== undefined) throw new MovingFault('importUnderWay', tableName)
  const at = await standsAt(table)
  if (kind === 'office' && at) throw new MovingFault('rehearsalUnsaid', tableName)
  if (kind === 'demo' && !at) throw new MovingFault('noRehearsal', tableName)
  return {
    name: tableName,
    kind,
    clock: at ? clockAt(at) : clock,
    items: () => standingStill(stage),
    fileBytes: (sha256) => files.kept(sha256),
  }
}

/** The table is refused where anything ever happened in it. */
export function stageDestination(stage: Stage): Destination {
  const { tableName, table, kind, files } = stage
  return {
    name: tableName,
    kind,
    table,
    claim: (archive) => claim(stage, archive),
    keepFile: (sha256, bytes) => files.keep(sha256, bytes),
    items: () => everything(stage),
    settling: [{ remove: moving }],
  }
}

/** Where the clock of a stage that rehearses stands. */
async function standsAt(table: Table): Promise<Instant | undefined> {
  const at = (await table.get(clockKey))?.value['at']
  return typeof at === 'string' && isInstant(at) ? at : undefined
}

/** Partitions that are read side by side. */
const queriesAtOnce = 16

/**
 * Every item in the order of the keys. A table has no moment that could be read as a whole while others write; so it is
 * read again at the end, and whoever wrote meanwhile is noticed.
 */
async function* standingStill(stage: Stage): AsyncGenerator<Item> {
  const { table, tableName } = stage
  const found = sum()
  const partitions = await partitionsOf(stage)
  for (let from = 0; from < partitions.length; from += queriesAtOnce) {
    const some = partitions.slice(from, from + queriesAtOnce)
    for (const items of await Promise.all(some.map((pk) => Array.fromAsync(everyItem(table, { pk }))))) {
      for (const item of items) if (travels(item.key)) found.add(lineOf(item))
      yield* items
    }
  }
  const again = sum()
  for await (const item of everything(stage)) if (travels(item.key)) again.add(lineOf(item))
  if (again.total !== found.total || again.count !== found.count) {
    throw new MovingFault('changedWhileExporting', tableName)
  }
}

async function partitionsOf(stage: Stage): Promise<readonly string[]> {
  const partitions = new Set<string>()
  for await (const { pk } of everyKey(stage)) partitions.add(pk)
  return [...partitions].sort(compareUtf8)
}

/**
 * Makes the table this archive's alone. What a stage that nobody has used writes (rounds of days without work) makes
 * room; an event is never removed. Whoever comes again with the same archive goes on, unless the office already lives.
 */
async function claim(stage: Stage, archive: Archive): Promise<void> {
  const { tableName, table, kind } = stage
  if (kind === 'office' && (await standsAt(table))) throw new MovingFault('officeIntoDemo', archive.place)
  const id = archive.manifest.items.sha256
  const before = await claimedBy(table)
  if (before !== undefined && before !== id) throw new MovingFault('importUnderWay', tableName)
  const leftovers: Key[] = []
  for await (const key of everyKey(stage)) {
    if (!travels(key) || (before === id && (await archive.table.get(key)))) continue
    if (key.sk.startsWith(eventPrefix)) throw new MovingFault('notEmpty', tableName)
    leftovers.push(key)
  }
  await writeWhere(table, [{ put: { key: moving, value: { archive: id } }, when: [{ is: 'absent' }] }])
  if ((await claimedBy(table)) !== id) throw new MovingFault('importUnderWay', tableName)
  await writeEach(
    table,
    leftovers.map((key) => ({ remove: key })),
  )
  const stands: StandingClock = { version: 1, at: archive.manifest.at }
  if (kind === 'demo') await writeEach(table, [{ put: { key: clockKey, value: asJson(stands) } }])
}

async function claimedBy(table: Table): Promise<unknown> {
  return (await table.get(moving))?.value['archive']
}

async function* everything({ client, tableName: TableName }: Stage): AsyncGenerator<Item> {
  const documents = DynamoDBDocumentClient.from(client)
  for await (const { Items = [] } of paginateScan({ client: documents }, { TableName, ConsistentRead: true })) {
    for (const attributes of Items) yield itemIn(attributes)
  }
}

async function* everyKey({ client, tableName: TableName }: Stage): AsyncGenerator<Key> {
  const documents = DynamoDBDocumentClient.from(client)
  const keys = { TableName, ConsistentRead: true, ProjectionExpression: 'pk, sk' }
  for await (const { Items = [] } of paginateScan({ client: documents }, keys)) {
    for (const { pk, sk } of Items) yield { pk, sk }
  }
}
