/** The office's working calendar as the system holds it: one thing, entered with the first programme that brings it. */
import type { CalendarData } from './workingCalendar.ts'

export interface CalendarState {
  readonly id: string
  /** In whose trail it is kept. Every programme works by it. */
  readonly programme: string
  readonly data: CalendarData
  /** The one it took the place of: what a correction that was cut off still compares with. */
  readonly before?: CalendarData
}

export type CalendarEvent = { readonly type: 'calendarReplaced'; readonly calendar: CalendarData }

export function evolveCalendar(state: CalendarState, { calendar }: CalendarEvent): CalendarState {
  return { ...state, data: calendar, before: state.data }
}
