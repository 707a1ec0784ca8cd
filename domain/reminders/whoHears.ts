/**
 * Who hears of what somebody is about to do to a task: said beside the button, before it is done. Which notices an
 * action leaves is what tasks/evolve.ts does; test/domain/reminders/whoHears.test.ts holds the two together.
 */
import { type Directory, officeOf } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'
import type { TaskAction } from '../tasks/lifecycle.ts'
import type { NoticeCode, Task } from '../tasks/task.ts'
import { audienceOfNotice } from './ladder.ts'

export const noticesOf = {
  see: [],
  entrust: [],
  handOver: [],
  reportProgress: [],
  askPart: [],
  answerPart: [],
  submit: ['handedIn'],
  recordOnPaper: ['handedIn', 'recordedForYou'],
  retract: [],
  accept: [],
  return: ['returned'],
  object: ['objected'],
  disown: ['objected'],
  settleHeld: [],
  direct: ['directed'],
  urge: ['urged'],
  // Whoever decides finds it beside the question.
  advise: [],
  askExtension: ['extensionAsked'],
  decideExtension: ['extensionDecided'],
  disputeLead: ['disputed'],
  answerDispute: ['disputeAnswered'],
  amend: ['amended'],
  withdraw: ['withdrawn'],
  reopen: ['reopened'],
  correct: [],
  meetCondition: ['given'],
  renewReview: [],
  supplyDocument: [],
  changeHolder: ['amended'],
  close: ['withdrawn'],
} as const satisfies { readonly [action in TaskAction]: readonly NoticeCode[] }

/** The agencies, each once, whose mailboxes hear of it in the next round. A request that came on paper is told to the lead too. */
export function whoHears(
  action: TaskAction,
  { lead, cooperating, givenBy }: Pick<Task, 'lead' | 'cooperating' | 'givenBy'>,
  directory: Directory,
  today: CalendarDate,
): readonly string[] {
  const audiences = noticesOf[action].flatMap((code: NoticeCode) => audienceOfNotice[code])
  const agencies = audiences.flatMap((audience) => {
    if (typeof audience === 'object') return [audience.agency]
    if (audience === 'cooperating') return cooperating.map(({ agency }) => agency)
    return [audience === 'office' ? officeOf(givenBy, directory, today) : lead]
  })
  return [...new Set(agencies)]
}
