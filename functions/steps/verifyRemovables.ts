/**
 * What verify proves of values that may be destroyed: each that is kept matches the digest its event has, and each that
 * is not was destroyed by two people on a paper, which the trail names.
 */

import type { ChainedEvent, Flaw } from '../../domain/trail/chain.ts'
import {
  type Destroyed,
  type Destruction,
  destructionConfirmed,
  destructionDone,
} from '../../domain/trail/destruction.ts'
import { digestOf, digestsIn, type KeptValues, uncovered } from '../../domain/trail/removable.ts'
import type { Table } from '../services.ts'
import { sha256 } from '../stores/record.ts'
import { keptOf } from '../stores/removables.ts'

/** Of events whose chain holds. `whole`: with every value that is kept in its place, which is what states are made of. */
export async function verifyRemovables(
  table: Table,
  thing: string,
  events: readonly ChainedEvent[],
): Promise<{
  readonly flaws: readonly Flaw[]
  readonly destroyed: readonly Destroyed[]
  readonly whole: readonly ChainedEvent[]
}> {
  if (!events.some(({ data }) => digestsIn(data).size > 0)) return { flaws: [], destroyed: [], whole: events }
  const kept = await keptOf(table, thing)
  const flaws: Flaw[] = []
  const known = new Set<string>()
  for (const { seq, data } of events) {
    for (const [path, digest] of digestsIn(data)) {
      known.add(`${seq} ${path}`)
      const value = kept.get(seq)?.[path]
      // What is confirmed goes with the entry that its event repeats; what is done leaves nothing of before.
      const mayBeGone = isSaid(events, destructionConfirmed, seq, path)
      const mustBeGone = isSaid(events, destructionDone, seq + 1, path)
      if (!value && !mayBeGone) flaws.push({ thing, seq, what: 'valueMissing' })
      if (value && digestOf(value, sha256) !== digest) flaws.push({ thing, seq, what: 'valueChanged' })
      else if (value && mustBeGone) flaws.push({ thing, seq, what: 'notDestroyed' })
    }
  }
  const strays = [...kept].filter(([seq, values]) => Object.keys(values).some((path) => !known.has(`${seq} ${path}`)))
  flaws.push(...strays.map(([seq]): Flaw => ({ thing, seq, what: 'valueChanged' })))
  const destroyed = events.filter(({ type }) => type === destructionDone).flatMap((event) => told(thing, event))
  return { flaws, destroyed, whole: withValues(events, kept) }
}

function withValues(events: readonly ChainedEvent[], kept: ReadonlyMap<number, KeptValues>): readonly ChainedEvent[] {
  return events.map((event) => ({ ...event, data: uncovered(event.data, kept.get(event.seq) ?? {}) }))
}

/** Whether an event of this type, from that number on, names the value. */
function isSaid(events: readonly ChainedEvent[], type: string, from: number, path: string): boolean {
  return events.some((one) => one.type === type && one.seq >= from && destructionIn(one)?.paths.includes(path))
}

/** The hash of the event holds, and only the rule of destruction makes such an event. */
function destructionIn({ data }: ChainedEvent): Destruction | undefined {
  return data['destruction'] as Destruction | undefined
}

function told(thing: string, event: ChainedEvent): readonly Destroyed[] {
  const { paper, askedBy, confirmedBy } = destructionIn(event) ?? {}
  return paper && askedBy && confirmedBy
    ? [{ thing, paper, askedBy: askedBy.person, confirmedBy: confirmedBy.person }]
    : []
}
