/**
 * A workflow step as its hosts call it: one a file, named in the ASL by the file's name, given the Payload that the
 * state machine says. It parses at the door, and may be called again with the same Payload at any time.
 */
import type * as z from 'zod/mini'
import type { JsonObject } from '../services.ts'
import { asJson } from '../stores/record.ts'

export type Step<Needs> = (services: Needs, payload: unknown) => Promise<JsonObject>

export function asStep<Schema extends z.ZodMiniType, Needs>(
  schema: Schema,
  run: (services: Needs, input: z.output<Schema>) => Promise<object>,
): Step<Needs> {
  return async (services, payload) => asJson(await run(services, schema.parse(payload)))
}
