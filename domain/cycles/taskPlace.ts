/** Where a cycle wants its lead's task to stand, so that the four classes and the reminders say what the cycle says. */
import type { Cycle } from './cycle.ts'

export type TaskPlace = { readonly state: 'open'; readonly reason: string } | { readonly state: 'submitted' | 'done' }

/** Undefined while the task stands as its own ladder has it. */
export function taskPlace({ stage }: Pick<Cycle, 'stage'>): TaskPlace | undefined {
  switch (stage.name) {
    case 'finalising':
      return stage.returned && { state: 'open', reason: stage.returned.reason }
    case 'assigning':
    case 'receiving':
      return { state: 'submitted' }
    case 'archiving':
    case 'publishing':
    case 'telling':
      return { state: 'done' }
    case 'ended':
      return stage.outcome === 'withdrawn' || stage.outcome === 'byTask' ? undefined : { state: 'done' }
    case 'planned':
    case 'drafting':
    case 'freezing':
    case 'asking':
    case 'gathering':
    case 'closing':
    case 'consolidating':
    case 'scoring':
    case 'reviewing':
    case 'issuing':
    case 'judging':
    case 'sealing':
    case 'settling':
      return undefined
    default:
      return stage satisfies never
  }
}
