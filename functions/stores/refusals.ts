/**
 * What people were not allowed, in the trail: REFUSALS#person_day, one thing a person and day, each refusal an event of
 * it. An attacker needs an account to be refused as somebody, and of one account a day holds so many events and then a
 * number: what the store takes is bounded by how many people there are, however often they try.
 */

import type { Capacity } from '../../domain/agencies/person.ts'
import type { CalendarDate, Instant } from '../../domain/days.ts'
import type { Services, Table } from '../services.ts'
import { officeKept } from './office.ts'
import { registersOf } from './programmes.ts'
import { type Keeping, load, recordWrites, thingOf, writeSurely, writeWhere } from './record.ts'

/** Who was refused: as the first of what they may act as today. */
export interface RefusedPerson {
  readonly person: { readonly id: string }
  readonly capacities: readonly Pick<Capacity, 'agency' | 'title'>[]
}

/** What was refused: the operation of the API, where it was asked, and the refusal's code. */
export interface RefusedRequest {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly code: string
}

/** The refusals of one person on one day of the office. */
export interface RefusalsState {
  readonly id: string
  readonly programme: string
  readonly person: string
  readonly day: CalendarDate
  readonly since: Instant
}

export const refusalsKeeping: Keeping<RefusalsState> = {
  kind: 'REFUSALS',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
}

/** So many of a person and a day are told one by one. */
export const mostRefusalsTold = 50

/** Those beyond it are counted: REFUSALS#person_day / MORE. */
const moreKey = 'MORE'

export async function recordRefusal(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  { person, capacities }: RefusedPerson,
  request: RefusedRequest,
): Promise<void> {
  const day = clock.today()
  const id = `${person.id}_${day}`
  const [first] = capacities
  const actor = { person: person.id, position: first?.title ?? '', agency: first?.agency ?? '' }
  // Two requests of one person may be refused at the same moment; of both, one is first.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await load<RefusalsState>(table, refusalsKeeping.kind, id)
    if (before && before.head.seq >= mostRefusalsTold) break
    const programme = before?.state.programme ?? (await trailOf(table))
    if (programme === undefined) return
    const at = clock.now()
    const state = before?.state ?? { id, programme, person: person.id, day, since: at }
    const change = { type: 'requestRefused', data: { ...request }, state }
    const { writes } = recordWrites(refusalsKeeping, before, change, { at, day, actor })
    if (await writeWhere(table, writes)) return
  }
  await writeSurely(table, [{ update: { pk: thingOf(refusalsKeeping.kind, id), sk: moreKey }, add: { times: 1 } }])
}

const attempts = 4

/** The office's own trail; a demo, which has none, uses its first programme's. */
async function trailOf(table: Table): Promise<string | undefined> {
  const office = await officeKept(table)
  if (office) return office.id
  const [first] = (await registersOf(table)).programmes.keys()
  return first
}
