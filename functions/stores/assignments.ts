/**
 * Assignments: ASSIGNMENT#id. A programme's in the order of the document, an agency's, and the queue of those with
 * an occurrence still to open, by the day it opens.
 */
import { current, type Directory } from '../../domain/agencies/directory.ts'
import {
  type Assignment,
  type AssignmentCommand,
  type AssignmentEvent,
  decideAssignment,
  evolveAssignment,
  joinersTask,
  joinersWaiting,
  nextOccurrence,
  once,
  stoodOpen,
  taskBefore,
  tasksOf,
} from '../../domain/assignments/assignment.ts'
import type { Occurrence } from '../../domain/assignments/occurrences.ts'
import { plannedCycle } from '../../domain/cycles/plan.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { placeInDocument } from '../../domain/programme/clause.ts'
import type { AgencyGroup } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { fold } from '../../domain/search.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Occasion, Task } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import { allItems, type PageAsked, type PageOf, type WholeQuery } from '../paging.ts'
import { type Item, type Page, type Services, type Table, TableBusy } from '../services.ts'
import { newCycle } from './cycles.ts'
import { registersOf, unknownDocument } from './programmes.ts'
import { type Change, change, createAll, type Keeping, load, stored } from './record.ts'
import { searchWrite } from './search.ts'
import { allTasksLedBy, isTakenBack, newTaskWrites, recordOnTask, system, taskById } from './tasks.ts'

export function assignmentKeeping(rules: Rules): Keeping<Assignment> {
  return {
    kind: 'ASSIGNMENT',
    idOf: ({ id }) => id,
    programmeOf: ({ programme }) => programme,
    indexesOf: (assignment) => indexesOf(assignment, rules),
    besides: (before, after) =>
      before?.title === after.title && before.product === after.product ? [] : [projection(after)],
  }
}

function indexesOf(assignment: Assignment, rules: Rules): Item['indexes'] {
  const { id, programme, clause, to, givenBy, proposal } = assignment
  const next = nextOccurrence(assignment, rules)?.opensOn
  const holder = to && ('lead' in to ? to.lead : to.group)
  return {
    byProgramme: { pk: `ASSIGNMENTS#${programme}`, sk: `${placeInDocument(clause)}#${id}` },
    ...(holder ? { byAgency: { pk: `ASSIGNED#${holder}`, sk: id } } : {}),
    ...(next ? { byDay: { pk: openQueue, sk: `${next}#${id}` } } : {}),
    ...(proposal ? { byDecision: { pk: `PROPOSED#${givenBy}`, sk: `${proposal.on}#${id}` } } : {}),
  }
}

function projection({ id, programme, clause, title, product }: Assignment) {
  return searchWrite({
    programme,
    kind: 'assignment',
    id,
    title,
    folded: fold([clause, title, product ?? ''].join(' ')),
  })
}

/** Gives, amends, moves or withdraws an assignment on the strength of a document; takes and answers a proposal. */
export async function changeAssignment(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  id: string,
  actor: Occasion['actor'],
  command: AssignmentCommand,
): Promise<Assignment | Refusal> {
  const untaken = await notTaken(services.table, await assignmentById(services.table, id), command)
  if (untaken) return untaken
  return change(services, assignmentKeeping(rules), id, actor, (assignment, occasion) => {
    const answer = decideAssignment(assignment, command)
    return isRefusal(answer) ? answer : changed(assignment, answer, occasion)
  })
}

/** What it was before a document gave or changed it, recorded where it still is what whoever decided so has seen. */
export async function restoreAssignment(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  seen: Assignment,
  before: Assignment,
  document: string,
  actor: Occasion['actor'],
): Promise<Assignment | Refusal> {
  return change(services, assignmentKeeping(rules), seen.id, actor, (assignment, occasion) =>
    canonical(assignment) === canonical(seen)
      ? changed(assignment, { type: 'assignmentRestored', document, assignment: before }, occasion)
      : { code: 'changed-meanwhile' },
  )
}

/** Why `changeAssignment` would refuse it, asked before other things are changed with it. */
export async function whyUnchanged(
  table: Table,
  assignment: Assignment,
  command: AssignmentCommand,
): Promise<Refusal | undefined> {
  const untaken = await notTaken(table, assignment, command)
  if (untaken) return untaken
  const answer = decideAssignment(assignment, command)
  return isRefusal(answer) ? answer : undefined
}

/** What a change meets outside the assignment: an ended programme, a document, an agency or a group nobody knows. */
async function notTaken(
  table: Table,
  before: Assignment | undefined,
  command: AssignmentCommand,
): Promise<Refusal | undefined> {
  if (!before) return undefined
  const { programmes, directory, groups } = await registersOf(table)
  if (programmes.get(before.programme)?.status !== 'inForce') return { code: 'programme-not-in-force' }
  const { agencies, group } = bodiesIn(command)
  const unknown = agencies.find((agency) => !directory.has(agency))
  if (unknown !== undefined) return { code: 'unknown-agency', agency: unknown }
  if (group !== undefined && !groups.has(group)) return { code: 'unknown-group', group }
  return 'document' in command ? unknownDocument(table, before.programme, command) : undefined
}

/** The bodies that a command would bring into an assignment. */
function bodiesIn(command: AssignmentCommand): { readonly agencies: readonly string[]; readonly group?: string } {
  if (command.type !== 'give' && command.type !== 'amend' && command.type !== 'propose') return { agencies: [] }
  const { to, cooperating = [] } = command.type === 'propose' ? command.change : command
  const giver = command.type === 'give' && command.givenBy !== undefined ? [command.givenBy] : []
  const lead = to && 'lead' in to ? [to.lead] : []
  const agencies = [...lead, ...giver, ...cooperating.map(({ agency }) => agency)]
  return { agencies, ...(to && 'group' in to ? { group: to.group } : {}) }
}

function changed(assignment: Assignment, event: AssignmentEvent, occasion: Occasion): Change<Assignment> {
  const { type, ...data } = event
  return { type, data, state: evolveAssignment(assignment, event, occasion) }
}

/**
 * Opens what the assignment has due to open by today, occurrence by occurrence. First the tasks, which may be there
 * already, then the record that they are: a crash between the two opens them again, which changes nothing.
 * Answers how many occurrences were opened.
 */
export async function openOccurrences(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  groups: ReadonlyMap<string, AgencyGroup>,
  id: string,
): Promise<number> {
  const { directory } = await registersOf(services.table)
  for (let opened = 0; ; opened += 1) {
    const assignment = (await load<Assignment>(services.table, 'ASSIGNMENT', id))?.state
    const today = services.clock.today()
    const occurrence = assignment && nextOccurrence(assignment, rules)
    if (!assignment || !occurrence || occurrence.opensOn > today) return opened
    const occasion: Occasion = { at: services.clock.now(), day: today, actor: system }
    const group = assignment.to && 'group' in assignment.to ? groups.get(assignment.to.group) : undefined
    const tasks = tasksOf(assignment, occurrence, group, directory, today)
    const isOnes = assignment.to !== undefined && 'lead' in assignment.to
    const [own] = isOnes ? tasks : []
    // Given to a body that has not begun: it stays in the queue until there is somebody to give it to.
    if (isOnes && !own) return opened
    const begun = stoodOpen(assignment, occurrence) ? [] : await followedAsBefore(services.table, assignment, tasks)
    await createAll(
      services.table,
      begun.map((task) => ({ writes: newTaskWrites(task, rules, occasion) })),
    )
    if (assignment.undone) for (const task of begun) await giveAnew(services, rules, task)
    const held = own ? { ...assignment, to: { lead: own.lead } } : assignment
    await planCycle(services, rules, held, occurrence, occasion)
    const period = occurrence.period ?? once
    await change(services, assignmentKeeping(rules), id, system, (current, when) =>
      current.opened.includes(period)
        ? undefined
        : changed(current, { type: 'occurrenceOpened', period, tasks: begun.length }, when),
    )
  }
}

/** Who followed the occurrence before, and was in charge of it, goes on: the office names people once. */
function followedAsBefore(table: Table, assignment: Assignment, tasks: readonly Task[]): Promise<readonly Task[]> {
  return Promise.all(
    tasks.map(async (task) => {
      const id = taskBefore(assignment, task)
      const before = id === undefined ? undefined : (await load<Task>(table, 'TASK', id))?.state
      const { follower, overseer } = before ?? {}
      return { ...task, ...(follower ? { follower } : {}), ...(overseer ? { overseer } : {}) }
    }),
  )
}

/** What was taken back is there under the same name, and is given anew. */
async function giveAnew(services: Pick<Services, 'table' | 'clock'>, rules: Rules, task: Task): Promise<void> {
  const known = await taskById(services.table, task.id)
  if (!known || !isTakenBack(known)) return
  const answer = await recordOnTask(services, rules, known, system, { type: 'givenAnew', task })
  if (isRefusal(answer)) throw new TableBusy(`${task.id}: others were first`)
}

/**
 * Gives continuous work to the members that have joined its group since. First the task, which may be there already, then
 * the record. Whoever leads the work already, by its own name or one it took over, is not given it twice. Answers the tasks.
 */
export async function openForJoiners(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  group: AgencyGroup,
  id: string,
): Promise<number> {
  const { table, clock } = services
  const { directory } = await registersOf(table)
  const today = clock.today()
  const assignment = await assignmentById(table, id)
  let tasks = 0
  for (const member of assignment ? joinersWaiting(assignment, group, directory, today) : []) {
    if (!assignment) continue
    const own = joinersTask(assignment, member, today)
    const led = await ledInNameOf(table, member, directory, today)
    const given = led.some((task) => task.assignment === id && task.id !== own.id) ? [] : [own]
    const occasion: Occasion = { at: clock.now(), day: today, actor: system }
    await createAll(
      table,
      given.map((task) => ({ writes: newTaskWrites(task, rules, occasion) })),
    )
    await change(services, assignmentKeeping(rules), id, system, (current, when) =>
      current.joined?.includes(member)
        ? undefined
        : changed(current, { type: 'memberJoined', member, tasks: given.length }, when),
    )
    tasks += given.length
  }
  return tasks
}

/** What an agency leads itself, and what stands under the names it has taken over. */
async function ledInNameOf(table: Table, agency: string, directory: Directory, today: CalendarDate) {
  const names = [...directory.keys()].filter((name) => current(name, directory, today)?.id === agency)
  const lists = await Promise.all(names.map((name) => allTasksLedBy(table, name)))
  return lists.flat()
}

/** Work that is organised has its cycle planned together with its tasks. */
async function planCycle(
  { table }: Pick<Services, 'table'>,
  rules: Rules,
  assignment: Assignment,
  occurrence: Occurrence,
  occasion: Occasion,
): Promise<void> {
  if (!assignment.workflow) return
  const { directory } = await registersOf(table)
  const cycle = plannedCycle(assignment, occurrence, rules, directory)
  if (cycle) await createAll(table, [newCycle(cycle, occasion)])
}

export async function assignmentById(table: Table, id: string): Promise<Assignment | undefined> {
  return (await load<Assignment>(table, 'ASSIGNMENT', id))?.state
}

export async function assignmentsOfProgramme(
  table: Table,
  programme: string,
  page: PageAsked,
): Promise<PageOf<'assignments', Assignment>> {
  return assignmentsIn(await table.query({ ...ofProgramme(programme), ...page }))
}

/** What an agency leads itself, or a group as a whole, by the assignments' ids. */
export async function assignmentsOfHolder(
  table: Table,
  holder: string,
  page: PageAsked,
): Promise<PageOf<'assignments', Assignment>> {
  return assignmentsIn(await table.query({ index: 'byAgency', pk: `ASSIGNED#${holder}`, ...page }))
}

/** All that an agency leads itself, or a group as a whole. */
export async function allAssignmentsOf(table: Table, holder: string): Promise<readonly Assignment[]> {
  const query = { index: 'byAgency', pk: `ASSIGNED#${holder}` } as const
  return (await allItems(table, query)).map((item) => stored<Assignment>(item).state)
}

/** What agencies propose to change in what an agency gave them, the oldest first. */
export async function assignmentsProposed(
  table: Table,
  givenBy: string,
  page: PageAsked,
): Promise<PageOf<'assignments', Assignment>> {
  return assignmentsIn(await table.query({ index: 'byDecision', pk: `PROPOSED#${givenBy}`, ...page }))
}

/** Every assignment of a programme in the order of the document, read by pages. */
export async function allAssignments(table: Table, programme: string): Promise<readonly Assignment[]> {
  return (await allItems(table, ofProgramme(programme))).map((item) => stored<Assignment>(item).state)
}

function ofProgramme(programme: string): WholeQuery {
  return { index: 'byProgramme', pk: `ASSIGNMENTS#${programme}` }
}

const openQueue = 'OPEN'

/** Assignments with an occurrence to open on or before a day. */
export async function assignmentsToOpen(
  table: Table,
  day: CalendarDate,
  page: PageAsked,
): Promise<PageOf<'assignments', Assignment>> {
  const sk = { from: '0', to: `${day}#~` }
  return assignmentsIn(await table.query({ index: 'byDay', pk: openQueue, sk, ...page }))
}

function assignmentsIn({ items, cursor }: Page): PageOf<'assignments', Assignment> {
  return { assignments: items.map((item) => stored<Assignment>(item).state), ...(cursor ? { cursor } : {}) }
}
