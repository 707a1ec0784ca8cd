/**
 * What a page asks of the API as soon as it is known who looks at it. Both ends read it: the pages ask by these addresses,
 * and the API, told with the first question which page is being opened, answers them with it. On a slow line each
 * question that waits for another costs a person a third of a second.
 */
import { accessOf, mayEver, type Standing, standingsOf } from './access/access.ts'
import type { Role } from './access/roles.ts'
import type { Directory } from './agencies/directory.ts'
import type { CalendarDate } from './days.ts'

interface Viewer {
  readonly roles: readonly Role[]
  readonly capacities: readonly Omit<Standing, 'relations'>[]
}

/** Whoever is to be shown a page, and of which office on which day. */
export interface Opening {
  readonly session: Viewer
  readonly directory: Directory
  readonly today: CalendarDate
  /** Ids of those that are shown, as `inForceFirst` orders them. */
  readonly programmes: readonly string[]
}

export interface ListAsked {
  /** Under /api/. */
  readonly path: string
  readonly query: Query
}
type Query = { readonly [name: string]: string | number | undefined }

/** Which page is being opened goes with the first question. `path`: of the page, as it stands in the address. */
export function openedAddress(path: string): string {
  return addressOf('opened', { at: path })
}

/** Under /api/, with its query. The same words from whoever asks are the same question. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path
}

/** What the page at `path` asks at once, lists whole: nothing where it is not known here, and it asks as it goes. */
export function firstAsked(path: string, { session, directory, today, programmes }: Opening): readonly ListAsked[] {
  const [first] = programmes
  const [, room, id] = path.split('/')
  if (first === undefined) return []
  if (path === '/' && hasDesk(session)) {
    return [
      ...bouncedLists(session),
      ...owedLists(session),
      ...remindedLists(session),
      ...openTasks(programmes, session),
    ]
  }
  if (path === '/' || path === '/tong-quan') {
    return [...countLists(first, session), ...decisionLists({ session, directory, today })]
  }
  if (room !== 'nhiem-vu') return []
  return id === undefined ? allTasks(programmes, session) : [{ path: `tasks/${id}`, query: {} }]
}

/** What the page goes on to ask once a thing was answered: of a task, the words that it rests on. */
export function thenAsked(
  address: string,
  thing: { readonly programme: string; readonly clause: string },
): readonly string[] {
  const { programme, clause } = thing
  return [
    ...['clauses', 'questions'].map((part) => `programmes/${programme}/${part}`),
    addressOf(`programmes/${programme}/text`, { clause }),
    addressOf(`${address}/events`, eventsAtOnce),
  ]
}

export function inForceFirst<One extends { readonly status: string }>(programmes: readonly One[]): readonly One[] {
  return programmes.toSorted((a, b) => Number(b.status === 'inForce') - Number(a.status === 'inForce'))
}

/** Whose work comes by tasks has a desk; leaders and evaluators begin with what stands. */
export function hasDesk({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some((role) => role === 'department' || role === 'secretariat')
}

export function readsWholeProgramme({ roles }: Pick<Viewer, 'roles'>): boolean {
  return mayEver('programme.readTasks', roles)
}

export function ownAgencies({ capacities }: Pick<Viewer, 'capacities'>): readonly string[] {
  return [...new Set(capacities.map(({ agency }) => agency))]
}

/** Their lines are short, and a list shows them all: as few questions as the API allows. */
const mostTasks = 1000
export const eventsAtOnce = { limit: 30 }
export const linesAtOnce = { limit: 200 }

/** What is not done yet: all that a desk shows. Whoever may read the whole programme does, a department its own. */
export function openTasks(programmes: readonly string[], viewer: Viewer): readonly ListAsked[] {
  return tasksOf(programmes, viewer, [{ state: 'open' }, { state: 'submitted' }], [{ which: 'open' }])
}

/** Every task, done or not: the same choice of whole programme or own agency. */
export function allTasks(programmes: readonly string[], viewer: Viewer): readonly ListAsked[] {
  return tasksOf(programmes, viewer, [{}], [{ which: 'open' }, { which: 'ended' }])
}

/** An agency's list has its tasks of every programme. */
function tasksOf(
  programmes: readonly string[],
  viewer: Viewer,
  ofProgramme: readonly Query[],
  ofAgency: readonly Query[],
): readonly ListAsked[] {
  const limit = { limit: mostTasks }
  return readsWholeProgramme(viewer)
    ? programmes.flatMap((one) =>
        ofProgramme.map((query) => ({ path: `programmes/${one}/tasks`, query: { ...query, ...limit } })),
      )
    : ownAgencies(viewer).flatMap((agency) =>
        ofAgency.map((query) => ({ path: `agencies/${agency}/tasks`, query: { ...query, ...limit } })),
      )
}

/** The mailboxes that give letters back: they stand first on the desk of whoever reads what was sent. */
export function bouncedLists({ roles }: Pick<Viewer, 'roles'>): readonly ListAsked[] {
  return mayEver('letter.read', roles) ? [{ path: 'bounces', query: { limit: 50 } }] : []
}

/** What the own agencies still owe to cycles. */
export function owedLists(viewer: Viewer): readonly ListAsked[] {
  return ownAgencies(viewer).map((agency) => ({ path: `agencies/${agency}/contributions`, query: linesAtOnce }))
}

/** The letters that spoke of the own agencies' tasks. */
export function remindedLists(viewer: Viewer): readonly ListAsked[] {
  if (!mayEver('reminder.read', viewer.roles)) return []
  return ownAgencies(viewer).map((agency) => ({ path: `agencies/${agency}/reminders`, query: {} }))
}

/** What waits for a decision of each agency in whose name whoever looks decides, or prepares decisions. */
export function decisionLists({ session, directory, today }: Omit<Opening, 'programmes'>): readonly ListAsked[] {
  const { roles, capacities } = session
  return [...directory.keys()]
    .filter((givenBy) => {
      const standings = standingsOf(capacities, { givenBy }, directory, today)
      return accessOf('task.readDecisions', roles, standings) === 'yes'
    })
    .map((agency) => ({ path: `agencies/${agency}/decisions`, query: linesAtOnce }))
}

/** The counts of a programme, or of the own agencies in it alone. `asOf`: at the end of an earlier day. */
export function countLists(
  programme: string,
  viewer: Viewer,
  asOf?: CalendarDate,
): readonly (ListAsked & { readonly agency?: string })[] {
  if (!mayEver('task.read', viewer.roles)) return []
  const query = { asOf }
  if (readsWholeProgramme(viewer)) return [{ path: `programmes/${programme}/counts`, query }]
  return ownAgencies(viewer).map((agency) => ({
    agency,
    path: `programmes/${programme}/agencies/${agency}/counts`,
    query,
  }))
}
