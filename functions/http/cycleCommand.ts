/** What every command about a cycle is made of: its address, its document, the rule asked, the answer. */
import * as z from 'zod/mini'
import { CycleView } from '../../domain/cycles/cycleView.ts'
import type { CycleCommand } from '../../domain/cycles/decide.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { HttpServices } from '../services.ts'
import { changeCycle } from '../stores/cycles.ts'
import { programmeContext } from '../stores/programmes.ts'
import { aboutCycle, type CycleAsked } from './aboutCycle.ts'
import { type Basis, basisId } from './basis.ts'
import { cycleReply } from './cycles.ts'
import { fileIds, OfficeDay, ThingId, typed } from './fields.ts'
import type { Reply } from './route.ts'

/** POST, answered by the cycle as it then stands. */
export const ofCycle = {
  method: 'POST',
  params: z.strictObject({ cycle: ThingId }),
  answer: CycleView,
  about: aboutCycle,
} as const

/** A draft, a plan, a report: facts and file references. What an issued one must have is the rule's to say. */
export const paperFields = z.strictObject({
  title: typed(500),
  number: z.exactOptional(typed(100)),
  issuedOn: z.exactOptional(OfficeDay),
  signer: z.exactOptional(typed(200)),
  files: fileIds,
})

export interface CycleCall {
  readonly thing: CycleAsked
  readonly actor: Actor
}

/** Records what is asked of the cycle; its execution is told by the store. */
export async function carryOut(
  { thing: { cycle }, actor }: CycleCall,
  services: HttpServices,
  command: CycleCommand,
): Promise<Reply<CycleView> | Refusal> {
  const context = await programmeContext(services.table, cycle.programme)
  if (!context) return { code: 'not-found', thing: cycle.programme }
  const answer = await changeCycle(services, context.rules, cycle.id, actor, command)
  return isRefusal(answer) ? answer : cycleReply(services, cycle.id)
}

/** The same for a change that rests on a document. */
export async function carryOutOn(
  call: CycleCall,
  services: HttpServices,
  basis: Basis,
  command: (document: string) => CycleCommand,
): Promise<Reply<CycleView> | Refusal> {
  const document = await basisId(services, call.thing.cycle.programme, basis, call.actor)
  return typeof document === 'string' ? carryOut(call, services, command(document)) : document
}
