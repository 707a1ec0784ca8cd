/**
 * One letter a recipient a day: DIGEST#mailbox / day. The record is made together with the letter before it is sent,
 * with a lease: whoever finishes after a crash finds both.
 */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import { type Condition, type Services, type Table, UnknownOutcome, type Write } from '../services.ts'
import { type KeptLetter, letterWrite } from './letters.ts'
import { lineRemoval, type OwedLine } from './owedLines.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface DigestRecord {
  readonly id: string
  readonly mailbox: string
  readonly addressee: string
  readonly composedOn: CalendarDate
  /** The lines it speaks of. */
  readonly lines: readonly Pick<OwedLine, 'task' | 'key' | 'level' | 'what'>[]
  readonly state: 'sending' | 'sent' | 'refused'
  readonly leaseUntil: Instant
  readonly sentOn?: CalendarDate
}

/** Long enough for a slow mail server, short enough that the same morning's next try takes over. */
export const leaseMinutes = 5

export async function latestDigest(table: Table, mailbox: string): Promise<DigestRecord | undefined> {
  // Every sort key is a day, and saying so spares the store from looking among the events.
  const sk = { from: '0', to: '9999-12-31' }
  const { items } = await table.query({ pk: `DIGEST#${mailbox}`, sk, limit: 1, descending: true })
  return items[0] && valueAs<DigestRecord>(items[0].value)
}

/** Takes a new letter to send, kept whole from now on. False: somebody else was first. */
export function takeNew(table: Table, digest: DigestRecord, letter: KeptLetter): Promise<boolean> {
  return take(table, [{ put: itemOf(digest), when: [{ is: 'absent' }] }, letterWrite(letter)])
}

/** Takes over a letter whose lease ran out. False: somebody else did. */
export function takeOver(table: Table, digest: DigestRecord, before: DigestRecord): Promise<boolean> {
  const when: Condition[] = [
    { attribute: 'state', equals: 'sending' },
    { attribute: 'leaseUntil', equals: before.leaseUntil },
  ]
  return take(table, [{ put: itemOf(digest), when }])
}

async function take(table: Table, writes: readonly Write[]): Promise<boolean> {
  try {
    return (await table.transact(writes)).committed
  } catch (error) {
    // Perhaps taken, perhaps not: nobody sends until the lease has run out, and then somebody does.
    if (error instanceof UnknownOutcome) return false
    throw error
  }
}

/** Records that the letter went (or never will), and removes the lines it spoke of: as many as one transaction takes, then the rest. */
export async function settleDigest(
  table: Table,
  digest: DigestRecord,
  state: 'sent' | 'refused',
  sentOn: CalendarDate,
): Promise<void> {
  const settled = { ...digest, state, sentOn }
  await writeSurely(table, [
    { put: itemOf(settled) },
    ...digest.lines.slice(0, 99).map((line) => lineRemoval({ ...line, mailbox: digest.mailbox })),
  ])
  await removeLines(table, digest.mailbox, digest.lines.slice(99))
}

export async function removeLines(
  table: Table,
  mailbox: string,
  lines: readonly Pick<OwedLine, 'task' | 'key' | 'level'>[],
): Promise<void> {
  for (let start = 0; start < lines.length; start += 100) {
    await writeSurely(
      table,
      lines.slice(start, start + 100).map((line) => lineRemoval({ ...line, mailbox })),
    )
  }
}

function itemOf(digest: DigestRecord) {
  return {
    key: { pk: `DIGEST#${digest.mailbox}`, sk: digest.composedOn },
    indexes: { byDay: { pk: 'DIGESTS', sk: `${digest.sentOn ?? digest.composedOn}#${digest.mailbox}` } },
    value: asJson(digest),
  }
}

/** Letters of a span of days, in the order of days: what was sent, and to whom. */
export async function digestsBetween(
  { table }: Pick<Services, 'table'>,
  from: CalendarDate,
  to: CalendarDate,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<{ digests: readonly DigestRecord[]; cursor?: string }> {
  const { items, cursor } = await table.query({
    index: 'byDay',
    pk: 'DIGESTS',
    sk: { from, to: addDays(to, 1) },
    ...page,
  })
  return { digests: items.map(({ value }) => valueAs<DigestRecord>(value)), ...(cursor ? { cursor } : {}) }
}
