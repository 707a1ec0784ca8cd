/** What sealed evaluations recommended, and what a document made of it. Nothing where none did. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { proposalsQuestion } from './papersQuestions.ts'
import { cycleWords } from './words.ts'

export function Proposals({ programme }: { readonly programme: string }) {
  const words = useRoomWords(cycleWords)
  const { clause: clauseWritten } = useWords()
  const { data = [] } = useQuery(proposalsQuestion(programme))
  if (data.length === 0) return undefined
  return (
    <section aria-labelledby="de-xuat">
      <h2 id="de-xuat">{words.proposals}</h2>
      <p className="minor">{words.proposalsNote}</p>
      <ul>
        {data.map(({ id, cycle, text, clause, proposedOn, assignment }) => (
          <li key={id}>
            <Written>{text}</Written>
            <div className="minor">
              {[clause === undefined ? undefined : clauseWritten(clause), words.proposedOn(written(proposedOn))]
                .filter(Boolean)
                .join('; ')}
              {'; '}
              {assignment === undefined ? words.proposalOpen : words.proposalGiven}.{' '}
              <Link href={`/dot-ky/${cycle}`}>{words.proposedIn}</Link>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
