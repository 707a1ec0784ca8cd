/** The document of a programme, whole: each clause leads to what comes from it, and the one asked for is marked. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Paragraph } from '../../domain/programme/documentText.ts'
import { openTasksQuestion, tasksQuestion, unclearQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { Status } from '../tasks/status.tsx'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import './programme.css'
import { textQuestion } from './questions.ts'
import { programmeWords } from './words.ts'

export function DocumentPage({ programme }: { readonly programme: string }) {
  const words = useRoomWords(programmeWords)
  const { programmes } = useOffice()
  const [params] = useSearchParams()
  const clause = params.get('y') ?? undefined
  const own = programmes.find(({ id }) => id === programme)
  const document = own?.documents.find(({ id }) => id === own.document)
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {document ? (
        <p className="minor">
          <Written>
            {document.title} {document.number ? `(${document.number})` : ''}
          </Written>
        </p>
      ) : undefined}
      <Asked answer={useQuery(textQuestion(programme))} whole>
        {(paragraphs) =>
          paragraphs.length === 0 ? (
            <p className="note">{words.none}</p>
          ) : (
            <>
              <p className="minor">{words.about}</p>
              <div className="documentPage">
                <div className="documentText" lang="vi">
                  <Text programme={programme} paragraphs={paragraphs} current={clause} />
                </div>
                <aside className="besideDocument" aria-live="polite">
                  {clause === undefined ? (
                    <p className="note">{words.choose}</p>
                  ) : (
                    <FromClause programme={programme} clause={clause} />
                  )}
                </aside>
              </div>
            </>
          )
        }
      </Asked>
    </>
  )
}

interface TextProps {
  readonly programme: string
  readonly paragraphs: readonly Paragraph[]
  readonly current: string | undefined
}

function Text({ programme, paragraphs, current }: TextProps) {
  const words = useRoomWords(programmeWords)
  const { clause: placeWritten } = useWords()
  const place = useRef<HTMLAnchorElement>(null)
  // Where the reader came from another page; within this one they see what they chose.
  const cameFor = useRef(current)
  useEffect(() => {
    if (cameFor.current !== undefined) place.current?.scrollIntoView({ block: 'center' })
  }, [])
  return paragraphs.map((passages, index) => (
    // A document's paragraphs stay where they are.
    // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are called by
    <p key={index}>
      {passages.map(({ words: said, clause }, at) =>
        clause === undefined ? (
          said
        ) : (
          <Link
            // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are called by
            key={at}
            {...(clause === current ? { ref: place, 'aria-current': 'location' as const } : {})}
            href={`/van-ban/${programme}?y=${clause}`}
            title={words.toThisPlace(placeWritten(clause))}
          >
            {said}
          </Link>
        ),
      )}
    </p>
  ))
}

const mostShown = 8

/** The tasks of a clause: those that are not done first, since they are what somebody looks for. */
function FromClause({ programme, clause }: { readonly programme: string; readonly clause: string }) {
  const words = useRoomWords(programmeWords)
  const all = useWords()
  const { session, nameOf, here } = useOffice()
  const open = useQuery(openTasksQuestion([programme], session))
  const every = useQuery(tasksQuestion([programme], session))
  const { data: unclear = [] } = useQuery(unclearQuestion(programme))
  const questions = unclear.filter(({ clauses = [] }) => clauses.includes(clause))
  return (
    <>
      <h2>{words.tasksOf(all.clause(clause))}</h2>
      <Asked answer={every.data ? every : open}>
        {(tasks) => {
          const own = tasks.filter((task) => task.clause === clause)
          const shown = own.toSorted((a, b) => order(a.state) - order(b.state)).slice(0, mostShown)
          return (
            <>
              {own.length === 0 ? <p>{words.noTask}</p> : undefined}
              <ul>
                {shown.map((task) => (
                  <li key={task.id}>
                    <Link href={`/nhiem-vu/${task.id}`}>
                      <TaskTitle task={task} />
                    </Link>
                    <p className="minor">
                      <Written>{nameOf(task.lead)}</Written> <Status task={task} />
                    </p>
                  </li>
                ))}
              </ul>
              {own.length > shown.length ? (
                <p>
                  <Link href={here(`/nhiem-vu?tim=${encodeURIComponent(clause)}`)}>{words.allTasks(own.length)}</Link>
                </p>
              ) : undefined}
            </>
          )
        }}
      </Asked>
      {questions.length > 0 ? (
        <>
          <h3>{words.questions}</h3>
          {questions.map(({ id, about, options, answer }) => (
            <div key={id} className="unclear">
              <p>
                <strong>{id}</strong> <Written>{about}</Written>
              </p>
              <p>
                <Written>
                  {answer
                    ? (options.find((one) => one.id === answer.option)?.text ?? answer.option)
                    : all.task.noAnswer}
                </Written>
              </p>
            </div>
          ))}
        </>
      ) : undefined}
    </>
  )
}

function order(state: string): number {
  return state === 'open' || state === 'submitted' ? 0 : 1
}
