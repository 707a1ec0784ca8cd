/** One task: what is asked, by whom, by when, what it rests on, where it stands, and all that happened to it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import { basisWritten } from '../../domain/letters/basis.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import type { Versioned } from '../api/ask.ts'
import { taskQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { InProgramme, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'
import { Actions } from './acts/actions.tsx'
import { AssignmentActs } from './acts/assignmentActs.tsx'
import { AdviceNotes } from './advice.tsx'
import { ClauseBox } from './clauseBox.tsx'
import { CopyForZalo } from './copyForZalo.tsx'
import { Followers } from './followers.tsx'
import { History } from './history.tsx'
import { Parts } from './parts.tsx'
import { Reminders } from './reminders.tsx'
import { Block, ResultBlock } from './resultBlock.tsx'
import { useSeen } from './seen.ts'
import { Status } from './status.tsx'
import { Due, TaskTitle } from './taskList.tsx'

export function TaskPage({ id }: { readonly id: string }) {
  const { task: words } = useWords()
  return (
    <>
      <p className="back">
        <Link href="/nhiem-vu">← {words.back}</Link>
      </p>
      <Asked answer={useQuery(taskQuestion(id))} whole>
        {(task) => (
          <InProgramme programme={task.value.programme}>
            <Whole seen={task} />
          </InProgramme>
        )}
      </Asked>
    </>
  )
}

function Whole({ seen }: { readonly seen: Versioned<TaskView> }) {
  const task = seen.value
  useSeen(seen)
  const words = useWords()
  const { nameOf, documents } = useOffice()
  const { lead, cooperating, givenBy, givenOn, submittedTo, basis, product, seenOn } = task
  const document = documents.find(({ id }) => id === basis)
  return (
    <article>
      <PageTitle>
        <TaskTitle task={task} />
      </PageTitle>
      <p className="standing">
        <Status task={task} />
        <span className="dueOfTask">
          {words.tasks.due}: <Due task={task} />
        </span>
        <CopyForZalo tasks={[task]} />
      </p>
      <Asking task={task} />
      <AdviceNotes advice={task.advice} lead={task.lead} />
      <Actions task={task} />
      <ClauseBox task={task}>
        <div className="twoColumns">
          <section aria-labelledby="thong-tin">
            <h2 id="thong-tin">{words.task.facts}</h2>
            <dl className="facts">
              <Fact name={words.tasks.basis}>{words.clause(task.clause)}</Fact>
              <Fact name={words.tasks.lead} office>
                {nameOf(lead)}
              </Fact>
              {cooperating.length > 0 ? (
                <Fact name={words.task.cooperating} office>
                  {cooperating.map(({ agency, part }) => `${nameOf(agency)}${part ? ` (${part})` : ''}`).join('; ')}
                </Fact>
              ) : undefined}
              {product ? (
                <Fact name={words.tasks.product} office>
                  {product}
                </Fact>
              ) : undefined}
              <Fact name={words.task.givenBy} office>
                {nameOf(givenBy)}
              </Fact>
              <Followers task={task} />
              <Fact name={words.task.givenOn}>{written(givenOn)}</Fact>
              <Fact name={words.task.document} office>
                {document ? basisWritten(document) : basis}
              </Fact>
              {submittedTo ? (
                <Fact name={words.task.submittedTo} office>
                  {nameOf(submittedTo)}
                </Fact>
              ) : undefined}
              {seenOn ? <Fact name={words.task.seenOn}>{written(seenOn)}</Fact> : undefined}
            </dl>
            <Standing task={task} />
            <Parts task={task} />
            <Changes task={task} />
            <AssignmentActs task={task} />
            <Reminders task={task} />
          </section>
          <section aria-labelledby="dien-bien">
            <h2 id="dien-bien">{words.task.history}</h2>
            <History task={task.id} />
          </section>
        </div>
      </ClauseBox>
    </article>
  )
}

/** What waits for somebody's decision, or was sent back. */
function Asking({ task: { urged, extensionAsked, extensionRefused, dispute, returned } }: { readonly task: TaskView }) {
  const { task: words, desk } = useWords()
  const { nameOf } = useOffice()
  const lines: string[] = []
  if (returned) lines.push(desk.returnedOn(written(returned.on), returned.reason))
  if (extensionAsked) {
    const { askedOn, wanted, reason, timing } = extensionAsked
    lines.push(words.asked(written(askedOn), written(wanted), reason) + words.askedTiming[timing])
  }
  if (extensionRefused) lines.push(words.refused(written(extensionRefused.on), extensionRefused.reason))
  if (urged) lines.push(words.urged(written(urged.on), nameOf(urged.by), urged.text))
  if (dispute) lines.push(words.dispute(written(dispute.on), dispute.reason))
  return lines.map((line) => (
    <p key={line} className="note">
      {line}
    </p>
  ))
}

function Standing({ task: { standing, progress, directions } }: { readonly task: TaskView }) {
  const { task: words } = useWords()
  const { nameOf } = useOffice()
  return (
    <>
      {directions.length > 0 ? (
        <Block title={words.directions}>
          <ul>
            {directions.map(({ on, text, by, answerBy }) => (
              <li key={`${on}${text}`}>
                {written(on)}, <Written>{nameOf(by)}</Written>: <Written>{text}</Written>
                {answerBy ? ` ${words.answerBy(written(answerBy))}` : ''}
              </li>
            ))}
          </ul>
        </Block>
      ) : undefined}
      {progress ? (
        <Block title={words.progress}>
          <p>
            {written(progress.on)}: <Written>{progress.text}</Written>
          </p>
          {progress.difficulty ? <p>{words.difficulty(progress.difficulty)}</p> : undefined}
        </Block>
      ) : undefined}
      {standing.state === 'conditional' ? (
        <p>{words.condition(standing.condition, written(standing.reviewOn))}</p>
      ) : undefined}
      {standing.state === 'withdrawn' ? (
        <p>
          {words.withdrawn(written(standing.on))} <Written>{standing.reason}</Written>
        </p>
      ) : undefined}
      {'result' in standing ? <ResultBlock standing={standing} /> : undefined}
    </>
  )
}

function Changes({ task: { extensions, corrections } }: { readonly task: TaskView }) {
  const { task: words } = useWords()
  return (
    <>
      {extensions.length > 0 ? (
        <Block title={words.extensions}>
          <ul>
            {extensions.map(({ from, to, decidedOn, reason, document }) => (
              <li key={`${decidedOn}${to}`}>
                {words.extension(written(from), written(to), written(decidedOn), reason)}
                {document === undefined ? ` ${words.awaited}` : ''}
              </li>
            ))}
          </ul>
        </Block>
      ) : undefined}
      {corrections.length > 0 ? (
        <Block title={words.corrections}>
          <ul>
            {corrections.map(({ on, field, was, is, reason }) => (
              <li key={`${on}${field}`}>
                {written(on)}: <s>{was}</s> → {is}. <Written>{reason}</Written>
              </li>
            ))}
          </ul>
        </Block>
      ) : undefined}
    </>
  )
}
