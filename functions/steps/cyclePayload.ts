/** What every step of a cycle is given and first looks up: ids travel, content does not. */
import * as z from 'zod/mini'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Table } from '../services.ts'
import { cycleById } from '../stores/cycleItems.ts'
import { type ProgrammeContext, programmeContext } from '../stores/programmes.ts'

const cycle = { cycleId: z.string(), attempt: z.int() }

export const CyclePayload = z.strictObject(cycle)

/** A step that goes on from where its last page ended; null for the first page. */
export const CyclePagePayload = z.strictObject({ ...cycle, after: z.nullable(z.string()) })

export async function cycleAndContext(
  table: Table,
  id: string,
): Promise<{ readonly cycle: Cycle; readonly context: ProgrammeContext }> {
  const found = await cycleById(table, id)
  const context = found && (await programmeContext(table, found.programme))
  if (!found || !context) throw new Error(`No cycle ${id}, or no programme for it`)
  return { cycle: found, context }
}

/** What a step records may be recorded already, by the same step before: that the cycle is further is no mistake. */
export function unlessDone<Answer extends object>(answer: Answer | Refusal): Answer | undefined {
  if (!isRefusal(answer)) return answer
  if (answer.code === 'cycle-not-at-stage' || answer.code === 'cycle-ended') return undefined
  throw new Error(sentence(answer))
}
