/**
 * The clock of a demo: which day it is, and moving it by a day, a week, to the next deadline or to a day. Each day on
 * the way is lived, so a move takes a while and the page follows it; then all that was known is asked anew.
 */
import { Button, Progress, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type ClockMove, ClockView } from '../../domain/clockMove.ts'
import { type CalendarDate, daysBetween, written } from '../../domain/days.ts'
import { ask } from '../api/ask.ts'
import { clockQuestion } from '../api/questions.ts'
import { dayTyped } from '../days/dayInput.ts'
import { useWords } from '../words/language.tsx'
import { Trouble } from './asked.tsx'
import { useOffice } from './office.tsx'

export function ClockBanner() {
  const { clock } = useOffice()
  return clock.movable ? <MovableClock clock={clock} /> : undefined
}

function MovableClock({ clock: { today, movingTo } }: { readonly clock: ClockView }) {
  const words = useWords()
  const { programmes } = useOffice()
  // Of several, each page says which it is about.
  const [only, another] = programmes
  const number = another ? undefined : only?.number
  const [isOpen, setOpen] = useState(false)
  const move = useMove()
  const arrival = useArrival(today, movingTo)
  return (
    <section className="clock" aria-label={words.clock.banner}>
      <div className="clockLine">
        <p className="clockName">
          {words.clock.banner}
          {number ? (
            <>
              {' · '}
              <span className="together">{words.clock.ofProgramme(number)}</span>
            </>
          ) : undefined}
        </p>
        <p className="clockDay">
          <span>{words.clock.today}: </span>
          <time dateTime={today}>
            {words.weekday(today)}, {written(today)}
          </time>
        </p>
        <button type="button" className="clockToggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words.clock.move}
        </button>
        <div className={isOpen ? 'clockMoves open' : 'clockMoves'}>
          {(['day', 'week', 'nextDeadline'] as const).map((by) => (
            <Button
              key={by}
              size="compact-md"
              variant="default"
              disabled={movingTo !== undefined || move.isPending}
              onClick={() => move.mutate({ by })}
            >
              {words.clock[by]}
            </Button>
          ))}
          <ToDay isBusy={movingTo !== undefined || move.isPending} go={(to) => move.mutate({ by: 'date', to })} />
        </div>
      </div>
      {movingTo ? <OnTheWay from={arrival.from} today={today} to={movingTo} /> : undefined}
      <p className={arrival.at && !movingTo ? 'arrived' : 'unseen'} role="status">
        {arrival.at && !movingTo ? words.clock.arrived(written(arrival.at)) : ''}
      </p>
      {move.error ? (
        <p className="clockTrouble" role="alert">
          <Trouble error={move.error} />
        </p>
      ) : undefined}
    </section>
  )
}

function useMove() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (move: ClockMove) => ask('clock', ClockView, { method: 'POST', body: move }),
    onSuccess: (clock) => client.setQueryData(clockQuestion.queryKey, clock),
  })
}

/** Where the move under way began, and where the last one ended. On another day, whoever moved it, all else is asked anew. */
function useArrival(today: CalendarDate, movingTo: CalendarDate | undefined) {
  const client = useQueryClient()
  const [from, setFrom] = useState(today)
  const [at, setAt] = useState<CalendarDate>()
  const was = useRef({ movingTo, today })
  useEffect(() => {
    const before = was.current
    was.current = { movingTo, today }
    if (movingTo && !before.movingTo) setFrom(today)
    if (!movingTo && (before.movingTo || before.today !== today)) {
      setAt(today)
      client
        .invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== clockQuestion.queryKey[0] })
        .catch(() => {})
    }
  }, [movingTo, today, client])
  return { from, at }
}

function OnTheWay({
  from,
  today,
  to,
}: {
  readonly from: CalendarDate
  readonly today: CalendarDate
  readonly to: CalendarDate
}) {
  const { clock } = useWords()
  const days = Math.max(daysBetween(from, to), 1)
  const label = clock.moving(written(today), written(to))
  return (
    <div className="onTheWay">
      <p>{label}</p>
      <Progress value={(100 * daysBetween(from, today)) / days} aria-label={label} />
    </div>
  )
}

function ToDay({ isBusy, go }: { readonly isBusy: boolean; readonly go: (day: CalendarDate) => void }) {
  const words = useWords()
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const day = dayTyped(text)
    setWrong(day === undefined)
    if (day) go(day)
  }
  return (
    <form className="toDay" onSubmit={submit}>
      <label htmlFor="den-ngay">{words.clock.toDay}</label>
      <TextInput
        id="den-ngay"
        size="xs"
        value={text}
        inputMode="text"
        autoComplete="off"
        placeholder="31/12/2015"
        aria-invalid={isWrong}
        error={isWrong ? words.clock.notADay : undefined}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setWrong(false)
        }}
      />
      <Button type="submit" size="compact-md" disabled={isBusy}>
        {words.clock.go}
      </Button>
    </form>
  )
}
