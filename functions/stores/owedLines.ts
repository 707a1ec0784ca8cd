/**
 * What the next letter of a mailbox must say: OWED#mailbox, one line a task and step. A line is laid out in the
 * transaction that records its step, and removed in the one that records its letter.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { StepKind } from '../../domain/reminders/ladder.ts'
import type { Key, Table, Write } from '../services.ts'
import { asJson, valueAs, writeEach } from './record.ts'
import { shardName, shardOf } from './shards.ts'

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
}

/** One line: laid out once, and again without harm. */
export function lineWrite(line: OwedLine): Write {
  return {
    put: {
      key: keyOf(line),
      indexes: { byDay: { pk: shardName('OWED', shardOf(line.mailbox)), sk: line.mailbox } },
      value: asJson(line),
    },
  }
}

/** Lays out lines in as many transactions as they need. */
export async function layOut(table: Table, lines: readonly OwedLine[]): Promise<void> {
  await writeEach(table, lines.map(lineWrite))
}

export function lineRemoval(line: Pick<OwedLine, 'mailbox' | 'task' | 'key' | 'level'>): Write {
  return { remove: keyOf(line) }
}

function keyOf({ mailbox, task, key, level }: Pick<OwedLine, 'mailbox' | 'task' | 'key' | 'level'>): Key {
  return { pk: `OWED#${mailbox}`, sk: `${task}#${key}#${level}` }
}

/** The lines of one mailbox, read consistently; as many as one letter can carry. */
export async function linesOwedTo(table: Table, mailbox: string, limit: number): Promise<readonly OwedLine[]> {
  const { items } = await table.query({ pk: `OWED#${mailbox}`, limit })
  return items.map(({ value }) => valueAs<OwedLine>(value))
}

/** Mailboxes of one shard with something owed, after a given one: whoever gets a name reads its lines. */
export async function mailboxesOwed(
  table: Table,
  shard: number,
  after: string,
  most: number,
): Promise<readonly string[]> {
  const found = new Set<string>()
  let from = `${after}\u0000`
  while (found.size < most) {
    const { items, cursor } = await table.query({
      index: 'byDay',
      pk: shardName('OWED', shard),
      sk: { from, to: '\u{10ffff}' },
      limit: 100,
    })
    for (const { indexes } of items) if (indexes?.byDay && found.size < most) found.add(indexes.byDay.sk)
    const last = items.at(-1)?.indexes?.byDay?.sk
    if (!cursor || !last) break
    // A mailbox with more lines than a page is skipped over, not counted through.
    from = `${last}\u0000`
  }
  return [...found]
}
