/**
 * What befalls the office itself, beside its everyday. In every rehearsal some weeks after the beginning: a document that
 * gives a day to the organised work which the programme left without one. In a mixed one also: a document that moves
 * deadlines (every third seed), an agency merged into another (every second), the end of the programme on its last day
 * (every fourth), a report that is given another day while it is gathered (every third), one that is withdrawn meanwhile
 * (every fifth); seed 1 has none of these. It follows from the seed and the files alone, so a rehearsal that was cut off
 * meets the same turns.
 */
import { workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, addMonths, type CalendarDate, calendarDate, monthOf, yearOf } from '../../domain/days.ts'
import type { Assignment } from '../../domain/programme/schema.ts'
import type { Chance } from './chance.ts'
import type { Rehearsal } from './rehearse.ts'

export type Turn =
  /** Work that stands without a day, its condition not met or with none, is due by one from now on. */
  | { readonly what: 'dating'; readonly on: CalendarDate; readonly days: readonly Dated[] }
  /** What is open in a section of the document, and due by a day, has until that day. */
  | { readonly what: 'amendment'; readonly on: CalendarDate; readonly section: string; readonly dueOn: CalendarDate }
  | { readonly what: 'merger'; readonly on: CalendarDate; readonly from: string; readonly into: string }
  /** While the reports of others are awaited. */
  | { readonly what: 'newDates'; readonly on: CalendarDate; readonly task: string }
  | { readonly what: 'withdrawal'; readonly on: CalendarDate; readonly task: string }
  | { readonly what: 'end'; readonly on: CalendarDate }

/** What a document says of an assignment of the programme's file. */
export interface Dated {
  readonly assignment: string
  readonly dueOn: CalendarDate
}

/** The turns of a rehearsal after its first day, in the order of days. */
export function turnsOf(rehearsal: Rehearsal, from: CalendarDate, lots: Chance): readonly Turn[] {
  const { behaviour } = rehearsal
  return [dating(rehearsal, from, lots), ...(behaviour === 'mixed' ? changes(rehearsal, lots) : [])]
    .filter((turn) => turn !== undefined)
    .filter(({ on }) => on > from)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

/** The members of a group by about the 20th of a month, whoever alone reports on the whole by the middle of the next. */
function dating({ programme, illustration, calendar }: Rehearsal, from: CalendarDate, lots: Chance): Turn | undefined {
  const byPlan = new Set(illustration?.assignments.map(({ id }) => id))
  const standing = programme.assignments.filter(
    ({ id, lead, group, workflow, schedule: { kind } }) =>
      workflow && (lead || group) && (kind === 'continuous' || kind === 'conditional') && !byPlan.has(id),
  )
  if (standing.length === 0) return undefined
  const { onOrAfter } = workingCalendar(calendar)
  const on = onOrAfter(addDays(from, 7 * (3 + Math.floor(lots('dating') * 6))))
  const month = addMonths(calendarDate(yearOf(on), monthOf(on), 1), 2 + Math.floor(lots('dated') * 2))
  const days = standing.map(({ id, group }) => ({
    assignment: id,
    dueOn: onOrAfter(group ? addDays(month, 19) : addDays(addMonths(month, 1), 14)),
  }))
  return { what: 'dating', on, days }
}

function changes(rehearsal: Rehearsal, lots: Chance): readonly (Turn | undefined)[] {
  const { programme, seed } = rehearsal
  return [
    seed % 3 === 0 ? amendment(rehearsal, lots) : undefined,
    seed % 2 === 0
      ? merger(rehearsal, assignmentsIn(rehearsal), someDay(programme.period, lots, 'merger'), lots)
      : undefined,
    seed % 3 === 0 ? duringAReport(rehearsal, lots, 'newDates') : undefined,
    seed % 5 === 0 ? duringAReport(rehearsal, lots, 'withdrawal') : undefined,
    seed % 4 === 0 ? { what: 'end', on: programme.period.to } : undefined,
  ]
}

function assignmentsIn({ programme, illustration }: Rehearsal): readonly Assignment[] {
  return [...programme.assignments, ...(illustration?.assignments ?? [])]
}

function amendment(rehearsal: Rehearsal, lots: Chance): Turn | undefined {
  const { programme } = rehearsal
  const sections = new Set(
    assignmentsIn(rehearsal)
      .filter(({ schedule }) => schedule.kind === 'once' || schedule.kind === 'recurring')
      .map(({ clause }) => clause.split('-')[0] ?? clause),
  )
  const section = pick([...sections].toSorted(), lots('section'))
  const on = someDay(programme.period, lots, 'amendment')
  return section === undefined ? undefined : { what: 'amendment', on, section, dueOn: addDays(on, 100) }
}

/** Between two agencies that only lead: no office or giver of work ends, whose part no other could take unasked. */
export function merger(
  { programme, illustration }: Rehearsal,
  assignments: readonly Assignment[],
  on: CalendarDate,
  lots: Chance,
): Extract<Turn, { what: 'merger' }> | undefined {
  const agencies = [...programme.agencies, ...(illustration?.agencies ?? [])]
  const needed = new Set([
    ...assignments.map(({ givenBy }) => givenBy),
    ...agencies.flatMap(({ office, superior }) => [office, superior]),
  ])
  const members = new Map(
    [...programme.groups, ...(illustration?.groups ?? [])].map((group) => [
      group.id,
      group.members.map(({ agency }) => agency),
    ]),
  )
  const led = assignments.flatMap(({ lead, group }) => lead ?? (group ? (members.get(group) ?? []) : []))
  const isLasting = new Map(agencies.map(({ id, from, to }) => [id, !from && !to]))
  // Whoever leads a single thing may have done it: its end would prove little.
  const leads = [...new Set(led)].filter(
    (one) => !needed.has(one) && isLasting.get(one) && led.indexOf(one) !== led.lastIndexOf(one),
  )
  const from = pick(leads.toSorted(), lots('merged'))
  const into = pick(leads.filter((agency) => agency !== from).toSorted(), lots('into'))
  if (from === undefined || into === undefined) return undefined
  return { what: 'merger', on, from, into }
}

/** On a day in November, when a yearly report of one lead is gathered; it is due in December. */
function duringAReport(
  { programme }: Rehearsal,
  lots: Chance,
  what: 'newDates' | 'withdrawal',
): Extract<Turn, { what: 'newDates' | 'withdrawal' }> | undefined {
  const reports = programme.assignments.flatMap(({ id, workflow, lead, schedule }) =>
    workflow === 'periodic-report' && lead && schedule.kind === 'recurring' && schedule.every === 'yearly'
      ? [{ id, from: yearOf(schedule.from), to: yearOf(schedule.to) }]
      : [],
  )
  const report = pick(reports, lots('report', what))
  if (!report) return undefined
  const year = report.from + Math.floor(lots('year', what) * (report.to - report.from + 1))
  return { what, on: calendarDate(year, 11, 12), task: `${programme.id}_${report.id}_${year}` }
}

/** A 20th in the second month of a quarter of the programme's inner years: nothing opens for long before and after. */
function someDay({ from, to }: Rehearsal['programme']['period'], lots: Chance, what: string): CalendarDate {
  const years = Math.max(1, yearOf(to) - yearOf(from) - 1)
  const year = yearOf(from) + 1 + Math.floor(lots('year', what) * years)
  return calendarDate(year, 2 + 3 * Math.floor(lots('quarter', what) * 4), 20)
}

function pick<Entry>(entries: readonly Entry[], lot: number): Entry | undefined {
  return entries[Math.floor(lot * entries.length)]
}
