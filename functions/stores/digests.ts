/**
 * One letter a recipient a day: DIGEST#mailbox / day. The record is made before the letter is sent, with a lease, and
 * carries the letter whole: whoever finishes after a crash sends the same one.
 */
import { addDays, type CalendarDate, type Instant } from '../../domain/days.ts'
import type { Services, Table } from '../services.ts'
import { UnknownOutcome } from '../services.ts'
import { lineRemoval, type OwedLine } from './owedLines.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface DigestRecord {
  readonly id: string
  readonly mailbox: string
  readonly addressee: string
  readonly composedOn: CalendarDate
  readonly subject: string
  readonly text: string
  /** The lines it speaks of. */
  readonly lines: readonly Pick<OwedLine, 'task' | 'key' | 'level' | 'what'>[]
  readonly state: 'sending' | 'sent' | 'refused'
  readonly leaseUntil: Instant
  readonly sentOn?: CalendarDate
}

/** Long enough for a slow mail server, short enough that the same morning's next try takes over. */
export const leaseMinutes = 5

export async function latestDigest(table: Table, mailbox: string): Promise<DigestRecord | undefined> {
  const { items } = await table.query({ pk: `DIGEST#${mailbox}`, limit: 1, descending: true })
  return items[0] && (valueAs<DigestRecord>(items[0].value))
}

/** Takes the letter to send: a new record, or one whose lease ran out. False: somebody else has it. */
export async function takeDigest(table: Table, digest: DigestRecord, before: DigestRecord | undefined): Promise<boolean> {
  try {
    const outcome = await table.transact([
      {
        put: itemOf(digest),
        when: before
          ? [
              { attribute: 'state', equals: 'sending' },
              { attribute: 'leaseUntil', equals: before.leaseUntil },
            ]
          : [{ is: 'absent' }],
      },
    ])
    return outcome.committed
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
