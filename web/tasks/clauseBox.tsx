/** The place of the programme that a task comes from: its words, and what is unclear about them with the answer in force. */
import { useQuery } from '@tanstack/react-query'
import { written } from '../../domain/days.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { clausesQuestion, unclearQuestion } from '../api/questions.ts'
import { useWords, Written } from '../words/language.tsx'

export function ClauseBox({ task: { programme, clause } }: { readonly task: TaskView }) {
  const words = useWords()
  const { data: clauses } = useQuery(clausesQuestion(programme))
  const { data: unclear = [] } = useQuery(unclearQuestion(programme))
  const found = clauses?.find(({ id }) => id === clause)
  if (!found) return undefined
  const { title, quote, note, repeats = [] } = found
  return (
    <section className="clauseBox" aria-labelledby="loi-van-ban">
      <h2 id="loi-van-ban">{words.task.clause(words.clause(clause))}</h2>
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
