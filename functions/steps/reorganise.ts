/**
 * Sắp xếp cơ quan: on the strength of a document a body ends and others take over what it holds in all programmes in
 * force. First a preview that writes nothing; then the same moves, recorded one by one, so that a run that was cut off
 * is finished by running it again. What is past stays under the old name.
 */
import { movedTo, movesOfPeople, type PersonMove } from '../../domain/agencies/personMoves.ts'
import {
  ended,
  type Held,
  type HolderMove,
  type Reorganisation,
  reorganise,
} from '../../domain/agencies/reorganisation.ts'
import type { Contribution } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { addDays } from '../../domain/days.ts'
import type { Agency, AgencyGroup, Document } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Services, Table, WorkflowServices } from '../services.ts'
import { allAssignments, changeAssignment } from '../stores/assignments.ts'
import { allContributionsOwedBy, contributionById, handOver } from '../stores/contributions.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { allCycles, changeCycle } from '../stores/cycles.ts'
import { personKeeping } from '../stores/people.ts'
import {
  agencyKeeping,
  groupKeeping,
  type ProgrammeContext,
  programmeContext,
  programmesInForce,
  registersOf,
} from '../stores/programmes.ts'
import { change, createAll } from '../stores/record.ts'
import { trailOf } from '../stores/registerChanges.ts'
import { changeTask, liveTasks } from '../stores/tasks.ts'
import { registerEntries } from './registers.ts'

export interface ReorganisationOrder extends Omit<Reorganisation, 'document'> {
  readonly document: Document
  /** The bodies that begin with it. */
  readonly agencies: readonly Agency[]
  /** Who takes what the successors' clauses leave open, by the id of the thing or of the person: somebody's choice. */
  readonly choices?: { readonly [thing: string]: string }
}

export interface ReorganisationPreview {
  /** Each thing in each role, with its new holder. */
  readonly moves: readonly Placed<HolderMove>[]
  /** What nobody was named for: it waits for a choice, and nothing is applied before. */
  readonly undecided: readonly Placed<Omit<HolderMove, 'to'>>[]
  /** Who goes on in which body. */
  readonly people: readonly PersonMove[]
  /** Where the body was divided, nobody guesses who goes where. */
  readonly peopleUndecided: readonly Omit<PersonMove, 'to'>[]
  /** Groups that the body leaves, and which of its successors join them. */
  readonly groups: readonly { readonly group: string; readonly joining: readonly string[] }[]
}

type MovingServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

type Placed<Role> = Role & { readonly programme: string }

/** What would move; nothing is written. */
export async function previewReorganisation(
  { table }: Pick<Services, 'table'>,
  order: ReorganisationOrder,
): Promise<ReorganisationPreview | Refusal> {
  const { directory, groups, people } = await registersOf(table)
  const known = new Set([...directory.keys(), ...order.agencies.map(({ id }) => id)])
  const taking = [...order.successors.map(({ agency }) => agency), ...Object.values(order.choices ?? {})]
  const unknown = [order.from, order.document.issuer, ...taking].find((agency) => !known.has(agency))
  if (unknown !== undefined) return { code: 'unknown-agency', agency: unknown }
  if (taking.includes(order.from)) return { code: 'nothing-to-change' }
  const agency = directory.get(order.from)
  // Ended by this very order: a run that was cut off is being finished.
  if (agency?.to && agency.to < order.on && !isEndedBy(agency, order)) {
    return { code: 'agency-ended', agency: order.from, on: agency.to }
  }
  const going = movesOfPeople(order, people.values(), order.choices ?? {})
  return {
    ...(await held(table, order)),
    people: going.moves,
    peopleUndecided: going.undecided,
    groups: left(groups, order),
  }
}

/** Applies what the preview shows. Refused while anything is undecided, and before the successors' first day. */
export async function applyReorganisation(
  services: MovingServices,
  order: ReorganisationOrder,
  actor: Actor,
): Promise<{ readonly moved: number } | Refusal> {
  const { table, clock } = services
  const today = clock.today()
  if (today < order.on) return { code: 'not-before', on: order.on, today }
  const preview = await previewReorganisation(services, order)
  if (isRefusal(preview)) return preview
  const count = preview.undecided.length + preview.peopleUndecided.length
  if (count > 0) return { code: 'holders-undecided', count }
  const occasion: Occasion = { at: clock.now(), day: today, actor }
  const { agencies, document } = order
  for (const trail of await trailsOf(table)) {
    await createAll(table, registerEntries(trail, { agencies, groups: [], documents: [document] }, occasion))
  }
  const moved = await moveAll(services, order, actor)
  if (isRefusal(moved)) return moved
  for (const { group } of preview.groups) await leaveGroup(services, group, order, actor)
  for (const { person, to } of preview.people) await movePerson(services, person, to, order, actor)
  const answer = await endAgency(services, order, actor)
  return isRefusal(answer) ? answer : moved
}

/** Where it is entered: with every programme whose work may move, or, where none is in force, as what is entered by hand. */
async function trailsOf(table: Table): Promise<readonly string[]> {
  const inForce = await programmesInForce(table)
  if (inForce.length > 0) return inForce.map(({ id }) => id)
  const trail = await trailOf(table, await registersOf(table))
  return trail === undefined ? [] : [trail]
}

async function held(
  table: Table,
  order: ReorganisationOrder,
): Promise<Pick<ReorganisationPreview, 'moves' | 'undecided'>> {
  const found: { moves: Placed<HolderMove>[]; undecided: Placed<Omit<HolderMove, 'to'>>[] } = {
    moves: [],
    undecided: [],
  }
  const { choices = {} } = order
  for (const { id: programme } of await programmesInForce(table)) {
    const { moves, undecided } = reorganise(
      { ...order, document: order.document.id },
      {
        tasks: await liveTasks(table, programme),
        assignments: await allAssignments(table, programme),
        cycles: await allCycles(table, programme),
        asked: await askedOf(table, order.from, programme),
      },
    )
    for (const move of moves) found.moves.push({ ...move, programme })
    for (const role of undecided) {
      const to = choices[role.id]
      if (to === undefined) found.undecided.push({ ...role, programme })
      else found.moves.push({ ...role, to, programme })
    }
  }
  return found
}

/** What an agency is still asked for in a programme; its list is an index, so each is read again. */
async function askedOf(table: Table, agency: string, programme: string): Promise<Held['asked']> {
  const asked: { contribution: Contribution; cycle: Cycle }[] = []
  for await (const listed of allContributionsOwedBy(table, agency)) {
    if (listed.programme !== programme) continue
    const contribution = await contributionById(table, listed.id)
    const cycle = await cycleById(table, listed.cycle)
    if (contribution && cycle) asked.push({ contribution, cycle })
  }
  return asked
}

const movingOrder = ['assignment', 'task', 'cycle', 'contribution'] as const satisfies HolderMove['thing'][]

// Work that opens while the moves are recorded is found by the next pass.
const passes = 4

async function moveAll(
  services: MovingServices,
  order: ReorganisationOrder,
  actor: Actor,
): Promise<{ readonly moved: number } | Refusal> {
  let moved = 0
  for (let pass = 1; pass <= passes; pass += 1) {
    const { moves, undecided } = await held(services.table, order)
    if (undecided.length > 0) return { code: 'holders-undecided', count: undecided.length }
    if (moves.length === 0) return { moved }
    // A thing's roles move together, and what opens work goes before the work, which goes before what is asked for it.
    const things = new Map(moves.map((move) => [`${move.thing} ${move.id}`, move]))
    const inOrder = movingOrder.flatMap((thing) => [...things.values()].filter((move) => move.thing === thing))
    for (const move of inOrder) if (!isRefusal(await moveOne(services, move, order, actor))) moved += 1
  }
  return { code: 'changed-meanwhile' }
}

/** Refused where somebody has moved or ended it meanwhile: the next pass sees what is left. */
async function moveOne(
  services: MovingServices,
  { thing, id, to, programme }: Placed<HolderMove>,
  { from, document }: ReorganisationOrder,
  actor: Actor,
): Promise<object | Refusal> {
  const context: ProgrammeContext | undefined = await programmeContext(services.table, programme)
  if (!context) return { code: 'not-found', thing: programme }
  const { rules } = context
  const command = { type: 'changeHolder', from, to, document: document.id } as const
  switch (thing) {
    case 'assignment':
      return changeAssignment(services, rules, id, actor, command)
    case 'task':
      return changeTask(services, rules, id, actor, command)
    case 'cycle':
      return changeCycle(services, rules, id, actor, command)
    case 'contribution':
      return handOver(services, rules, id, to, actor)
    default:
      return thing satisfies never
  }
}

function isEndedBy({ to, successors = [] }: Agency, order: ReorganisationOrder): boolean {
  const ownSuccessors = successors.filter(({ document }) => document === order.document.id)
  return (
    to === addDays(order.on, -1) &&
    order.successors.every(({ agency }) => ownSuccessors.some((one) => one.agency === agency))
  )
}

function left(groups: ReadonlyMap<string, AgencyGroup>, { from, on, successors }: ReorganisationOrder) {
  return [...groups.values()].flatMap(({ id, members }) => {
    const present = new Set(members.flatMap(({ agency, to }) => (to && to < on ? [] : [agency])))
    const joining = successors.map(({ agency }) => agency).filter((agency) => !present.has(agency))
    return present.has(from) ? [{ group: id, joining }] : []
  })
}

function leaveGroup(services: Pick<Services, 'table' | 'clock'>, id: string, order: ReorganisationOrder, actor: Actor) {
  const { from, on, document } = order
  return change(services, groupKeeping, id, actor, (group) => {
    const [leaving] = left(new Map([[id, group]]), order)
    if (!leaving) return undefined
    const members = [
      ...group.members.map((member) =>
        member.agency === from && !(member.to && member.to < on) ? { ...member, to: addDays(on, -1) } : member,
      ),
      ...leaving.joining.map((agency) => ({ agency, from: on })),
    ]
    const { programme: _, ...entry } = { ...group, members }
    const data = { document: document.id, leaves: from, joins: leaving.joining, on, group: entry }
    return { type: 'groupMembersChanged', data, state: { ...group, members } }
  })
}

function movePerson(
  services: Pick<Services, 'table' | 'clock'>,
  id: string,
  to: string | null,
  { from, on, document }: ReorganisationOrder,
  actor: Actor,
) {
  return change(services, personKeeping, id, actor, ({ programme, ...person }) => {
    const moved = movedTo(person, from, to, on)
    if (canonical(moved) === canonical(person)) return undefined
    const data = { document: document.id, from, to, on, person: moved }
    return { type: 'personMoved', data, state: { ...moved, programme } }
  })
}

function endAgency(services: Pick<Services, 'table' | 'clock'>, order: ReorganisationOrder, actor: Actor) {
  const { from, on, successors } = order
  const document = order.document.id
  return change(services, agencyKeeping, from, actor, (agency) => {
    if (isEndedBy(agency, order)) return undefined
    const state = { ...agency, ...ended(agency, { document, from, on, successors }) }
    const { programme: _, ...entry } = state
    return { type: 'agencyEnded', data: { document, on, successors, agency: entry }, state }
  })
}
