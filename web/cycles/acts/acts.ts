/** What a person can do with a cycle: each act with its row in the table of access, its rule in the life cycle, its kinds. */
import type { Action } from '../../../domain/access/access.ts'
import type { CycleAction } from '../../../domain/cycles/lifecycle.ts'
import type { CycleKind } from '../../../domain/programme/schema.ts'

interface Act {
  readonly may: Action
  readonly rule: CycleAction
  readonly kinds: readonly CycleKind[]
  /** The level that the report was submitted to decides beside whoever gave the work. */
  readonly submitted?: true
}

const plan = ['plan-issuance'] as const
const report = ['periodic-report'] as const
const evaluation = ['evaluation'] as const
const gathered = ['periodic-report', 'dissemination'] as const
const every = ['plan-issuance', 'periodic-report', 'evaluation', 'dissemination'] as const

/** In the order in which they are offered: what is waited for first, what is seldom last. */
export const acts = {
  submitDraft: { may: 'cycle.prepare', rule: 'submitDraft', kinds: plan },
  takeDraft: { may: 'cycle.review', rule: 'takeDraft', kinds: plan },
  returnDraft: { may: 'cycle.review', rule: 'returnDraft', kinds: plan },
  issue: { may: 'cycle.issue', rule: 'issue', kinds: plan },
  finalise: { may: 'cycle.prepare', rule: 'finalise', kinds: gathered },
  receive: { may: 'cycle.receive', rule: 'receive', kinds: report, submitted: true },
  returnReport: { may: 'cycle.receive', rule: 'returnReport', kinds: report, submitted: true },
  receiveOnPaper: { may: 'cycle.recordReceipt', rule: 'receive', kinds: report, submitted: true },
  returnOnPaper: { may: 'cycle.recordReceipt', rule: 'returnReport', kinds: report, submitted: true },
  conclude: { may: 'evaluation.conclude', rule: 'conclude', kinds: evaluation },
  recommend: { may: 'evaluation.conclude', rule: 'recommend', kinds: evaluation },
  seal: { may: 'evaluation.seal', rule: 'seal', kinds: evaluation, submitted: true },
  returnEvaluation: { may: 'evaluation.seal', rule: 'returnEvaluation', kinds: evaluation, submitted: true },
  revise: { may: 'evaluation.conclude', rule: 'revise', kinds: evaluation },
  askAgain: { may: 'cycle.askAgain', rule: 'closeGathering', kinds: every },
  changeDates: { may: 'cycle.moveDates', rule: 'changeDates', kinds: every },
  changeHolder: { may: 'cycle.changeHolder', rule: 'changeHolder', kinds: every },
  withdraw: { may: 'cycle.withdraw', rule: 'withdraw', kinds: every },
} as const satisfies { readonly [act: string]: Act }

export type CycleActName = keyof typeof acts
export const cycleActNames = Object.keys(acts).filter((name): name is CycleActName => name in acts)
