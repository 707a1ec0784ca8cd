/** Begins an evaluation out of turn (đánh giá đột xuất): planned now, and opened by the next round. */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { type AdHocEvaluation, adHocEvaluation } from '../../domain/cycles/plan.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Table, WorkflowServices } from '../services.ts'
import { planCycle } from '../stores/cycles.ts'
import { documentById, programmeContext, unknownDocument } from '../stores/programmes.ts'
import { sha256 } from '../stores/record.ts'
import { targetsOfProgramme } from '../stores/targets.ts'

/** What an evaluator asks for. It is led by their own agency, and given by the body whose programme it is. */
export type EvaluationAsked = Omit<AdHocEvaluation, 'id' | 'lead' | 'givenBy'>

/** The same request is the same evaluation, however often it comes. */
export async function startEvaluation(
  services: Pick<WorkflowServices, 'table' | 'clock'>,
  programmeId: string,
  asked: EvaluationAsked,
  actor: Actor,
): Promise<Cycle | Refusal> {
  const { table, clock } = services
  const context = await programmeContext(table, programmeId)
  if (!context) return { code: 'not-found', thing: programmeId }
  const { programme, rules, directory } = context
  if (programme.status !== 'inForce') return { code: 'programme-not-in-force' }
  const { receivedBy, basis, targets = [], closesOn } = asked
  if (receivedBy !== undefined && !directory.has(receivedBy)) return { code: 'unknown-agency', agency: receivedBy }
  const unknown =
    (await unknownTarget(table, programmeId, targets)) ??
    (await unknownDocument(table, programmeId, { document: basis }))
  if (unknown) return unknown
  const lead = actor.agency
  const givenBy = (await documentById(table, programmeId, programme.document))?.issuer ?? lead
  const id = `dot-xuat_${closesOn}_${sha256(canonical({ ...asked, lead })).slice(0, 8)}`
  const evaluation = adHocEvaluation(programme, { ...asked, id, lead, givenBy }, clock.today(), rules)
  if (isRefusal(evaluation)) return evaluation
  await planCycle(services, evaluation, actor)
  return evaluation
}

async function unknownTarget(
  table: Table,
  programme: string,
  targets: readonly string[],
): Promise<Refusal | undefined> {
  if (targets.length === 0) return undefined
  const known = new Set((await targetsOfProgramme(table, programme)).map(({ id }) => id))
  const unknown = targets.find((one) => !known.has(one))
  return unknown === undefined ? undefined : { code: 'unknown-target', target: unknown }
}
