/** Which buttons a task shows to whoever is signed in, and why one cannot be pressed now. */
import { type Refusal, sentence } from '../../../domain/refusals.ts'
import { heldIn } from '../../../domain/tasks/held.ts'
import { pendingFor, taskCan } from '../../../domain/tasks/lifecycle.ts'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { type Asker, mayDo, type Offer } from '../../act/may.ts'
import { type ActName, actNames, acts } from './acts.ts'
import { questionsOf } from './questions.ts'

/** Everything whoever is signed in could do with the task, and why not now. */
export function offersFor(task: TaskView, asker: Asker): readonly Offer<ActName>[] {
  const parties = { lead: task.lead, cooperating: task.cooperating.map(({ agency }) => agency), givenBy: task.givenBy }
  return actNames.flatMap((act): Offer<ActName>[] => {
    if (act === 'settleHeld' && heldIn(task).length === 0) return []
    const may = mayDo(acts[act].may, parties, asker)
    if (may === 'no' || (act === 'advise' && questionsOf(task, asker.today).length === 0)) return []
    const refusal = may === 'barred' ? barredBy(act) : refusalOf(act, task)
    return [{ act, whyNot: refusal && sentence(refusal) }]
  })
}

function refusalOf(act: ActName, task: TaskView): Refusal | undefined {
  const { rule } = acts[act]
  const { extensionAsked, dispute, extensions, standing } = task
  const result = 'result' in standing ? standing.result : undefined
  const can = taskCan(rule, task)
  const answer = can === 'yes' ? pendingFor(rule, { extensionAsked, dispute, extensions, result }) : can
  return answer === 'yes' ? undefined : answer
}

function barredBy(act: ActName): Refusal {
  if (act === 'accept' || act === 'return') return { code: 'own-result' }
  return { code: act === 'decideExtension' ? 'own-request' : 'own-work' }
}
