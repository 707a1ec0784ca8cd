/**
 * Sắp xếp cơ quan: a body is merged, split or ended on the strength of a document. What is open moves to its new
 * holder; what is past stays under the old name. The preview and the change are made of the same moves.
 */
import type { Assignment } from '../assignments/assignment.ts'
import { type Contribution, isOwing } from '../cycles/contribution.ts'
import { type Cycle, hasEnded } from '../cycles/cycle.ts'
import { addDays, type CalendarDate } from '../days.ts'
import type { Agency } from '../programme/schema.ts'
import type { Task } from '../tasks/task.ts'

/** One body's work goes to another; where it was divided by field, the clauses of each field are listed. */
export interface Reorganisation {
  readonly document: string
  readonly from: string
  /** The first day of the successors. */
  readonly on: CalendarDate
  readonly successors: readonly { readonly agency: string; readonly clauses?: readonly string[] }[]
}

export interface HolderMove {
  readonly thing: 'task' | 'assignment' | 'cycle' | 'contribution'
  readonly id: string
  readonly clause: string
  readonly title: string
  readonly as: 'lead' | 'cooperating' | 'giver' | 'part' | 'receiver' | 'contributor'
  readonly to: string
}

/** What may be held, as it stands. */
export interface Held {
  readonly tasks: readonly Task[]
  readonly assignments: readonly Assignment[]
  readonly cycles: readonly Cycle[]
  /** What is still asked of agencies, each with the cycle it is asked for. */
  readonly asked: readonly { readonly contribution: Contribution; readonly cycle: Cycle }[]
}

/** The moves, and what no successor was named for: those wait for a person's choice, none is guessed. */
export function reorganise(
  change: Reorganisation,
  { tasks, assignments, cycles, asked }: Held,
): { readonly moves: readonly HolderMove[]; readonly undecided: readonly Omit<HolderMove, 'to'>[] } {
  const held = [
    ...tasks.flatMap((task) => rolesInTask(task, change.from)),
    ...assignments.flatMap((one) => rolesInAssignment(one, change.from)),
    ...cycles.flatMap((cycle) => rolesInCycle(cycle, change.from)),
    ...asked.flatMap((one) => roleOfContributor(one, change.from)),
  ]
  const moves: HolderMove[] = []
  const undecided: Omit<HolderMove, 'to'>[] = []
  for (const role of held) {
    const to = successorFor(change, role.clause)
    if (to) moves.push({ ...role, to })
    else undecided.push(role)
  }
  return { moves, undecided }
}

/** The one successor named for the clause, or the one that takes all the rest. */
function successorFor({ successors }: Reorganisation, clause: string): string | undefined {
  const named = successors.filter(({ clauses }) =>
    clauses?.some((one) => clause === one || clause.startsWith(`${one}.`) || clause.startsWith(`${one}-`)),
  )
  const takers = named.length > 0 ? named : successors.filter(({ clauses }) => clauses === undefined)
  return takers.length === 1 ? takers[0]?.agency : undefined
}

function rolesInTask(task: Task, agency: string): Omit<HolderMove, 'to'>[] {
  const { state } = task.standing
  if (state === 'done' || state === 'withdrawn') return []
  const { id, clause, title } = task
  const held = { thing: 'task', id, clause, title } as const
  return [
    ...(task.lead === agency ? [{ ...held, as: 'lead' } as const] : []),
    ...(task.cooperating.some((one) => one.agency === agency) ? [{ ...held, as: 'cooperating' } as const] : []),
    ...(task.givenBy === agency ? [{ ...held, as: 'giver' } as const] : []),
    ...(task.parts.some((part) => part.holder.agency === agency && !part.answer)
      ? [{ ...held, as: 'part' } as const]
      : []),
  ]
}

function rolesInAssignment(assignment: Assignment, agency: string): Omit<HolderMove, 'to'>[] {
  if (assignment.withdrawn) return []
  const { id, clause, title, to } = assignment
  const held = { thing: 'assignment', id, clause, title } as const
  return [
    ...(to && 'lead' in to && to.lead === agency ? [{ ...held, as: 'lead' } as const] : []),
    ...(assignment.cooperating.some((one) => one.agency === agency) ? [{ ...held, as: 'cooperating' } as const] : []),
    ...(assignment.givenBy === agency ? [{ ...held, as: 'giver' } as const] : []),
  ]
}

/** A cycle that is being settled is out of everybody's hands. */
function rolesInCycle(cycle: Cycle, agency: string): Omit<HolderMove, 'to'>[] {
  if (cycle.stage.name === 'settling' || hasEnded(cycle)) return []
  const { id, clause, title, lead, cooperating, givenBy, receivedBy } = cycle
  const held = { thing: 'cycle', id, clause, title } as const
  return [
    ...(lead === agency ? [{ ...held, as: 'lead' } as const] : []),
    ...(cooperating.includes(agency) ? [{ ...held, as: 'cooperating' } as const] : []),
    ...(givenBy === agency ? [{ ...held, as: 'giver' } as const] : []),
    ...(receivedBy === agency ? [{ ...held, as: 'receiver' } as const] : []),
  ]
}

function roleOfContributor({ contribution, cycle }: Held['asked'][number], agency: string): Omit<HolderMove, 'to'>[] {
  if (contribution.agency !== agency || !isOwing(contribution) || !cycle.gatheringOpen) return []
  return [
    {
      thing: 'contribution',
      id: contribution.id,
      clause: cycle.clause,
      title: cycle.title,
      as: 'contributor',
    } as const,
  ]
}

/** The agency as it is after the change: ended the day before, with its successors; its name stays as printed. */
export function ended(agency: Agency, change: Reorganisation): Agency {
  return {
    ...agency,
    to: addDays(change.on, -1),
    successors: [
      ...(agency.successors ?? []),
      ...change.successors.map(({ agency: successor, clauses }) => ({
        agency: successor,
        from: change.on,
        ...(clauses ? { field: clauses.join(', ') } : {}),
        document: change.document,
      })),
    ],
  }
}
