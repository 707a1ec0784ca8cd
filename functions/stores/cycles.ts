/**
 * Cycles: CYCLE#id. Beside the state, in the same partition: the counts of each gathering, the contributions in the
 * order of agencies, the open wait, and the papers (figures, scores, rows, annex). Lists: a programme's (all, and by how
 * they stand) and a lead's by due day, what waits for an agency's decision, and the queue of the round, which holds those
 * that run, and those that are planned by the day they open.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { type CycleStanding, isRunning, standingOf } from '../../domain/cycles/cycle.ts'
import { type CycleCommand, type CycleEvent, decideCycle, type TakenUp } from '../../domain/cycles/decide.ts'
import { evolveCycle } from '../../domain/cycles/evolve.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { filesNamed } from '../../domain/files/file.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { allItems, type PageAsked, type PageOf, type WholeQuery } from '../paging.ts'
import type { Item, Page, Table, WorkflowServices, Write } from '../services.ts'
import { afterwards } from './afterwards.ts'
import { cycleById } from './cycleItems.ts'
import { moveTask } from './cycleTasks.ts'
import { wake } from './cycleWaits.ts'
import { unknownFile } from './files.ts'
import { unknownDocument } from './programmes.ts'
import { type Change, type Creation, change, createAll, type Keeping, recordWrites, stored } from './record.ts'

export const cycleKeeping: Keeping<Cycle> = {
  kind: 'CYCLE',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf,
}

function indexesOf(cycle: Cycle): Item['indexes'] {
  const { id, programme, lead, dueOn, opensOn, stage } = cycle
  const decider = deciderOf(cycle)
  const queued = stage.name === 'planned' ? opensOn : isRunning(cycle) ? atOnce : undefined
  return {
    byAgency: { pk: `CYCLES#${lead}`, sk: `${dueOn}#${id}` },
    byProgramme: { pk: `CYCLES#${programme}`, sk: `${dueOn}#${id}` },
    byDeadline: { pk: `CYCLES#${programme}#${standingOf(cycle)}`, sk: `${dueOn}#${id}` },
    ...(queued ? { byDay: { pk: queue, sk: `${queued}#${id}` } } : {}),
    ...(decider ? { byDecision: { pk: `CYCLES#${decider}`, sk: `${dueOn}#${id}` } } : {}),
  }
}

/** The agency whose people must act before it goes on, where that is not the lead. */
function deciderOf({ stage, givenBy, receivedBy = givenBy }: Cycle): string | undefined {
  switch (stage.name) {
    case 'reviewing':
      return givenBy
    case 'receiving':
    case 'judging':
    case 'sealing':
      return receivedBy
    default:
      return undefined
  }
}

export function newCycle(cycle: Cycle, occasion: Occasion): Creation {
  return recordWrites(cycleKeeping, undefined, { type: 'cyclePlanned', data: { cycle }, state: cycle }, occasion)
}

/** Plans a cycle that no schedule makes: the next round opens it. One that is there already stays as it is. */
export async function planCycle(
  { table, clock }: Pick<WorkflowServices, 'table' | 'clock'>,
  cycle: Cycle,
  actor: Occasion['actor'],
): Promise<void> {
  await createAll(table, [newCycle(cycle, { at: clock.now(), day: clock.today(), actor })])
}

type ChangeServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

/** What a person or a step asks of a cycle: record, bring its task along, then tell whoever waits to look. */
export async function changeCycle(
  services: ChangeServices,
  rules: Rules,
  id: string,
  actor: Occasion['actor'],
  command: CycleCommand,
  besides: readonly Write[] = [],
): Promise<Cycle | Refusal> {
  const unknown = await unknownBasis(services.table, id, command)
  if (unknown) return unknown
  const answer = await change(services, cycleKeeping, id, actor, (cycle, occasion) => {
    const event = decideCycle(cycle, command, { ...rules, today: occasion.day, actor })
    return event === undefined || isRefusal(event) ? event : { ...changed(cycle, event, occasion), besides }
  })
  if (isRefusal(answer)) return answer
  await afterwards(() => moveTask(services, rules, answer, actor))
  await afterwards(() => wake(services, id))
  return answer
}

/** What it proposed becomes an assignment, which `entering` enters in the same transaction. Nobody waits for it. */
export async function takeUpProposal(
  services: Pick<WorkflowServices, 'table' | 'clock'>,
  rules: Rules,
  id: string,
  actor: Occasion['actor'],
  takenUp: TakenUp,
  entering: (occasion: Occasion) => readonly Write[],
): Promise<Cycle | Refusal> {
  return change(services, cycleKeeping, id, actor, (cycle, occasion) => {
    const event = decideCycle(cycle, { ...takenUp, type: 'takeUp' }, { ...rules, today: occasion.day, actor })
    if (event === undefined || isRefusal(event)) return event
    return { ...changed(cycle, event, occasion), besides: entering(occasion) }
  })
}

/** A change rests on a document of the programme; the paper of an issue or a report is the cycle's own, and names its files. */
async function unknownBasis(table: Table, id: string, command: CycleCommand): Promise<Refusal | undefined> {
  const document = 'document' in command ? command.document : undefined
  if (typeof document !== 'string' && filesNamed(command).length === 0) return undefined
  const cycle = await cycleById(table, id)
  if (!cycle) return undefined
  const unheard = typeof document === 'string' ? await unknownDocument(table, cycle.programme, { document }) : undefined
  return unheard ?? unknownFile(table, cycle.programme, command)
}

function changed(cycle: Cycle, event: CycleEvent, occasion: Occasion): Change<Cycle> {
  const { type, ...data } = event
  return { type, data, state: evolveCycle(cycle, event, occasion) }
}

const queue = 'CYCLE'
/** Before every day. */
const atOnce = '0'

/** Cycles that the round of a day looks at: those that are open, then those that are planned and whose day has come. */
export async function cyclesAtHand(table: Table, day: CalendarDate, page: PageAsked): Promise<PageOf<'cycles', Cycle>> {
  return cyclesIn(await table.query({ index: 'byDay', pk: queue, sk: { from: atOnce, to: `${day}#~` }, ...page }))
}

/** A programme's cycles by due day; only those that are planned, open or ended where that is asked. */
export async function cyclesOfProgramme(
  table: Table,
  programme: string,
  page: PageAsked,
  which?: CycleStanding,
): Promise<PageOf<'cycles', Cycle>> {
  return cyclesIn(
    which
      ? await table.query({ index: 'byDeadline', pk: `CYCLES#${programme}#${which}`, ...page })
      : await table.query({ index: 'byProgramme', pk: `CYCLES#${programme}`, ...page }),
  )
}

/** The cycles that an agency brings to their end, by due day. */
export async function cyclesLedBy(table: Table, agency: string, page: PageAsked): Promise<PageOf<'cycles', Cycle>> {
  return cyclesIn(await table.query({ index: 'byAgency', pk: `CYCLES#${agency}`, ...page }))
}

/** Every cycle of a programme by due day. */
export async function allCycles(table: Table, programme: string): Promise<readonly Cycle[]> {
  const all: WholeQuery = { index: 'byProgramme', pk: `CYCLES#${programme}` }
  return (await allItems(table, all)).map((item) => stored<Cycle>(item).state)
}

/** Cycles that wait for a decision of an agency, by due day. */
export async function cyclesToDecide(table: Table, agency: string, page: PageAsked): Promise<PageOf<'cycles', Cycle>> {
  return cyclesIn(await table.query({ index: 'byDecision', pk: `CYCLES#${agency}`, ...page }))
}

function cyclesIn({ items, cursor }: Page): PageOf<'cycles', Cycle> {
  return { cycles: items.map((item) => stored<Cycle>(item).state), ...(cursor ? { cursor } : {}) }
}
