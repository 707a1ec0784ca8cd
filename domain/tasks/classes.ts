/**
 * The four official classes and what stands beside them. They are derived from dates and evidence, never typed:
 * hoàn thành đúng hạn / quá hạn, chưa hoàn thành trong hạn / quá hạn (01/HNVB-VPCP; Báo cáo 1270/BC-TCTTTg), and,
 * outside the sum: continuous, conditional, withdrawn, and old results from before tracking began.
 */
import type { CalendarDate } from '../days.ts'
import { placeAt, placeBefore } from './evolve.ts'
import type { Move, Task } from './task.ts'

export const fourClasses = ['doneOnTime', 'doneLate', 'openInTime', 'openLate'] as const
export type FourClass = (typeof fourClasses)[number]
export type TaskClass = FourClass | 'continuous' | 'conditional' | 'withdrawn' | 'beforeTracking'

export type ClassCounts = { readonly [name in TaskClass]: number }

export const noCounts: ClassCounts = {
  doneOnTime: 0,
  doneLate: 0,
  openInTime: 0,
  openLate: 0,
  continuous: 0,
  conditional: 0,
  withdrawn: 0,
  beforeTracking: 0,
}

/**
 * The class of a task on a day: a deadline ends with its day, so a task is late from the day after. What was handed
 * in by the deadline is in time however long acceptance takes.
 */
export function classOf(task: Pick<Task, 'moves'>, today: CalendarDate): TaskClass | undefined {
  const place = placeAt(task, today)
  if (!place) return undefined
  if (place.takenBack) return undefined
  return place.beforeTracking ? 'beforeTracking' : classOfPlace(place, today)
}

function classOfPlace(place: Move, today: CalendarDate): Exclude<TaskClass, 'beforeTracking'> {
  const { state, dueOn, countsOn } = place
  switch (state) {
    case 'done':
      return inTime(countsOn, dueOn) ? 'doneOnTime' : 'doneLate'
    case 'submitted':
      return inTime(countsOn, dueOn) ? 'openInTime' : 'openLate'
    case 'open':
      return inTime(today, dueOn) ? 'openInTime' : 'openLate'
    case 'continuous':
    case 'conditional':
    case 'withdrawn':
      return state
    default:
      return state satisfies never
  }
}

function inTime(day: CalendarDate | undefined, dueOn: CalendarDate | undefined): boolean {
  return day === undefined || dueOn === undefined || day <= dueOn
}

/**
 * Where a task is counted between changes: the agency that leads it, and a name under which midnight changes nothing.
 * Open tasks are counted under their due day; late is then the sum of the days before today.
 */
export interface Tally {
  readonly agency: string
  readonly name: string
}

export function tallyOf(task: Pick<Task, 'moves'>): Tally | undefined {
  const place = task.moves.at(-1)
  if (!place || place.takenBack) return undefined
  return { agency: place.lead, name: place.beforeTracking ? 'beforeTracking' : tallyName(place) }
}

function tallyName(place: Move): string {
  if (place.state === 'open' && place.dueOn) return `open:${place.dueOn}`
  if (place.state === 'submitted') return inTime(place.countsOn, place.dueOn) ? 'waitingInTime' : 'waitingLate'
  return classOfPlace(place, place.on)
}

/** The classes that kept tallies amount to on a day. */
export function countsOf(tallies: { readonly [name: string]: number }, today: CalendarDate): ClassCounts {
  const counts = { ...noCounts }
  for (const [name, count] of Object.entries(tallies)) {
    if (name.startsWith('open:')) counts[name.slice(5) < today ? 'openLate' : 'openInTime'] += count
    else if (name === 'waitingInTime') counts.openInTime += count
    else if (name === 'waitingLate') counts.openLate += count
    else if (isClass(name)) counts[name] += count
  }
  return counts
}

function isClass(name: string): name is TaskClass {
  return name in noCounts
}

export function addCounts(a: ClassCounts, b: ClassCounts): ClassCounts {
  const sum = { ...a }
  for (const name of Object.keys(noCounts)) if (isClass(name)) sum[name] += b[name]
  return sum
}

/** The four classes added up: the only total the office reports. */
export function totalOf(counts: Pick<ClassCounts, FourClass>): number {
  return fourClasses.reduce((sum, name) => sum + counts[name], 0)
}

/** The same counts by looking at every task: what the kept tallies are checked against. */
export function recount(tasks: Iterable<Pick<Task, 'moves'>>, today: CalendarDate): ClassCounts {
  const counts = { ...noCounts }
  for (const task of tasks) {
    const name = classOf(task, today)
    if (name) counts[name] += 1
  }
  return counts
}

/**
 * The share of due work that is done: done / (done + open late); what is open in time is outside the ratio
 * (Báo cáo 1270/BC-TCTTTg, 2017). In hundredths of a percent, cut as that report cut it, and rounded.
 */
export function dueWorkDone(counts: Pick<ClassCounts, FourClass>): { cut: number; rounded: number } | undefined {
  const done = counts.doneOnTime + counts.doneLate
  const due = done + counts.openLate
  if (due === 0) return undefined
  const hundredths = (done * 10000) / due
  return { cut: Math.floor(hundredths), rounded: Math.round(hundredths) }
}

/** A period's report: what was carried over, given, fallen due and reopened is where it stands at the end. */
export interface PeriodReport {
  readonly carriedOver: number
  /** Work given once, or freed of its condition, in the period. */
  readonly given: number
  /** Occurrences of recurring work that began in the period. */
  readonly fallenDue: number
  readonly reopened: number
  readonly end: Pick<ClassCounts, FourClass | 'withdrawn'>
}

/** As of the end of `to`, for the days from `from`; the same whenever it is printed again. */
export function reportPeriod(
  tasks: Iterable<Pick<Task, 'moves' | 'period'>>,
  from: CalendarDate,
  to: CalendarDate,
): PeriodReport {
  const report = { carriedOver: 0, given: 0, fallenDue: 0, reopened: 0 }
  const end = { doneOnTime: 0, doneLate: 0, openInTime: 0, openLate: 0, withdrawn: 0 }
  for (const task of tasks) {
    const place = placeAt(task, to)
    const entered = place?.beforeTracking ? undefined : entryInto(task, from, to)
    if (!entered || !place) continue
    const name = classOfPlace(place, to)
    if (name === 'continuous' || name === 'conditional') continue
    report[entered] += 1
    end[name] += 1
  }
  return { ...report, end }
}

/** Whether a task had ended before a period began, and nothing has moved it since: the period has no place for it. */
export function endedBefore({ moves }: Pick<Task, 'moves'>, from: CalendarDate): boolean {
  const last = moves.at(-1)
  return last !== undefined && last.on < from && (last.state === 'done' || last.state === 'withdrawn')
}

function entryInto(
  task: Pick<Task, 'moves' | 'period'>,
  from: CalendarDate,
  to: CalendarDate,
): 'carriedOver' | 'given' | 'fallenDue' | 'reopened' | undefined {
  // An old result that moved into the time that is followed enters with that move, as if it were given then.
  const before = followed(placeBefore(task, from))
  if (before && isOpen(before)) return 'carriedOver'
  // Given and taken back within the period, it was never there; what an earlier period counted ends in this one.
  if (placeAt(task, to)?.takenBack) return undefined
  const moves = task.moves.filter((move) => move.on >= from && move.on <= to && followed(move))
  if (!moves.some((move) => isOpen(move) || move.state === 'done')) return undefined
  if (before?.state === 'done') return moves.some(isOpen) ? 'reopened' : undefined
  if (before && before.state !== 'conditional' && before.state !== 'continuous') return undefined
  return task.period === undefined ? 'given' : 'fallenDue'
}

function followed(place: Move | undefined): Move | undefined {
  return place?.beforeTracking || place?.takenBack ? undefined : place
}

function isOpen({ state }: Move): boolean {
  return state === 'open' || state === 'submitted'
}
