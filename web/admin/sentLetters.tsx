/** The letters that were sent: to whom, of how much, and whether the mail server took them. Those it did not come first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import type { SentLetter } from '../../domain/reminders/reminderView.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { sentLettersQuestion } from './questions.ts'
import { adminWords } from './words.ts'

export function SentLetters() {
  const { letters: words } = useRoomWords(adminWords)
  const { letters } = useWords()
  const answer = useInfiniteQuery(sentLettersQuestion)
  return (
    <>
      <p className="sub">{words.note}</p>
      <Asked answer={answer}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items)
          const unsent = all.filter(({ state }) => state !== 'sent')
          return (
            <>
              {all.length === 0 ? <p>{words.none}</p> : undefined}
              {unsent.length > 0 ? <LetterTable letters={unsent} /> : undefined}
              {all.length > unsent.length ? (
                <LetterTable letters={all.filter(({ state }) => state === 'sent')} />
              ) : undefined}
              <Older answer={answer}>{letters.older}</Older>
            </>
          )
        }}
      </Asked>
    </>
  )
}

function LetterTable({ letters }: { readonly letters: readonly SentLetter[] }) {
  const { letters: words, places } = useRoomWords(adminWords)
  const { number } = useWords()
  const { session, clock } = useOffice()
  const mayOpen = clock.movable || mayEver('letter.readWhole', session.roles)
  return (
    <table className="tasks register" aria-label={places.letters}>
      <thead>
        <tr>
          <th scope="col">{words.on}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.lines}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {letters.map(({ letter, on, addressee, mailbox, lines, state }) => (
          <tr key={letter}>
            <td>{written(on)}</td>
            <td className="what">
              {mayOpen ? (
                <Link href={`/thu/${encodeURIComponent(letter)}`}>
                  <Written>{addressee}</Written>
                </Link>
              ) : (
                <Written>{addressee}</Written>
              )}
              <span className="minor">{mailbox}</span>
            </td>
            <td>
              <span className="cardName">{words.lines}: </span>
              {number(lines)}
            </td>
            <td className={state === 'sent' ? '' : 'overdue'}>{words.states[state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
