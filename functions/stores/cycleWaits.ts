/**
 * The one open wait of a cycle: CYCLE#id / WAIT, the task token of its execution. Whoever waits stores the token and
 * then looks; whoever changes the cycle records and then completes the token. Whichever is second sees the other.
 */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { nextStep, stillWaits } from '../../domain/cycles/nextStep.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Key, Table, WorkflowServices, Write } from '../services.ts'
import { countersOf, cycleById, cyclePartition } from './cycleItems.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface OpenWait {
  readonly token: string
  readonly attempt: number
  /** The day it ends by itself; absent where only somebody's act ends it. */
  readonly until?: CalendarDate
}

/** Stores the token, then looks: what came between the question and the token is not slept over. */
export async function beginWait(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  cycle: string,
  wait: OpenWait,
): Promise<void> {
  await writeSurely(services.table, [waitWrite(cycle, wait)])
  await wake(services, cycle)
}

/**
 * Completes the open wait with the word `look` when something else than that wait is next. That it ended meanwhile, by
 * its day or by somebody else, is a normal answer. Twice is harmless. Answers whether there was something to look at.
 * `known`: the cycle, for whoever changed nothing and has just read it.
 */
export async function wake(
  { table, clock, workflows }: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  id: string,
  known?: Cycle,
): Promise<boolean> {
  const wait = await openWait(table, id)
  const cycle = wait && (known ?? (await cycleById(table, id)))
  if (!wait || !cycle) return false
  const next = nextStep(cycle, await countersOf(table, cycle), clock.today())
  if (wait.attempt === cycle.attempt && stillWaits(wait, next)) return false
  await workflows.complete(wait.token, 'look')
  // Another wait may stand here by now: only this one is forgotten.
  await writeSurely(table, [{ remove: keyOf(id), when: [{ attribute: 'token', equals: wait.token }] }])
  return true
}

export function waitWrite(cycle: string, wait: OpenWait): Write {
  return { put: { key: keyOf(cycle), value: asJson(wait) } }
}

export async function openWait(table: Table, cycle: string): Promise<OpenWait | undefined> {
  const item = await table.get(keyOf(cycle))
  return item && valueAs<OpenWait>(item.value)
}

function keyOf(cycle: string): Key {
  return { pk: cyclePartition(cycle), sk: 'WAIT' }
}
