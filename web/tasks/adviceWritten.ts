/** Đề xuất của văn phòng, as one reads it: what it proposes, in a few words. */
import { written } from '../../domain/days.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import type { Words } from '../words/words.ts'

export function adviceWritten(
  proposes: TaskView['advice'][number]['proposes'],
  lead: string,
  { advice: words }: Words,
  nameOf: (agency: string) => string,
): string {
  switch (proposes.about) {
    case 'extension':
      return proposes.grant ? words.grant(written(proposes.grant)) : words.refuse
    case 'otherLead':
      return proposes.lead === lead ? words.keepLead(nameOf(lead)) : words.moveLead(nameOf(proposes.lead))
    case 'late':
      return words.direct(proposes.text, proposes.answerBy && written(proposes.answerBy))
    default:
      return proposes satisfies never
  }
}
