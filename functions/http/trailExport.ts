/**
 * The trail as a file, for whoever inspects it with tools of their own: JSON lines, each event whole with its hash, or a
 * workbook to read. A part at a time, because a Lambda answers at most 6 MB.
 */
import { uncovered } from '../../domain/trail/removable.ts'
import type { Table } from '../services.ts'
import type { Happening } from '../stores/removables.ts'
import { happenedIn, type Span } from '../stores/trail.ts'
import { type Column, workbook } from './workbook.ts'

export interface TrailPart {
  readonly events: readonly Happening[]
  /** Where the next part begins; absent with the last. */
  readonly cursor?: string
}

/** With what base64 and headers add, below the 6 MB of an answer. */
const mostBytes = 3_000_000
const pageSize = 100

/** Newest first, from a cursor on: as many as one answer carries. */
export async function trailPart(table: Table, programme: string, span: Omit<Span, 'limit'>): Promise<TrailPart> {
  const events: Happening[] = []
  let bytes = 0
  let cursor = span.cursor
  do {
    const { cursor: _, ...within } = span
    const page = await happenedIn(table, programme, { ...within, limit: pageSize, ...(cursor ? { cursor } : {}) })
    events.push(...page.events)
    bytes += Buffer.byteLength(jsonLines(page.events))
    cursor = page.cursor
  } while (cursor !== undefined && bytes < mostBytes)
  return { events, ...(cursor === undefined ? {} : { cursor }) }
}

/**
 * One event a line, each with the hash it can be proved by; `kept` is no part of what was hashed: the values that the
 * event has digests of, with the salts that these are made with.
 */
export function jsonLines(events: readonly Happening[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

const columns: readonly Column<Happening>[] = [
  { heading: 'Thời điểm (UTC)', width: 25, of: ({ at }) => at },
  { heading: 'Ngày', width: 12, of: ({ day }) => ({ day }) },
  { heading: 'Việc', width: 24, of: ({ type }) => type },
  { heading: 'Đối tượng', width: 40, of: ({ thing }) => thing },
  { heading: 'Sự kiện số', width: 10, of: ({ seq }) => seq },
  { heading: 'Người thực hiện', width: 20, of: ({ actor }) => actor.person },
  { heading: 'Chức vụ', width: 24, of: ({ actor }) => actor.position },
  { heading: 'Cơ quan', width: 24, of: ({ actor }) => actor.agency },
  { heading: 'Từ địa chỉ', width: 18, of: ({ from = '' }) => from },
  { heading: 'Nội dung', width: 60, of: ({ data, kept = {} }) => JSON.stringify(uncovered(data, kept)) },
  { heading: 'Mã kiểm tra', width: 66, of: ({ hash }) => hash },
]

export async function trailWorkbook(events: readonly Happening[]): Promise<Buffer> {
  return workbook('Nhật ký', columns, events)
}
