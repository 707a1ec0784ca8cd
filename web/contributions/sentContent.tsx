/** What an agency has sent: its rows by clause, its words, what proves them. */
import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { ContentView } from '../../domain/cycles/contributionView.ts'
import { written } from '../../domain/days.ts'
import { clausesQuestion } from '../api/questions.ts'
import { FileLinks } from '../frame/fileLinks.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { contributionWords } from './words.ts'

interface SentContentProps {
  readonly content: z.infer<typeof ContentView>
  readonly programme: string
}

export function SentContent({ content: { rows, text, evidence, onPaper }, programme }: SentContentProps) {
  const words = useRoomWords(contributionWords)
  const { clause } = useWords()
  const { data: clauses = [] } = useQuery({ ...clausesQuestion(programme), enabled: rows.length > 0 })
  return (
    <section aria-labelledby="da-gui">
      <h2 id="da-gui">{words.content}</h2>
      {rows.length > 0 ? (
        <dl className="sentRows">
          {rows.map(({ clause: place, target, text: own }) => (
            <div key={`${place} ${target}`}>
              <dt>
                {clause(place)}
                {target ? `, ${target}` : ''}{' '}
                <span className="minor">
                  <Written>{clauses.find(({ id }) => id === place)?.title ?? ''}</Written>
                </span>
              </dt>
              <dd>
                <Written>{own}</Written>
              </dd>
            </div>
          ))}
        </dl>
      ) : undefined}
      {text ? (
        <p className="sentText">
          <Written>{text}</Written>
        </p>
      ) : undefined}
      {evidence.length > 0 ? (
        <>
          <h3>{words.evidence}</h3>
          <ul>
            {evidence.map(({ title, number, issuedOn, files }) => (
              <li key={`${number} ${title}`}>
                <Written>{[number, title].filter(Boolean).join(' ')}</Written>
                {issuedOn ? ` (${written(issuedOn)})` : ''}
                <FileLinks files={files} />
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
      <FileLinks files={onPaper?.files} />
    </section>
  )
}
