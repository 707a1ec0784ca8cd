/** All that happened to a task, the newest first: who, in which position, what, with which reason. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { isCalendarDate, written } from '../../domain/days.ts'
import type { EventView } from '../../domain/trail/eventView.ts'
import { eventsPage } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { useWords, Written } from '../words/language.tsx'
import { stepsWritten } from './stepsWritten.ts'

export function History({ task }: { readonly task: string }) {
  const { task: words } = useWords()
  const answer = useInfiniteQuery({
    queryKey: ['events', task],
    queryFn: ({ pageParam }) => eventsPage(task, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
  return (
    <Asked answer={answer}>
      {({ pages }) => (
        <>
          <ol className="history">
            {pages
              .flatMap(({ items }) => items)
              .map((event) => (
                <Happening key={event.seq} event={event} />
              ))}
          </ol>
          <Older answer={answer}>{words.older}</Older>
        </>
      )}
    </Asked>
  )
}

function Happening({ event: { type, day, actor, data } }: { readonly event: EventView }) {
  const words = useWords()
  const { nameOf } = useOffice()
  const happenings: { readonly [type: string]: string | undefined } = words.events
  const isSystem = actor.person === 'dondoc'
  const steps = type === 'spokenOf' ? stepsWritten(data['steps'], words) : ''
  return (
    <li className={type === 'spokenOf' ? 'quiet' : ''}>
      <time dateTime={day}>{written(day)}</time>
      <div>
        <p className="happening">
          {happenings[type] ?? words.otherEvent}
          {steps ? `: ${steps}` : ''}
        </p>
        {textsOf(data).map((text) => (
          <p key={text} className="said">
            <Written>{text}</Written>
          </p>
        ))}
        <p className="minor">
          {isSystem ? words.system : <Written>{`${actor.position}, ${nameOf(actor.agency)}`}</Written>}
        </p>
      </div>
    </li>
  )
}

/** What people wrote, and the days they named: the same fields in every event that has them. */
function textsOf(data: EventView['data']): readonly string[] {
  return ['text', 'reason', 'remark', 'difficulty', 'wanted', 'dueOn'].flatMap((name) => {
    const value = data[name]
    if (typeof value !== 'string') return []
    return [isCalendarDate(value) ? `→ ${written(value)}` : value]
  })
}
