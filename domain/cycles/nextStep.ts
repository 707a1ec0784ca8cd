/** What is next for a cycle, said by its record alone: the one question that every execution asks, again and again. */
import { addDays, type CalendarDate } from '../days.ts'
import type { Cycle, StageName } from './cycle.ts'

/** How many were asked in the gathering at hand, and how many of them have sent. */
export interface Counters {
  readonly asked: number
  readonly sent: number
}

export type NextStep =
  /** Until somebody acts, or the day begins, whichever is first. */
  { readonly do: 'wait'; readonly until?: CalendarDate } | { readonly do: Doing }

export type Doing =
  | 'ask'
  | 'close'
  | 'freeze'
  | 'consolidate'
  | 'score'
  | 'assign'
  | 'archive'
  | 'tell'
  /** Nothing is left to do. */
  | 'end'

/** As much of a cycle as says what is next. */
export type Standing = Pick<Cycle, 'opensOn' | 'closesOn' | 'gatherUntil'> & {
  readonly stage: { readonly name: StageName }
}

/** A closing day counts to its end, so what waits for it waits until the day after begins. */
export function nextStep(cycle: Standing, { asked, sent }: Counters, today: CalendarDate): NextStep {
  switch (cycle.stage.name) {
    case 'planned':
      return { do: 'wait', until: cycle.opensOn }
    case 'freezing':
      return after(cycle.closesOn, today, 'freeze')
    case 'asking':
      return { do: 'ask' }
    case 'gathering':
      return sent >= asked ? { do: 'close' } : after(cycle.gatherUntil, today, 'close')
    case 'closing':
    case 'settling':
      return { do: 'close' }
    case 'consolidating':
      return { do: 'consolidate' }
    case 'scoring':
      return { do: 'score' }
    case 'assigning':
      return { do: 'assign' }
    case 'archiving':
      return { do: 'archive' }
    case 'publishing':
    case 'telling':
      return { do: 'tell' }
    case 'drafting':
    case 'reviewing':
    case 'issuing':
    case 'finalising':
    case 'receiving':
    case 'judging':
    case 'sealing':
      return { do: 'wait' }
    case 'ended':
      return { do: 'end' }
    default:
      return cycle.stage.name satisfies never
  }
}

function after(day: CalendarDate, today: CalendarDate, then: Doing): NextStep {
  return today > day ? { do: then } : { do: 'wait', until: addDays(day, 1) }
}

/** Whether what a wait was opened for is still what is next: if not, whoever waits must look. */
export function stillWaits(wait: { readonly until?: CalendarDate }, next: NextStep): boolean {
  return next.do === 'wait' && next.until === wait.until
}
