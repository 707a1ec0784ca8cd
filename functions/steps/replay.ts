/** What a thing's events make of it, each by the rule of its kind: what verify holds against the state that is kept. */
import { type Annex, type AnnexEvent, evolveAnnex } from '../../domain/annex/annex.ts'
import { type Assignment, type AssignmentEvent, evolveAssignment } from '../../domain/assignments/assignment.ts'
import { type CalendarEvent, type CalendarState, evolveCalendar } from '../../domain/calendar/calendarState.ts'
import { type Contribution, type ContributionEvent, evolveContribution } from '../../domain/cycles/contribution.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { CycleEvent } from '../../domain/cycles/decide.ts'
import { evolveCycle } from '../../domain/cycles/evolve.ts'
import { evolveProgramme, type ProgrammeEvent, type ProgrammeState } from '../../domain/programme/programmeState.ts'
import type { TaskEvent } from '../../domain/tasks/decide.ts'
import { evolve } from '../../domain/tasks/evolve.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'

/** The state that the events make, for things whose whole life is in them; undefined for others. */
export function replay(thing: string, events: readonly ChainedEvent[]): object | undefined {
  const [first, ...rest] = events
  const kind = thing.slice(0, thing.indexOf('#'))
  if (!first) return undefined
  if (kind === 'PROGRAMME') {
    const born = first.data['programme'] as ProgrammeState
    return rest.reduce((state, event) => evolveProgramme(state, eventIn<ProgrammeEvent>(event), event), born)
  }
  if (kind === 'TASK') {
    const born = first.data['task'] as Task
    return rest.reduce((task, event) => evolve(task, eventIn<TaskEvent>(event), event), born)
  }
  if (kind === 'ASSIGNMENT') {
    const born = first.data['assignment'] as Assignment
    return rest.reduce((one, event) => evolveAssignment(one, eventIn<AssignmentEvent>(event), event), born)
  }
  if (kind === 'CYCLE') {
    const born = first.data['cycle'] as Cycle
    return rest.reduce((cycle, event) => evolveCycle(cycle, eventIn<CycleEvent>(event), event), born)
  }
  if (kind === 'CONTRIBUTION') {
    const born = first.data['contribution'] as Contribution
    return rest.reduce((one, event) => evolveContribution(one, eventIn<ContributionEvent>(event), event), born)
  }
  if (kind === 'ANNEX') {
    const born = first.data['annex'] as Annex
    return rest.reduce((annex, event) => evolveAnnex(annex, eventIn<AnnexEvent>(event), event.day), born)
  }
  if (kind === 'CALENDAR') {
    const born = first.data['calendar'] as CalendarState
    return rest.reduce((state, event) => evolveCalendar(state, eventIn<CalendarEvent>(event)), born)
  }
  const name = entered[kind]
  if (!name) return undefined
  // A figure stands beside its target and does not change it. Each change of an entry carries it whole.
  const entries = events.filter(({ type }) => type !== 'figureEntered').map(({ data }) => data['is'] ?? data[name])
  if (entries.some((entry) => typeof entry !== 'object')) return undefined
  return { ...(entries.at(-1) as object), programme: first.programme }
}

/** The event as its rule answered it: the type and what came with it. */
function eventIn<Event>({ type, data }: ChainedEvent): Event {
  return { ...data, type } as Event
}

/** What each kind of thing that is entered whole is called in the events that enter and change it. */
const entered: { readonly [kind: string]: string } = {
  AGENCY: 'agency',
  GROUP: 'group',
  DOCUMENT: 'document',
  TARGET: 'target',
  PERSON: 'person',
  FILE: 'file',
}
