/**
 * Proves the trail of a programme, or names what is wrong with it: every event is chained to the one before, every
 * state is what its events make of it, every day's heads are under a seal, every seal is chained to the one before,
 * the counts are what counting gives, every state stands in the lists where it must, words and letters are as they
 * were entered and sent. With an anchor (a seal's hash that somebody kept outside) it also finds a trail
 * that was cut short or rebuilt. It reads through the table port alone, so it proves both hosts alike.
 */
import { createHash } from 'node:crypto'
import { addDays, type CalendarDate, isCalendarDate, later } from '../../domain/days.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import { tallyOf } from '../../domain/tasks/classes.ts'
import type { Task } from '../../domain/tasks/task.ts'
import {
  type ChainedEvent,
  canonical,
  type Flaw,
  type Head,
  isSame,
  origin,
  type Seal,
  sealOf,
  verifyChain,
} from '../../domain/trail/chain.ts'
import type { Destroyed } from '../../domain/trail/destruction.ts'
import { allItems } from '../paging.ts'
import type { Item, Key, Services, Table } from '../services.ts'
import { talliesOfProgramme } from '../stores/counts.ts'
import { letterPrefix } from '../stores/letters.ts'
import { officeKeeping, officeTrail } from '../stores/office.ts'
import { type ProgrammeContext, programmeContext } from '../stores/programmes.ts'
import {
  eventItem,
  eventKey,
  eventPrefix,
  headOf,
  headsOf,
  load,
  sha256,
  stored,
  thingOf,
  valueAs,
} from '../stores/record.ts'
import { lastRound } from '../stores/rounds.ts'
import { headsMoved, latestSeal, seals } from '../stores/seals.ts'
import { figuresOf, type TargetState } from '../stores/targets.ts'
import { beginningOf } from '../stores/trail.ts'
import { placesMoved } from '../tableWrites.ts'
import { replay } from './replay.ts'
import { isWellPlaced, letterFlaws, wordFlaws } from './verifyPlaces.ts'
import { verifyRemovables } from './verifyRemovables.ts'

export interface Verification {
  readonly programme: string
  readonly things: number
  readonly events: number
  readonly letters: number
  readonly seals: number
  /** The last seal's hash: what to keep outside the system and give as an anchor next time. */
  readonly anchor: string | null
  /** What two people destroyed on a paper: it is gone, and the trail holds. */
  readonly destroyed: readonly Destroyed[]
  readonly flaws: readonly Flaw[]
}

export async function verifyTrail(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  anchor?: string,
): Promise<Verification> {
  const { verification, hashes } = await walkProgramme(services, programme)
  if (anchor === undefined || hashes.has(anchor)) return verification
  return { ...verification, flaws: [...verification.flaws, anchorMissing(anchor)] }
}

/** What a host can tell of its store from outside the table: which partitions it has, and its events as they lie there. */
export interface StoreFromOutside {
  partitions(prefix: string): readonly string[]
  rawEvents(): Iterable<Key>
  /** The bytes that are kept under a SHA-256; absent where they are proved in another way. */
  bytesOf?(sha256: string): Promise<Uint8Array | undefined>
}

/**
 * Proves every programme of a table, and that every event hangs on a thing that one of them knows. Each anchor must be
 * a seal of one of the programmes. `flaws` are those that belong to no programme.
 */
export async function verifyAll(
  services: Pick<Services, 'table' | 'clock'>,
  store: StoreFromOutside,
  anchors: readonly string[],
): Promise<{ readonly programmes: readonly Verification[]; readonly flaws: readonly Flaw[] }> {
  // Not by the register, which could have been emptied: by what only a programme leaves behind.
  const traces = ['PROGRAMME#', `${officeKeeping.kind}#`, 'SEALS#'].flatMap((prefix) =>
    store.partitions(prefix).map((name) => name.slice(prefix.length)),
  )
  const walks: Walk[] = []
  for (const programme of new Set(traces)) walks.push(await walkProgramme(services, programme))
  const known = new Set(walks.flatMap(({ things }) => [...things]))
  const hashes = new Set(walks.flatMap((walk) => [...walk.hashes]))
  const flaws = await strayEvents(services.table, store.rawEvents(), known)
  for (const { bytes } of walks) flaws.push(...(await byteFlaws(bytes, store)))
  flaws.push(...anchors.filter((anchor) => !hashes.has(anchor)).map(anchorMissing))
  return { programmes: walks.map(({ verification }) => verification), flaws: distinct(flaws) }
}

/** Events in a place that is no event's, or of a thing that no day's heads name. */
async function strayEvents(table: Table, rawEvents: Iterable<Key>, known: ReadonlySet<string>): Promise<Flaw[]> {
  const flaws: Flaw[] = []
  const strays = new Map<string, number[]>()
  for (const { pk, sk } of rawEvents) {
    const seq = numberIn(sk)
    if (seq === undefined) flaws.push({ thing: `${pk} ${sk}`, what: 'orphan' })
    else if (!known.has(pk)) strays.set(pk, [...(strays.get(pk) ?? []), seq])
  }
  for (const [thing, numbers] of strays) {
    const state = await guarded(flaws, thing, () => table.get({ pk: thing, sk: 'STATE' }))
    if (!state) flaws.push(...numbers.map((seq): Flaw => ({ thing, seq, what: 'orphan' })))
    else {
      const verified = await guarded(flaws, thing, () => verifyThing(table, thing, undefined, undefined))
      flaws.push({ thing, what: 'unlisted' }, ...(verified?.flaws ?? []))
    }
  }
  return flaws
}

/** The bytes of files against the hashes that the trail has of them. */
async function byteFlaws(
  files: ReadonlyMap<string, string>,
  { bytesOf }: Pick<StoreFromOutside, 'bytesOf'>,
): Promise<readonly Flaw[]> {
  const flaws: Flaw[] = []
  if (!bytesOf) return flaws
  for (const [thing, wanted] of files) {
    const bytes = await guarded(flaws, thing, () => bytesOf(wanted))
    if (!bytes) flaws.push({ thing, what: 'bytesMissing' })
    else if (createHash('sha256').update(bytes).digest('hex') !== wanted) flaws.push({ thing, what: 'bytesChanged' })
  }
  return flaws
}

function anchorMissing(anchor: string): Flaw {
  return { thing: `SEALS ${anchor}`, what: 'anchorMissing' }
}

interface Walk {
  readonly verification: Verification
  readonly things: ReadonlySet<string>
  /** By the file, the SHA-256 of its bytes. */
  readonly bytes: ReadonlyMap<string, string>
  /** Of its seals that hold: a row that only carries an anchor's hash proves nothing. */
  readonly hashes: ReadonlySet<string>
}

async function walkProgramme({ table, clock }: Pick<Services, 'table' | 'clock'>, programme: string): Promise<Walk> {
  const flaws: Flaw[] = []
  const today = clock.today()
  const span = await spanOf(table, programme, today, flaws)
  const kept = await sealsKept(table, programme, span, flaws)
  const { heads, hashes, last } = await walkDays(table, programme, span, kept, flaws)
  const context = await guarded(flaws, 'REGISTERS', () => programmeContext(table, programme))
  const letters = [...heads].filter(([thing]) => thing.startsWith(letterPrefix))
  for (const [thing, head] of letters) {
    flaws.push(...(await letterFlaws(table, thing, head)))
    heads.delete(thing)
  }
  flaws.push(...(await launchedWordFlaws(table, programme, context)))
  const tasks: Task[] = []
  const destroyed: Destroyed[] = []
  const bytes = new Map<string, string>()
  let events = 0
  for (const [thing, head] of heads) {
    const verified = await guarded(flaws, thing, () => verifyThing(table, thing, head, context))
    flaws.push(...(verified?.flaws ?? []))
    events += verified?.events ?? 0
    destroyed.push(...(verified?.destroyed ?? []))
    if (verified?.bytes !== undefined) bytes.set(thing, verified.bytes)
    if (verified?.task) tasks.push(verified.task)
  }
  await guarded(flaws, `COUNTS#${programme}`, () => verifyCounts(table, programme, tasks, flaws))
  return {
    verification: {
      programme,
      things: heads.size,
      events,
      letters: letters.length,
      seals: kept.size,
      anchor: last,
      destroyed,
      flaws: distinct(flaws),
    },
    things: new Set(heads.keys()),
    bytes,
    hashes,
  }
}

/** The words of the document, once the launch has entered them all. */
async function launchedWordFlaws(
  table: Table,
  programme: string,
  context: ProgrammeContext | undefined,
): Promise<readonly Flaw[]> {
  if (context?.programme.status === 'launching') return []
  const thing = thingOf('PROGRAMME', programme)
  const words = (await soundBirth(table, thing))?.data['words']
  // A launch that says nothing of its words, as those of before they were told, leaves nothing to hold them against.
  if (words === undefined) return []
  return isHashes(words) ? wordFlaws(table, programme, words) : [{ thing, seq: 1, what: 'unreadable' }]
}

function isHashes(words: unknown): words is { readonly [place: string]: string } {
  return typeof words === 'object' && words !== null && Object.values(words).every((one) => typeof one === 'string')
}

interface Span {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** The days of the trail: from the launch, as its event has it, to today, or to the last seal where that is later. */
async function spanOf(table: Table, programme: string, today: CalendarDate, flaws: Flaw[]): Promise<Span> {
  const kind = programme === officeTrail ? officeKeeping.kind : 'PROGRAMME'
  const thing = thingOf(kind, programme)
  const read = await guarded(flaws, thing, async () => [
    await load<Pick<ProgrammeState, 'launchedOn'>>(table, kind, programme),
  ])
  const state = read?.[0]?.state
  if (read && !state) flaws.push({ thing, what: 'headless' })
  const from = (await soundBirth(table, thing))?.day ?? state?.launchedOn
  if (state && state.launchedOn !== from) flaws.push({ thing, what: 'stateDiffers' })
  // A last seal that cannot be read is named with the others.
  const sealed = await latestSeal(table, programme).catch(() => undefined)
  const known = sealed && isCalendarDate(sealed.day) ? later(today, sealed.day) : today
  return { from: from ?? today, to: await lastMovedFrom(table, programme, known) }
}

/** The event a thing began with, where it can be read and its own hash holds. */
async function soundBirth(table: Table, thing: string): Promise<ChainedEvent | undefined> {
  const birth = await beginningOf(table, thing).catch(() => undefined)
  return birth && verifyChain(thing, new Map([[1, birth]]), undefined, sha256).length === 0 ? birth : undefined
}

// A process that died may have moved things on a day that its clock, kept at the end of each step, does not know of.
const daysAhead = 7

async function lastMovedFrom(table: Table, programme: string, known: CalendarDate): Promise<CalendarDate> {
  let last = known
  for (let day = addDays(known, 1); day <= addDays(known, daysAhead); day = addDays(day, 1)) {
    // A day whose heads cannot be read has some: it is walked, and named there.
    const moved = await headsMoved(table, programme, day).catch(() => undefined)
    if (moved === undefined || moved.length > 0) last = day
  }
  return last
}

/** The seals by day. Where a page of them cannot be read, day by day, so that the one is named and the others count. */
async function sealsKept(
  table: Table,
  programme: string,
  { from, to }: Span,
  flaws: Flaw[],
): Promise<ReadonlyMap<string, Seal>> {
  const kept = new Map<string, Seal>()
  try {
    for await (const seal of seals(table, programme)) kept.set(seal.day, seal)
    return kept
  } catch {
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const key = { pk: `SEALS#${programme}`, sk: day }
      const item = await guarded(flaws, `${key.pk} ${day}`, () => table.get(key))
      if (item) kept.set(day, valueAs<Seal>(item.value))
    }
    return kept
  }
}

/** Day by day: the heads that moved, and the seals over them. Answers the last head of every thing. */
async function walkDays(
  table: Table,
  programme: string,
  { from, to }: Span,
  kept: ReadonlyMap<string, Seal>,
  flaws: Flaw[],
): Promise<{ heads: Map<string, Head>; hashes: ReadonlySet<string>; last: string | null }> {
  const round = await guarded(flaws, 'ROUNDS', () => lastRound(table))
  const mustReach = round ? addDays(round.day, -1) : undefined
  const heads = new Map<string, Head>()
  const hashes = new Set<string>()
  let previous = origin
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const moved = (await guarded(flaws, headsOf(programme, day), () => headsMoved(table, programme, day))) ?? []
    for (const { thing, seq, hash } of moved) heads.set(thing, { seq, hash })
    const seal = kept.get(day)
    const thing = `SEALS#${programme} ${day}`
    if (seal) {
      const made = sealOf(programme, day, moved, previous, sha256)
      if (isSame(made, seal)) hashes.add(seal.hash)
      else flaws.push({ thing, what: 'sealDiffers' })
      previous = seal.hash
    } else if (mustReach && day <= mustReach) flaws.push({ thing, what: 'sealMissing' })
  }
  const strays = [...kept.keys()].filter((day) => day < from || day > to)
  flaws.push(...strays.map((day): Flaw => ({ thing: `SEALS#${programme} ${day}`, what: 'sealDiffers' })))
  return { heads, hashes, last: previous === origin ? null : previous }
}

interface VerifiedThing {
  readonly flaws: readonly Flaw[]
  readonly events: number
  readonly destroyed?: readonly Destroyed[]
  /** The SHA-256 of the bytes that the thing, a file, is kept under. */
  readonly bytes?: string
  readonly task?: Task
}

/** One thing: its chain, its places in lists, its state against its events replayed, and the copies kept of it. */
async function verifyThing(
  table: Table,
  thing: string,
  head: Head | undefined,
  context: ProgrammeContext | undefined,
): Promise<VerifiedThing> {
  const { state, placed } = await readThing(table, thing, head?.seq ?? 0)
  const now = state === undefined || state instanceof Error ? undefined : { item: state, ...stored<object>(state) }
  const events = new Map(placed.map(({ seq, item }) => [seq, item && valueAs<ChainedEvent>(item.value)]))
  const flaws: Flaw[] = verifyChain(thing, events, now?.head, sha256)
  if (!now) flaws.push({ thing, what: state ? 'unreadable' : 'headless' })
  const flawed = new Set(flaws.map(({ seq }) => seq))
  for (const { seq, item } of placed) {
    if (item && !flawed.has(seq) && !isListed(item)) flaws.push({ thing, seq, what: 'unlisted' })
  }
  if (head && now && !flawed.has(head.seq) && events.get(head.seq)?.hash !== head.hash) {
    flaws.push({ thing, seq: head.seq, what: 'changed' })
  }
  const chain = [...events.values()].filter((event) => event !== undefined)
  const last = chain.at(-1)
  if (!now || !last || flaws.length > 0) return { flaws, events: events.size }
  if (!(await isUnderItsDay(table, last))) flaws.push({ thing, seq: last.seq, what: 'unlisted' })
  const { flaws: ofValues, destroyed, whole } = await verifyRemovables(table, thing, chain)
  flaws.push(...ofValues)
  const replayed = replay(thing, whole)
  if (replayed && !isSame(replayed, now.state)) flaws.push({ thing, what: 'stateDiffers' })
  else flaws.push(...(await copyFlaws(table, thing, now.state, whole)))
  if (flaws.length === 0 && !isWellPlaced(now.item, context?.rules)) flaws.push({ thing, what: 'unlisted' })
  // What is kept under TASK# is a task, and the chain that it was compared with begins with one.
  const bytes = thing.startsWith('FILE#') && 'sha256' in now.state ? String(now.state.sha256) : undefined
  return {
    flaws,
    events: events.size,
    destroyed,
    ...(bytes === undefined ? {} : { bytes }),
    ...(thing.startsWith('TASK#') ? { task: now.state as Task } : {}),
  }
}

/** An event's place by its number; undefined content is there and cannot be read. */
interface PlacedEvent {
  readonly seq: number
  readonly item: Item | undefined
}

/** The state and the events as they stood at one moment: where somebody wrote between the reads, they are read again. */
async function readThing(
  table: Table,
  thing: string,
  atLeast: number,
): Promise<{ state: Item | Error | undefined; placed: readonly PlacedEvent[] }> {
  const before = await stateItem(table, thing)
  const placed = await placedEvents(table, thing, Math.max(atLeast, headIn(before)?.seq ?? 0))
  const state = await stateItem(table, thing)
  return headIn(state)?.hash === headIn(before)?.hash ? { state, placed } : readThing(table, thing, atLeast)
}

function headIn(state: Item | Error | undefined): Head | undefined {
  return state instanceof Error ? undefined : state && headOf(state)
}

/** The state, none, or why it cannot be read. */
async function stateItem(table: Table, thing: string): Promise<Item | Error | undefined> {
  return table.get({ pk: thing, sk: 'STATE' }).catch((error: unknown) => new Error('unreadable', { cause: error }))
}

/** All events of a thing. Where a page of them cannot be read, one by one up to a number, so that each is named. */
async function placedEvents(table: Table, thing: string, upTo: number): Promise<readonly PlacedEvent[]> {
  const placed: PlacedEvent[] = []
  try {
    for (const item of await allItems(table, { pk: thing, sk: { beginsWith: eventPrefix } })) {
      const seq = numberIn(item.key.sk)
      if (seq !== undefined) placed.push({ seq, item })
    }
    return placed
  } catch {
    const found: PlacedEvent[] = []
    for (let seq = 1; seq <= upTo; seq += 1) found.push(...(await placedEvent(table, thing, seq)))
    return found
  }
}

/** One event, or nothing where there is none. */
async function placedEvent(table: Table, thing: string, seq: number): Promise<readonly PlacedEvent[]> {
  try {
    const item = await table.get({ pk: thing, sk: eventKey(seq) })
    return item ? [{ seq, item }] : []
  } catch {
    return [{ seq, item: undefined }]
  }
}

/** The number that an event's sort key says; undefined for a key that no event has. */
function numberIn(sk: string): number | undefined {
  const seq = Number(sk.slice(eventPrefix.length))
  return Number.isSafeInteger(seq) && seq > 0 && eventKey(seq) === sk ? seq : undefined
}

/** Whether the event stands where the lists of its programme and of whoever did it look for it. */
function isListed({ value, indexes }: Item): boolean {
  return placesMoved(indexes, eventItem(valueAs<ChainedEvent>(value)).indexes).length === 0
}

/** Whether the heads of the event's day, over which the day's seal is made, name it or a later one of that thing. */
async function isUnderItsDay(table: Table, { thing, programme, day, seq }: ChainedEvent): Promise<boolean> {
  const item = await table.get({ pk: headsOf(programme, day), sk: thing }).catch(() => undefined)
  return Number(item?.value['seq'] ?? 0) >= seq
}

/** The registers' copies of a thing, and a target's figures, against the thing itself. */
async function copyFlaws(
  table: Table,
  thing: string,
  state: object,
  events: readonly ChainedEvent[],
): Promise<readonly Flaw[]> {
  const flaws: Flaw[] = []
  const [kind = '', id = ''] = [thing.slice(0, thing.indexOf('#')), thing.slice(thing.indexOf('#') + 1)]
  const register = registers[kind]
  if (register) {
    const name = `${register} ${id}`
    const copy = await guarded(flaws, name, () => table.get({ pk: register, sk: id }))
    if (flaws.length === 0 && canonical(copy?.value) !== canonical(state))
      flaws.push({ thing: name, what: 'stateDiffers' })
  }
  if (kind === 'TARGET') {
    const { programme, id: target } = state as TargetState
    const name = `FIGURES#${id}`
    const kept = await guarded(flaws, name, () => figuresOf(table, programme, target))
    const told = events.flatMap(({ data }) => data['observation'] ?? [])
    const same = (figures: readonly unknown[]) => canonical(figures.map(canonical).toSorted())
    if (kept && same(kept) !== same(told)) flaws.push({ thing: name, what: 'stateDiffers' })
  }
  return flaws
}

const registers: { readonly [kind: string]: string } = {
  PROGRAMME: 'PROGRAMMES',
  AGENCY: 'AGENCIES',
  GROUP: 'GROUPS',
  PERSON: 'PEOPLE',
}

/** The tallies are compared as they are kept, name by name: which day it is must not matter to who looks from outside. */
async function verifyCounts(table: Table, programme: string, tasks: readonly Task[], flaws: Flaw[]): Promise<void> {
  const kept = await talliesOfProgramme(table, programme)
  const counted = new Map<string, Map<string, number>>()
  for (const tally of tasks.map(tallyOf)) {
    if (!tally) continue
    const ofAgency = counted.get(tally.agency) ?? new Map<string, number>()
    counted.set(tally.agency, ofAgency.set(tally.name, (ofAgency.get(tally.name) ?? 0) + 1))
  }
  for (const agency of new Set([...kept.keys(), ...counted.keys()])) {
    const [ours, theirs] = [kept.get(agency), counted.get(agency)]
    const names = new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])
    const differs = [...names].some((name) => (ours?.get(name) ?? 0) !== (theirs?.get(name) ?? 0))
    if (differs) flaws.push({ thing: `COUNTS#${programme} ${agency}`, what: 'countsDiffer' })
  }
}

/** Whatever cannot be read is a flaw of its own, and no reason to stop looking at the rest. */
async function guarded<Answer>(flaws: Flaw[], thing: string, read: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await read()
  } catch {
    flaws.push({ thing, what: 'unreadable' })
    return undefined
  }
}

function distinct(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...new Map(flaws.map((flaw) => [JSON.stringify(flaw), flaw])).values()]
}
