/**
 * Sắp xếp cơ quan: a body is merged, split or ended on the strength of a document. What is open moves to its new
 * holder; what is past stays under the old name. The preview and the change are made of the same moves.
 */
import type { Assignment } from '../assignments/assignment.ts'
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
  readonly thing: 'task' | 'assignment'
  readonly id: string
  readonly clause: string
  readonly title: string
  readonly as: 'lead' | 'cooperating' | 'giver' | 'part'
  readonly to: string
}

/** The moves, and what no successor was named for: those wait for a person's choice, none is guessed. */
export function reorganise(
  change: Reorganisation,
  tasks: readonly Task[],
  assignments: readonly Assignment[],
): { readonly moves: readonly HolderMove[]; readonly undecided: readonly Omit<HolderMove, 'to'>[] } {
  const held = [
    ...tasks.flatMap((task) => rolesInTask(task, change.from)),
    ...assignments.flatMap((one) => rolesInAssignment(one, change.from)),
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
