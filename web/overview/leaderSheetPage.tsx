/** Phiếu trình: one decision on paper, with the office's proposal and room for the leader's words. */
import { useQuery } from '@tanstack/react-query'
import { written } from '../../domain/days.ts'
import { basisWritten } from '../../domain/letters/basis.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { taskQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { InProgramme, useOffice } from '../frame/office.tsx'
import { adviceWritten } from '../tasks/adviceWritten.ts'
import { Due, TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { Sheet } from './sheet.tsx'
import { sheetWords } from './words.ts'

export function LeaderSheetPage({ task }: { readonly task: string }) {
  return (
    <Asked answer={useQuery(taskQuestion(task))} whole>
      {({ value }) => (
        <InProgramme programme={value.programme}>
          <Page task={value} />
        </InProgramme>
      )}
    </Asked>
  )
}

function Page({ task }: { readonly task: TaskView }) {
  const words = useRoomWords(sheetWords)
  const allWords = useWords()
  const { nameOf, documents } = useOffice()
  const { lead, givenBy, clause, basis, product, extensionAsked, dispute, advice } = task
  const document = documents.find(({ id }) => id === basis)
  const isLate = task.class === 'openLate'
  return (
    <Sheet title={words.sheet} under={<p className="under">{words.sheetOf}</p>}>
      <p className="under">
        <Written>{words.to(nameOf(givenBy))}</Written>
      </p>
      <h2>1. {words.content}</h2>
      <p>
        <strong>
          <TaskTitle task={task} />
        </strong>
      </p>
      <dl className="facts">
        <Fact name={allWords.tasks.lead} office>
          {nameOf(lead)}
        </Fact>
        <Fact name={allWords.tasks.basis} office>
          {allWords.clause(clause)}; {document ? basisWritten(document) : basis}
        </Fact>
        {product ? (
          <Fact name={allWords.tasks.product} office>
            {product}
          </Fact>
        ) : undefined}
        <Fact name={allWords.tasks.due}>
          <Due task={task} />
        </Fact>
      </dl>
      <h2>2. {words.question}</h2>
      {extensionAsked ? (
        <p>
          <Written>
            {allWords.task.asked(
              written(extensionAsked.askedOn),
              written(extensionAsked.wanted),
              extensionAsked.reason,
            )}
          </Written>
          {allWords.task.askedTiming[extensionAsked.timing]}
        </p>
      ) : undefined}
      {dispute ? (
        <p>
          <Written>{allWords.task.dispute(written(dispute.on), dispute.reason)}</Written>
        </p>
      ) : undefined}
      {isLate ? <p>{words.classes.openLate}.</p> : undefined}
      {!extensionAsked && !dispute && !isLate ? <p>{words.nothingAsked}</p> : undefined}
      <h2>3. {words.proposal}</h2>
      {advice.length === 0 ? <p>{allWords.advice.none}</p> : undefined}
      {advice.map(({ proposes, reason, by, on }) => (
        <p key={proposes.about}>
          <Written>
            {nameOf(by)}, {written(on)}: {adviceWritten(proposes, lead, allWords, nameOf)}{' '}
            {allWords.advice.because(reason)}
          </Written>
        </p>
      ))}
      <h2>4. {words.opinion}</h2>
      <p className="room" />
      <p className="signature">{words.signature}</p>
    </Sheet>
  )
}
