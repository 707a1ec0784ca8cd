/**
 * What is told of a person and a day, one thing a day, each telling an event of it: so many, and then a number. What the
 * store takes is bounded by how many people there are, however often somebody tries.
 */
import type { CalendarDate, Instant } from '../../domain/days.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Services, Table } from '../services.ts'
import { officeKept } from './office.ts'
import { registersOf } from './programmes.ts'
import { type Keeping, load, recordWrites, thingOf, writeSurely, writeWhere } from './record.ts'

export interface ToldOfDay {
  readonly id: string
  readonly programme: string
  readonly person: string
  readonly day: CalendarDate
  readonly since: Instant
}

export interface Telling {
  readonly kind: 'REFUSALS' | 'SIGNINS'
  readonly person: string
  /** Several kinds of tellings of one person and day are counted apart: `failed`. */
  readonly apart?: string
  /** So many are told one by one. */
  readonly most: number
  readonly actor: Actor
  readonly type: string
  readonly data: object
}

/** Those beyond are counted: REFUSALS#person_day / MORE. */
const moreKey = 'MORE'

const attempts = 4

export async function tellOfDay(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  { kind, person, apart, most, actor, type, data }: Telling,
): Promise<void> {
  const day = clock.today()
  const id = [person, day, ...(apart === undefined ? [] : [apart])].join('_')
  const keeping: Keeping<ToldOfDay> = { kind, idOf: (told) => told.id, programmeOf: ({ programme }) => programme }
  // Two requests of one person may come at the same moment; of both, one is first.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await load<ToldOfDay>(table, kind, id)
    if (before && before.head.seq >= most) break
    const programme = before?.state.programme ?? (await trailOf(table))
    if (programme === undefined) return
    const at = clock.now()
    const state = before?.state ?? { id, programme, person, day, since: at }
    const { writes } = recordWrites(keeping, before, { type, data, state }, { at, day, actor })
    if (await writeWhere(table, writes)) return
  }
  await countOfDay(table, kind, id)
}

export async function countOfDay(table: Table, kind: Telling['kind'], id: string): Promise<void> {
  await writeSurely(table, [{ update: { pk: thingOf(kind, id), sk: moreKey }, add: { times: 1 } }])
}

/** The office's own trail; a demo, which has none, uses its first programme's. */
async function trailOf(table: Table): Promise<string | undefined> {
  const office = await officeKept(table)
  if (office) return office.id
  const [first] = (await registersOf(table)).programmes.keys()
  return first
}
