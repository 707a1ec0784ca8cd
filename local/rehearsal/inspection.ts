/**
 * Whoever inspects a rehearsal, and what must hold of the letters that take the seals to them: every seal leaves, and no
 * more letters than the office has asked for. The weeks are counted here anew; the product is not asked.
 */
import { Person } from '../../domain/agencies/person.ts'
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate, daysBetween } from '../../domain/days.ts'
import type { Programme } from '../../domain/programme/schema.ts'
import type { Table } from '../../functions/services.ts'
import type { SealLetters } from '../../functions/stores/office.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { seals } from '../../functions/stores/seals.ts'
import { secretariatOf } from './actors.ts'
import type { Ledger } from './invariants.ts'
import type { Witness } from './witness.ts'

/** Whoever is sent the seals: registered on the first day. */
export function inspectorOf(programme: Programme, from: CalendarDate): Person {
  return Person.parse({
    id: inspector,
    name: 'Người kiểm tra của lần chạy thử',
    mailbox: 'kiem-tra.chay-thu@example.com',
    roles: ['inspection'],
    positions: [{ agency: secretariatOf(programme, from).agency, title: 'Người kiểm tra', from }],
  })
}

export const inspector = 'kiem-tra-chay-thu'

export interface Inspected {
  readonly often: SealLetters
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly calendar: WorkingCalendar
  /** Within how many working days a letter that a missed round left is surely caught up; 0 where no round is missed. */
  readonly patienceWorkingDays: number
}

type Seen = Pick<Witness, 'sealLetters'>

/** Nobody inspects a folder that was begun before there was anybody to. */
export async function isInspected(table: Table): Promise<boolean> {
  return (await registersOf(table)).people.has(inspector)
}

/**
 * Each seal is in a letter, on the first working day of the week or of all after its own. Where rounds are missed it may be
 * later, and a week later still: a letter that is only finished this week is the week's letter.
 */
export async function everySealLeaves(
  { look }: Ledger,
  table: Table,
  programme: string,
  seen: Seen,
  inspected: Inspected,
): Promise<void> {
  const { from, until, calendar, patienceWorkingDays } = inspected
  const leftOn = new Map<string, CalendarDate>()
  for (const { day, hashes } of seen.sealLetters)
    for (const hash of hashes) if (!leftOn.has(hash)) leftOn.set(hash, day)
  const latest = (day: CalendarDate) =>
    patienceWorkingDays === 0 ? day : calendar.addWorkingDays(day, patienceWorkingDays + daysOfAWeek)
  // The first letter carries the last seal before it, which locks all that came earlier.
  const first = latest(calendar.onOrAfter(addDays(from, 1)))
  const begins = seen.sealLetters[0]?.day ?? until
  if (first <= until) look('everySealLeaves', begins <= first, () => `the first on ${begins}, expected by ${first}`)
  for await (const { day, hash } of seals(table, programme)) {
    if (addDays(day, 1) < begins) continue
    const expected = nextLetterDay(day, inspected)
    const by = latest(expected)
    if (by > until) return
    const left = leftOn.get(hash)
    const isInTime =
      left !== undefined && left <= by && (patienceWorkingDays > 0 || left === expected || left === begins)
    look('everySealLeaves', isInTime, () => `of ${day}: left ${left ?? 'never'}, expected ${expected} to ${by}`)
  }
}

/** No week has two letters of seals, or, where the office wants one a day, no day. */
export function sealsLeaveInTurn({ look }: Ledger, seen: Seen, often: SealLetters): void {
  const inTurn = new Map<string, string>()
  for (const { id, day } of seen.sealLetters) {
    const turn = often === 'daily' ? day : weekOf(day)
    const before = inTurn.get(turn) ?? id
    look('sealsLeaveInTurn', before === id, () => `${before} and ${id} from ${turn}`)
    inTurn.set(turn, before)
  }
}

const daysOfAWeek = 5

/** The first day after this one on which a letter of seals is due. */
function nextLetterDay(sealed: CalendarDate, { often, calendar }: Inspected): CalendarDate {
  let day = calendar.onOrAfter(addDays(sealed, 1))
  while (often === 'weekly' && calendar.onOrAfter(weekOf(day)) !== day) day = calendar.onOrAfter(addDays(day, 1))
  return day
}

/** Its Monday. */
function weekOf(day: CalendarDate): CalendarDate {
  const aMonday = '1900-01-01'
  return addDays(day, -(daysBetween(aMonday, day) % 7))
}
