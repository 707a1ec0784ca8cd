/** What the calendar asks of the API. */
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { mayEver } from '../../domain/access/access.ts'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { ownAgencies, readsWholeProgramme } from '../../domain/firstAsked.ts'
import { PlannedReminder, SentLetter, SentReminder } from '../../domain/reminders/reminderView.ts'
import { ask } from '../api/ask.ts'

export interface Said {
  readonly planned: readonly PlannedReminder[]
  readonly sent: readonly { readonly letter: string; readonly on: CalendarDate; readonly addressee: string }[]
}

const OfDays = z.object({ planned: z.array(PlannedReminder), sent: z.array(SentLetter) })
const OfAgency = z.object({ planned: z.array(PlannedReminder), sent: z.array(SentReminder) })

/** What was and what will be said over some days: in the whole office, or to the own agencies alone. */
export const saidQuestion = (session: SessionView, from: CalendarDate, until: CalendarDate) =>
  queryOptions({
    queryKey: ['said', session.person, from, until],
    queryFn: async (): Promise<Said> => {
      if (!mayEver('reminder.read', session.roles)) return { planned: [], sent: [] }
      if (readsWholeProgramme(session)) {
        return ask('reminders', OfDays, { query: { day: from, until, limit: 200 } })
      }
      const each = await Promise.all(
        ownAgencies(session).map((agency) => ask(`agencies/${agency}/reminders`, OfAgency, { query: { from, until } })),
      )
      const sent = new Map(each.flatMap((one) => one.sent).map((one) => [one.letter, one]))
      const planned = each.flatMap((one) => one.planned).filter(({ on }) => on >= from)
      return { planned, sent: [...sent.values()] }
    },
  })

/** As it is kept, with the orders of its years. */
export const calendarDataQuestion = queryOptions({
  queryKey: ['calendar', 'kept'],
  queryFn: () => ask('calendar', CalendarData),
})
