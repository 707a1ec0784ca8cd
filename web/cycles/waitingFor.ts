/** Whom or what a cycle waits for, and until when. */
import { type Directory, officeOf } from '../../domain/agencies/directory.ts'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { whenOf } from '../machines/places.ts'

export interface Waiting {
  /** Agencies, any of which can act; several that each owe something. */
  readonly agencies: readonly string[]
  /** Whoever judges belongs to no agency of the cycle. */
  readonly who?: 'evaluators' | 'sealer'
  readonly until?: CalendarDate
}

/** Undefined while the system works, before it opens and after its end. */
export function waitingFor(cycle: CycleView, directory: Directory, today: CalendarDate): Waiting | undefined {
  const { stage, lead, givenBy, receivedBy = givenBy, contributions, gatherUntil, closesOn, dueOn } = cycle
  const when = whenOf({ ...cycle, stage: { name: stage } }, cycle, today)
  const withOffice = (agency: string) => [...new Set([agency, officeOf(agency, directory, today)])]
  if (when.doing !== 'wait') return undefined
  switch (stage) {
    case 'drafting':
    case 'finalising':
      return { agencies: withOffice(lead), until: dueOn }
    case 'gathering':
      return {
        agencies: contributions
          .filter(({ state }) => state === 'asked' || state === 'returned')
          .map(({ agency }) => agency),
        until: gatherUntil,
      }
    case 'freezing':
      return { agencies: [], until: closesOn }
    case 'reviewing':
      return { agencies: [officeOf(givenBy, directory, today)], until: dueOn }
    case 'issuing':
      return { agencies: [...new Set([...withOffice(lead), ...withOffice(givenBy)])], until: dueOn }
    case 'receiving':
      return { agencies: withOffice(receivedBy) }
    case 'judging':
      return { agencies: [], who: 'evaluators', until: dueOn }
    case 'sealing':
      return { agencies: [], who: 'sealer', until: dueOn }
    default:
      return undefined
  }
}
