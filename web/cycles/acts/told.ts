/** Who hears of what somebody is about to do with a cycle: whom the next letters are written to because of it. */
import { officeOf } from '../../../domain/agencies/directory.ts'
import type { CycleView } from '../../../domain/cycles/cycleView.ts'
import type { Office } from '../../frame/office.tsx'
import type { CycleActName } from './acts.ts'

/** Agencies by id. What the lead's own task is told follows from it: it is handed in, accepted or returned with the cycle. */
export function toldOf(
  act: CycleActName,
  { lead, givenBy, receivedBy = givenBy, contributions, task }: CycleView,
  { directory, today }: Pick<Office, 'directory' | 'today'>,
): readonly string[] {
  const office = task === undefined ? [] : [officeOf(givenBy, directory, today)]
  switch (act) {
    case 'issue':
      return [...new Set([...office, receivedBy])]
    case 'finalise':
      return office
    case 'returnReport':
    case 'returnOnPaper':
      return task === undefined ? [] : [lead]
    case 'seal':
      return [receivedBy]
    case 'askAgain':
      return contributions.filter(({ state }) => state === 'asked' || state === 'returned').map(({ agency }) => agency)
    case 'submitDraft':
    case 'takeDraft':
    case 'returnDraft':
    case 'receive':
    case 'receiveOnPaper':
    case 'conclude':
    case 'recommend':
    case 'returnEvaluation':
    case 'revise':
    case 'changeDates':
    case 'changeHolder':
    case 'withdraw':
      return []
    default:
      return act satisfies never
  }
}
