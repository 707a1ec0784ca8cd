/** What a person can do with a task: each act with its row in the table of access and its rule in the life cycle. */
import type { Action } from '../../../domain/access/access.ts'
import { type TaskAction, taskCan } from '../../../domain/tasks/lifecycle.ts'
import type { TaskLine } from '../../../domain/tasks/taskView.ts'
import { mayDo } from '../../act/may.ts'
import type { Office } from '../../frame/office.tsx'

/** In the order in which they are offered: what waits for somebody first, what is seldom last. */
export const acts = {
  accept: { may: 'task.accept', rule: 'accept' },
  return: { may: 'task.return', rule: 'return' },
  settleHeld: { may: 'task.settleHeld', rule: 'settleHeld' },
  decideExtension: { may: 'task.decideExtension', rule: 'decideExtension' },
  answerDispute: { may: 'task.answerDispute', rule: 'answerDispute' },
  meetCondition: { may: 'task.meetCondition', rule: 'meetCondition' },
  supplyDocument: { may: 'task.supplyDocument', rule: 'supplyDocument' },
  submit: { may: 'task.submit', rule: 'submit' },
  reportProgress: { may: 'task.reportProgress', rule: 'reportProgress' },
  askExtension: { may: 'task.askExtension', rule: 'askExtension' },
  object: { may: 'task.object', rule: 'object' },
  retract: { may: 'task.retract', rule: 'retract' },
  direct: { may: 'task.direct', rule: 'direct' },
  urge: { may: 'task.urge', rule: 'urge' },
  advise: { may: 'task.advise', rule: 'advise' },
  entrust: { may: 'task.entrust', rule: 'entrust' },
  askPart: { may: 'task.askPart', rule: 'askPart' },
  disputeLead: { may: 'task.disputeLead', rule: 'disputeLead' },
  resultOnPaper: { may: 'task.recordOnPaper', rule: 'recordOnPaper' },
  extensionOnPaper: { may: 'task.recordOnPaper', rule: 'askExtension' },
  directionOnPaper: { may: 'task.recordOnPaper', rule: 'direct' },
  amend: { may: 'task.amend', rule: 'amend' },
  reopen: { may: 'task.reopen', rule: 'reopen' },
  correct: { may: 'task.correct', rule: 'correct' },
  renewReview: { may: 'task.renewReview', rule: 'renewReview' },
  withdraw: { may: 'task.withdraw', rule: 'withdraw' },
} as const satisfies { readonly [act: string]: { readonly may: Action; readonly rule: TaskAction } }

export type ActName = keyof typeof acts
export const actNames = Object.keys(acts).filter((name): name is ActName => name in acts)

/** Of a line of a list, what can be done at once. */
export function mayNow(
  act: ActName,
  { lead, givenBy, state, asks }: TaskLine,
  office: Pick<Office, 'session' | 'directory' | 'today'>,
): boolean {
  if (mayDo(acts[act].may, { lead, givenBy }, office) !== 'yes') return false
  if (act === 'askExtension' && asks === 'extension') return false
  if (act === 'decideExtension' && asks !== 'extension') return false
  if (act === 'answerDispute' && asks !== 'otherLead') return false
  return taskCan(acts[act].rule, { standing: { state } }) === 'yes'
}
