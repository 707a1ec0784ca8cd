/**
 * Contributions: CONTRIBUTION#cycle_g1_agency, each with its own trail, and in the cycle's partition one line of each
 * in the order of agencies, read consistently. The count of those that were sent moves in the same transaction. Lists:
 * an agency's by due day, and the queue of those about which something is owed.
 */
import { type Directory, recipients } from '../../domain/agencies/directory.ts'
import {
  type Contribution,
  type ContributionCommand,
  type ContributionEvent,
  contributionAsTask,
  contributionCan,
  contributionNextOn,
  contributionOwed,
  countsAs,
  decideContribution,
  evolveContribution,
  isOwing,
  newContribution,
} from '../../domain/cycles/contribution.ts'
import { type Cycle, hasEnded } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { everyItem, type PageAsked, type PageOf, type WholeQuery } from '../paging.ts'
import type { Item, Page, Table, WorkflowServices, Write } from '../services.ts'
import { afterwards } from './afterwards.ts'
import { draftRemoval } from './contributionDrafts.ts'
import { countersKey, cycleById, cycleKey, cyclePartition } from './cycleItems.ts'
import { moveMembersTask } from './cycleTasks.ts'
import { wake } from './cycleWaits.ts'
import { unknownFile } from './files.ts'
import { lineWrite, type OwedLine } from './owedLines.ts'
import {
  asJson,
  type Change,
  type Creation,
  change,
  createAll,
  everyValue,
  type Keeping,
  load,
  recordWrites,
  stored,
  valueAs,
} from './record.ts'
import { system } from './tasks.ts'

export function contributionKeeping(rules: Rules): Keeping<Contribution> {
  return {
    kind: 'CONTRIBUTION',
    idOf: ({ id }) => id,
    programmeOf: ({ programme }) => programme,
    indexesOf: (contribution) => indexesOf(contribution, rules),
    besides: (before, after) => [...countWrites(before, after), ...lineWrites(before, after)],
  }
}

function indexesOf(contribution: Contribution, rules: Rules): Item['indexes'] {
  const { id, agency, dueOn } = contribution
  const next = contributionNextOn(contribution, rules)
  return {
    byAgency: { pk: `OWES#${agency}#${isOwing(contribution) ? 'open' : 'ended'}`, sk: `${dueOn}#${id}` },
    ...(next ? { byDay: { pk: askedQueue, sk: `${next}#${id}` } } : {}),
  }
}

function countWrites(before: Contribution | undefined, after: Contribution): readonly Write[] {
  const was = before ? countsAs(before) : { asked: 0, sent: 0 }
  const is = countsAs(after)
  const add = { asked: is.asked - was.asked, sent: is.sent - was.sent }
  if (add.asked === 0 && add.sent === 0) return []
  return [{ update: countersKey(after.cycle, after.gathering), add }]
}

/** What the cycle's list says of one agency. */
export interface ContributionLine {
  readonly id: string
  readonly agency: string
  readonly state: Contribution['state']
  readonly task?: string
}

/** That something was said about it leaves its line as it is. */
function lineWrites(before: Contribution | undefined, after: Contribution): readonly Write[] {
  return before?.state === after.state && before.task === after.task ? [] : [lineOf(after)]
}

function lineOf({ id, cycle, gathering, agency, state, task }: Contribution): Write {
  const line: ContributionLine = { id, agency, state, ...(task === undefined ? {} : { task }) }
  return { put: { key: { pk: cyclePartition(cycle), sk: `${listOf(gathering)}${agency}` }, value: asJson(line) } }
}

function listOf(gathering: number): string {
  return `CONTRIBUTION#${gathering}#`
}

/** One page of a gathering's contributions, in the order of agencies. */
export async function contributionLines(
  table: Table,
  cycle: Pick<Cycle, 'id' | 'gathering'>,
  page: PageAsked,
): Promise<PageOf<'lines', ContributionLine>> {
  const { items, cursor } = await table.query({ ...ofGathering(cycle), ...page })
  return { lines: items.map(({ value }) => valueAs<ContributionLine>(value)), ...(cursor ? { cursor } : {}) }
}

/** All of a gathering's contributions: at most as many as there are agencies. */
export async function allContributionLines(
  table: Table,
  cycle: Pick<Cycle, 'id' | 'gathering'>,
): Promise<readonly ContributionLine[]> {
  return everyValue<ContributionLine>(table, ofGathering(cycle))
}

/** What a gathering's list says of one agency. */
export async function contributionLineOf(
  table: Table,
  { id, gathering }: Pick<Cycle, 'id' | 'gathering'>,
  agency: string,
): Promise<ContributionLine | undefined> {
  const item = await table.get({ pk: cyclePartition(id), sk: `${listOf(gathering)}${agency}` })
  return item && valueAs<ContributionLine>(item.value)
}

function ofGathering({ id, gathering }: Pick<Cycle, 'id' | 'gathering'>): WholeQuery {
  return { pk: cyclePartition(id), sk: { beginsWith: listOf(gathering) } }
}

export async function contributionById(table: Table, id: string): Promise<Contribution | undefined> {
  return (await load<Contribution>(table, 'CONTRIBUTION', id))?.state
}

/** Asks one agency, on condition that the gathering is open: after its closing nobody is asked any more. */
export function asking(
  cycle: Cycle,
  agency: string,
  rules: Rules,
  occasion: Occasion,
  { task, wanting }: { readonly task?: string | undefined; readonly wanting?: readonly string[] },
): Creation {
  const state = newContribution(cycle, agency, { task, askedOn: occasion.day, ...(wanting ? { wanting } : {}) })
  const change: Change<Contribution> = {
    type: 'contributionAsked',
    data: { contribution: state },
    state,
    besides: [whileOpen(cycle)],
  }
  return recordWrites(contributionKeeping(rules), undefined, change, occasion)
}

function whileOpen({ id, gathering }: Pick<Cycle, 'id' | 'gathering'>): Write {
  return {
    check: cycleKey(id),
    when: [
      { attribute: 'gatheringOpen', equals: true },
      { attribute: 'gathering', equals: gathering },
    ],
  }
}

const attempts = 3

/**
 * What an agency, or the office, does with a contribution: recorded together with its count, in time only on condition
 * that the gathering is open; then its task follows, and whoever waits for the last one is told.
 */
export async function changeContribution(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  rules: Rules,
  id: string,
  actor: Actor,
  command: ContributionCommand,
): Promise<Contribution | Refusal> {
  const { table } = services
  let answer: Contribution | Refusal = { code: 'changed-meanwhile' }
  for (let attempt = 0; attempt < attempts && isChangedMeanwhile(answer); attempt += 1) {
    const contribution = await contributionById(table, id)
    const cycle = contribution && (await cycleById(table, contribution.cycle))
    if (!contribution || !cycle) return { code: 'not-found', thing: id }
    const unknown = await unknownFile(table, contribution.programme, command)
    if (unknown) return unknown
    const open = cycle.gatheringOpen && cycle.gathering === contribution.gathering
    answer = await change(services, contributionKeeping(rules), id, actor, (state, occasion) => {
      const now = { today: occasion.day, closed: !open, ended: hasEnded(cycle) }
      const event = decideContribution(state, command, now)
      if (isRefusal(event)) return event
      const sentItself = event.type === 'contributionSent' && event.content.onPaper === undefined
      const besides = [...(open ? [whileOpen(cycle)] : []), ...(sentItself ? [draftRemoval(id)] : [])]
      return { ...changed(state, event, occasion), besides }
    })
  }
  if (isRefusal(answer)) return answer
  const recorded = answer
  await afterwards(() => moveMembersTask(services, rules, recorded, actor))
  await afterwards(() => wake(services, recorded.cycle))
  return recorded
}

/**
 * Asks whoever of these has not sent once more, each at most once a day. Answers the agencies that were asked, or why
 * none was.
 */
export async function askAgain(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  rules: Rules,
  lines: readonly ContributionLine[],
  actor: Actor,
): Promise<readonly string[] | Refusal> {
  const asked: string[] = []
  let refusal: Refusal = { code: 'nothing-to-change' }
  for (const { id, agency, state } of lines) {
    if (contributionCan('askAgain', { state }) !== 'yes') continue
    const answer = await changeContribution(services, rules, id, actor, { type: 'askAgain' })
    if (isRefusal(answer)) refusal = answer
    else asked.push(agency)
  }
  return asked.length > 0 ? asked : refusal
}

/**
 * What an agency that ended was asked goes to its successor, which may have been asked itself. The successor first: in
 * between one too many is asked, and nobody takes the gathering for complete.
 */
export async function handOver(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  rules: Rules,
  id: string,
  to: string,
  actor: Actor = system,
): Promise<Contribution | Refusal> {
  const { table, clock } = services
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const before = await contributionById(table, id)
  const cycle = before && (await cycleById(table, before.cycle))
  if (!before || !cycle) return { code: 'not-found', thing: id }
  if (!isOwing(before)) return { code: 'contribution-not-open', contribution: before.state }
  const { task, wanting } = before
  const isAsked = to !== cycle.lead
  if (isAsked) await createAll(table, [asking(cycle, to, rules, occasion, { task, ...(wanting ? { wanting } : {}) })])
  const reason = 'Cơ quan đã sắp xếp, yêu cầu chuyển sang cơ quan kế tục'
  return changeContribution(services, rules, id, actor, { type: 'withdraw', reason, ...(isAsked ? { to } : {}) })
}

/** Somebody was first at the contribution, or the gathering was closed between the look and the write. */
function isChangedMeanwhile(answer: object): boolean {
  return isRefusal(answer) && answer.code === 'changed-meanwhile'
}

function changed(contribution: Contribution, event: ContributionEvent, occasion: Occasion): Change<Contribution> {
  const { type, ...data } = event
  return { type, data, state: evolveContribution(contribution, event, occasion) }
}

/** Records what is owed about a contribution to a cycle today as spoken of, and lays out its lines, in one transaction. */
export async function speakOfContribution(
  services: Pick<WorkflowServices, 'table' | 'clock'>,
  rules: Rules,
  directory: Directory,
  cycle: Cycle,
  id: string,
): Promise<readonly OwedLine[]> {
  let lines: OwedLine[] = []
  await change(services, contributionKeeping(rules), id, system, (state, occasion) => {
    lines = []
    const { owed, settled } = contributionOwed(state, rules, occasion.day)
    if (settled.length === 0) return undefined
    const view = contributionAsTask(state, cycle)
    lines = owed.flatMap(({ key, what, to }) =>
      to.flatMap((audience) =>
        recipients(view, audience, directory, occasion.day).map(
          ({ mailbox, addressee, as }): OwedLine => ({
            mailbox,
            addressee,
            as,
            level: 'cooperating',
            task: view.id,
            key,
            what,
            since: occasion.day,
          }),
        ),
      ),
    )
    const event = { type: 'contributionSpokenOf', steps: settled } as const
    return { ...changed(state, event, occasion), besides: lines.map(lineWrite) }
  })
  return lines
}

const askedQueue = 'ASKED'

/** Contributions about which something is owed on or before a day. */
export async function contributionsOwed(
  table: Table,
  day: CalendarDate,
  page: PageAsked,
): Promise<PageOf<'contributions', Contribution>> {
  const sk = { from: '0', to: `${day}#~` }
  return contributionsIn(await table.query({ index: 'byDay', pk: askedQueue, sk, ...page }))
}

/** Every contribution in the queue, whichever its day. */
export function contributionsAsked(table: Table): Promise<readonly Contribution[]> {
  return Array.fromAsync(
    everyItem(table, { index: 'byDay', pk: askedQueue }),
    (item) => stored<Contribution>(item).state,
  )
}

/** What an agency owes to cycles, by due day, or what it owed and no longer does. */
export async function contributionsOf(
  table: Table,
  agency: string,
  which: 'open' | 'ended',
  page: PageAsked,
): Promise<PageOf<'contributions', Contribution>> {
  return contributionsIn(await table.query({ index: 'byAgency', pk: `OWES#${agency}#${which}`, ...page }))
}

const lookedBack = 50

/** What the agency sent last time of the same kind, in the same programme: what a form is prefilled from. */
export async function contributionBefore(
  table: Table,
  { id, agency, programme, kind }: Contribution,
): Promise<Contribution | undefined> {
  const { items } = await table.query({
    index: 'byAgency',
    pk: `OWES#${agency}#ended`,
    limit: lookedBack,
    descending: true,
  })
  return items
    .map((item) => stored<Contribution>(item).state)
    .find((one) => one.id !== id && one.programme === programme && one.kind === kind && one.content !== undefined)
}

/** All that an agency owes to cycles, by due day. */
export async function* allContributionsOwedBy(table: Table, agency: string): AsyncGenerator<Contribution> {
  const owed: WholeQuery = { index: 'byAgency', pk: `OWES#${agency}#open` }
  for await (const item of everyItem(table, owed)) yield stored<Contribution>(item).state
}

function contributionsIn({ items, cursor }: Page): PageOf<'contributions', Contribution> {
  return { contributions: items.map((item) => stored<Contribution>(item).state), ...(cursor ? { cursor } : {}) }
}
