/** Nhật ký: what happened in a programme, by whom and from where; its seals, and whether all of it still agrees. */
import { Button, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import { addDays, type CalendarDate, isCalendarDate, written } from '../../domain/days.ts'
import { listOf } from '../../domain/listView.ts'
import { EventView } from '../../domain/trail/eventView.ts'
import { SealView, VerificationView } from '../../domain/trail/verificationView.ts'
import { destructionWords } from '../admin/destructionWords.ts'
import { ask } from '../api/ask.ts'
import { contributionWords } from '../contributions/words.ts'
import { cycleWords } from '../cycles/words.ts'
import { dayTyped } from '../days/dayInput.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import './trail.css'
import { trailWords } from './words.ts'

export function TrailPage() {
  const words = useRoomWords(trailWords)
  const { overview } = useWords()
  const destruction = useRoomWords(destructionWords)
  const { programme, session } = useOffice()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {mayEver('destruction.read', session.roles) ? (
        <p>
          <Link href="/quan-tri/huy">{destruction.title}</Link>
        </p>
      ) : undefined}
      <p className="sub">{words.note}</p>
      {programme ? (
        <>
          {mayEver('trail.verify', session.roles) ? <Verify key={programme.id} programme={programme.id} /> : undefined}
          <Happened key={`${programme.id} events`} programme={programme.id} />
          <Seals key={`${programme.id} seals`} programme={programme.id} />
        </>
      ) : (
        <p>{overview.none}</p>
      )}
    </>
  )
}

/** The days of the address; the office's day begins at 17:00 UTC of the day before. */
interface Span {
  readonly from?: string
  readonly until?: string
}

function spanIn(params: URLSearchParams): { readonly days: Record<'from' | 'until', string>; readonly span: Span } {
  const of = (name: string) => {
    const day = params.get(name)
    return day !== null && isCalendarDate(day) ? day : undefined
  }
  const [from, until] = [of('tu'), of('den')]
  return {
    days: { from: from ? written(from) : '', until: until ? written(until) : '' },
    span: {
      ...(from ? { from: `${addDays(from, -1)}T17:00:00.000Z` } : {}),
      ...(until ? { until: `${until}T16:59:59.999Z` } : {}),
    },
  }
}

function Happened({ programme }: { readonly programme: string }) {
  const words = useRoomWords(trailWords)
  const [params, setParams] = useSearchParams()
  const { days, span } = spanIn(params)
  const answer = useInfiniteQuery({
    queryKey: ['trail', programme, span],
    queryFn: ({ pageParam }) =>
      ask(`programmes/${programme}/events`, listOf(EventView), { query: { ...span, limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
  const query = new URLSearchParams({ ...span })
  const address = (format: string) => `/api/programmes/${programme}/events/export?${query}&format=${format}`
  return (
    <section aria-label={words.title}>
      <SpanForm
        key={`${days.from} ${days.until}`}
        days={days}
        show={(from, until) =>
          setParams((before) => {
            const after = new URLSearchParams(before)
            for (const [name, day] of [
              ['tu', from],
              ['den', until],
            ] as const) {
              if (day) after.set(name, day)
              else after.delete(name)
            }
            return after
          })
        }
      />
      <p className="exports">
        <a href={address('xlsx')} download>
          {words.exportSheet}
        </a>
        <a href={address('jsonl')} download>
          {words.exportLines}
        </a>
      </p>
      <Asked answer={answer}>
        {({ pages }) => {
          const events = pages.flatMap(({ items }) => items)
          return (
            <>
              {events.length === 0 ? <p>{words.none}</p> : <EventTable events={events} />}
              <Older answer={answer}>{words.older}</Older>
            </>
          )
        }}
      </Asked>
    </section>
  )
}

interface SpanFormProps {
  readonly days: { readonly from: string; readonly until: string }
  readonly show: (from: CalendarDate | undefined, until: CalendarDate | undefined) => void
}

function SpanForm({ days, show }: SpanFormProps) {
  const words = useRoomWords(trailWords)
  const { clock } = useWords()
  const [typed, setTyped] = useState(days)
  const [isTried, setTried] = useState(false)
  const isWrong = (text: string) => isTried && text.trim() !== '' && dayTyped(text) === undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const [from, until] = [dayTyped(typed.from), dayTyped(typed.until)]
    const isWhole = [typed.from, typed.until].every((text) => text.trim() === '' || dayTyped(text) !== undefined)
    if (isWhole) show(from, until)
  }
  return (
    <form className="span" onSubmit={submit}>
      {(['from', 'until'] as const).map((name) => (
        <TextInput
          key={name}
          label={words[name]}
          value={typed[name]}
          placeholder="31/12/2015"
          autoComplete="off"
          error={isWrong(typed[name]) ? clock.notADay : undefined}
          onChange={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
        />
      ))}
      <Button type="submit" variant="default">
        {words.show}
      </Button>
    </form>
  )
}

function EventTable({ events }: { readonly events: readonly EventView[] }) {
  const words = useRoomWords(trailWords)
  return (
    <table className="tasks trail" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.at}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.thing}</th>
          <th scope="col">{words.who}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow key={`${event.thing} ${event.seq}`} event={event} />
        ))}
      </tbody>
    </table>
  )
}

function EventRow({ event }: { readonly event: EventView }) {
  const { thing, type, at, actor, from, data } = event
  const words = useRoomWords(trailWords)
  const ofCycles = useRoomWords(cycleWords)
  const ofContributions = useRoomWords(contributionWords)
  const all = useWords()
  const { nameOf, here } = useOffice()
  const names: readonly { readonly [type: string]: string | undefined }[] = [
    all.events,
    ofCycles.events,
    ofContributions.events,
    words.events,
  ]
  const called = names.map((ofRoom) => ofRoom[type]).find((name) => name !== undefined)
  const place = placeOf(thing, here)
  const kind = words.kinds[thing.slice(0, thing.indexOf('#'))] ?? ''
  const id = thing.slice(thing.indexOf('#') + 1)
  const said = ['reason', 'text', 'remark'].map((name) => data[name]).find((value) => typeof value === 'string')
  return (
    <tr>
      <td>
        <time dateTime={at}>{momentWritten(at)}</time>
      </td>
      <td className="what">
        {called ?? type}
        {typeof said === 'string' ? (
          <span className="minor">
            <Written>{said}</Written>
          </span>
        ) : undefined}
      </td>
      <td>
        <span className="minor">{kind}</span>
        {place ? <Link href={place}>{id}</Link> : id}
      </td>
      <td className="lead">
        {actor.person === 'dondoc' ? (
          all.system
        ) : (
          <Written>
            {actor.position}, {nameOf(actor.agency)}
          </Written>
        )}
        {actor.doer ? <span className="minor">{words.doer(actor.doer)}</span> : undefined}
        {from ? <span className="minor">{words.whence(from)}</span> : undefined}
      </td>
    </tr>
  )
}

/** The page of the thing, where it has one. */
function placeOf(thing: string, here: Office['here']): string | undefined {
  const [kind, id = ''] = thing.split('#')
  switch (kind) {
    case 'TASK':
      return `/nhiem-vu/${id}`
    case 'CYCLE':
      return `/dot-ky/${id}`
    case 'CONTRIBUTION':
      return `/phan-gui/${id}`
    case 'TARGET':
      return here(`/chi-tieu/${id.slice(id.lastIndexOf('_') + 1)}`)
    default:
      return undefined
  }
}

/** As the office's clock shows it. */
function momentWritten(at: string): string {
  return new Date(at).toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
}

function Verify({ programme }: { readonly programme: string }) {
  const words = useRoomWords(trailWords)
  const { number } = useWords()
  const [anchor, setAnchor] = useState('')
  const isWrong = anchor.trim() !== '' && !/^[0-9a-f]{64}$/.test(anchor.trim())
  const verify = useMutation({
    mutationFn: () => {
      const body = anchor.trim() === '' ? {} : { anchor: anchor.trim() }
      return ask(`programmes/${programme}/verification`, VerificationView, { method: 'POST', body })
    },
  })
  const found = verify.data
  return (
    <form
      className="span"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) verify.mutate()
      }}
    >
      <TextInput
        className="anchor"
        label={words.anchor}
        value={anchor}
        autoComplete="off"
        spellCheck={false}
        error={isWrong ? words.anchorWrong : undefined}
        onChange={({ currentTarget }) => setAnchor(currentTarget.value)}
      />
      <Button type="submit" loading={verify.isPending}>
        {words.verify}
      </Button>
      <div className="verified" role="status">
        {verify.error ? <Trouble error={verify.error} /> : undefined}
        {found?.sound ? (
          <p className="said good">{words.sound(number(found.things), number(found.events), number(found.seals))}</p>
        ) : undefined}
        {found?.sound && found.anchor ? (
          <p>
            {words.keep} <code>{found.anchor}</code>
          </p>
        ) : undefined}
        {found && !found.sound ? (
          <>
            <p className="overdue">{words.flawed(number(found.found))}</p>
            <ul>
              {found.flaws.map(({ thing, seq, what, sentence }) => (
                <li key={`${thing} ${seq} ${what}`}>
                  <Written>{sentence}</Written>
                </li>
              ))}
            </ul>
          </>
        ) : undefined}
      </div>
    </form>
  )
}

function Seals({ programme }: { readonly programme: string }) {
  const words = useRoomWords(trailWords)
  const answer = useInfiniteQuery({
    queryKey: ['seals', programme],
    queryFn: ({ pageParam }) =>
      ask(`programmes/${programme}/seals`, listOf(SealView), { query: { limit: 10, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
  return (
    <section aria-labelledby="niem-phong">
      <h2 id="niem-phong">{words.seals}</h2>
      <Asked answer={answer}>
        {({ pages }) => {
          const seals = pages.flatMap(({ items }) => items)
          if (seals.length === 0) return <p>{words.noSeals}</p>
          return (
            <>
              <dl className="seals">
                {seals.map(({ day, hash }) => (
                  <div key={day}>
                    <dt>{written(day)}</dt>
                    <dd>
                      <code>{hash}</code>
                    </dd>
                  </div>
                ))}
              </dl>
              <Older answer={answer}>{words.older}</Older>
            </>
          )
        }}
      </Asked>
    </section>
  )
}
