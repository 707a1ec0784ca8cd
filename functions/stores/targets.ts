/** Targets: TARGET#programme_id with the trail of its figures; every figure ever entered is kept, by period and moment. */

import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Observation } from '../../domain/targets/observation.ts'
import { decideOwner, type OwnerNaming } from '../../domain/targets/owner.ts'
import type { Target } from '../../domain/targets/target.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { allItems } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { expectingVersion } from './expected.ts'
import { registersOf, unknownDocument, whileInForce } from './programmes.ts'
import { asJson, change, everyValue, type Keeping, load, stored, thingOf } from './record.ts'

/** `held`: figures of which the agency says that it did not send them; no reckoning uses them. */
export type TargetState = Target & { readonly programme: string; readonly held?: readonly string[] }

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
  return (await allItems(table, query)).map((item) => stored<TargetState>(item).state)
}

/** Names who answers for a target's figures, on a document that was entered, while the programme is in force. */
export async function nameOwner(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  programme: string,
  target: string,
  naming: OwnerNaming,
  actor: Occasion['actor'],
): Promise<TargetState | Refusal> {
  const { programmes, directory } = await registersOf(table)
  if (programmes.get(programme)?.status !== 'inForce') return { code: 'programme-not-in-force' }
  const unknown = await unknownDocument(table, programme, naming)
  if (unknown) return unknown
  return change({ table, clock }, targetKeeping, `${programme}_${target}`, actor, (before, { day }) => {
    const event = decideOwner(before, naming, directory, day)
    if (isRefusal(event)) return event
    const { type, ...data } = event
    return { type, data, state: event.is, besides: [whileInForce(programme)] }
  })
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

/** Holds a figure that came by a link: its agency says that it did not send it. */
export function holdFigure(
  services: Pick<Services, 'table' | 'clock'>,
  { programme, id }: Pick<TargetState, 'programme' | 'id'>,
  observation: string,
  reason: string,
  actor: Occasion['actor'],
): Promise<TargetState | Refusal> {
  return change(services, targetKeeping, `${programme}_${id}`, actor, (state) => {
    const { held = [] } = state
    if (held.includes(observation)) return { code: 'already-on-hold' }
    return {
      type: 'figureDisowned',
      data: { observation, reason },
      state: { ...state, held: [...held, observation] },
    }
  })
}

/** A target's figures, and those of the target that it took over from: the two share one series. What is held is in none. */
export async function seriesOf(
  table: Table,
  programme: string,
  target: TargetInSeries,
): Promise<readonly Observation[]> {
  const { series, held } = await wholeSeriesOf(table, programme, target)
  return held.size === 0 ? series : series.filter(({ id }) => !held.has(id))
}

type TargetInSeries = Target & Pick<TargetState, 'held'>

/** The series with what is held, for whoever reads all that was ever entered. */
export async function wholeSeriesOf(
  table: Table,
  programme: string,
  { id, supersedes, held = [] }: TargetInSeries,
): Promise<{ readonly series: readonly Observation[]; readonly held: ReadonlySet<string> }> {
  const own = await figuresOf(table, programme, id)
  if (supersedes === null) return { series: own, held: new Set(held) }
  const before = await figuresOf(table, programme, supersedes)
  const former = before.some(({ byLink }) => byLink) ? await targetById(table, programme, supersedes) : undefined
  return { series: [...before, ...own], held: new Set([...held, ...(former?.held ?? [])]) }
}

const attempts = 8

/**
 * Enters the figure that a rule answers, asked with all figures there are; where somebody else entered one meanwhile it
 * is asked again. Answers the figure, which may have been there, and the target's version.
 */
export async function enterFigure(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  id: string,
  actor: Occasion['actor'],
  rule: (target: TargetState, series: readonly Observation[]) => Observation | { entered: Observation } | Refusal,
): Promise<{ readonly observation: Observation; readonly version: number } | Refusal> {
  const name = `${programme}_${id}`
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const target = await load<TargetState>(services.table, 'TARGET', name)
    if (!target) return { code: 'not-found', thing: id }
    const { state, head } = target
    const answer = rule(state, await seriesOf(services.table, programme, state))
    if (isRefusal(answer)) return answer
    if ('entered' in answer) return { observation: answer.entered, version: head.seq }
    const table = expectingVersion(services.table, thingOf('TARGET', name), head.seq)
    const recorded = await observe({ ...services, table }, programme, id, answer, actor)
    if (!isRefusal(recorded)) return { observation: answer, version: head.seq + 1 }
    if (recorded.code !== 'changed-meanwhile') return recorded
  }
  return { code: 'changed-meanwhile' }
}
