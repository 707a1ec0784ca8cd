/**
 * Tasks: TASK#id. Lists: an agency's by deadline (open, ended), a person's, a programme's by place in the document
 * and by deadline within a state, what waits for a decision; and the queue of reminders, which holds a task only
 * while something is owed about it.
 */
import type { Directory } from '../../domain/agencies/directory.ts'
import { recipients } from '../../domain/agencies/directory.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { placeInDocument } from '../../domain/programme/clause.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { nextStepOn, owed, type Step, settledBy } from '../../domain/reminders/ladder.ts'
import { fold } from '../../domain/search.ts'
import { decide, type Rules, type TaskCommand, type TaskEvent } from '../../domain/tasks/decide.ts'
import { evolve } from '../../domain/tasks/evolve.ts'
import type { Occasion, Result, Task } from '../../domain/tasks/task.ts'
import type { Undoing } from '../../domain/tasks/undoing.ts'
import { canonical } from '../../domain/trail/chain.ts'
import { allItems, everyItem, type PageAsked, type PageOf, type WholeQuery } from '../paging.ts'
import { type Item, type Page, type Query, type Services, type Table, TableBusy, type Write } from '../services.ts'
import { tallyWrites } from './counts.ts'
import { unknownFile } from './files.ts'
import { layOut, lineWrite, type OwedLine } from './owedLines.ts'
import { registersOf, unknownDocument, whileInForce } from './programmes.ts'
import { type Change, change, type Keeping, load, recordWrites, stored, systemPerson } from './record.ts'
import { searchWrite } from './search.ts'

/** How tasks are kept under a programme's rules: the queue's day depends on its ladder and calendar. */
export function taskKeeping(rules: Rules): Keeping<Task> {
  return {
    kind: 'TASK',
    idOf: (task) => task.id,
    programmeOf: (task) => task.programme,
    indexesOf: (task) => indexesOf(task, rules),
    besides: (before, after) => tallyWrites(before, after),
  }
}

function indexesOf(task: Task, rules: Rules): Item['indexes'] {
  const { id, programme, lead, deadline, standing, follower } = task
  const { state } = standing
  const byDue = `${deadline?.dueOn ?? 'undated'}#${id}`
  const next = nextStepOn(task, rules)
  const undecided = task.extensionAsked?.askedOn ?? task.dispute?.on
  const reminded = next ? { byDay: { pk: remindQueue, sk: `${next}#${id}` } } : {}
  if (isTakenBack(task)) return reminded
  return {
    byAgency: { pk: `LEADS#${lead}#${isAlive(task) ? 'open' : 'ended'}`, sk: byDue },
    byProgramme: { pk: `TASKS#${programme}`, sk: `${placeInDocument(task.clause)}#${byDue}` },
    byDeadline: { pk: `${programme}#${state}`, sk: byDue },
    ...(follower ? { byPerson: { pk: `FOLLOWS#${follower}`, sk: byDue } } : {}),
    ...reminded,
    ...(undecided ? { byDecision: { pk: `DECIDES#${task.givenBy}`, sk: `${undecided}#${id}` } } : {}),
  }
}

function isAlive({ standing }: Task): boolean {
  return standing.state !== 'done' && standing.state !== 'withdrawn'
}

/** Its giving was undone: in no list, and only its trail tells of it. */
export function isTakenBack({ standing }: Task): boolean {
  return standing.state === 'withdrawn' && standing.how === 'takenBack'
}

export async function taskById(table: Table, id: string): Promise<Task | undefined> {
  return (await load<Task>(table, 'TASK', id))?.state
}

/** What a person asks of a task, decided by the rules and recorded. */
export async function changeTask(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  id: string,
  actor: Occasion['actor'],
  command: TaskCommand,
): Promise<Task | Refusal> {
  const untaken = await notTaken(services.table, id, command)
  if (untaken) return untaken
  return change(services, taskKeeping(rules), id, actor, (task, occasion) => {
    const answer = decide(task, command, { ...rules, today: occasion.day, actor })
    if (isRefusal(answer)) return answer
    const { besides = [], ...rest } = changed(task, answer, occasion)
    // What has ended comes to life only in a programme that has not: its end closes what it finds alive.
    return { ...rest, besides: command.type === 'reopen' ? [...besides, whileInForce(task.programme)] : besides }
  })
}

/** What a change meets outside the task: its programme may have ended, its document, a file or an agency may be unknown. */
async function notTaken(table: Table, id: string, command: TaskCommand): Promise<Refusal | undefined> {
  const task = await taskById(table, id)
  if (!task) return undefined
  const { programmes, directory } = await registersOf(table)
  const programme = programmes.get(task.programme)
  const taken = programme ? programmeTakes(`task.${command.type}`, programme.status) : 'yes'
  if (taken !== 'yes') return taken
  const unknown = agenciesIn(command).find((agency) => !directory.has(agency))
  if (unknown !== undefined) return { code: 'unknown-agency', agency: unknown }
  const unheard = 'document' in command ? await unknownDocument(table, task.programme, command) : undefined
  return unheard ?? unknownFile(table, task.programme, command)
}

/** The agencies that a command would bring into a task. */
function agenciesIn(command: TaskCommand): readonly string[] {
  switch (command.type) {
    case 'disputeLead':
      return command.proposed === undefined ? [] : [command.proposed]
    case 'answerDispute':
      return [command.lead]
    case 'amend': {
      const { lead, cooperating = [] } = command.change
      return [...(lead === undefined ? [] : [lead]), ...cooperating.map(({ agency }) => agency)]
    }
    default:
      return []
  }
}

function changed(task: Task, event: TaskEvent, occasion: Occasion): Change<Task> {
  const { type, ...data } = event
  const evidence = event.type === 'resultHandedIn' ? evidenceWrites(task, event.result) : []
  return { type, data, state: evolve(task, event, occasion), besides: evidence }
}

/** Records what undoing or giving anew makes of a task, where it still is what whoever decided so has seen. */
export async function recordOnTask(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  seen: Task,
  actor: Occasion['actor'],
  event: Undoing,
): Promise<Task | Refusal> {
  return change(services, taskKeeping(rules), seen.id, actor, (task, occasion) =>
    canonical(task) === canonical(seen) ? changed(task, event, occasion) : { code: 'changed-meanwhile' },
  )
}

/** Documents handed in are found by their number: 123/BC-SYT. */
function evidenceWrites({ programme, id }: Task, { evidence }: Result): readonly Write[] {
  return evidence.flatMap(({ title, number }, index) =>
    number
      ? [searchWrite({ programme, kind: 'evidence', id: `${id}#${index}`, title, folded: fold(`${number} ${title}`) })]
      : [],
  )
}

/** Who does what no person asked for. */
export const system: Occasion['actor'] = { person: systemPerson, position: 'Hệ thống', agency: 'dondoc' }

// A transaction has a hundred writes, and the record of the step needs some of them.
const linesWithRecord = 90

/**
 * Records that what is owed about a task today was spoken of, and lays the lines out for the day's letters, in one
 * transaction: a line is never lost and never laid out twice. Answers the lines. Throws TableBusy when others were
 * first at every try: it is still owed then.
 */
export async function speakOf(
  services: Pick<Services, 'table' | 'clock'>,
  rules: Rules,
  directory: Directory,
  id: string,
): Promise<readonly OwedLine[]> {
  // More lines than fit beside the record are laid out before it, and again without harm.
  const ahead = new Set<string>()
  for (;;) {
    let lines: readonly OwedLine[] = []
    let toLayOut: readonly OwedLine[] = []
    const answer = await change(services, taskKeeping(rules), id, system, (task, occasion) => {
      lines = []
      toLayOut = []
      const settled = settledBy(task, rules, occasion.day)
      // The queue was read from an index that may be old: the task itself says whether anything is owed.
      if (settled.length === 0) return undefined
      lines = linesOwed(task, owed(task, rules, occasion.day, settled), directory, occasion.day)
      toLayOut = lines.filter((line) => !ahead.has(nameOf(line)))
      if (toLayOut.length > linesWithRecord) return undefined
      const event = { type: 'spokenOf', steps: settled.map(({ key }) => key) } as const
      return { ...changed(task, event, occasion), besides: toLayOut.map(lineWrite) }
    })
    if (isRefusal(answer)) throw new TableBusy(`${id}: others were first at every try`)
    if (toLayOut.length <= linesWithRecord) return lines
    const early = toLayOut.slice(linesWithRecord)
    await layOut(services.table, early)
    for (const line of early) ahead.add(nameOf(line))
  }
}

/** What is said today, to each mailbox once: two agencies that were merged, or share one, are told together. */
function linesOwed(task: Task, steps: readonly Step[], directory: Directory, today: CalendarDate): readonly OwedLine[] {
  const lines = steps.flatMap((step) => linesOf(task, step, directory, today))
  return [...new Map(lines.map((line) => [nameOf(line), line])).values()]
}

function nameOf({ mailbox, key, level }: OwedLine): string {
  return `${mailbox} ${key} ${level}`
}

function linesOf(task: Task, step: Step, directory: Directory, today: CalendarDate): OwedLine[] {
  const told = step.to.flatMap((audience) =>
    recipients(task, audience, directory, today).map((one) => ({ ...one, audience })),
  )
  return told.map(({ mailbox, addressee, as, audience }) => ({
    mailbox,
    addressee,
    as,
    level: typeof audience === 'object' ? 'cooperating' : audience,
    task: task.id,
    key: step.key,
    what: step.what,
    since: today,
    ...(step.what === 'part' ? partOf(task, step) : {}),
  }))
}

function partOf(task: Task, step: Step): { part?: string } {
  const part = task.parts.find(({ id }) => step.key.includes(`:part-${id}:`))
  return part ? { part: part.what } : {}
}

/** The writes that make a new task, counted and queued from its first moment. */
export function newTaskWrites(task: Task, rules: Rules, occasion: Occasion): readonly Write[] {
  return recordWrites(taskKeeping(rules), undefined, { type: 'taskGiven', data: { task }, state: task }, occasion)
    .writes
}

/** Tasks an agency leads, by deadline: open ones, or ended ones. */
export async function tasksLedBy(
  table: Table,
  agency: string,
  which: 'open' | 'ended',
  page: DueSpan,
): Promise<PageOf<'tasks', Task>> {
  return tasksIn(await table.query({ index: 'byAgency', pk: `LEADS#${agency}#${which}`, ...dueWithin(page) }))
}

/** All open tasks an agency leads. */
export async function openTasksLedBy(table: Table, agency: string): Promise<readonly Task[]> {
  const query = { index: 'byAgency', pk: `LEADS#${agency}#open` } as const
  return (await allItems(table, query)).map((item) => stored<Task>(item).state)
}

/** All tasks an agency has led to this day, ended ones too. */
export async function allTasksLedBy(table: Table, agency: string): Promise<readonly Task[]> {
  const query = { index: 'byAgency', pk: `LEADS#${agency}#ended` } as const
  const ended = (await allItems(table, query)).map((item) => stored<Task>(item).state)
  return [...(await openTasksLedBy(table, agency)), ...ended]
}

/** A page of what falls due in a span of days, both ends included; without ends, all, undated work last. */
interface DueSpan extends PageAsked {
  readonly from?: CalendarDate
  readonly until?: CalendarDate
}

function dueWithin({ from, until, ...page }: DueSpan): Pick<Query, 'sk' | 'limit' | 'cursor'> {
  if (!from && !until) return page
  return { sk: { from: from ?? '0', to: `${until ?? '9999-12-31'}#~` }, ...page }
}

/** Tasks a person follows for the office that gave them (chuyên viên theo dõi), by deadline, ended ones too. */
export async function tasksFollowedBy(table: Table, person: string, page: DueSpan): Promise<PageOf<'tasks', Task>> {
  return tasksIn(await table.query({ index: 'byPerson', pk: `FOLLOWS#${person}`, ...dueWithin(page) }))
}

/** A programme's tasks in the order of the document. */
export async function tasksOfProgramme(
  table: Table,
  programme: string,
  page: PageAsked,
): Promise<PageOf<'tasks', Task>> {
  return tasksIn(await table.query({ index: 'byProgramme', pk: `TASKS#${programme}`, ...page }))
}

/** Every task of a programme, ended ones too: what a count of a day gone by is made from. */
export async function everyTask(table: Table, programme: string): Promise<readonly Task[]> {
  const query = { index: 'byProgramme', pk: `TASKS#${programme}` } as const
  return (await allItems(table, query)).map((item) => stored<Task>(item).state)
}

/** A programme's tasks in one state by deadline: what is late is `open` up to yesterday. */
export async function tasksByDeadline(
  table: Table,
  programme: string,
  state: Task['standing']['state'],
  page: DueSpan,
): Promise<PageOf<'tasks', Task>> {
  return tasksIn(await table.query({ ...inState(programme, state), ...dueWithin(page) }))
}

/** A programme's tasks in one state that are due on a day. */
export async function* allTasksDueOn(
  table: Table,
  programme: string,
  state: Task['standing']['state'],
  day: CalendarDate,
): AsyncGenerator<Task> {
  const due: WholeQuery = { ...inState(programme, state), sk: { beginsWith: `${day}#` } }
  for await (const item of everyItem(table, due)) yield stored<Task>(item).state
}

function inState(programme: string, state: Task['standing']['state']): WholeQuery {
  return { index: 'byDeadline', pk: `${programme}#${state}` }
}

const liveStates = ['open', 'submitted', 'continuous', 'conditional'] as const

/** Every task of a programme that has not ended, read by pages: what a reorganisation or an end must decide about. */
export async function liveTasks(table: Table, programme: string): Promise<readonly Task[]> {
  const tasks: Task[] = []
  for (const state of liveStates) {
    for await (const item of everyItem(table, inState(programme, state))) tasks.push(stored<Task>(item).state)
  }
  return tasks
}

/** What waits for a decision of the agency that gave it: extensions asked, leads disputed. */
export async function tasksToDecide(table: Table, givenBy: string, page: PageAsked): Promise<PageOf<'tasks', Task>> {
  return tasksIn(await table.query({ index: 'byDecision', pk: `DECIDES#${givenBy}`, ...page }))
}

function tasksIn({ items, cursor }: Page): PageOf<'tasks', Task> {
  return { tasks: items.map((item) => stored<Task>(item).state), ...(cursor ? { cursor } : {}) }
}

const remindQueue = 'REMIND'

/** Tasks about which something is owed on or before a day. */
export async function tasksOwed(table: Table, day: CalendarDate, page: PageAsked): Promise<PageOf<'tasks', Task>> {
  const sk = { from: '0', to: `${day}#~` }
  return tasksIn(await table.query({ index: 'byDay', pk: remindQueue, sk, ...page }))
}
