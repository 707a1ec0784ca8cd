/** What lies on a desk: a department's own work, or what an office that gave the work must urge, accept and decide. */
import { type Relation, relationsOf } from '../../domain/access/relations.ts'
import { giving } from '../../domain/access/row.ts'
import type { SessionView } from '../../domain/access/sessionView.ts'
import type { Directory } from '../../domain/agencies/directory.ts'
import type { WorkingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { soonWorkingDays } from '../../domain/letters/digest.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'

export interface Pile {
  readonly name: 'late' | 'soon' | 'toAccept' | 'handedIn' | 'returned' | 'asks' | 'ahead'
  readonly tasks: readonly TaskLine[]
  /** Where the whole of it is listed. */
  readonly list: string
}

interface DeskOf {
  readonly session: Pick<SessionView, 'roles' | 'capacities'>
  readonly today: CalendarDate
  readonly calendar: WorkingCalendar
  readonly directory: Directory
}

/** Of what comes later, a department sees the next few. */
const shownAhead = 5

/** `next`: the open work that falls due first, from today on. */
export function deskOf(
  tasks: readonly TaskLine[],
  { session, today, calendar, directory }: DeskOf,
): { readonly piles: readonly Pile[]; readonly next: TaskLine | undefined } {
  const gives = session.roles.includes('secretariat')
  const wanted: readonly Relation[] = gives ? giving : ['lead']
  const own = tasks
    .filter(({ lead, givenBy }) =>
      session.capacities.some(({ agency }) => {
        const relations = relationsOf(agency, { lead, givenBy }, directory, today)
        return wanted.some((relation) => relations.has(relation))
      }),
    )
    .toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
  const open = own.filter(({ state }) => state === 'open')
  const lastSoon = calendar.addWorkingDays(today, soonWorkingDays)
  const pile = (name: Pile['name'], of: readonly TaskLine[], list: string): Pile => ({ name, tasks: of, list })
  const submitted = own.filter(({ state }) => state === 'submitted')
  const late = pile('late', open.filter(isLate), '/nhiem-vu?loai=openLate&xep=han')
  const soon = pile(
    'soon',
    open.filter(({ class: name, dueOn }) => name === 'openInTime' && dueOn !== undefined && dueOn <= lastSoon),
    '/nhiem-vu?loai=openInTime&xep=han',
  )
  const returned = pile(
    'returned',
    open.filter((task) => task.returned),
    '/nhiem-vu?cho=returned&xep=han',
  )
  const waiting = pile(gives ? 'toAccept' : 'handedIn', submitted, '/nhiem-vu?cho=acceptance&xep=han')
  const asks = pile(
    'asks',
    own.filter((task) => task.asks),
    '/nhiem-vu?cho=decision&xep=han',
  )
  const next = open.find(({ dueOn }) => dueOn !== undefined && dueOn >= today)
  const ahead = pile(
    'ahead',
    open.filter(({ dueOn }) => dueOn !== undefined && dueOn > lastSoon).slice(0, shownAhead),
    '/nhiem-vu?loai=openInTime&xep=han',
  )
  return { piles: gives ? [late, soon, waiting, asks, returned] : [late, soon, waiting, returned, ahead], next }
}

function isLate({ class: name }: TaskLine): boolean {
  return name === 'openLate'
}
