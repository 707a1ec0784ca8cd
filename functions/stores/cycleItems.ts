/** Where a cycle and what stands beside it are: the keys of its partition, and the two reads that everybody needs. */
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Counters } from '../../domain/cycles/nextStep.ts'
import type { Key, Table } from '../services.ts'
import { load, thingOf } from './record.ts'

export function cyclePartition(id: string): string {
  return thingOf('CYCLE', id)
}

/** The cycle's own item: what a contribution makes sure of in its transaction. */
export function cycleKey(id: string): Key {
  return { pk: cyclePartition(id), sk: 'STATE' }
}

export function countersKey(cycle: string, gathering: number): Key {
  return { pk: cyclePartition(cycle), sk: `COUNTS#${gathering}` }
}

export async function cycleById(table: Table, id: string): Promise<Cycle | undefined> {
  return (await load<Cycle>(table, 'CYCLE', id))?.state
}

/** The counts of the gathering at hand; none where nobody was asked. */
export async function countersOf(table: Table, cycle: Pick<Cycle, 'id' | 'gathering'>): Promise<Counters> {
  const item = await table.get(countersKey(cycle.id, cycle.gathering))
  return { asked: Number(item?.value['asked'] ?? 0), sent: Number(item?.value['sent'] ?? 0) }
}
