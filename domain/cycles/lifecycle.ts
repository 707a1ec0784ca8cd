/**
 * What can be done with a cycle at which stage: the one table that rules, pages and tests read. Who may do it is
 * answered by role and relation.
 */
import type { Refusal } from '../refusals.ts'
import type { StageName } from './cycle.ts'
import { courses } from './cycle.ts'

export type CycleAction = keyof typeof lifecycle

/** Opened and not ended, whatever is going on. */
const alive = [...new Set(Object.values(courses).flat())] as const

/** Before its product is on its way: what a task settled by itself, or a new date, may still change. */
const underWay = alive.filter((name) => !['assigning', 'archiving', 'publishing', 'telling'].includes(name))

/** Đợt công tác: thao tác × bước. */
export const lifecycle = {
  open: ['planned'],
  startAttempt: [...alive, 'settling'],
  reportTrouble: [...alive, 'settling'],
  attachAnnex: ['planned', 'drafting', 'asking', 'gathering', 'closing', 'reviewing', 'issuing'],
  submitDraft: ['drafting'],
  requestsSent: ['asking'],
  closeGathering: ['gathering'],
  contributionsClosed: ['closing', 'settling'],
  figuresFrozen: ['freezing'],
  consolidated: ['consolidating'],
  targetsScored: ['scoring'],
  returnDraft: ['reviewing'],
  takeDraft: ['reviewing'],
  issue: ['issuing'],
  annexAssigned: ['assigning'],
  finalise: ['finalising'],
  receive: ['receiving'],
  returnReport: ['receiving'],
  archived: ['archiving'],
  judgeTarget: ['judging'],
  recommend: ['judging'],
  conclude: ['judging'],
  returnEvaluation: ['sealing'],
  seal: ['sealing'],
  told: ['publishing', 'telling'],
  revise: ['ended'],
  /** What one sealing proposed stands, also while a revision is under way. */
  takeUp: [...alive, 'ended'],
  changeDates: ['planned', ...underWay],
  changeHolder: ['planned', ...alive],
  withdraw: ['planned', ...underWay],
  followTask: ['planned', ...underWay],
} as const satisfies Record<string, readonly StageName[]>

/** Yes, or the refusal that says why not. */
export function cycleCan(
  action: CycleAction,
  { stage }: { readonly stage: { readonly name: StageName } },
): 'yes' | Refusal {
  const stages: readonly StageName[] = lifecycle[action]
  if (stages.includes(stage.name)) return 'yes'
  return { code: stage.name === 'ended' ? 'cycle-ended' : 'cycle-not-at-stage', stage: stage.name }
}
