/** Which tasks a list shows: the choices of its address, each of which can be dropped again. */
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { soonWorkingDays } from '../../domain/letters/digest.ts'
import { clauseWritten, sectionOf } from '../../domain/programme/clause.ts'
import { fold, matches } from '../../domain/search.ts'
import { type FourClass, fourClasses } from '../../domain/tasks/classes.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'

export const besides = ['continuous', 'conditional', 'withdrawn', 'beforeTracking'] as const
export type ClassName = FourClass | (typeof besides)[number]
export const classNames: readonly ClassName[] = [...fourClasses, ...besides]

/** Deadlines by how near they are. */
export const dueSpans = ['late', 'soon', 'month', 'quarter', 'none'] as const
export type DueSpan = (typeof dueSpans)[number]

/** Under these names they stand in the address. */
const names = {
  programme: 'ct',
  search: 'tim',
  agency: 'coquan',
  section: 'muc',
  due: 'han',
  class: 'loai',
  waits: 'cho',
  follower: 'theodoi',
} as const
export type FilterName = keyof typeof names

export interface Filter {
  readonly programme: string
  readonly search: string
  readonly agency: string
  readonly section: string
  readonly due: DueSpan | undefined
  readonly class: ClassName | undefined
  /** What waits for somebody: to be accepted, decided, or done again. */
  readonly waits: Waits | undefined
  /** A person: what they follow for the office, or are in charge of. */
  readonly follower: string
}

export const waitsFor = ['acceptance', 'decision', 'returned', 'held'] as const
export type Waits = (typeof waitsFor)[number]

export function filterIn(params: URLSearchParams): Filter {
  const of = (name: FilterName) => params.get(names[name]) ?? ''
  return {
    programme: of('programme'),
    search: of('search'),
    agency: of('agency'),
    section: of('section'),
    due: dueSpans.find((one) => one === of('due')),
    class: classNames.find((one) => one === of('class')),
    waits: waitsFor.find((one) => one === of('waits')),
    follower: of('follower'),
  }
}

/** The address with one choice changed; what is empty is not in it. */
export function withChoice(params: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const after = new URLSearchParams(params)
  if (value === '') after.delete(names[name])
  else after.set(names[name], value)
  return after
}

export function chosenIn(filter: Filter): readonly FilterName[] {
  return filterNames.filter((name) => filter[name] !== undefined && filter[name] !== '')
}

const filterNames: readonly FilterName[] = [
  'programme',
  'search',
  'agency',
  'section',
  'due',
  'class',
  'waits',
  'follower',
]

export interface Searchable {
  readonly task: TaskLine
  /** Folded once, not at every key. */
  readonly text: string
}

export function searchable(tasks: readonly TaskLine[], nameOf: (agency: string) => string): readonly Searchable[] {
  return tasks.map((task) => {
    const { title, product = '', clause, lead, period = '' } = task
    return { task, text: fold([title, product, clause, clauseWritten(clause), nameOf(lead), period].join(' ')) }
  })
}

interface Today {
  readonly today: CalendarDate
  readonly calendar: WorkingCalendar
}

export function filtered(all: readonly Searchable[], filter: Filter, now: Today): readonly TaskLine[] {
  const isSearched = fold(filter.search) !== ''
  const lastSoon = now.calendar.addWorkingDays(now.today, soonWorkingDays)
  return all
    .filter(
      ({ task, text }) =>
        (filter.programme === '' || task.programme === filter.programme) &&
        (filter.agency === '' || task.lead === filter.agency) &&
        (filter.section === '' || sectionOf(task.clause) === filter.section) &&
        (filter.class === undefined || task.class === filter.class) &&
        (filter.due === undefined || fallsIn(filter.due, task, now.today, lastSoon)) &&
        (filter.follower === '' || [task.follower, task.overseer].includes(filter.follower)) &&
        (filter.waits === undefined || isWaiting(filter.waits, task)) &&
        (!isSearched || matches(text, filter.search)),
    )
    .map(({ task }) => task)
}

function fallsIn(span: DueSpan, { state, dueOn }: TaskLine, today: CalendarDate, lastSoon: CalendarDate): boolean {
  if (span === 'none') return dueOn === undefined
  if (state !== 'open' || dueOn === undefined) return false
  switch (span) {
    case 'late':
      return dueOn < today
    case 'soon':
      return dueOn >= today && dueOn <= lastSoon
    case 'month':
      return dueOn >= today && dueOn <= addDays(today, 30)
    case 'quarter':
      return dueOn >= today && dueOn <= addDays(today, 90)
    default:
      return span satisfies never
  }
}

function isWaiting(what: Waits, { state, asks, returned, held }: TaskLine): boolean {
  if (what === 'held') return held === true
  if (what === 'acceptance') return state === 'submitted'
  return what === 'decision' ? asks !== undefined : returned !== undefined
}

/** Of a list that shows nothing: the choices without one of which it would show something. */
export function emptiedBy(all: readonly Searchable[], filter: Filter, now: Today): readonly FilterName[] {
  return chosenIn(filter).filter((name) => filtered(all, without(filter, name), now).length > 0)
}

const nothing: Filter = {
  programme: '',
  search: '',
  agency: '',
  section: '',
  due: undefined,
  class: undefined,
  waits: undefined,
  follower: '',
}

function without(filter: Filter, name: FilterName): Filter {
  return { ...filter, [name]: nothing[name] }
}
