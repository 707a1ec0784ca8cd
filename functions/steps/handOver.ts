/** Bàn giao: what waits on a person who leaves, and its passing to another of the office. */

import { capacitiesOf, holdersIn, type Person } from '../../domain/agencies/person.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { whyNotEntrusted } from '../../domain/tasks/entrusting.ts'
import { taskCan } from '../../domain/tasks/lifecycle.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import type { PageAsked } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { assignmentsProposed } from '../stores/assignments.ts'
import { cyclesToDecide } from '../stores/cycles.ts'
import { type FormDraftLine, formDraftsOf, passFormDrafts } from '../stores/formDrafts.ts'
import { programmeContext, type Registers, registersOf } from '../stores/programmes.ts'
import { sessionsOf } from '../stores/sessions.ts'
import { changeTask, everyTask, tasksToDecide } from '../stores/tasks.ts'

export interface Waiting {
  readonly tasks: readonly Task[]
  readonly decisions: readonly DecisionsOf[]
  /** Forms that they began and did not send. */
  readonly drafts: readonly FormDraftLine[]
  /** Delegations that end with them: those that they gave, and those that were given to them. */
  readonly delegations: readonly DelegationEnding[]
  /** Sessions that end with them. */
  readonly sessions: number
}

/** What waits for a decision of an agency that they lead, and who else can decide it there. */
export interface DecisionsOf {
  readonly agency: string
  readonly waiting: number
  readonly others: readonly string[]
}

export interface DelegationEnding {
  readonly from: string
  readonly to: string
  readonly title: string
  readonly agency: string
  readonly until: CalendarDate
}

export async function waitingOn(table: Table, person: string, today: CalendarDate): Promise<Waiting> {
  const registers = await registersOf(table)
  const [tasks, decisions, drafts, sessions] = await Promise.all([
    tasksWaitingOn(table, person, registers),
    decisionsOf(table, person, registers, today),
    formDraftsOf(table, person),
    sessionsOf(table, person),
  ])
  const delegations = delegationsOf(person, [...registers.people.values()], today)
  return { tasks, decisions, drafts, delegations, sessions: sessions.length }
}

/** The tasks alive, of every programme in force, that a person follows or oversees. */
async function tasksWaitingOn(table: Table, person: string, { programmes }: Registers): Promise<readonly Task[]> {
  const inForce = [...programmes.values()].filter(({ status }) => status === 'inForce')
  const all = await Promise.all(inForce.map(({ id }) => everyTask(table, id)))
  return all
    .flat()
    .filter(({ follower, overseer }) => follower === person || overseer === person)
    .filter((task) => taskCan('handOver', task) === 'yes')
}

async function decisionsOf(
  table: Table,
  person: string,
  { people }: Registers,
  today: CalendarDate,
): Promise<readonly DecisionsOf[]> {
  const all = [...people.values()]
  const leads = (one: { readonly person: string; readonly roles?: readonly string[] | undefined }) =>
    (one.roles ?? people.get(one.person)?.roles ?? []).includes('leader')
  const led = new Set(capacitiesOf(person, all, today).flatMap((one) => (leads(one) ? [one.agency] : [])))
  return Promise.all(
    [...led].map(async (agency) => {
      const others = holdersIn(agency, all, today).filter((one) => leads(one) && one.person !== person)
      const names = new Set(others.map((one) => people.get(one.person)?.name ?? one.person))
      return { agency, waiting: await decisionsWaiting(table, agency), others: [...names] }
    }),
  )
}

async function decisionsWaiting(table: Table, agency: string): Promise<number> {
  const counts = await Promise.all([
    countOf(
      (page) => tasksToDecide(table, agency, page),
      ({ tasks }) => tasks.length,
    ),
    countOf(
      (page) => assignmentsProposed(table, agency, page),
      ({ assignments }) => assignments.length,
    ),
    countOf(
      (page) => cyclesToDecide(table, agency, page),
      ({ cycles }) => cycles.length,
    ),
  ])
  return counts.reduce((sum, one) => sum + one)
}

async function countOf<Found extends { readonly cursor?: string }>(
  read: (page: PageAsked) => Promise<Found>,
  sizeOf: (found: Found) => number,
): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const found = await read({ limit: 200, ...(cursor === undefined ? {} : { cursor }) })
    count += sizeOf(found)
    cursor = found.cursor
  } while (cursor !== undefined)
  return count
}

/** One that is over, or rests on a position that is, ends nothing. */
function delegationsOf(person: string, people: readonly Person[], today: CalendarDate): readonly DelegationEnding[] {
  return people.flatMap(({ id: from, positions }) =>
    positions
      .filter(({ to }) => to === undefined || today <= to)
      .flatMap(({ title, agency, delegations = [] }) =>
        delegations
          .filter(({ to, until }) => (from === person || to === person) && today <= until)
          .map(({ to, until }) => ({ from, to, title, agency, until })),
      ),
  )
}

/** Hands each over, and answers what still waits: run again, it goes on with the rest. */
export async function handOverAll(
  services: Pick<Services, 'table' | 'clock'>,
  from: string,
  to: string,
  actor: Actor,
): Promise<Waiting> {
  const { table, clock } = services
  const registers = await registersOf(table)
  const { people, directory } = registers
  for (const task of await tasksWaitingOn(table, from, registers)) {
    // Who is of another side than the one that gave it does not follow it: it stays in the list of what waits.
    if (whyNotEntrusted({ follower: to }, task, people, directory, clock.today())) continue
    const context = await programmeContext(table, task.programme)
    const command = { type: 'handOver', from, to } as const
    // A refusal says that somebody was first: what is read at the end waits or does not.
    if (context) await changeTask(services, context.rules, task.id, actor, command)
  }
  await passFormDrafts(table, from, to)
  return waitingOn(table, from, clock.today())
}
