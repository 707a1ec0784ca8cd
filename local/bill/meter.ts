/**
 * Counts what a rehearsal uses of the table, the mailer and the steps, as AWS would bill it. It stands between the
 * product and its world and changes nothing there. Requests, writes and letters are counted one by one; what items weigh is
 * looked at for some of each kind, and stands for the others of that kind.
 */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import type { Item, Key, Mailer, Page, Query, Table, Write } from '../../functions/services.ts'
import { isSealLetter } from '../../functions/stores/sealLetters.ts'
import { keyOf, sizeOf } from '../../functions/tableLimits.ts'
import type { Totals } from '../workflow/totals.ts'
import { type Held, indexBytes, indexWriteUnits, readUnits, tableBytes, tableWriteUnits } from './capacity.ts'
import { type MonthOfUsage, noUsage, totalUsage } from './usage.ts'

export interface Meter {
  /** `witnesses` are shown every committed write. */
  watch(table: Table, witnesses?: readonly ((write: Write) => void)[]): Table
  watchMailer(mailer: Mailer): Mailer
  /** A workflow calls a step; `execution` is its ARN. */
  stepCalled(step: string, execution: string, at: Instant): void
  /** Puts what was counted since the last one under its month. `soFar` is asked at the end of a month. */
  dayLived(day: CalendarDate, soFar: () => SoFar): void
  /** What a rehearsal on disk keeps of the month of the last day, to go on counting from. */
  kept(): KeptMonth
  /** Month by month, to the end of the last day. */
  months(soFar: SoFar): readonly MonthOfUsage[]
}

/** What others count, from the first day on. */
export interface SoFar {
  readonly acts: number
  readonly machines: readonly Totals[]
}

export interface KeptMonth {
  readonly usage: MonthOfUsage
  /** Its last day was lived. */
  readonly isOver: boolean
  /** What stood in the table and in its indexes when it was kept. */
  readonly tableBytes: number
  readonly indexBytes: number
}

export interface MeterOptions {
  /** The months that a rehearsal kept, to go on from. */
  readonly kept?: readonly KeptMonth[]
  /** Of each kind of request so many are weighed in the beginning, and from then on one in so many. */
  readonly oneIn?: number
}

/** A meter that begins, or goes on from the months that were kept. `watch` reads what stands before some of the writes. */
export function meter({ kept = [], oneIn = 1 }: MeterOptions = {}): Meter {
  const last = kept.at(-1)
  const months = kept.filter(({ isOver }) => isOver).map(({ usage }) => usage)
  const lastCalls = new Map<string, string>()
  const requests = new Map<string, number>()
  const stored = { table: last?.tableBytes ?? 0, indexes: last?.indexBytes ?? 0 }
  let count: { -readonly [name in keyof MonthOfUsage]: MonthOfUsage[name] } =
    last?.isOver === false ? { ...last.usage } : { ...noMonth }
  const digestsSoFar = () => count.letters - count.sealLetters
  let resultsKept = totalUsage([...months, count]).results
  let digestsBefore = digestsSoFar()

  /**
   * For how many requests of its kind this one stands; 0 where another does for it. Kinds are what partitions begin with,
   * and how many writes go together.
   */
  function weightOf(verb: string, pk: string, writes?: number): number {
    count.tableRequests += 1
    if (oneIn === 1 || (writes !== undefined && writes > usualWrites)) return 1
    const begin = pk.slice(0, pk.indexOf('#'))
    const kind = writes === undefined ? verb + begin : `${verb}${writes} ${begin}`
    const nth = (requests.get(kind) ?? 0) + 1
    requests.set(kind, nth)
    const every = writes === undefined ? oneIn * readsForAWrite : oneIn
    if (nth <= every) return 1
    return nth % every === 0 ? every : 0
  }

  function weigh(write: Write, before: Held | undefined, weight: number): void {
    const after = heldAfter(write, before)
    count.writeUnits += weight * tableWriteUnits(before, after)
    if ('check' in write) return
    count.writeUnits += weight * indexWriteUnits(before, after)
    stored.table += weight * (tableBytes(after) - tableBytes(before))
    stored.indexes += weight * (indexBytes(after) - indexBytes(before))
  }

  /** Results, lines of a mailbox, and contributions asked for. */
  function countNew(write: Write): void {
    if (!('put' in write)) return
    const { key, value } = write.put
    if (value['type'] === 'resultHandedIn' && key.pk.startsWith('TASK#')) {
      count.results += 1
      resultsKept += 1
    }
    if (key.pk.startsWith('OWED#')) {
      count.lines += 1
      if (key.sk.includes(' CONTRIBUTION#')) count.cycleLines += 1
    } else if (key.sk === 'STATE' && key.pk.startsWith('CONTRIBUTION#') && isNew(write)) count.contributions += 1
  }

  async function weighedGet(table: Table, key: Key, weight: number): Promise<Item | undefined> {
    const item = await table.get(key)
    count.readUnits += weight * readUnits(item ? sizeOf(item) : 0, undefined)
    return item
  }

  async function weighedQuery(table: Table, query: Query, weight: number): Promise<Page> {
    const page = await table.query(query)
    const { items, cursor } = page
    // DynamoDB is asked for one item more than a page has, to know whether it is the last.
    const read = items.length + (cursor === undefined ? 0 : 1)
    count.readUnits += weight * readUnits(bytesIn(items) * (read / (items.length || 1)), query.index)
    return page
  }

  /** Of what others count, what stands under no month yet belongs to this one. */
  function withSoFar(month: MonthOfUsage, { acts, machines }: SoFar): MonthOfUsage {
    const counted = totalUsage(months)
    const sum = (what: 'executions' | 'transitions', of = machines) => of.reduce((all, one) => all + one[what], 0)
    const round = machines.filter(({ stateMachine }) => stateMachine === 'daily-round')
    return {
      ...month,
      acts: acts - counted.acts,
      executions: sum('executions') - counted.executions,
      transitions: sum('transitions') - counted.transitions,
      roundExecutions: sum('executions', round) - counted.roundExecutions,
      roundTransitions: sum('transitions', round) - counted.roundTransitions,
    }
  }

  return {
    watch: (table, witnesses = []) => ({
      get(key) {
        const weight = weightOf('get ', key.pk)
        return weight === 0 ? table.get(key) : weighedGet(table, key, weight)
      },
      query(query) {
        const weight = weightOf(query.index ?? 'table ', query.pk)
        return weight === 0 ? table.query(query) : weighedQuery(table, query, weight)
      },
      async transact(writes) {
        const weight = weightOf('write ', writes[0] ? keyOf(writes[0]).pk : '', writes.length)
        const before = weight === 0 ? [] : await Promise.all(writes.map((write) => table.get(keyOf(write))))
        const outcome = await table.transact(writes)
        for (const [at, write] of writes.entries()) {
          // A transaction whose conditions do not hold is billed for every item that it was about.
          if (!outcome.committed) count.writeUnits += tableWriteUnits(undefined, undefined)
          else {
            for (const witness of witnesses) witness(write)
            countNew(write)
            if (weight > 0) weigh(write, heldAs(before[at]), weight)
          }
        }
        return outcome
      },
    }),
    watchMailer: (mailer) => ({
      async send(letter) {
        await mailer.send(letter)
        count.letters += 1
        if (isSealLetter(letter.id)) count.sealLetters += 1
      },
    }),
    stepCalled(step, execution, at) {
      count.calls += 1
      if (execution.includes(':daily-round:')) count.roundCalls += 1
      // Lambda promises to keep no function warm; what is called again in the same minute finds it so.
      const minute = at.slice(0, 'YYYY-MM-DDThh:mm'.length)
      if (lastCalls.get(step) !== minute) count.coldCalls += 1
      lastCalls.set(step, minute)
    },
    dayLived(day, soFar) {
      count.month = day.slice(0, 7)
      count.days += 1
      count.programmeDays += 1
      count.resultDays += resultsKept
      count.tableByteDays += stored.table
      count.indexByteDays += stored.indexes
      if (digestsSoFar() > digestsBefore) count.letterDays += 1
      digestsBefore = digestsSoFar()
      if (addDays(day, 1).startsWith(count.month)) return
      months.push(withSoFar(count, soFar()))
      count = { ...noMonth }
      digestsBefore = 0
    },
    kept() {
      const isOver = count.days === 0
      const usage = isOver ? (months.at(-1) ?? noMonth) : { ...count }
      return { usage, isOver, tableBytes: stored.table, indexBytes: stored.indexes }
    },
    months: (soFar) => (count.days === 0 ? months : [...months, withSoFar(count, soFar)]),
  }
}

/** A read costs a fifth of a write, and what it reads was weighed when it was written. */
const readsForAWrite = 4

/** Of a page. */
const itemsWeighed = 8

/** Larger transactions, as at a launch, are few, and none of them stands for another. */
const usualWrites = 8

const noMonth: MonthOfUsage = { ...noUsage, month: '' }

/** What a page weighs, by some of its items where it has many: they are of one kind. */
function bytesIn(items: readonly Item[]): number {
  const apart = Math.ceil(items.length / itemsWeighed)
  let [bytes, weighed] = [0, 0]
  for (let at = 0; at < items.length; at += apart) {
    const item = items[at]
    if (item) bytes += sizeOf(item)
    weighed += 1
  }
  return weighed === 0 ? 0 : (bytes / weighed) * items.length
}

function heldAs(item: Item | undefined): Held | undefined {
  return item && { bytes: sizeOf(item), indexes: item.indexes }
}

/** What stands under the key after a write; what stood there, for one that only looks. */
function heldAfter(write: Write, before: Held | undefined): Held | undefined {
  if ('put' in write) return heldAs(write.put)
  // A sum may grow by a digit, which no unit shows.
  if ('update' in write) return before ?? heldAs({ key: write.update, value: write.add })
  return 'remove' in write ? undefined : before
}

function isNew({ when = [] }: Write): boolean {
  return when.some((condition) => 'is' in condition && condition.is === 'absent')
}
