/** The daily round's own record: ROUND / day. Taken by a conditional put with a lease, since schedulers deliver at least once. */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import { type Condition, type Services, type Table, UnknownOutcome } from '../services.ts'
import { asJson, valueAs, writeWhere } from './record.ts'

export interface RoundOutcome {
  readonly occurrences: number
  readonly reminders: number
  readonly escalations: number
  readonly letters: number
  readonly refused: number
  readonly failed: number
}

export type RoundRecord = RunningRound | FinishedRound

interface RunningRound {
  readonly day: CalendarDate
  readonly state: 'running'
  /** Who took it last: a name that nobody else has. */
  readonly holder: string
  readonly leaseUntil: Instant
}

interface FinishedRound {
  readonly day: CalendarDate
  readonly state: 'done'
  readonly holder: string
  readonly outcome: RoundOutcome
}

export async function roundOf(table: Table, day: CalendarDate): Promise<RoundRecord | undefined> {
  const item = await table.get(keyOf(day))
  return item && valueAs<RoundRecord>(item.value)
}

/** The last day whose round was finished. */
export async function lastRound(table: Table): Promise<RoundRecord | undefined> {
  const { items } = await table.query({ pk: 'ROUNDS', limit: 10, descending: true })
  return items.map(({ value }) => valueAs<RoundRecord>(value)).find(({ state }) => state === 'done')
}

/** Takes the day, or takes it on: undefined when it is done or somebody else is at it; otherwise the record that says so. */
export async function takeRound(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
  holder: string,
  leaseUntil: Instant,
): Promise<RoundRecord | undefined> {
  const taken: RunningRound = { day, state: 'running', holder, leaseUntil }
  // Almost always it is the first to come.
  if (await take(table, taken, [{ is: 'absent' }])) return taken
  const before = await roundOf(table, day)
  if (!before || before.state === 'done') return undefined
  if (before.holder !== holder && before.leaseUntil > clock.now()) return undefined
  // Who was thought dead may finish just now: a round that is done is never taken again.
  const when: Condition[] = [
    { attribute: 'holder', equals: before.holder },
    { attribute: 'state', equals: 'running' },
  ]
  return (await take(table, taken, when)) ? taken : undefined
}

async function take(table: Table, taken: RunningRound, when: readonly Condition[]): Promise<boolean> {
  try {
    return (await table.transact([{ put: { key: keyOf(taken.day), value: asJson(taken) }, when }])).committed
  } catch (error) {
    if (!(error instanceof UnknownOutcome)) throw error
    // Nobody would come back today for a round that its own holder took without knowing.
    const now = await roundOf(table, taken.day)
    if (now?.holder === taken.holder && now.state === 'running') return true
    throw error
  }
}

/** Records what the round did. False: it is not this holder's to finish, or was finished before. */
export async function finishRound(
  table: Table,
  day: CalendarDate,
  holder: string,
  outcome: RoundOutcome,
): Promise<boolean> {
  const done: RoundRecord = { day, state: 'done', holder, outcome }
  const mine: Condition[] = [
    { attribute: 'holder', equals: holder },
    { attribute: 'state', equals: 'running' },
  ]
  return writeWhere(table, [{ put: { key: keyOf(day), value: asJson(done) }, when: mine }])
}

function keyOf(day: CalendarDate) {
  return { pk: 'ROUNDS', sk: day }
}
