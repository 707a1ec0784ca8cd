/** Targets: TARGET#programme_id with the trail of its figures; every figure ever entered is kept, by period and moment. */

import type { Refusal } from '../../domain/refusals.ts'
import type { Observation } from '../../domain/targets/observation.ts'
import type { Target } from '../../domain/targets/target.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { everyItem } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { asJson, change, everyValue, type Keeping, load, stored } from './record.ts'

export type TargetState = Target & { readonly programme: string }

export const targetKeeping: Keeping<TargetState> = {
  kind: 'TARGET',
  idOf: ({ programme, id }) => `${programme}_${id}`,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ programme, id }) => ({ byProgramme: { pk: `TARGETS#${programme}`, sk: id } }),
}

export async function targetById(table: Table, programme: string, id: string): Promise<TargetState | undefined> {
  return (await load<TargetState>(table, 'TARGET', `${programme}_${id}`))?.state
}

export async function targetsOfProgramme(table: Table, programme: string): Promise<readonly TargetState[]> {
  const query = { index: 'byProgramme', pk: `TARGETS#${programme}` } as const
  return Array.fromAsync(everyItem(table, query), (item) => stored<TargetState>(item).state)
}

/**
 * Enters one figure beside those there are; a later kind supersedes when it is read, none is erased. One that comes
 * again, because its sender did not hear that it was entered, stays as it was.
 */
export async function observe(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  target: string,
  observation: Observation,
  actor: Occasion['actor'],
): Promise<TargetState | Refusal> {
  const id = `${programme}_${target}`
  const key = { pk: `FIGURES#${id}`, sk: `${observation.recordedAt}#${observation.id}` }
  const entered = await services.table.get(key)
  return change(services, targetKeeping, id, actor, (state) =>
    entered
      ? undefined
      : {
          type: 'figureEntered',
          data: { observation },
          state,
          besides: [{ put: { key, value: asJson(observation) }, when: [{ is: 'absent' }] }],
        },
  )
}

/** All figures of a target in the order they were entered. */
export async function figuresOf(table: Table, programme: string, target: string): Promise<readonly Observation[]> {
  return everyValue<Observation>(table, { pk: `FIGURES#${programme}_${target}` })
}
