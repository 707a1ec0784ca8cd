/** A programme as the system holds it: being launched, in force, or ended with a decision about all that was open. */
import type { CalendarChange } from '../calendar/calendarChanges.ts'
import type { CalendarDate } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Occasion, Task } from '../tasks/task.ts'
import { canonical } from '../trail/chain.ts'
import type { Programme, Settings } from './schema.ts'

export interface ProgrammeState {
  readonly id: string
  readonly title: string
  readonly document: string
  readonly period: Programme['period']
  readonly stages: Programme['stages']
  readonly trackedFrom: CalendarDate
  readonly settings: Settings
  readonly launchedOn: CalendarDate
  readonly status: 'launching' | 'inForce' | 'ended'
  readonly ended?: { readonly on: CalendarDate; readonly document: string }
}

export type ProgrammeEvent =
  | {
      readonly type: 'launchBegun'
      readonly content: string
      readonly programme: ProgrammeState
      /** A hash of each clause and question, by its place. */
      readonly words: { readonly [place: string]: string }
    }
  | { readonly type: 'launched'; readonly assignments: number; readonly targets: number }
  | { readonly type: 'settingsChanged'; readonly settings: Settings; readonly document: string }
  /** The office's calendar, which belongs to no programme, has changed: each in force has it in its trail. */
  | { readonly type: 'calendarChanged'; readonly content: string; readonly days: readonly CalendarChange[] }
  | { readonly type: 'programmeEnded'; readonly document: string }

export function evolveProgramme(state: ProgrammeState, event: ProgrammeEvent, { day }: Occasion): ProgrammeState {
  switch (event.type) {
    case 'launchBegun':
    case 'calendarChanged':
      return state
    case 'launched':
      return { ...state, status: 'inForce' }
    case 'settingsChanged':
      return { ...state, settings: event.settings }
    case 'programmeEnded':
      return { ...state, status: 'ended', ended: { on: day, document: event.document } }
    default:
      return event satisfies never
  }
}

/** Other rules of reminding, accepting and counting, on a document; they hold from then on. */
export function decideSettings(
  state: ProgrammeState,
  settings: Settings,
  document: string,
): Extract<ProgrammeEvent, { type: 'settingsChanged' }> | Refusal {
  if (state.status !== 'inForce') return { code: 'programme-not-in-force' }
  if (document.trim() === '') return { code: 'document-missing' }
  if (canonical(settings) === canonical(state.settings)) return { code: 'nothing-to-change' }
  return { type: 'settingsChanged', settings, document }
}

/** What becomes of a task that is open when the programme ends: each one is decided, with its document. */
export interface EndDecision {
  readonly task: string
  readonly how: 'carriedOver' | 'stopped'
  readonly document: string
}

/** The end of a programme: every task still open must be closed, carried over or stopped by a document first. */
export function decideEnd(
  state: ProgrammeState,
  open: readonly Pick<Task, 'id'>[],
  decisions: readonly EndDecision[],
  document: string,
): ProgrammeEvent | Refusal {
  if (state.status !== 'inForce') return { code: 'programme-not-in-force' }
  if (document.trim() === '') return { code: 'document-missing' }
  const decided = new Set(decisions.filter((one) => one.document.trim() !== '').map(({ task }) => task))
  const undecided = open.filter(({ id }) => !decided.has(id))
  return undecided.length > 0
    ? { code: 'tasks-undecided', count: undecided.length }
    : { type: 'programmeEnded', document }
}
