/**
 * Attaches to a plan what it gives once it is issued, checked while there is somebody to put it right: every assignment
 * is one of the programme's, or can be added to it, and every body is registered, or brought along as it is to be registered.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { decideCycle } from '../../domain/cycles/decide.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Table, WorkflowServices } from '../services.ts'
import { allAssignments } from '../stores/assignments.ts'
import { type Annex, keepAnnex } from '../stores/cyclePapers.ts'
import { changeCycle } from '../stores/cycles.ts'
import { type ProgrammeContext, programmeContext } from '../stores/programmes.ts'
import { sha256 } from '../stores/record.ts'
import { isAddition, whyNotAdded } from './addWork.ts'
import { registeredOtherwise } from './registers.ts'

export async function attachAnnex(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  cycle: Cycle,
  annex: Annex,
  actor: Actor,
): Promise<Cycle | Refusal> {
  const { table, clock } = services
  const context = await programmeContext(table, cycle.programme)
  if (!context) return { code: 'not-found', thing: cycle.programme }
  const hash = sha256(canonical(annex))
  const command = { type: 'attachAnnex', assignments: annex.assignments.length, hash } as const
  // Asked before anything is kept, and again when it is recorded.
  const asked = decideCycle(cycle, command, { ...context.rules, today: clock.today(), actor })
  if (asked && isRefusal(asked)) return asked
  const refusal =
    (await unfitAssignment(table, context, annex, clock.today())) ??
    unknownBody(context, annex) ??
    (await registeredOtherwise(table, annex))
  if (refusal) return refusal
  await keepAnnex(table, cycle.id, annex)
  return changeCycle(services, context.rules, cycle.id, actor, command)
}

async function unfitAssignment(
  table: Table,
  context: ProgrammeContext,
  { document, agencies, assignments }: Annex,
  today: CalendarDate,
): Promise<Refusal | undefined> {
  const { programme } = context
  const known = new Map((await allAssignments(table, programme.id)).map((one) => [one.id, one]))
  const directory = new Map([...agencies.map((agency) => [agency.id, agency] as const), ...context.directory])
  for (const entry of assignments) {
    if (!isAddition(known.get(`${programme.id}_${entry.id}`), entry)) continue
    const refusal = await whyNotAdded(table, { programme, directory }, entry, document.issuer, today)
    if (refusal) return refusal
  }
  return undefined
}

function unknownBody({ directory, groups }: ProgrammeContext, annex: Annex): Refusal | undefined {
  const known = new Set([
    ...directory.keys(),
    ...groups.keys(),
    ...[...annex.agencies, ...annex.groups].map(({ id }) => id),
  ])
  const named = annex.assignments.flatMap(({ lead, group, givenBy, submittedTo, cooperating = [] }) =>
    [lead, group, givenBy, submittedTo, ...cooperating.map(({ agency }) => agency)].filter((one) => one !== undefined),
  )
  const unknown = named.find((one) => !known.has(one))
  return unknown === undefined ? undefined : { code: 'unknown-agency', agency: unknown }
}
