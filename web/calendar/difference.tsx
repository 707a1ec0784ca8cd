/** Thêm, bớt thư: what a change would make of the letters to come. */
import { written } from '../../domain/days.ts'
import type { PlanDifference } from '../../domain/reminders/planDifference.ts'
import type { PlannedReminder } from '../../domain/reminders/reminderView.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { calendarWords } from './words.ts'

export function Difference({ difference }: { readonly difference: PlanDifference }) {
  const { difference: words } = useRoomWords(calendarWords)
  const { number } = useWords()
  const { letters, reminders, until } = difference
  return (
    <section className="difference" role="status">
      <h3>{words.title(written(until))}</h3>
      <p className="sum">
        {letters.added + letters.removed > 0
          ? words.letters(number(letters.added), number(letters.removed))
          : words.none}
      </p>
      <p>{words.total(number(letters.before), number(letters.after))}</p>
      <Said name={words.added(number(reminders.added))} reminders={reminders.firstAdded} />
      <Said name={words.removed(number(reminders.removed))} reminders={reminders.firstRemoved} />
    </section>
  )
}

function Said({ name, reminders }: { readonly name: string; readonly reminders: readonly PlannedReminder[] }) {
  if (reminders.length === 0) return undefined
  return (
    <details className="behind">
      <summary>{name}</summary>
      <ul className="plainList">
        {reminders.map(({ task, what, on, words, title, to }) => (
          <li key={`${task} ${what} ${on}`}>
            {written(on)}:{' '}
            <Written>
              {words}, {title} ({to.map(({ addressee }) => addressee).join('; ')})
            </Written>
          </li>
        ))}
      </ul>
    </details>
  )
}
