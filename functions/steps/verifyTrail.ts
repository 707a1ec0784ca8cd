/**
 * Proves the trail of a programme, or names what is wrong with it: every event is chained to the one before, every
 * state is what its events make of it, every day's heads are under a seal, every seal is chained to the one before,
 * the counts are what counting gives. With an anchor (a seal's hash that somebody kept outside) it also finds a trail
 * that was cut short or rebuilt. It reads through the table port alone, so it proves both hosts alike.
 */
import { type Assignment, type AssignmentEvent, evolveAssignment } from '../../domain/assignments/assignment.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import { fourClasses, noCounts, recount, tallyOf } from '../../domain/tasks/classes.ts'
import type { TaskEvent } from '../../domain/tasks/decide.ts'
import { evolve } from '../../domain/tasks/evolve.ts'
import type { Task } from '../../domain/tasks/task.ts'
import {
  type ChainedEvent,
  canonical,
  type Flaw,
  type Head,
  origin,
  sealOf,
  verifyChain,
} from '../../domain/trail/chain.ts'
import type { Services, Table } from '../services.ts'
import { countsOfProgramme } from '../stores/counts.ts'
import { eventKey, eventPrefix, headsOf, load, sha256, stored, valueAs } from '../stores/record.ts'
import { lastRound } from '../stores/rounds.ts'
import { headsMoved, seals } from '../stores/seals.ts'

export interface Verification {
  readonly programme: string
  readonly things: number
  readonly events: number
  readonly seals: number
  /** The last seal's hash: what to keep outside the system and give as an anchor next time. */
  readonly anchor: string | null
  readonly flaws: readonly Flaw[]
}

export async function verifyTrail(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  programme: string,
  anchor?: string,
): Promise<Verification> {
  const flaws: Flaw[] = []
  const found = await guarded(flaws, `PROGRAMME#${programme}`, () =>
    load<ProgrammeState>(table, 'PROGRAMME', programme),
  )
  const from = found?.state.launchedOn
  if (!from) {
    flaws.push({ thing: `PROGRAMME#${programme}`, what: 'headless' })
    return { programme, things: 0, events: 0, seals: 0, anchor: null, flaws }
  }
  const { heads, sealed, last } = await walkDays(table, programme, from, clock.today(), anchor, flaws)
  const tasks: Task[] = []
  let events = 0
  for (const [thing, head] of heads) {
    const verified = await guarded(flaws, thing, () => verifyThing(table, thing, head, flaws))
    events += verified?.events ?? 0
    if (verified?.task) tasks.push(verified.task)
    if (!verified) await nameUnreadable(table, thing, head, flaws)
  }
  await guarded(flaws, `COUNTS#${programme}`, () => verifyCounts(table, programme, tasks, clock.today(), flaws))
  return { programme, things: heads.size, events, seals: sealed, anchor: last, flaws: distinct(flaws) }
}

/** Day by day from the launch: the heads that moved, and the seals over them. Answers the last head of every thing. */
async function walkDays(
  table: Table,
  programme: string,
  from: CalendarDate,
  today: CalendarDate,
  anchor: string | undefined,
  flaws: Flaw[],
): Promise<{ heads: ReadonlyMap<string, Head>; sealed: number; last: string | null }> {
  const kept = new Map<string, { hash: string }>()
  await guarded(flaws, `SEALS#${programme}`, async () => {
    for await (const seal of seals(table, programme)) kept.set(seal.day, seal)
  })
  const round = await lastRound(table)
  const mustReach = round ? addDays(round.day, -1) : undefined
  const heads = new Map<string, Head>()
  let previous = origin
  let sealed = 0
  for (let day = from; day <= today; day = addDays(day, 1)) {
    const moved = (await guarded(flaws, headsOf(programme, day), () => headsMoved(table, programme, day))) ?? []
    for (const { thing, seq, hash } of moved) heads.set(thing, { seq, hash })
    const seal = kept.get(day)
    if (seal) {
      sealed += 1
      if (sealOf(programme, day, moved, previous, sha256).hash !== seal.hash) {
        flaws.push({ thing: `SEALS#${programme} ${day}`, what: 'sealDiffers' })
      }
      previous = seal.hash
    } else if (mustReach && day <= mustReach) flaws.push({ thing: `SEALS#${programme} ${day}`, what: 'sealMissing' })
  }
  const hashes = new Set([...kept.values()].map(({ hash }) => hash))
  if (anchor !== undefined && !hashes.has(anchor)) {
    flaws.push({ thing: `SEALS#${programme} ${anchor}`, what: 'anchorMissing' })
  }
  return { heads, sealed, last: previous === origin ? null : previous }
}

/** One thing: its chain, its head under the day's heads, and its state against its events replayed. */
async function verifyThing(
  table: Table,
  thing: string,
  head: Head,
  flaws: Flaw[],
): Promise<{ events: number; task?: Task }> {
  const events: ChainedEvent[] = []
  let cursor: string | undefined
  do {
    const page = await table.query({
      pk: thing,
      sk: { beginsWith: eventPrefix },
      limit: 500,
      ...(cursor ? { cursor } : {}),
    })
    events.push(...page.items.map(({ value }) => valueAs<ChainedEvent>(value)))
    cursor = page.cursor
  } while (cursor)
  const item = await table.get({ pk: thing, sk: 'STATE' })
  const now = item && stored<object>(item)
  const met = verifyChain(thing, events, now?.head, sha256)
  if (now && (now.head.seq < head.seq || events[head.seq - 1]?.hash !== head.hash)) {
    met.push({ thing, seq: head.seq, what: 'changed' })
  }
  if (!now) met.push({ thing, what: 'headless' })
  flaws.push(...met)
  if (!now || met.length > 0) return { events: events.length }
  const replayed = replay(thing, events)
  if (replayed && canonical(replayed) !== canonical(now.state)) flaws.push({ thing, what: 'stateDiffers' })
  return { events: events.length, ...(thing.startsWith('TASK#') ? { task: valueAs<Task>(item.value) } : {}) }
}

/** The state that the events make, for things whose whole life is in them. */
function replay(thing: string, events: readonly ChainedEvent[]): object | undefined {
  const [first, ...rest] = events
  if (!first) return undefined
  if (thing.startsWith('TASK#')) {
    const born = first.data['task'] as Task
    return rest.reduce((task, event) => evolve(task, eventIn<TaskEvent>(event), event), born)
  }
  if (thing.startsWith('ASSIGNMENT#')) {
    const born = first.data['assignment'] as Assignment
    return rest.reduce((one, event) => evolveAssignment(one, eventIn<AssignmentEvent>(event), event), born)
  }
  return undefined
}

/** The event as its rule answered it: the type and what came with it. */
function eventIn<Event>({ type, data }: ChainedEvent): Event {
  return { ...data, type } as Event
}

async function verifyCounts(
  table: Table,
  programme: string,
  tasks: readonly Task[],
  today: CalendarDate,
  flaws: Flaw[],
): Promise<void> {
  const { byAgency } = await countsOfProgramme(table, programme, today)
  const ofAgency = Map.groupBy(tasks, (task) => tallyOf(task)?.agency ?? '')
  for (const agency of new Set([...byAgency.keys(), ...ofAgency.keys()])) {
    const kept = byAgency.get(agency) ?? noCounts
    const counted = recount(ofAgency.get(agency) ?? [], today)
    if (fourClasses.some((name) => kept[name] !== counted[name])) {
      flaws.push({ thing: `COUNTS#${programme} ${agency}`, what: 'countsDiffer' })
    }
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

/** Which of the thing's events it was. */
async function nameUnreadable(table: Table, thing: string, head: Head, flaws: Flaw[]): Promise<void> {
  for (let seq = 1; seq <= head.seq; seq += 1) {
    try {
      await table.get({ pk: thing, sk: eventKey(seq) })
    } catch {
      flaws.push({ thing, seq, what: 'unreadable' })
    }
  }
}

function distinct(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...new Map(flaws.map((flaw) => [JSON.stringify(flaw), flaw])).values()]
}
