/** Moving the clock of a demo: by a day, a week, to the next deadline, or to a date. It never goes back. */
import * as z from 'zod/mini'
import { addDays, type CalendarDate, earlier } from './days.ts'
import { Moment } from './moment.ts'
import { Day } from './programme/schema.ts'
import type { Refusal } from './refusals.ts'

export const ClockMove = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('day') }),
  z.strictObject({ by: z.literal('week') }),
  z.strictObject({ by: z.literal('nextDeadline') }),
  z.strictObject({ by: z.literal('date'), to: Day }),
])
export type ClockMove = z.infer<typeof ClockMove>

/** The clock as it is shown. */
export const ClockView = z.strictObject({
  now: Moment,
  today: Day,
  /** In a demo alone. */
  movable: z.boolean(),
  /** While it is being moved: where to. `today` says how far it has come. */
  movingTo: z.optional(Day),
})
export type ClockView = z.infer<typeof ClockView>

/** The day a move leads to. `nextDeadline` is the first day after today on which open work falls due. */
export function destination(
  move: ClockMove,
  today: CalendarDate,
  nextDeadline: CalendarDate | undefined,
): CalendarDate | Refusal {
  switch (move.by) {
    case 'day':
      return reachable(addDays(today, 1), today)
    case 'week':
      return reachable(addDays(today, 7), today)
    case 'nextDeadline':
      return nextDeadline ? reachable(nextDeadline, today) : { code: 'no-deadline-ahead', today }
    case 'date':
      return reachable(move.to, today)
    default:
      return move satisfies never
  }
}

/** Each day passed is lived: ten years are a minute's work, and nobody waits for a typing error of a century. */
const daysAtOnce = 3653
/** Well within the years that the working calendar can be computed for. */
const lastDay: CalendarDate = '2099-12-31'

function reachable(wanted: CalendarDate, today: CalendarDate): CalendarDate | Refusal {
  const latest = earlier(addDays(today, daysAtOnce), lastDay)
  if (wanted <= today) return { code: 'clock-goes-forward', wanted, today }
  return wanted <= latest ? wanted : { code: 'clock-too-far', wanted, latest }
}
