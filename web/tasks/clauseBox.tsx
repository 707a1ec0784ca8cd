/** The place of the programme that a task comes from: its words, and what is unclear about them with the answer in force. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import type { Paragraph } from '../../domain/programme/documentText.ts'
import type { Clause, Question } from '../../domain/programme/schema.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { clausesQuestion, unclearQuestion } from '../api/questions.ts'
import { textQuestion } from '../programme/questions.ts'
import { programmeWords } from '../programme/words.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'

interface ClauseBoxProps {
  readonly task: TaskView
  /** What stands below. */
  readonly children: ReactNode
}

export function ClauseBox({ task: { programme, clause }, children }: ClauseBoxProps) {
  const clauses = useQuery(clausesQuestion(programme))
  const unclear = useQuery(unclearQuestion(programme))
  const text = useQuery(textQuestion(programme, clause))
  const found = clauses.data?.find(({ id }) => id === clause)
  // The words and their marks come together, and what stands below asks meanwhile and shows after them: nothing moves
  // under whoever has begun to read.
  const isWaiting = clauses.isPending || unclear.isPending || text.isPending
  return (
    <>
      {found && text.data && !isWaiting ? (
        <Box programme={programme} clause={found} paragraphs={text.data} unclear={unclear.data ?? []} />
      ) : undefined}
      <div hidden={isWaiting}>{children}</div>
    </>
  )
}

interface BoxProps {
  readonly programme: string
  readonly clause: Clause
  readonly paragraphs: readonly Paragraph[]
  readonly unclear: readonly Question[]
}

function Box({ programme, clause: { id: clause, title, quote, note, repeats = [] }, paragraphs, unclear }: BoxProps) {
  const words = useWords()
  const own = useRoomWords(programmeWords)
  return (
    <section className="clauseBox" aria-labelledby="loi-van-ban">
      <h2 id="loi-van-ban">{words.task.clause(words.clause(clause))}</h2>
      {paragraphs.length > 0 ? (
        <>
          <Passages paragraphs={paragraphs} clause={clause} label={words.task.clause(words.clause(clause))} />
          <p className="minor">
            <Link href={`/van-ban/${programme}?y=${clause}`}>{own.whole}</Link>
          </p>
        </>
      ) : (
        <blockquote>
          <Written>{title}</Written>
          {quote ? (
            <>
              {' '}
              <mark>
                <Written>“{quote}”</Written>
              </mark>
            </>
          ) : undefined}
        </blockquote>
      )}
      {note ? (
        <p className="minor">
          <Written>{note}</Written>
        </p>
      ) : undefined}
      {repeats.length > 0 ? <p className="minor">{words.task.repeats(repeats.join(', '))}</p> : undefined}
      {unclear
        .filter(({ clauses: places = [] }) => places.includes(clause))
        .map(({ id, about, options, answer }) => (
          <div key={id} className="unclear">
            <p>
              <strong>{words.task.unclear(id)}</strong> <Written>{about}</Written>
            </p>
            {answer ? (
              <p>
                <Written>
                  {words.task.answerInForce(
                    options.find((one) => one.id === answer.option)?.text ?? answer.option,
                    answer.by,
                    written(answer.on),
                  )}
                </Written>
              </p>
            ) : (
              <p>{words.task.noAnswer}</p>
            )}
          </div>
        ))}
    </section>
  )
}

interface PassagesProps {
  readonly paragraphs: readonly Paragraph[]
  readonly clause: string
  readonly label: string
}

/** The paragraph as it reads, the words of the clause marked in it and in view. */
function Passages({ paragraphs, clause, label }: PassagesProps) {
  return (
    // It scrolls where it is long, so the keyboard reaches it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
    <blockquote className="passage" lang="vi" tabIndex={0} aria-label={label}>
      {paragraphs.map((passages) => (
        <p key={passages[0]?.words}>
          {passages.map(({ words, clause: of }) =>
            of === clause ? (
              <mark key={words} ref={bringIntoView}>
                {words}
              </mark>
            ) : (
              <span key={words}>{words}</span>
            ),
          )}
        </p>
      ))}
    </blockquote>
  )
}

/** Within its own box alone, below a whole line of what comes before: the page stays where it is. */
function bringIntoView(mark: HTMLElement | null): void {
  const box = mark?.closest('blockquote')
  if (!box || !mark) return
  const lineHeight = Number.parseFloat(getComputedStyle(box).lineHeight)
  box.scrollTop = Math.max(0, Math.round(mark.offsetTop / lineHeight) - 1) * lineHeight
}
