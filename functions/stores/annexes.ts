/** Annexes that were brought to a programme: ANNEX#id, its rows beside it; a programme's, in the order of their papers. */
import { type Annex, type AnnexCommand, decideAnnex, evolveAnnex } from '../../domain/annex/annex.ts'
import type { AnnexRow } from '../../domain/annex/rows.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { allItems } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { asJson, change, type Keeping, load, recordWrites, stored, thingOf, valueAs, writeWhere } from './record.ts'

export const annexKeeping: Keeping<Annex> = {
  kind: 'ANNEX',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ id, programme }) => ({ byProgramme: { pk: `ANNEXES#${programme}`, sk: id } }),
}

export async function annexById(table: Table, id: string): Promise<Annex | undefined> {
  return (await load<Annex>(table, annexKeeping.kind, id))?.state
}

export async function rowsOfAnnex(table: Table, id: string): Promise<readonly AnnexRow[]> {
  const item = await table.get(rowsKey(id))
  return item ? valueAs<{ readonly rows: readonly AnnexRow[] }>(item.value).rows : []
}

export async function annexesOfProgramme(table: Table, programme: string): Promise<readonly Annex[]> {
  const items = await allItems(table, { index: 'byProgramme', pk: `ANNEXES#${programme}` })
  return items.map((item) => stored<Annex>(item).state)
}

/** Keeps what was read. One that is there already stays as it is. */
export async function keepAnnex(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  annex: Annex,
  rows: readonly AnnexRow[],
  actor: Actor,
): Promise<void> {
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const read = { type: 'annexRead', data: { annex }, state: annex }
  const { writes } = recordWrites(annexKeeping, undefined, read, occasion)
  await writeWhere(table, [...writes, { put: { key: rowsKey(annex.id), value: asJson({ rows }) } }])
}

export async function changeAnnex(
  services: Pick<Services, 'table' | 'clock'>,
  id: string,
  actor: Actor,
  command: AnnexCommand,
): Promise<Annex | Refusal> {
  return change(services, annexKeeping, id, actor, (annex, { day }) => {
    const answer = decideAnnex(annex, command)
    if (isRefusal(answer)) return answer
    const { type, ...data } = answer
    return { type, data, state: evolveAnnex(annex, answer, day) }
  })
}

function rowsKey(id: string) {
  return { pk: thingOf(annexKeeping.kind, id), sk: 'ROWS' }
}
