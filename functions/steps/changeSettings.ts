/**
 * Other rules for a programme: how it reminds, accepts and counts. First the rules, then the place of everything open
 * in the queue of reminders; cut off between the two it is finished by asking again.
 */
import { decideSettings, evolveProgramme } from '../../domain/programme/programmeState.ts'
import type { Settings } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Services } from '../services.ts'
import { programmeKeeping, unknownDocument } from '../stores/programmes.ts'
import { change } from '../stores/record.ts'
import { replanAll } from './replanAll.ts'

/** `changed` gives the new rules for those in force. Answers how many reminders have another day. */
export async function changeSettings(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  changed: (settings: Settings) => Settings,
  document: string,
  actor: Actor,
): Promise<{ readonly replanned: number } | Refusal> {
  const unknown = await unknownDocument(services.table, programme, { document })
  if (unknown) return unknown
  const answer = await change(services, programmeKeeping, programme, actor, (state, occasion) => {
    const event = decideSettings(state, changed(state.settings), document)
    if (isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, state: evolveProgramme(state, event, occasion) }
  })
  // What stands so already may have been cut off before everything was planned anew.
  if (isRefusal(answer) && answer.code !== 'nothing-to-change') return answer
  const replanned = await replanAll(services.table, programme)
  return isRefusal(answer) && replanned === 0 ? answer : { replanned }
}
