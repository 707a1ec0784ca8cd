/**
 * The other half of the table: what the state of a thing says to an action, for all that is done under it. Each is read
 * from the thing's own life cycle, where the rules read it too.
 */
import { type Contribution, contributionLifecycle } from '../cycles/contribution.ts'
import { courses, type StageName } from '../cycles/cycle.ts'
import { cycleCan, lifecycle as cycleLifecycle } from '../cycles/lifecycle.ts'
import type { Refusal, TaskState } from '../refusals.ts'
import { lifecycle as taskLifecycle } from '../tasks/lifecycle.ts'
import type { Action } from './access.ts'

/** A command of a life cycle, and of which thing: `task.submit`, `cycle.takeDraft`, `contribution.send`. */
export type Command =
  | `task.${keyof typeof taskLifecycle}`
  | `cycle.${keyof typeof cycleLifecycle}`
  | `contribution.${keyof typeof contributionLifecycle}`

/** What is done under an action that asks the state; whatever is not named here may be done in every state. */
export const commands: { readonly [action in Action]?: readonly Command[] } = {
  'task.see': ['task.see'],
  'task.reportProgress': ['task.reportProgress'],
  'task.askPart': ['task.askPart'],
  'task.answerPart': ['task.answerPart'],
  'task.submit': ['task.submit'],
  'task.retract': ['task.retract'],
  'task.object': ['task.object'],
  'task.disown': ['task.disown'],
  'task.settleHeld': ['task.settleHeld'],
  'task.askExtension': ['task.askExtension'],
  'task.disputeLead': ['task.disputeLead'],
  'task.recordOnPaper': ['task.recordOnPaper', 'task.askExtension', 'task.direct'],
  'task.accept': ['task.accept'],
  'task.return': ['task.return'],
  'task.direct': ['task.direct'],
  'task.urge': ['task.urge'],
  'task.advise': ['task.advise'],
  'task.entrust': ['task.entrust'],
  'task.decideExtension': ['task.decideExtension'],
  'task.answerDispute': ['task.answerDispute'],
  'task.amend': ['task.amend'],
  'task.withdraw': ['task.withdraw'],
  'task.reopen': ['task.reopen'],
  'task.correct': ['task.correct'],
  'task.meetCondition': ['task.meetCondition'],
  'task.renewReview': ['task.renewReview'],
  'task.supplyDocument': ['task.supplyDocument'],
  'cycle.prepare': ['cycle.submitDraft', 'cycle.attachAnnex', 'cycle.finalise'],
  'cycle.review': ['cycle.takeDraft', 'cycle.returnDraft'],
  'cycle.issue': ['cycle.issue'],
  'cycle.receive': ['cycle.receive', 'cycle.returnReport'],
  'cycle.recordReceipt': ['cycle.receive', 'cycle.returnReport'],
  'cycle.moveDates': ['cycle.changeDates'],
  'cycle.changeHolder': ['cycle.changeHolder'],
  'cycle.withdraw': ['cycle.withdraw'],
  'evaluation.judge': ['cycle.judgeTarget'],
  'evaluation.conclude': ['cycle.recommend', 'cycle.conclude', 'cycle.revise'],
  'evaluation.seal': ['cycle.seal', 'cycle.returnEvaluation'],
  'contribution.send': ['contribution.send'],
  'contribution.recordOnPaper': ['contribution.send'],
  'contribution.object': ['contribution.object'],
  'contribution.return': ['contribution.return'],
  'contribution.withdraw': ['contribution.withdraw'],
}

type Answer = 'yes' | Refusal['code']

export type State = TaskState | StageName | Contribution['state']

/** Every state of the thing that a command is about, and what it says: yes, or the code of the refusal. */
export function answersOf(command: Command): ReadonlyMap<State, Answer> {
  const [thing, name] = command.split('.')
  if (isIn(taskLifecycle, thing === 'task', name)) return rowOf(taskLifecycle[name])
  if (isIn(contributionLifecycle, thing === 'contribution', name)) return rowOf(contributionLifecycle[name])
  if (!isIn(cycleLifecycle, thing === 'cycle', name)) return new Map()
  return new Map(
    stages.map((stage) => {
      const answer = cycleCan(name, { stage: { name: stage } })
      return [stage, answer === 'yes' ? 'yes' : answer.code]
    }),
  )
}

/** Every stage that a cycle can stand at, in the order in which most reach them. */
export const stages: readonly StageName[] = ['planned', ...new Set(Object.values(courses).flat()), 'settling', 'ended']

function isIn<Table extends object>(
  table: Table,
  asked: boolean,
  name: string | undefined,
): name is keyof Table & string {
  return asked && name !== undefined && name in table
}

function rowOf<Name extends State>(row: { readonly [state in Name]: Answer }): ReadonlyMap<State, Answer> {
  const answers = new Map<State, Answer>()
  for (const state in row) answers.set(state, row[state])
  return answers
}
