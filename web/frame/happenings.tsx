/** All that happened to a thing, the newest first: who, in which position, what, with which reason. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { isCalendarDate, written } from '../../domain/days.ts'
import type { listOf } from '../../domain/listView.ts'
import type { EventView } from '../../domain/trail/eventView.ts'
import { useWords, Written } from '../words/language.tsx'
import { Asked } from './asked.tsx'
import { useOffice } from './office.tsx'
import { Older } from './older.tsx'

interface HappeningsProps {
  /** Of which thing, unlike any other thing's. */
  readonly name: string
  readonly page: (cursor: string | undefined) => Promise<z.infer<ReturnType<typeof listOf<typeof EventView>>>>
  /** What each type of event is called. */
  readonly called: { readonly [type: string]: string | undefined }
  /** More about one event, after its name. */
  readonly further?: (event: EventView) => string
  /** Whether an event is one of many alike, which are passed over by the eye. */
  readonly isQuiet?: (event: EventView) => boolean
}

export function Happenings({ name, page, called, further, isQuiet }: HappeningsProps) {
  const { task: words } = useWords()
  const answer = useInfiniteQuery({
    queryKey: ['events', name],
    queryFn: ({ pageParam }) => page(pageParam),
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
                <Happening
                  key={event.seq}
                  event={event}
                  called={called[event.type]}
                  further={further?.(event) ?? ''}
                  isQuiet={isQuiet?.(event) ?? false}
                />
              ))}
          </ol>
          <Older answer={answer}>{words.older}</Older>
        </>
      )}
    </Asked>
  )
}

function Happening({
  event: { day, actor, data },
  called,
  further,
  isQuiet,
}: {
  readonly event: EventView
  readonly called: string | undefined
  readonly further: string
  readonly isQuiet: boolean
}) {
  const words = useWords()
  const { nameOf } = useOffice()
  const isSystem = actor.person === 'dondoc'
  return (
    <li className={isQuiet ? 'quiet' : ''}>
      <time dateTime={day}>{written(day)}</time>
      <div>
        <p className="happening">
          {called ?? words.otherEvent}
          {further ? `: ${further}` : ''}
        </p>
        {textsOf(data).map((text) => (
          <p key={text} className="said">
            <Written>{text}</Written>
          </p>
        ))}
        <p className="minor">
          {isSystem ? words.system : <Written>{whoWritten(actor, nameOf(actor.agency))}</Written>}
        </p>
      </div>
    </li>
  )
}

/** In which position and agency; by a link or a shared account, who they say they are, and to which mailbox the link went. */
function whoWritten({ position, doer, via }: EventView['actor'], agency: string): string {
  const through = via === undefined ? [] : [`hộp thư ${via}`]
  return [position, agency, ...(doer === undefined ? [] : [doer]), ...through].join(', ')
}

/** What people wrote, and the days they named: the same fields in every event that has them. */
function textsOf(data: EventView['data']): readonly string[] {
  return ['text', 'reason', 'remark', 'difficulty', 'wanted', 'dueOn'].flatMap((name) => {
    const value = data[name]
    if (typeof value !== 'string') return []
    return [isCalendarDate(value) ? `→ ${written(value)}` : value]
  })
}
