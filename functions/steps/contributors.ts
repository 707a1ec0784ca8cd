/** Who is asked for what in a cycle, as things stand on the day: the one place that says so. */
import { current, membersOn } from '../../domain/agencies/directory.ts'
import { type Cycle, isInScope } from '../../domain/cycles/cycle.ts'
import type { CalendarDate, Instant } from '../../domain/days.ts'
import { partOf } from '../../domain/programme/clause.ts'
import { isLacking } from '../../domain/targets/finding.ts'
import { judge } from '../../domain/targets/judgement.ts'
import { targetsInForce } from '../../domain/targets/target.ts'
import type { Table } from '../services.ts'
import { allAssignments, assignmentById } from '../stores/assignments.ts'
import { countsOfProgramme } from '../stores/counts.ts'
import { annexOf } from '../stores/cyclePapers.ts'
import type { ProgrammeContext } from '../stores/programmes.ts'
import { seriesOf, targetsOfProgramme } from '../stores/targets.ts'
import { allTasksLedBy, taskById } from '../stores/tasks.ts'

export interface Contributor {
  readonly agency: string
  /** The member's own task of the same work. */
  readonly task?: string
}

/** In the order of their ids, each once; whoever ended is asked through its successor. The lead asks, and is not asked. */
export async function contributorsOf(
  table: Table,
  cycle: Cycle,
  { directory, groups }: Pick<ProgrammeContext, 'directory' | 'groups'>,
  today: CalendarDate,
): Promise<readonly Contributor[]> {
  const group = cycle.group === undefined ? undefined : groups.get(cycle.group)
  if (group) {
    const members = membersOn(group, directory, today).map((one) => memberAsked(table, cycle, one))
    return sorted(await Promise.all(members))
  }
  const named = [...cycle.cooperating, ...(await alsoConcerned(table, cycle, { directory, groups }, today))]
  const agencies = new Set(named.map((agency) => current(agency, directory, today)?.id ?? agency))
  agencies.delete(cycle.lead)
  return sorted([...agencies].map((agency) => ({ agency })))
}

/** A member with its own task; whoever has joined the group since goes by what it took over from another, or by none. */
async function memberAsked(
  table: Table,
  { assignment, period }: Cycle,
  { member, holder }: ReturnType<typeof membersOn>[number],
): Promise<Contributor> {
  const own = await taskById(table, [assignment, ...(period === undefined ? [] : [period]), member].join('_'))
  const task =
    own ?? (await allTasksLedBy(table, holder)).find((one) => one.assignment === assignment && one.period === period)
  return { agency: holder, ...(task ? { task: task.id } : {}) }
}

/**
 * Beside those that cooperate: whoever the plan is to give work, whoever leads work of the programme, whoever owns a
 * target; and where a body makes the document known without one that cooperates, whoever the same part gives work.
 */
async function alsoConcerned(
  table: Table,
  cycle: Cycle,
  registers: Pick<ProgrammeContext, 'directory' | 'groups'>,
  today: CalendarDate,
): Promise<readonly string[]> {
  const { kind, id, programme, cooperating, receivedBy } = cycle
  switch (kind) {
    case 'plan-issuance': {
      const annex = await annexOf(table, id)
      return (annex?.assignments ?? []).flatMap(({ lead }) => lead ?? [])
    }
    case 'periodic-report':
      return (await leadsOf(table, programme, today)).filter((agency) => agency !== receivedBy)
    case 'evaluation': {
      const judged = (await targetsOfProgramme(table, programme)).filter((one) => isInScope(cycle, one.id))
      const owners = judged.flatMap((one) => one.owner ?? [])
      // Of a few targets only their owners have something to say.
      const leads = cycle.targets === undefined ? await leadsOf(table, programme, today) : []
      return [...leads, ...owners].filter((agency) => agency !== receivedBy)
    }
    case 'dissemination': {
      // A document that names who takes part has said whom it concerns.
      if (cooperating.length > 0) return []
      const inPart = await heldInPart(table, cycle, registers, today)
      const concerned = inPart.some((agency) => agency !== cycle.lead) ? inPart : await leadsOf(table, programme, today)
      return concerned.filter((agency) => agency !== receivedBy)
    }
    default:
      return kind satisfies never
  }
}

/** Whoever holds work in the same part of the document, each member of a group for itself: III.1 to III.4 organise the rest. */
async function heldInPart(
  table: Table,
  { programme, clause }: Cycle,
  { directory, groups }: Pick<ProgrammeContext, 'directory' | 'groups'>,
  today: CalendarDate,
): Promise<readonly string[]> {
  const listed = (await allAssignments(table, programme)).filter((one) => partOf(one.clause) === partOf(clause))
  // The list is an index, which lags.
  const inPart = await Promise.all(listed.map(({ id }) => assignmentById(table, id)))
  return inPart.flatMap((one) => {
    if (!one?.to || one.withdrawn) return []
    if ('lead' in one.to) return [one.to.lead]
    const group = groups.get(one.to.group)
    return group ? membersOn(group, directory, today).map(({ holder }) => holder) : []
  })
}

/** One count a lead: read consistently, and as long as the list of agencies. */
async function leadsOf(table: Table, programme: string, today: CalendarDate): Promise<readonly string[]> {
  return [...(await countsOfProgramme(table, programme, today)).byAgency.keys()]
}

function sorted(contributors: readonly Contributor[]): readonly Contributor[] {
  return contributors.toSorted((a, b) => (a.agency < b.agency ? -1 : a.agency > b.agency ? 1 : 0))
}

/** For an evaluation: the targets that cannot be judged by the figures of the closing day, by the agency that owns them. */
export async function figuresWanting(
  table: Table,
  cycle: Cycle,
  knownBy: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { kind, programme, closesOn } = cycle
  const wanting = new Map<string, string[]>()
  if (kind !== 'evaluation') return wanting
  for (const target of targetsInForce(await targetsOfProgramme(table, programme), closesOn)) {
    if (target.owner === null || !isInScope(cycle, target.id)) continue
    const { finding } = judge(target, await seriesOf(table, programme, target), { day: closesOn, knownBy })
    if (isLacking(finding)) wanting.set(target.owner, [...(wanting.get(target.owner) ?? []), target.id])
  }
  return wanting
}
