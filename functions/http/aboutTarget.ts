/** What a request about one target is about. */
import type { Refusal } from '../../domain/refusals.ts'
import type { HttpServices } from '../services.ts'
import { documentById, registersOf } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import type { TargetState } from '../stores/targets.ts'
import type { About } from './route.ts'

/** A target's figures answer to its owner; the programme's issuer, and its office, gave it. */
export async function aboutTarget(
  { params: { programme, target: id } }: { readonly params: { readonly programme: string; readonly target: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<TargetState> | Refusal> {
  const name = `${programme}_${id}`
  const stored = await load<TargetState>(table, 'TARGET', name)
  if (!stored) return { code: 'not-found', thing: id }
  const { state: thing, head } = stored
  const document = (await registersOf(table)).programmes.get(programme)?.document
  const givenBy = document && (await documentById(table, programme, document))?.issuer
  const parties = { lead: thing.owner ?? undefined, givenBy }
  const stands = { name: thingOf('TARGET', name), version: head.seq }
  return { thing, programme, parties, stands, read: 'target.read' }
}
