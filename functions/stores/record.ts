/**
 * How anything is changed: read the state with its version, ask the rule, and record the new state, its event and
 * its place in the day's heads in one transaction, on condition that nobody else was first. If somebody was, read and
 * decide again.
 */
import { hash, randomBytes } from 'node:crypto'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { type ChainedEvent, chained, type Head, origin } from '../../domain/trail/chain.ts'
import { covered, type KeptValue } from '../../domain/trail/removable.ts'
import { allItems, type WholeQuery } from '../paging.ts'
import {
  type Item,
  type JsonObject,
  type Outcome,
  type Services,
  type Table,
  TableBusy,
  UnknownOutcome,
  type Write,
} from '../services.ts'
import { keyOf, tableLimits } from '../tableLimits.ts'
import { placesMoved } from '../tableWrites.ts'
import { namingWrites } from './fileNames.ts'
import { whence } from './whence.ts'

/** A thing as it is stored: what the rules know of it, and the head of its trail. */
export interface Stored<State> {
  readonly state: State
  readonly head: Head
}

/** Where one kind of thing lives, in which indexes, and what else changes with it in the same transaction. */
export interface Keeping<State> {
  /** `TASK`: the thing's partition is `TASK#id`. */
  readonly kind: string
  readonly idOf: (state: State) => string
  readonly programmeOf: (state: State) => string
  readonly indexesOf?: (state: State) => Item['indexes']
  readonly besides?: (before: State | undefined, after: State) => readonly Write[]
  /** Where in its events stands what can be destroyed: kept beside them, where it can be removed. */
  readonly removable?: readonly string[]
}

/** What happened, and what it makes of the thing. */
export interface Change<State> {
  readonly type: string
  readonly data: object
  readonly state: State
  /** Writes that belong to this one change. */
  readonly besides?: readonly Write[]
}

export const stateKey = 'STATE'

/** Who does what no person asked for. */
export const systemPerson = 'dondoc'

/** SHA-256 in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

export function thingOf(kind: string, id: string): string {
  return `${kind}#${id}`
}

/** The thing as it stands now, or undefined. */
export async function load<State>(table: Table, kind: string, id: string): Promise<Stored<State> | undefined> {
  const item = await table.get({ pk: thingOf(kind, id), sk: stateKey })
  return item && stored<State>(item)
}

/** A thing's state item: what `recordWrites` wrote. */
export function stored<State>(item: Item): Stored<State> {
  const { version: _, hash: __, ...state } = item.value
  return { state: valueAs<State>(state), head: headOf(item) }
}

export function headOf({ value }: Item): Head {
  return { seq: Number(value['version']), hash: String(value['hash']) }
}

/** The writes of one change, for callers that put several changes into one transaction. */
export function recordWrites<State extends object>(
  keeping: Keeping<State>,
  before: Stored<State> | undefined,
  change: Change<State>,
  occasion: Occasion,
): { writes: Write[]; head: Head } {
  const { state } = change
  const thing = thingOf(keeping.kind, keeping.idOf(state))
  const programme = keeping.programmeOf(state)
  const from = whence()
  const { data, kept } = covered({ ...change.data }, keeping.removable ?? [], newSalt, sha256)
  const event = chained(
    {
      schema: 1,
      thing,
      seq: (before?.head.seq ?? 0) + 1,
      programme,
      type: change.type,
      at: occasion.at,
      day: occasion.day,
      actor: occasion.actor,
      ...(from === undefined ? {} : { from }),
      data,
      previous: before?.head.hash ?? origin,
    },
    sha256,
  )
  const head = { seq: event.seq, hash: event.hash }
  const indexes = keeping.indexesOf?.(state)
  const writes: Write[] = [
    {
      put: {
        key: { pk: thing, sk: stateKey },
        ...(indexes ? { indexes } : {}),
        value: asJson({ ...state, version: head.seq, hash: head.hash }),
      },
      when: [before ? { attribute: 'hash', equals: before.head.hash } : { is: 'absent' }],
    },
    { put: eventItem(event), when: [{ is: 'absent' }] },
    { put: { key: { pk: headsOf(programme, occasion.day), sk: thing }, value: asJson(head) } },
    ...Object.entries(kept).map(([path, one]) => ({ put: keptItem(thing, event.seq, path, one) })),
    ...namingWrites(thing, change.data),
    ...(keeping.besides?.(before?.state, state) ?? []),
    ...(change.besides ?? []),
  ]
  return { writes, head }
}

/**
 * Puts a thing where its keeping, whose rules may have a new calendar, places it in the lists. The thing itself has not
 * changed, so nothing is recorded. Answers whether it moved.
 */
export async function replan<State>(table: Table, keeping: Keeping<State>, id: string): Promise<boolean> {
  const item = await table.get({ pk: thingOf(keeping.kind, id), sk: stateKey })
  if (!item) return false
  const { state, head } = stored<State>(item)
  const indexes = keeping.indexesOf?.(state)
  if (!indexes || placesMoved(item.indexes, indexes).length === 0) return false
  return writeWhere(table, [{ put: { ...item, indexes }, when: [{ attribute: 'hash', equals: head.hash }] }])
}

const attempts = 8

/**
 * Changes one thing by a rule. The rule is asked again with fresh state when somebody else was first. Answers the
 * state after the change, or the refusal; `undefined` from the rule means that there is nothing to do. Throws
 * TableBusy when nothing was recorded, and UnknownOutcome when even reading again could not say.
 */
export async function change<State extends object>(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  keeping: Keeping<State>,
  id: string,
  actor: Occasion['actor'],
  rule: (state: State, occasion: Occasion) => Change<State> | Refusal | undefined,
): Promise<State | Refusal> {
  const thing = thingOf(keeping.kind, id)
  // Our events of whose outcome nothing is known: each was recorded, or may be still, or never will be.
  let unsure: Head[] = []
  let busy: TableBusy | undefined
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    busy = undefined
    try {
      const before = await load<State>(table, keeping.kind, id)
      if (!before) return { code: 'not-found', thing }
      const reached = unsure.filter(({ seq }) => seq <= before.head.seq)
      for (const head of reached) if (await isRecorded(table, thing, head)) return before.state
      // Where another event has its place, ours can never be recorded.
      unsure = unsure.filter((head) => !reached.includes(head))
      const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
      const answer = rule(before.state, occasion)
      if (!answer) return before.state
      if (isRefusal(answer)) return answer
      const { writes, head } = recordWrites(keeping, before, answer, occasion)
      const outcome = await knownOutcome(table, writes)
      if (outcome === 'unknown') unsure.push(head)
      else if (outcome.committed) return answer.state
    } catch (error) {
      if (!(error instanceof TableBusy)) throw error
      busy = error
    }
  }
  // To say that nothing was recorded would be a guess.
  if (unsure.length > 0) throw new UnknownOutcome(`${thing}: the table never said whether it was changed`)
  if (busy) throw busy
  return { code: 'changed-meanwhile' }
}

async function knownOutcome(table: Table, writes: readonly Write[]): Promise<Outcome | 'unknown'> {
  try {
    return await table.transact(writes)
  } catch (error) {
    if (error instanceof UnknownOutcome) return 'unknown'
    throw error
  }
}

async function isRecorded(table: Table, thing: string, head: Head): Promise<boolean> {
  const event = await table.get({ pk: thing, sk: eventKey(head.seq) })
  return event?.value['hash'] === head.hash
}

/** Something to be created: its writes hold only where it is not there yet. */
export interface Creation {
  readonly writes: readonly Write[]
}

/** Creates things that may be there already: whichever exists stays as it is. Used in chunks that may be run again. */
export async function createAll(table: Table, things: readonly Creation[]): Promise<void> {
  for (const chunk of inChunks(things)) {
    const writes = chunk.flatMap((thing) => thing.writes)
    if (mergeable(writes) && (await writeWhere(table, writes))) continue
    for (const thing of chunk) await writeWhere(table, thing.writes)
  }
}

/** As many together as one transaction takes. */
function inChunks(things: readonly Creation[]): readonly Creation[][] {
  const chunks: Creation[][] = []
  let room = 0
  for (const thing of things) {
    if (thing.writes.length > room) {
      chunks.push([])
      room = tableLimits.writesInTransaction
    }
    chunks.at(-1)?.push(thing)
    room -= thing.writes.length
  }
  return chunks
}

/** A transaction may touch an item once, so things that change one counter cannot share it. */
function mergeable(writes: readonly Write[]): boolean {
  const keys = writes.map((write) => JSON.stringify(keyOf(write)))
  return new Set(keys).size === keys.length
}

/** Writes until the answer is known. False: the conditions did not hold, which for creations means it is there. */
export async function writeWhere(table: Table, writes: readonly Write[]): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await table.transact(writes)).committed
    } catch (error) {
      const again = error instanceof UnknownOutcome || error instanceof TableBusy
      if (!again || attempt >= attempts) throw error
    }
  }
}

/** The partition of the heads that moved on a day: read consistently, and what the day's seal is made over. */
export function headsOf(programme: string, day: string): string {
  return `HEADS#${programme}#${day}`
}

export const eventPrefix = 'EVENT#'

export function eventKey(seq: number): string {
  return `${eventPrefix}${String(seq).padStart(6, '0')}`
}

/** An event as it is kept: under its thing, and in the lists of its programme and of whoever did it. */
export function eventItem(event: ChainedEvent): Item {
  const moment = `${event.at}#${event.thing}#${eventKey(event.seq)}`
  const { person } = event.actor
  return {
    key: { pk: event.thing, sk: eventKey(event.seq) },
    indexes: {
      byProgramme: { pk: `EVENTS#${event.programme}`, sk: moment },
      // What nobody's hand did, which is most of what happens, is in no person's list.
      ...(person === systemPerson ? {} : { byPerson: { pk: `ACTOR#${person}`, sk: moment } }),
    },
    value: asJson(event),
  }
}

export const removablePrefix = 'REMOVABLE#'

/** A value that an event says only the digest of: `REMOVABLE#000001#person.name`. */
function keptItem(thing: string, seq: number, path: string, { salt, value }: KeptValue): Item {
  return { key: { pk: thing, sk: removableKey(seq, path) }, value: asJson({ salt, value }) }
}

export function removableKey(seq: number, path: string): string {
  return `${removablePrefix}${eventKey(seq).slice(eventPrefix.length)}#${path}`
}

/** 128 bits: nobody finds a name by trying all names. */
function newSalt(): string {
  return randomBytes(16).toString('hex')
}

/** Writes without conditions: doing them twice is doing them once, so an unknown outcome is answered by doing them again. */
export async function writeSurely(table: Table, writes: readonly Write[]): Promise<void> {
  await writeWhere(table, writes)
}

/** Writes that may be made one without the other, in as many transactions as they need. */
export async function writeEach(table: Table, writes: readonly Write[]): Promise<void> {
  const most = tableLimits.writesInTransaction
  for (let from = 0; from < writes.length; from += most) await writeSurely(table, writes.slice(from, from + most))
}

/** Every value that a query finds, in its order. */
export async function everyValue<Value>(table: Table, query: WholeQuery): Promise<readonly Value[]> {
  return (await allItems(table, query)).map(({ value }) => valueAs<Value>(value))
}

/** Plain data as JSON: the rules' values hold nothing else, which the type system cannot say of an interface. */
export function asJson(value: object): JsonObject {
  return value as JsonObject
}

/** The way back: an item's value as the store that wrote it knows it. Nothing else writes the product's table. */
export function valueAs<Value>(value: JsonObject): Value {
  return value as unknown as Value
}
