/**
 * Which tasks a programme's files promise, for whom and due when, reckoned by hand from the files and their settings:
 * the judge's own reading, which asks nothing of the code it judges.
 */
import { addDays, type CalendarDate, later } from '../../domain/days.ts'
import type { AgencyGroup, Schedule, Settings } from '../../domain/programme/schema.ts'
import type { Given } from './given.ts'
import type { Turn } from './turns.ts'

/** How the days of a file are to be read. */
export interface Reading {
  readonly settings: Pick<Settings, 'roll' | 'beforeIncludesDay'>
  isWorkingDay(day: CalendarDate): boolean
}

export interface PromisedTask {
  readonly id: string
  readonly dueOn?: CalendarDate
  /** Whether it must be there; otherwise it may be, since its occurrence opens on one day of several. */
  readonly surely: boolean
}

interface Days {
  readonly until: CalendarDate
  /** The last day on which what is to open on a day is opened: that day, unless rounds are missed. */
  openedBy(day: CalendarDate): CalendarDate
}

/** The tasks that what was given makes by the end of `until`. */
export function* promisedTasks(
  programme: string,
  given: readonly Given[],
  membersOn: (group: string, day: CalendarDate) => ReadonlySet<string>,
  reading: Reading,
  { until, openedBy }: Days,
): Generator<PromisedTask> {
  for (const { entry, on } of given) {
    const { id, lead, group, schedule } = entry
    for (const { period, opensOn, dueOn } of runs(schedule, reading)) {
      const opens = later(opensOn, on)
      if (opens > until) continue
      const last = openedBy(opens)
      const named = (holder?: string) => [`${programme}_${id}`, period, holder].filter(Boolean).join('_')
      const due = dueOn ? { dueOn } : {}
      if (lead) yield { id: named(), ...due, surely: last <= until }
      if (!group) continue
      const [first, then] = [membersOn(group, opens), membersOn(group, last)]
      for (const member of new Set([...first, ...then]))
        yield { id: named(member), ...due, surely: last <= until && first.has(member) && then.has(member) }
    }
  }
}

/** Who belongs to a group on a day: the members that the file has for it, or whoever they were merged into. */
export function membersOf(
  groups: readonly AgencyGroup[],
  turns: readonly Turn[],
): (group: string, day: CalendarDate) => ReadonlySet<string> {
  const byId = new Map(groups.map(({ id, members }) => [id, members]))
  const mergers = turns.filter((turn) => turn.what === 'merger')
  return (group, day) => {
    const members = (byId.get(group) ?? []).filter(({ from, to }) => !(from && day < from) && !(to && to < day))
    const holder = (agency: string) => mergers.find(({ on, from }) => from === agency && on <= day)?.into ?? agency
    return new Set(members.map(({ agency }) => holder(agency)))
  }
}

interface Run {
  readonly period?: string
  readonly opensOn: CalendarDate
  readonly dueOn?: CalendarDate
}

/** Every run of a schedule, due on its last day in time. */
export function* runs(schedule: Schedule, { settings, isWorkingDay }: Reading): Generator<Run> {
  const excluded = schedule.kind === 'once' && schedule.bound === 'before' && !settings.beforeIncludesDay
  for (const { dueOn, ...run } of stated(schedule)) {
    let last = dueOn && (excluded ? addDays(dueOn, -1) : dueOn)
    while (last && settings.roll === 'nextWorkingDay' && !isWorkingDay(last)) last = addDays(last, 1)
    yield { ...run, ...(last ? { dueOn: last } : {}) }
  }
}

/** As the file states them. */
function* stated(schedule: Schedule): Generator<Run> {
  switch (schedule.kind) {
    case 'continuous':
    case 'conditional':
      yield { opensOn: '0001-01-01' }
      return
    case 'once':
      yield { opensOn: schedule.opensOn ?? '0001-01-01', dueOn: schedule.dueOn }
      return
    case 'dates':
      for (const { id, opensOn, dueOn } of schedule.occurrences) yield { period: id, opensOn, dueOn }
      return
    case 'recurring': {
      const months = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }[schedule.every]
      const letter = { monthly: '', quarterly: 'Q', 'half-yearly': 'H', yearly: '' }[schedule.every]
      for (let year = Number(schedule.from.slice(0, 4)); year <= Number(schedule.to.slice(0, 4)); year += 1) {
        for (let month = 1; month <= 12; month += months) {
          const opensOn = dayIn(year, month, 1)
          const end = addDays(dayIn(year, month + months, 1), -1)
          if (opensOn < schedule.from || end > schedule.to) continue
          const number = letter
            ? `-${letter}${(month - 1) / months + 1}`
            : months === 1
              ? `-${String(month).padStart(2, '0')}`
              : ''
          yield {
            period: `${year}${number}`,
            opensOn,
            dueOn: dayIn(year, month + schedule.due.month - 1, schedule.due.day),
          }
        }
      }
      return
    }
    default:
      return schedule satisfies never
  }
}

/** The day of a month counted on from a year's first; a month without that day ends on its last. */
function dayIn(year: number, month: number, day: number): CalendarDate {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10) as CalendarDate
}
