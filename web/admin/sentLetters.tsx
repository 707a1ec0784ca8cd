/** The letters that were sent: to whom, of how much, and whether the mail server took them. Those it did not come first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import { ownAgencies } from '../../domain/firstAsked.ts'
import type { SentLetter } from '../../domain/reminders/reminderView.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { lettersWords } from '../letters/words.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { sentLettersQuestion } from './questions.ts'
import { adminWords } from './words.ts'

const LetterFormAct = lazy(() =>
  import('../letters/letterFormAct.tsx').then(({ LetterFormAct }) => ({ default: LetterFormAct })),
)

export function SentLetters() {
  const { letters: words } = useRoomWords(adminWords)
  const { letters } = useWords()
  const answer = useInfiniteQuery(sentLettersQuestion)
  return (
    <>
      <p className="sub">{words.note}</p>
      <OwnWords />
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

/** The words of one's own office: of each for which one of the positions of whoever is signed in may word them. */
function OwnWords() {
  const words = useRoomWords(lettersWords)
  const { session, directory } = useOffice()
  const [open, setOpen] = useState<string>()
  const offices = ownAgencies(session).flatMap((id) => directory.get(id) ?? [])
  const agency = offices.find(({ id }) => id === open)
  if (!mayEver('letter.form', session.roles)) return undefined
  return (
    <>
      {offices.map(({ id, name }) => (
        <p key={id}>
          <button type="button" className="linklike" onClick={() => setOpen(id)}>
            <Written>{words.formOf(name)}</Written>
          </button>
        </p>
      ))}
      {agency ? (
        <Suspense>
          <LetterFormAct agency={agency} close={() => setOpen(undefined)} />
        </Suspense>
      ) : undefined}
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
