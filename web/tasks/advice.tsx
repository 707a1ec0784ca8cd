/** Đề xuất của văn phòng beside what is to be decided: what it proposes, why, and since when. */
import { written } from '../../domain/days.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { useOffice } from '../frame/office.tsx'
import { useWords, Written } from '../words/language.tsx'
import { adviceWritten } from './adviceWritten.ts'

interface AdviceNotesProps {
  readonly advice: TaskView['advice']
  readonly lead: string
}

export function AdviceNotes({ advice, lead }: AdviceNotesProps) {
  const words = useWords()
  const { nameOf } = useOffice()
  return advice.map(({ on, by, proposes, reason }) => (
    <div key={proposes.about} className="advice">
      <p>
        <strong>{words.advice.title}: </strong>
        <Written>{adviceWritten(proposes, lead, words, nameOf)}</Written>
      </p>
      <p>
        <Written>{words.advice.because(reason)}</Written>
      </p>
      <p className="minor">
        <Written>{nameOf(by)}</Written>, {written(on)}
      </p>
    </div>
  ))
}
