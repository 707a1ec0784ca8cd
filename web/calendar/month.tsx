/** One month: days off with their reason, what is due, how many letters; a day that is chosen shows what and to whom. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayOfMonth,
  daysInMonth,
  monthOf,
  weekday,
  written,
  yearOf,
} from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { tasksQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Status } from '../tasks/status.tsx'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { calendarDataQuestion, type Said, saidQuestion } from './questions.ts'
import { calendarWords } from './words.ts'

export function Month({ programme }: { readonly programme: string | undefined }) {
  const words = useRoomWords(calendarWords)
  const { today, session } = useOffice()
  const [first, setFirst] = useState(() => calendarDate(yearOf(today), monthOf(today), 1))
  const [chosen, setChosen] = useState<CalendarDate>(today)
  const last = addDays(first, daysInMonth(yearOf(first), monthOf(first)) - 1)
  const said = useQuery(saidQuestion(session, first, last))
  const mayRead = programme !== undefined && mayEver('task.read', session.roles)
  const tasks = useQuery({ ...tasksQuestion(programme === undefined ? [] : [programme], session), enabled: mayRead })
  const go = (months: number) => setFirst(addMonths(first, months))
  return (
    <section aria-labelledby="thang">
      <div className="monthHead">
        <h2 id="thang" aria-live="polite">
          {words.months(monthOf(first), yearOf(first))}
        </h2>
        <Button variant="default" size="compact-md" onClick={() => go(-1)}>
          ← {words.previous}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => setFirst(calendarDate(yearOf(today), monthOf(today), 1))}
        >
          {words.thisMonth}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => go(1)}>
          {words.next} →
        </Button>
      </div>
      <OrderOf year={yearOf(first)} />
      <Asked answer={said}>
        {(ofMonth) => (
          <div className="monthAndDay">
            <Grid
              first={first}
              last={last}
              said={ofMonth}
              tasks={tasks.data ?? []}
              chosen={chosen}
              choose={setChosen}
            />
            <DayShown day={chosen} said={ofMonth} tasks={tasks.data ?? []} />
          </div>
        )}
      </Asked>
    </section>
  )
}

/** By which order the year is worked, or that none was entered. */
function OrderOf({ year }: { readonly year: number }) {
  const words = useRoomWords(calendarWords)
  const { calendar } = useOffice()
  const { data } = useQuery(calendarDataQuestion)
  const order = data?.years.find((one) => one.year === year)?.order
  if (calendar.isProvisional(year)) return <p className="minor">{words.provisional(year)}</p>
  return order ? <p className="minor">{words.byOrder(year, order.number)}</p> : undefined
}

interface GridProps {
  readonly first: CalendarDate
  readonly last: CalendarDate
  readonly said: Said
  readonly tasks: readonly TaskLine[]
  readonly chosen: CalendarDate
  readonly choose: (day: CalendarDate) => void
}

function Grid({ first, last, said, tasks, chosen, choose }: GridProps) {
  const words = useRoomWords(calendarWords)
  const due = Map.groupBy(tasks, ({ dueOn }) => dueOn)
  const start = addDays(first, 1 - weekday(first))
  const weeks = Array.from({ length: 6 }, (_, index) => addDays(start, index * 7)).filter((week) => week <= last)
  return (
    <table className="month" aria-label={words.month}>
      <thead>
        <tr>
          {words.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week}>
            {[0, 1, 2, 3, 4, 5, 6].map((index) => {
              const day = addDays(week, index)
              if (day < first || day > last) return <td key={day} className="outside" />
              return (
                <td key={day}>
                  <DayCell
                    day={day}
                    due={due.get(day)?.length ?? 0}
                    letters={lettersOn(day, said.planned).size}
                    sent={said.sent.filter(({ on }) => on === day).length}
                    isChosen={day === chosen}
                    choose={choose}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Who gets a letter on a day, with what it would say. */
function lettersOn(
  day: CalendarDate,
  planned: Said['planned'],
): ReadonlyMap<string, readonly Said['planned'][number][]> {
  const lines = planned
    .filter(({ on }) => on === day)
    .flatMap((one) => one.to.map(({ addressee }) => ({ addressee, one })))
  const byAddressee = Map.groupBy(lines, ({ addressee }) => addressee)
  return new Map([...byAddressee].map(([addressee, own]) => [addressee, own.map(({ one }) => one)]))
}

interface DayCellProps {
  readonly day: CalendarDate
  readonly due: number
  readonly letters: number
  readonly sent: number
  readonly isChosen: boolean
  readonly choose: (day: CalendarDate) => void
}

function DayCell({ day, due, letters, sent, isChosen, choose }: DayCellProps) {
  const words = useRoomWords(calendarWords)
  const { number } = useWords()
  const { calendar, today } = useOffice()
  const reason = calendar.reasonOff(day)
  const name = ['day', reason ? 'off' : '', day === today ? 'isToday' : '', isChosen ? 'isChosen' : ''].filter(Boolean)
  return (
    <button type="button" className={name.join(' ')} aria-pressed={isChosen} onClick={() => choose(day)}>
      <span className="unseen">{written(day)}, </span>
      <span aria-hidden="true" className="dayNumber">
        {dayOfMonth(day)}
      </span>
      {reason && weekday(day) < 6 ? (
        <span className="reason">
          <Written>{reason}</Written>
        </span>
      ) : undefined}
      {due > 0 ? <span className="dueCount">{words.dueCount(number(due))}</span> : undefined}
      {letters > 0 ? <span className="letterCount">{words.letterCount(number(letters))}</span> : undefined}
      {sent > 0 ? <span className="letterCount">{words.sentCount(number(sent))}</span> : undefined}
    </button>
  )
}

function DayShown({
  day,
  said,
  tasks,
}: {
  readonly day: CalendarDate
  readonly said: Said
  readonly tasks: readonly TaskLine[]
}) {
  const words = useRoomWords(calendarWords)
  const { number, weekday: weekdayName } = useWords()
  const { calendar, today } = useOffice()
  const due = tasks.filter(({ dueOn }) => dueOn === day)
  const letters = lettersOn(day, said.planned)
  const sent = said.sent.filter(({ on }) => on === day)
  const reason = calendar.reasonOff(day)
  return (
    <section className="dayShown" aria-live="polite" aria-labelledby="ngay-chon">
      <h3 id="ngay-chon">
        {weekdayName(day)}, {written(day)}
      </h3>
      {reason ? (
        <p className="note">
          <Written>{words.day.off(reason)}</Written>
        </p>
      ) : undefined}
      <h4>{words.day.due}</h4>
      {due.length === 0 ? <p className="minor">{words.day.none}</p> : undefined}
      <ul className="plainList">
        {due.map((task) => (
          <li key={task.id}>
            <Link href={`/nhiem-vu/${task.id}`}>
              <TaskTitle task={task} />
            </Link>{' '}
            <Status task={task} />
          </li>
        ))}
      </ul>
      {sent.length > 0 ? (
        <>
          <h4>{words.day.sent}</h4>
          <ul className="plainList">
            {sent.map(({ letter, addressee }) => (
              <li key={letter}>
                <Link href={`/thu/${encodeURIComponent(letter)}`}>
                  <Written>{addressee}</Written>
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : undefined}
      {day >= today ? (
        <>
          <h4>{words.day.letters}</h4>
          {letters.size === 0 ? <p className="minor">{words.day.none}</p> : undefined}
          {[...letters].map(([addressee, lines]) => (
            <details key={addressee} className="behind">
              <summary>
                <Written>{words.day.to(addressee, number(lines.length))}</Written>
              </summary>
              <ul className="plainList">
                {lines.map(({ task, what, words: about, title }) => (
                  <li key={`${task} ${what}`}>
                    <Written>
                      {about}: {title}
                    </Written>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </>
      ) : undefined}
    </section>
  )
}
