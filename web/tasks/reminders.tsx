/** Lịch nhắc: who will be reminded of a task and when, if nothing changes, and who was. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { written } from '../../domain/days.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { mayDo } from '../act/may.ts'
import { remindersQuestion } from '../api/questions.ts'
import { useOffice } from '../frame/office.tsx'
import { useWords, Written } from '../words/language.tsx'

/** Of a ladder, the next few steps. */
const mostPlanned = 6
const mostSent = 6

export function Reminders({ task }: { readonly task: TaskView }) {
  const { task: words } = useWords()
  const office = useOffice()
  const { id, lead, cooperating, givenBy } = task
  const parties = { lead, cooperating: cooperating.map(({ agency }) => agency), givenBy }
  const may = mayDo('reminder.read', parties, office) === 'yes'
  const { data } = useQuery({ ...remindersQuestion(id), enabled: may })
  if (!data) return undefined
  const mayOpen = office.clock.movable || mayEver('letter.readWhole', office.session.roles)
  return (
    <section aria-labelledby="lich-nhac">
      <h2 id="lich-nhac">{words.reminders}</h2>
      {data.planned.length === 0 ? <p className="minor">{words.noneToCome}</p> : undefined}
      <ul className="reminders">
        {data.planned.slice(0, mostPlanned).map(({ on, words: said, to }) => (
          <li key={`${on}${said}`}>
            <time dateTime={on}>{written(on)}</time>
            <div>
              <Written>{said}</Written>
              <p className="minor">
                <Written>{to.map(({ addressee }) => addressee).join(', ')}</Written>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {data.sent.length > 0 ? <h3>{words.sentReminders}</h3> : undefined}
      <ul className="reminders">
        {data.sent.slice(0, mostSent).map(({ on, words: said, addressee, letter, mailbox }) => (
          <li key={`${letter}${mailbox}${said}`}>
            <time dateTime={on}>{written(on)}</time>
            <div>
              <Written>{mayOpen ? <Link href={`/thu/${encodeURIComponent(letter)}`}>{said}</Link> : said}</Written>
              <p className="minor">
                <Written>{addressee}</Written>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
