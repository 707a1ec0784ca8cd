/** The document that a change rests on: one that was entered earlier, by its id, or its facts, entered on the way. */
import * as z from 'zod/mini'
import { Document, Slug } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { HttpServices } from '../services.ts'
import { enterDocument } from '../stores/documents.ts'
import { documentFacts } from './documents.ts'

/** Given in a meeting whose notice is awaited (chờ thông báo kết luận): facts whose number is null. */
export const Basis = z.union([Slug, z.strictObject({ id: Document.shape.id, ...documentFacts })])
export type Basis = z.output<typeof Basis>

/**
 * Enters it where that was not done before, and answers its id. Where the change itself is then refused the document
 * stays entered: its facts give nothing.
 */
export async function basisId(
  services: Pick<HttpServices, 'table' | 'clock'>,
  programme: string,
  basis: Basis,
  actor: Actor,
): Promise<string | Refusal> {
  if (typeof basis === 'string') return basis
  const entered = await enterDocument(services, programme, basis, undefined, actor)
  return isRefusal(entered) ? entered : entered.id
}
