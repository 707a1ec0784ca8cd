/**
 * A request that is sent again because its sender did not hear (the header Idempotency-Key): ONCE#hash, written in the
 * same transaction as what the request changes. Kept for some days: whoever did not hear asks again soon.
 */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import { everyItem } from '../paging.ts'
import type { Item, JsonObject, Table, Write } from '../services.ts'
import { carrying } from './carried.ts'
import { asJson, sha256, valueAs, writeEach, writeSurely } from './record.ts'

/** What is kept of a request under its key. */
export interface Once {
  /** Of what was asked: another request under the same key is not the same. */
  readonly fingerprint: string
  /** Of the one call that wrote it. */
  readonly call: string
  readonly at: Instant
  /** Absent where the process died between its change and its answer. */
  readonly answer?: KeptAnswer
}

export interface KeptAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}

/** Where a person's key is kept: nobody meets another's. */
export function onceName(person: string, key: string): string {
  return `ONCE#${sha256(`${person}\n${key}`)}`
}

export async function onceAt(table: Table, name: string): Promise<Once | undefined> {
  const item = await table.get({ pk: name, sk: sortKey })
  return item && valueAs<Once>(item.value)
}

/** The table, whose first transaction that is committed carries the request's record: the answer brings it at last. */
export function recordingOnce(table: Table, name: string, once: Once): Table {
  return carrying(table, {
    what: name,
    writes: [{ put: onceItem(name, once), when: [{ is: 'absent' }] }],
    isOurs: async () => (await onceAt(table, name))?.call === once.call,
  })
}

/** An answer that is longer is not kept: whoever asks again is told to look. */
const mostAnswerBytes = 200_000

export async function keepAnswer(table: Table, name: string, once: Once, answer: KeptAnswer): Promise<void> {
  const kept = Buffer.byteLength(answer.body ?? '') > mostAnswerBytes ? once : { ...once, answer }
  await writeSurely(table, [{ put: onceItem(name, kept) }])
}

/** For how many days of the office. */
const daysKept = 3

/** Lets go of what was asked long before a day. Answers how many. */
export async function forgetOnce(table: Table, today: CalendarDate): Promise<number> {
  const old = everyItem(table, { index: 'byDay', pk: list, sk: { from: '0', to: addDays(today, -daysKept) } })
  const gone = await Array.fromAsync(old, ({ key }): Write => ({ remove: key }))
  await writeEach(table, gone)
  return gone.length
}

const sortKey = 'ONCE'
const list = 'ONCE'

function onceItem(name: string, once: Once): Item {
  return {
    key: { pk: name, sk: sortKey },
    indexes: { byDay: { pk: list, sk: `${once.at}#${name}` } },
    value: asJson(once) satisfies JsonObject,
  }
}
