/**
 * What the next letter of a mailbox must say: OWED#shard / mailbox and then the line, one a task and step, so that one
 * read of a shard, consistent as it is, names the mailboxes and says what each is owed. A line is laid out in the
 * transaction that records its step, and removed in the one that records its letter.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { StepKind } from '../../domain/reminders/ladder.ts'
import type { Key, Table, Write } from '../services.ts'
import { asJson, valueAs, writeEach } from './record.ts'
import { shardOf } from './shards.ts'

export interface OwedLine {
  readonly mailbox: string
  readonly addressee: string
  readonly as: 'lead' | 'cooperating' | 'office'
  /** Whom the step was for: nothing goes twice to the same level. */
  readonly level: 'lead' | 'head' | 'cooperating' | 'office'
  readonly task: string
  readonly key: string
  readonly what: StepKind
  readonly part?: string
  readonly since: CalendarDate
  /** Whose letter it was in, which came back. */
  readonly insteadOf?: { readonly mailbox: string; readonly addressee: string }
}

/** One line: laid out once, and again without harm. */
export function lineWrite(line: OwedLine): Write {
  return { put: { key: lineKey(line), value: asJson(line) } }
}

/** Lays out lines in as many transactions as they need. */
export async function layOut(table: Table, lines: readonly OwedLine[]): Promise<void> {
  await writeEach(table, lines.map(lineWrite))
}

type LineName = Pick<OwedLine, 'mailbox' | 'task' | 'key' | 'level'>

export function lineRemoval(line: LineName): Write {
  return { remove: lineKey(line) }
}

export function lineKey({ mailbox, task, key, level }: LineName): Key {
  return { pk: partitionOf(mailbox), sk: `${beginOf(mailbox)}${task}#${key}#${level}` }
}

function partitionOf(mailbox: string): string {
  return `OWED#${shardOf(mailbox)}`
}

/** No address has a space, and nothing in one comes before it. */
function beginOf(mailbox: string): string {
  return `${mailbox} `
}

/** After every line of a mailbox, and before those of the next. */
function endOf(mailbox: string): string {
  return `${mailbox}!`
}

/** The lines of one mailbox, read consistently; as many as one letter can carry. */
export async function linesOwedTo(table: Table, mailbox: string, limit: number): Promise<readonly OwedLine[]> {
  const { items } = await table.query({ pk: partitionOf(mailbox), sk: { beginsWith: beginOf(mailbox) }, limit })
  return items.map(({ value }) => valueAs<OwedLine>(value))
}

/** Those of a mailbox's lines that a letter speaks of and that are still laid out. */
export async function linesNamed(
  table: Table,
  mailbox: string,
  names: readonly Omit<LineName, 'mailbox'>[],
): Promise<readonly OwedLine[]> {
  const lines: OwedLine[] = []
  for (const name of names) {
    const item = await table.get(lineKey({ ...name, mailbox }))
    if (item) lines.push(valueAs<OwedLine>(item.value))
  }
  return lines
}

/**
 * Mailboxes of one shard with something owed, after a given one and in their order, each with its lines; undefined where
 * they are more than were read.
 */
export async function mailboxesOwed(
  table: Table,
  shard: number,
  after: string,
  most: number,
): Promise<ReadonlyMap<string, readonly OwedLine[] | undefined>> {
  const found = new Map<string, OwedLine[] | undefined>()
  for (let from = endOf(after); ; ) {
    const { items, cursor } = await table.query({
      pk: `OWED#${shard}`,
      sk: { from, to: '\u{10ffff}' },
      limit: Math.min(100, most * 4),
    })
    let last = ''
    for (const { value } of items) {
      const line = valueAs<OwedLine>(value)
      const lines = line.mailbox === last ? found.get(last) : undefined
      if (lines) lines.push(line)
      else if (found.size === most) return found
      else found.set(line.mailbox, [line])
      last = line.mailbox
    }
    if (cursor === undefined) return found
    // The page may end within a mailbox; one with more lines than a page is skipped over, not counted through.
    found.set(last, undefined)
    if (found.size === most) return found
    from = endOf(last)
  }
}
