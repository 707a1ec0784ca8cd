/** The days off of a year by its order: entered, seen in days and letters, then applied. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { mayEver } from '../../domain/access/access.ts'
import { CalendarChange } from '../../domain/calendar/calendarChanges.ts'
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { written, yearOf } from '../../domain/days.ts'
import { PlanDifference } from '../../domain/reminders/planDifference.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { DayField, TextField } from '../act/fields.tsx'
import { type Field, useCheck, useForm } from '../act/form.ts'
import { ask, Refused } from '../api/ask.ts'
import { Asked, Trouble } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { Difference } from './difference.tsx'
import { daysOffIn, type Line, makeUpIn, orderSent, orderValue } from './orderForm.ts'
import { calendarDataQuestion } from './questions.ts'
import { calendarWords } from './words.ts'

export function Orders() {
  const { order: words } = useRoomWords(calendarWords)
  const { session, today } = useOffice()
  const [year, setYear] = useState<number>()
  const kept = useQuery(calendarDataQuestion)
  if (!mayEver('calendar.correct', session.roles)) return undefined
  const years = Array.from({ length: 8 }, (_, index) => yearOf(today) - 1 + index)
  return (
    <section aria-labelledby="lich-nghi">
      <h2 id="lich-nghi">{words.title}</h2>
      <p>{words.note}</p>
      <p className="actions">
        <label htmlFor="nam-lich">{words.year}</label>
        <select id="nam-lich" value={year ?? ''} onChange={({ target }) => setYear(Number(target.value) || undefined)}>
          <option value="">-</option>
          {years.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </p>
      {year === undefined ? undefined : (
        <Asked answer={kept}>
          {(data) => <OrderForm key={year} year={year} data={data} close={() => setYear(undefined)} />}
        </Asked>
      )}
    </section>
  )
}

const Preview = z.object({ days: z.array(CalendarChange), difference: PlanDifference })
const Applied = z.object({ replanned: z.int() })

function OrderForm({
  year,
  data,
  close,
}: {
  readonly year: number
  readonly data: CalendarData
  readonly close: () => void
}) {
  const { order: words } = useRoomWords(calendarWords)
  const { today, calendar } = useOffice()
  const say = useSay()
  const client = useQueryClient()
  const entry = data.years.find((one) => one.year === year)
  const [first] = entry?.daysOff ?? []
  const title = first ? (data.sources[first.source]?.title ?? '') : ''
  const preview = useMutation({
    mutationFn: (body: object) => ask('calendar/preview', Preview, { method: 'POST', body }),
  })
  const form = useForm({
    draft: `calendar/${year}`,
    initial: { ...orderValue(year, entry, title, calendar), seen: '' },
    send: ({ seen: _, ...value }) => ask('calendar', Applied, { method: 'PATCH', body: orderSent(value, today) }),
    done() {
      // The days of work are kept for long, since they seldom change: now they have.
      client.invalidateQueries({ queryKey: ['calendar'] }).catch(() => {})
      say(words.applied)
      close()
    },
    fieldAt: fieldOf,
  })
  const { seen: _, ...value } = form.values
  const asked = JSON.stringify(orderSent(value, today))
  const seen = form.field('seen')
  const isSeen = seen.value === asked && preview.data !== undefined
  useCheck(seen, () => (isSeen ? undefined : words.previewFirst))
  const confirmed = form.field('confirmed')
  return (
    <div className="rulesForm">
      <ActionForm form={form} action={words.apply} told={[]} changes={words.changes} cancel={close}>
        <div className="sideBySide">
          <TextField field={form.field('number')} label={words.number} most={200} />
          <DayField field={form.field('date')} label={words.date} />
        </div>
        <TextField field={form.field('title')} label={words.sourceTitle} most={1000} />
        <Lines field={form.field('daysOff')} label={words.daysOff} hint={words.daysOffHint} read={daysOffIn} />
        <Lines field={form.field('makeUp')} label={words.makeUp} hint={words.makeUpHint} read={makeUpIn} />
        <label className="checkLine">
          <input
            id={confirmed.id}
            type="checkbox"
            checked={confirmed.value}
            onChange={({ target }) => confirmed.set(target.checked)}
          />
          {words.confirmed}
        </label>
        <p>
          <Button
            variant="default"
            id={seen.id}
            loading={preview.isPending}
            onClick={() => {
              seen.set(asked)
              preview.mutate(orderSent(value, today))
            }}
          >
            {words.preview}
          </Button>
        </p>
        {preview.error ? (
          <div className="wrong" role="alert">
            <Trouble error={preview.error} />
            <ul>
              {(preview.error instanceof Refused ? preview.error.errors : []).map(({ path, sentence }) => (
                <li key={`${path} ${sentence}`}>
                  <Written>{sentence}</Written>
                </li>
              ))}
            </ul>
          </div>
        ) : undefined}
        {isSeen && preview.data ? <Changes answer={preview.data} /> : undefined}
      </ActionForm>
    </div>
  )
}

/** The lines of a year are one field each. */
function fieldOf(path: string): string {
  if (path.includes('daysOff')) return 'daysOff'
  if (path.includes('makeUpDays')) return 'makeUp'
  return path.includes('order') ? 'number' : path
}

function Changes({ answer: { days, difference } }: { readonly answer: z.infer<typeof Preview> }) {
  const { difference: words } = useRoomWords(calendarWords)
  return (
    <>
      <h3>{words.days}</h3>
      {days.length === 0 ? <p>{words.noDays}</p> : undefined}
      <ul className="plainList">
        {days.map(({ day, was, becomes }) => (
          <li key={day}>
            <Written>{words.dayLine(written(day), was, becomes)}</Written>
          </li>
        ))}
      </ul>
      <Difference difference={difference} />
    </>
  )
}

interface LinesProps {
  readonly field: Field<string>
  readonly label: string
  readonly hint: string
  readonly read: (text: string) => readonly Line<unknown>[]
}

function Lines({ field, ...props }: LinesProps) {
  const { order: words } = useRoomWords(calendarWords)
  const wrong = props.read(field.value).find((one) => one.read === undefined)
  return (
    <>
      <TextField field={field} label={props.label} hint={props.hint} most={20_000} long optional />
      {wrong && !field.wrong ? <p className="wrong">{words.notALine(wrong.line)}</p> : undefined}
    </>
  )
}
