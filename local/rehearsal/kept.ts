/**
 * What a rehearsal on disk keeps of itself: what it is, so that no other goes on in its place; how far it came; and
 * what its ledger held then, so that nothing which was found before a crash is forgotten after it.
 */
import type { CalendarDate } from '../../domain/days.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Table, Write } from '../../functions/services.ts'
import { asJson, everyValue, sha256, valueAs } from '../../functions/stores/record.ts'
import type { KeptMonth } from '../bill/meter.ts'
import type { Behaviour } from './behaviour.ts'
import type { Ledger } from './invariants.ts'
import type { Rehearsal } from './rehearse.ts'

export interface KeptRehearsal {
  readonly programme: string
  /** Of the programme, the illustration and the calendar it lives by. */
  readonly content: string
  readonly seed: number
  readonly behaviour: Behaviour
  readonly faults: boolean
  readonly trackedFrom: CalendarDate | null
  /** The day it was last asked to reach. */
  readonly until: CalendarDate
  /** The last day that was lived to its end. */
  readonly livedUntil: CalendarDate | null
  /** How many processes have worked at it: each draws other names and faults. */
  readonly starts: number
  readonly violations: Ledger['violations']
  readonly checks: Ledger['checks']
}

/** What makes one rehearsal another than the next. */
const identity = ['programme', 'content', 'seed', 'behaviour', 'faults', 'trackedFrom'] as const
type Identity = Pick<KeptRehearsal, (typeof identity)[number]>

/** What makes a rehearsal this one. */
type Lived = Pick<
  Rehearsal,
  'programme' | 'illustration' | 'calendar' | 'seed' | 'behaviour' | 'faults' | 'trackedFrom'
>

export function identityOf({
  programme,
  illustration,
  calendar,
  seed,
  behaviour,
  faults,
  trackedFrom,
}: Lived): Identity {
  const content = sha256(canonical({ programme, illustration, calendar }))
  return { programme: programme.id, content, seed, behaviour, faults, trackedFrom: trackedFrom ?? null }
}

/** In what the rehearsal kept there is another than the one wanted; undefined when it is the same. */
export function differenceOf(kept: KeptRehearsal, wanted: Lived): (typeof identity)[number] | undefined {
  const own = identityOf(wanted)
  return identity.find((name) => kept[name] !== own[name])
}

export async function keptRehearsal(table: Table): Promise<KeptRehearsal | undefined> {
  const item = await table.get(key)
  return item && valueAs<KeptRehearsal>(item.value)
}

export function keptWrite(kept: KeptRehearsal): Write {
  return { put: { key, value: asJson(kept) } }
}

/** What the months used, in their order. */
export function keptUsage(table: Table): Promise<readonly KeptMonth[]> {
  return everyValue<KeptMonth>(table, { pk: key.pk, sk: { beginsWith: usagePrefix } })
}

export function usageWrite(kept: KeptMonth): Write {
  return { put: { key: { pk: key.pk, sk: `${usagePrefix}${kept.usage.month}` }, value: asJson(kept) } }
}

const key = { pk: 'REHEARSAL', sk: 'KEPT' }
const usagePrefix = 'USAGE#'
