/** At the top of the office's page: the mailboxes that give letters back, until they take one again. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { written } from '../../domain/days.ts'
import { bouncedLists } from '../../domain/firstAsked.ts'
import { BouncedMailbox } from '../../domain/letters/bounced.ts'
import { listOf } from '../../domain/listView.ts'
import { ask } from '../api/ask.ts'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { lettersWords } from './words.ts'

const bouncedQuestion = (session: SessionView) =>
  queryOptions({
    queryKey: ['bounced'],
    queryFn: async () => {
      const lists = bouncedLists(session).map(({ path, query }) => ask(path, listOf(BouncedMailbox), { query }))
      return (await Promise.all(lists)).flatMap(({ items }) => items)
    },
  })

export function Bounced() {
  const words = useRoomWords(lettersWords)
  const { session } = useOffice()
  const { data = [] } = useQuery(bouncedQuestion(session))
  if (data.length === 0) return undefined
  return (
    <section className="pile" aria-labelledby="thu-tra-lai">
      <h2 id="thu-tra-lai">
        {words.bounced} <span className="amount">{data.length}</span>
      </h2>
      <p className="sub">{words.bouncedNote}</p>
      <ul className="owed">
        {data.map(({ mailbox, addressee, letter, on, reason, instead }) => (
          <li key={mailbox}>
            <Link href={`/thu/${encodeURIComponent(letter)}`}>
              <Written>{`${addressee} (${mailbox})`}</Written>
            </Link>
            <span className="overdue">{words.bouncedLine(written(on), reason)}</span>
            <span>{instead ? words.insteadOf(instead.join(', ')) : words.toNobody}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
