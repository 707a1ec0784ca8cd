/**
 * A letter that is being sent is in one hand: whoever sends it writes a name of its own and a lease into the letter's record
 * before, so that of two who come at once only one sends. Once the lease has run out, whoever held it is taken for dead,
 * and the next sends the same letter.
 */
import type { Instant } from '../../domain/days.ts'
import { type Condition, type Item, type Services, type Table, UnknownOutcome, type Write } from '../services.ts'

/** What a letter's record says while its `state` is `sending`, and keeps afterwards. */
export interface LetterLease {
  /** Who sends it: a name that nobody else has. */
  readonly holder: string
  readonly leaseUntil: Instant
}

/** Long enough for a slow mail server, short enough that the same morning's next try takes over. */
const leaseMinutes = 5

export function newLease({ clock, ids }: Pick<Services, 'clock' | 'ids'>): LetterLease {
  const until = new Date(Date.parse(clock.now()) + leaseMinutes * 60_000).toISOString()
  return { holder: ids.next(), leaseUntil: until as Instant }
}

/** Takes a letter that nobody had, with what is written beside its record. False: somebody else was first. */
export function takeFirst(
  table: Table,
  record: Item,
  { holder }: LetterLease,
  besides: readonly Write[],
): Promise<boolean> {
  return take(table, record, holder, [{ put: record, when: [{ is: 'absent' }] }, ...besides])
}

/** Takes over a letter that `before` let go of, or held until its lease ran out. False: somebody else did. */
export function takeFrom(
  table: Table,
  record: Item,
  { holder }: LetterLease,
  before: LetterLease & { readonly state: string },
): Promise<boolean> {
  const when: Condition[] = [
    { attribute: 'state', equals: before.state },
    { attribute: 'holder', equals: before.holder },
    { attribute: 'leaseUntil', equals: before.leaseUntil },
  ]
  return take(table, record, holder, [{ put: record, when }])
}

async function take(table: Table, { key }: Item, holder: string, writes: readonly Write[]): Promise<boolean> {
  try {
    return (await table.transact(writes)).committed
  } catch (error) {
    if (!(error instanceof UnknownOutcome)) throw error
    // A letter that its own holder took without knowing would wait for its lease, and perhaps for tomorrow.
    return (await table.get(key))?.value['holder'] === holder
  }
}
