/**
 * Which tasks a programme's files promise, for whom and due when, reckoned by hand from the files and their settings:
 * the judge's own reading, which asks nothing of the code it judges.
 */
import { addDays, type CalendarDate, earlier, later } from '../../domain/days.ts'
import type { Agency, AgencyGroup, Schedule, Settings } from '../../domain/programme/schema.ts'
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
  /** Whoever leads it first; absent where several days may say. */
  readonly lead?: string
}

interface Days {
  readonly until: CalendarDate
  /** The last day on which what is to open on a day is opened: that day, unless rounds are missed. */
  openedBy(day: CalendarDate): CalendarDate
}

/** The tasks that what was given makes by the end of `until`: each for whoever is there on the day that it opens. */
export function* promisedTasks(
  programme: string,
  given: readonly Given[],
  bodies: Bodies,
  reading: Reading,
  days: Days,
): Generator<PromisedTask> {
  for (const one of given) {
    const { entry, on, dated } = one
    const { id, lead, group, schedule } = entry
    for (const { period, opensOn, dueOn } of runsOf(one, reading)) {
      const name = [`${programme}_${id}`, period].filter(Boolean).join('_')
      const run: Opening = { name, opens: later(opensOn, on), ...(dueOn ? { dueOn } : {}) }
      if (lead) yield* taskOfLead(lead, run, bodies, days)
      if (group) yield* tasksOfMembers(group, run, bodies, days)
      // Once it has a day, it is the work of those who had it then.
      const until = dated ? earlier(dated.on, days.until) : days.until
      if (group && schedule.kind === 'continuous') yield* tasksOfJoiners(group, on, run, bodies, { ...days, until })
    }
  }
}

interface Opening {
  readonly name: string
  readonly opens: CalendarDate
  readonly dueOn?: CalendarDate
}

/** Work that is given to a body which has not begun waits for it. */
function* taskOfLead(
  lead: string,
  { name, opens, ...due }: Opening,
  bodies: Bodies,
  { until, openedBy }: Days,
): Generator<PromisedTask> {
  const from = later(opens, bodies.beginsOn(lead))
  if (from > until) return
  const holder = bodies.holderOn(lead, from)
  const isSame = holder !== undefined && holder === bodies.holderOn(lead, openedBy(from))
  yield { id: name, ...due, ...(isSame ? { lead: holder } : {}), surely: openedBy(from) <= until }
}

function* tasksOfMembers(
  group: string,
  { name, opens, ...due }: Opening,
  bodies: Bodies,
  { until, openedBy }: Days,
): Generator<PromisedTask> {
  if (opens > until) return
  const last = openedBy(opens)
  const [first, then] = [bodies.membersOn(group, opens), bodies.membersOn(group, last)]
  for (const member of new Set([...first.keys(), ...then.keys()])) {
    const holder = first.get(member)
    const isSame = holder !== undefined && holder === then.get(member)
    yield { id: `${name}_${member}`, ...due, ...(isSame ? { lead: holder } : {}), surely: isSame && last <= until }
  }
}

/** Continuous work is given to whoever joins later; who took it over from another has it already. */
function* tasksOfJoiners(
  group: string,
  givenOn: CalendarDate,
  { name, opens: _, ...due }: Opening,
  bodies: Bodies,
  { until, openedBy }: Days,
): Generator<PromisedTask> {
  for (const { member, joins } of bodies.joining(group, givenOn)) {
    if (joins > until) continue
    const last = openedBy(joins)
    const isNew = !bodies.heirs(group, joins).has(member) && bodies.membersOn(group, last).has(member)
    yield { id: `${name}_${member}`, ...due, surely: isNew && last <= until }
  }
}

/** Who there is on which day, by the files and the mergers since. */
export interface Bodies {
  /** Who holds on a day what is given to an agency: itself, or its one successor; nobody before it begins. */
  holderOn(agency: string, day: CalendarDate): string | undefined
  /** An agency's first day; the beginning of time where the file names none. */
  beginsOn(agency: string): CalendarDate
  /** The members of a group on a day, under whose name a task goes, each with whoever holds it. */
  membersOn(group: string, day: CalendarDate): ReadonlyMap<string, string>
  /** Members that come to a group after a day. */
  joining(group: string, after: CalendarDate): Iterable<{ readonly member: string; readonly joins: CalendarDate }>
  /** Whoever holds on a day what another of the group held. */
  heirs(group: string, day: CalendarDate): ReadonlySet<string>
}

export function bodiesOf(agencies: readonly Agency[], groups: readonly AgencyGroup[], turns: readonly Turn[]): Bodies {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const membersById = new Map(groups.map(({ id, members }) => [id, members]))
  const mergers = turns.filter((turn) => turn.what === 'merger')
  const beginsOn = (agency: string) => byId.get(agency)?.from ?? '0001-01-01'
  const merged = (agency: string, day: CalendarDate) =>
    mergers.find(({ on, from }) => from === agency && on <= day)?.into ?? agency

  function holderOn(agency: string, day: CalendarDate): string | undefined {
    if (day < beginsOn(agency)) return undefined
    let [id, next]: readonly [string, string | undefined] = [agency, agency]
    for (let step = 0; next !== undefined && step <= byId.size; step += 1) {
      id = next
      next = heirOf(byId.get(id), day)
    }
    return merged(id, day)
  }

  function membersOn(group: string, day: CalendarDate): ReadonlyMap<string, string> {
    const names = new Map<string, string>()
    for (const { agency, from, to } of membersById.get(group) ?? []) {
      const holder = holderOn(agency, day)
      if (holder === undefined || (from && day < from) || (to && to < day)) continue
      const name = merged(agency, day)
      // Whoever belongs to the group itself has the task under its own name.
      if (name === holder || !names.has(holder)) names.set(holder, name)
    }
    return new Map([...names].map(([holder, name]) => [name, holder]))
  }

  return {
    holderOn,
    beginsOn,
    membersOn,
    *joining(group, after) {
      for (const { agency: member, from } of membersById.get(group) ?? []) {
        const joins = later(from ?? after, beginsOn(member))
        if (joins > after) yield { member, joins }
      }
    },
    heirs(group, day) {
      const others = (membersById.get(group) ?? []).flatMap(({ agency }) => {
        const holder = holderOn(agency, day)
        return holder === undefined || holder === agency ? [] : [holder]
      })
      return new Set(others)
    },
  }
}

/** Who took over from a body that has ended; none where several did, or nobody. */
function heirOf(agency: Agency | undefined, day: CalendarDate): string | undefined {
  if (!agency?.to || agency.to >= day) return undefined
  const heirs = new Set((agency.successors ?? []).filter(({ from }) => from <= day).map((one) => one.agency))
  const [heir] = heirs
  return heirs.size === 1 ? heir : undefined
}

interface Run {
  readonly period?: string
  readonly opensOn: CalendarDate
  readonly dueOn?: CalendarDate
}

/** The runs of what was given; what stood open is due by the day that a document gave it. */
export function* runsOf({ entry, dated }: Given, reading: Reading): Generator<Run> {
  const [only] = dated ? runs({ kind: 'once', bound: 'by', dueOn: dated.dueOn }, reading) : []
  for (const run of runs(entry.schedule, reading)) yield { ...run, ...(only?.dueOn ? { dueOn: only.dueOn } : {}) }
}

/** Every run of a schedule, due on its last day in time. */
function* runs(schedule: Schedule, { settings, isWorkingDay }: Reading): Generator<Run> {
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
