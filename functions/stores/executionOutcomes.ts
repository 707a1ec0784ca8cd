/** What became of executions that failed, timed out or were stopped: EXECUTIONS#machine, by name. */
import type { Instant } from '../../domain/days.ts'
import type { ExecutionStatus, Table } from '../services.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface ExecutionOutcome {
  readonly machine: string
  readonly name: string
  readonly status: Exclude<ExecutionStatus, 'RUNNING' | 'SUCCEEDED'>
  readonly error: string
  readonly cause: string
  readonly at: Instant
}

export async function keepExecutionOutcome(table: Table, outcome: ExecutionOutcome): Promise<void> {
  const { machine, name } = outcome
  await writeSurely(table, [{ put: { key: keyOf(machine, name), value: asJson(outcome) } }])
}

/** Undefined while it runs, and where it succeeded. */
export async function executionOutcome(
  table: Table,
  machine: string,
  name: string,
): Promise<ExecutionOutcome | undefined> {
  const item = await table.get(keyOf(machine, name))
  return item && valueAs<ExecutionOutcome>(item.value)
}

function keyOf(machine: string, name: string) {
  return { pk: `EXECUTIONS#${machine}`, sk: name }
}
