/**
 * An annex that was brought to a programme: read, answered, taken into force, and undone whole while nobody has begun
 * to work by it. What it gives stands in the assignments; here stands what it was and what became of it.
 */
import type { ProposedChange } from '../assignments/assignment.ts'
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import { canonical } from '../trail/chain.ts'
import type { RowAnswer } from './proposals.ts'

export interface Annex {
  readonly id: string
  readonly programme: string
  /** The paper that it belongs to, entered with it. */
  readonly document: string
  /** Whether the paper was entered for it, and goes with it when it is undone. */
  readonly broughtDocument: boolean
  readonly issuedOn?: CalendarDate
  /** In whose name its work is given. */
  readonly issuer: string
  /** The file that it was read from. */
  readonly files: readonly [string]
  readonly fileName: string
  /** How many it has; they are kept beside it. */
  readonly rows: number
  readonly answers: readonly RowAnswer[]
  readonly standing: AnnexStanding
}

export type AnnexStanding =
  | { readonly state: 'read'; readonly on: CalendarDate }
  /** What it gives is written down before it is given, so that whoever goes on after a crash gives the same. */
  | { readonly state: 'applied'; readonly on: CalendarDate; readonly entries: readonly AnnexEntry[] }
  | { readonly state: 'undone'; readonly on: CalendarDate }

export interface AnnexEntry {
  readonly assignment: string
  readonly terms: ProposedChange & { readonly givenBy?: string }
}

export type AnnexCommand =
  | { readonly type: 'answer'; readonly answers: readonly RowAnswer[] }
  | { readonly type: 'apply'; readonly entries: readonly AnnexEntry[] }
  | { readonly type: 'undo' }

export type AnnexEvent =
  | { readonly type: 'annexAnswered'; readonly answers: readonly RowAnswer[] }
  | { readonly type: 'annexApplied'; readonly entries: readonly AnnexEntry[] }
  | { readonly type: 'annexUndone' }

export function decideAnnex({ standing, answers, rows }: Annex, command: AnnexCommand): AnnexEvent | Refusal {
  switch (command.type) {
    case 'answer': {
      if (standing.state === 'applied') return { code: 'annex-applied', on: standing.on }
      const unknown = command.answers.find(({ row }) => row > rows)
      if (unknown) return { code: 'unknown-row', row: unknown.row }
      const merged = withAnswers(answers, command.answers)
      return canonical(merged) === canonical(answers)
        ? { code: 'nothing-to-change' }
        : { type: 'annexAnswered', answers: command.answers }
    }
    case 'apply':
      if (standing.state === 'applied') return { code: 'annex-applied', on: standing.on }
      return command.entries.length === 0 ? { code: 'nothing-to-change' } : { ...command, type: 'annexApplied' }
    case 'undo':
      return standing.state === 'applied' ? { type: 'annexUndone' } : { code: 'annex-not-applied' }
    default:
      return command satisfies never
  }
}

export function evolveAnnex(annex: Annex, event: AnnexEvent, on: CalendarDate): Annex {
  switch (event.type) {
    case 'annexAnswered':
      return { ...annex, answers: withAnswers(annex.answers, event.answers) }
    case 'annexApplied':
      return { ...annex, standing: { state: 'applied', on, entries: event.entries } }
    case 'annexUndone':
      return { ...annex, standing: { state: 'undone', on } }
    default:
      return event satisfies never
  }
}

/** One answer a row: the last. */
function withAnswers(known: readonly RowAnswer[], more: readonly RowAnswer[]): readonly RowAnswer[] {
  const byRow = new Map([...known, ...more].map((answer) => [answer.row, answer]))
  return [...byRow.values()].toSorted((a, b) => a.row - b.row)
}
