/**
 * What a programme that has ended still takes: nothing moves any more, but what was entered wrongly is put right, a
 * paper that was awaited is entered and named, and an agency that hears late what was entered in its name may object.
 */
import type { Action } from '../access/access.ts'
import type { Refusal } from '../refusals.ts'
import type { ProgrammeState } from './programmeState.ts'

const afterTheEnd: ReadonlySet<string> = new Set<Action>([
  'task.see',
  'task.object',
  'task.disown',
  'task.settleHeld',
  'task.correct',
  'task.supplyDocument',
  'contribution.object',
  'target.disown',
  'target.correct',
  'document.enter',
  // Ended again by the same document, it finishes an end that was cut off.
  'programme.end',
  'trail.verify',
  'destruction.askFile',
  'destruction.confirm',
  'destruction.drop',
])

/**
 * Whether a programme takes a change at all, whatever the thing: yes, or the refusal that says why not. `action` is one
 * of the access tables, or what is done with a task without anybody's hand (`task.close`).
 */
export function programmeTakes(action: string, status: ProgrammeState['status']): 'yes' | Refusal {
  const taken = status === 'inForce' || (status === 'ended' && afterTheEnd.has(action))
  return taken ? 'yes' : { code: 'programme-not-in-force' }
}
