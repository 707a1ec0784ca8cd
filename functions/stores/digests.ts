/**
 * One letter a recipient a day: DIGEST#mailbox / day. The record is made together with the letter before it is sent,
 * with a lease: whoever finishes after a crash finds both.
 */
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Services, Table, Write } from '../services.ts'
import { type LetterLease, takeFirst, takeFrom } from './letterLease.ts'
import { type KeptLetter, letterHead, letterWrite } from './letters.ts'
import { lineRemoval, type OwedLine } from './owedLines.ts'
import { asJson, valueAs, writeEach, writeSurely } from './record.ts'

export interface DigestRecord extends LetterLease {
  readonly id: string
  readonly mailbox: string
  readonly addressee: string
  readonly composedOn: CalendarDate
  /** The lines it speaks of. */
  readonly lines: readonly Pick<OwedLine, 'task' | 'key' | 'level' | 'what'>[]
  /** The tasks that ride along: late or due soon, and no cause of a letter. */
  readonly riders?: readonly string[]
  /** `inOutbox`: composed and settled, and nobody sends: it is read on the outbox page. */
  readonly state: 'sending' | 'sent' | 'refused' | 'inOutbox'
  readonly sentOn?: CalendarDate
  /** What the post that took it calls it: SES's message id, or what the mail server answered. */
  readonly postId?: string
  /** The one before it came back: this one tells whether the mailbox takes letters again. */
  readonly afterBounce?: boolean
  /** More lines than one transaction removes: the last of them may still be there. */
  readonly linesLeft?: boolean
}

export async function latestDigest(table: Table, mailbox: string): Promise<DigestRecord | undefined> {
  // Every sort key is a day, and saying so spares the store from looking among the events.
  const sk = { from: '0', to: '9999-12-31' }
  const { items } = await table.query({ pk: `DIGEST#${mailbox}`, sk, limit: 1, descending: true })
  return items[0] && valueAs<DigestRecord>(items[0].value)
}

/** The record of a day's letter, which is named by its day and its mailbox; undefined of any other letter. */
export async function digestOf(
  table: Table,
  { id, to }: { readonly id: string; readonly to: string },
): Promise<DigestRecord | undefined> {
  const item = await table.get({ pk: `DIGEST#${to}`, sk: id.slice(0, '2013-01-07'.length) })
  const digest = item && valueAs<DigestRecord>(item.value)
  return digest?.id === id ? digest : undefined
}

/** Takes a new letter to send, kept whole and under the day's seal from now on. False: somebody else was first. */
export function takeNew(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  digest: DigestRecord,
  letter: KeptLetter,
  programme: string,
): Promise<boolean> {
  const besides = [letterWrite(letter), letterHead(letter, programme, clock.today())]
  return takeFirst(table, itemOf(digest), digest, besides)
}

/** Takes over a letter whose lease ran out. False: somebody else did. */
export function takeOver(table: Table, digest: DigestRecord, before: DigestRecord): Promise<boolean> {
  return takeFrom(table, itemOf(digest), digest, before)
}

/** Lets go of a letter that could not be sent this time: whoever tries next takes it over, unless somebody has. */
export async function releaseDigest(table: Table, digest: DigestRecord): Promise<void> {
  await writeSurely(table, [{ put: itemOf(digest), when: [{ attribute: 'holder', equals: digest.holder }] }])
}

// Beside the record and one write more, in one transaction.
const linesBesideRecord = 98

/** Records that the letter went (or never will), and removes the lines it spoke of. */
export async function settleDigest(
  table: Table,
  digest: DigestRecord,
  state: 'sent' | 'refused' | 'inOutbox',
  sentOn: CalendarDate,
  besides: readonly Write[] = [],
): Promise<void> {
  const { lines } = digest
  const settled: DigestRecord = { ...digest, state, sentOn }
  const rest = lines.slice(linesBesideRecord)
  const unfinished = rest.length > 0 ? { ...settled, linesLeft: true } : settled
  await settleWith(table, unfinished, lines.slice(0, linesBesideRecord), besides)
  if (rest.length > 0) await removeLinesLeft(table, unfinished)
}

/** Removes what is left of a settled letter's lines; with the last of them goes the record that any are left. */
export async function removeLinesLeft(table: Table, { linesLeft: _, ...settled }: DigestRecord): Promise<void> {
  const rest = settled.lines.slice(linesBesideRecord)
  await removeLines(table, settled.mailbox, rest.slice(0, -linesBesideRecord))
  await settleWith(table, settled, rest.slice(-linesBesideRecord))
}

function settleWith(
  table: Table,
  record: DigestRecord,
  lines: DigestRecord['lines'],
  besides: readonly Write[] = [],
): Promise<void> {
  const { mailbox } = record
  const removals = lines.map((line) => lineRemoval({ ...line, mailbox }))
  return writeSurely(table, [{ put: itemOf(record) }, ...besides, ...removals])
}

export async function removeLines(
  table: Table,
  mailbox: string,
  lines: readonly Pick<OwedLine, 'task' | 'key' | 'level'>[],
): Promise<void> {
  await writeEach(
    table,
    lines.map((line) => lineRemoval({ ...line, mailbox })),
  )
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
  page: PageAsked,
): Promise<PageOf<'digests', DigestRecord>> {
  const { items, cursor } = await table.query({
    index: 'byDay',
    pk: 'DIGESTS',
    sk: { from, to: addDays(to, 1) },
    ...page,
  })
  return { digests: items.map(({ value }) => valueAs<DigestRecord>(value)), ...(cursor ? { cursor } : {}) }
}

/** What one mailbox was sent, by the day of the letter: a hundred letters at most, the latest first. */
export async function digestsTo(
  table: Table,
  mailbox: string,
  from: CalendarDate,
  until: CalendarDate,
): Promise<readonly DigestRecord[]> {
  const query = { pk: `DIGEST#${mailbox}`, sk: { from, to: until }, limit: 100, descending: true }
  const { items } = await table.query(query)
  return items.map(({ value }) => valueAs<DigestRecord>(value))
}
