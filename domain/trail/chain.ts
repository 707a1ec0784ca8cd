/**
 * The trail: every change is an event, chained to the one before it of the same thing. A chain a thing, not one for
 * all, because the head travels in the item whose version is the condition of the write anyway.
 */
import type { CalendarDate, Instant } from '../days.ts'
import type { Actor } from '../tasks/task.ts'

/** One event as it is stored, without its hash. */
export interface TrailEvent {
  readonly schema: 1
  /** The thing it happened to: `TASK#28-ctrhd-tu_R05`. */
  readonly thing: string
  /** 1 for the first. */
  readonly seq: number
  readonly programme: string
  readonly type: string
  readonly at: Instant
  readonly day: CalendarDate
  readonly actor: Actor
  readonly data: { readonly [name: string]: unknown }
  /** The hash of the event before, or `origin`. */
  readonly previous: string
}

export type ChainedEvent = TrailEvent & { readonly hash: string }

/** What the first event of every thing is chained to. */
export const origin = 'origin'

/** SHA-256 in hexadecimal, given by whoever stores: the browser and Node each have their own. */
export type Hash = (text: string) => string

export function chained(event: TrailEvent, hash: Hash): ChainedEvent {
  return { ...event, hash: hash(canonical(event)) }
}

/** The same JSON whatever order the names came in, so that a store may keep them as it likes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  for (const [name, inner] of Object.entries(value).sort(byName)) {
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(inner)}`
  }
  return `{${text}}`
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What is wrong with a trail, and where. */
export interface Flaw {
  readonly thing: string
  readonly seq?: number
  readonly what:
    | 'unreadable'
    | 'changed'
    | 'missing'
    | 'misplaced'
    | 'shortened'
    | 'headless'
    | 'stateDiffers'
    | 'sealDiffers'
    | 'sealMissing'
    | 'anchorMissing'
    | 'countsDiffer'
}

/** The head a thing's state carries: how many events it has, and the hash of the last. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** Walks one thing's events in order against the head its state carries; names the first flaw of each kind met. */
export function verifyChain(
  thing: string,
  events: readonly ChainedEvent[],
  head: Head | undefined,
  hash: Hash,
): Flaw[] {
  const flaws: Flaw[] = []
  let previous = origin
  let seq = 0
  for (const event of events) {
    seq += 1
    if (event.seq !== seq) {
      flaws.push({ thing, seq, what: 'missing' })
      return flaws
    }
    const { hash: kept, ...bare } = event
    if (event.thing !== thing) flaws.push({ thing, seq, what: 'misplaced' })
    else if (hash(canonical(bare)) !== kept || event.previous !== previous) flaws.push({ thing, seq, what: 'changed' })
    previous = kept
  }
  if (!head) flaws.push({ thing, what: 'headless' })
  else if (head.seq > seq) flaws.push({ thing, seq: seq + 1, what: 'missing' })
  else if (head.seq < seq) flaws.push({ thing, seq: head.seq + 1, what: 'shortened' })
  else if (head.hash !== previous) flaws.push({ thing, seq, what: 'changed' })
  return flaws
}

/** A day's seal: the heads that moved, chained to the seal before. */
export interface Seal {
  readonly programme: string
  readonly day: CalendarDate
  readonly heads: number
  readonly previous: string
  readonly hash: string
}

/** Seals a day over the heads that moved in it, in the order of the things. */
export function sealOf(
  programme: string,
  day: CalendarDate,
  heads: readonly ({ readonly thing: string } & Head)[],
  previous: string,
  hash: Hash,
): Seal {
  const sorted = heads.toSorted((a, b) => (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : 0))
  const content = sorted.map(({ thing, seq, hash: last }) => ({ thing, seq, hash: last }))
  const sealed = { programme, day, heads: heads.length, previous }
  return { ...sealed, hash: hash(canonical({ ...sealed, content })) }
}

/** A flaw in the words of the person who must look into it. */
export function flawWritten({ thing, seq, what }: Flaw): string {
  const place = seq === undefined ? thing : `${thing}, sự kiện số ${seq}`
  switch (what) {
    case 'unreadable':
      return `${place}: không đọc được nội dung, có thể đã bị sửa ngoài hệ thống.`
    case 'changed':
      return `${place}: nội dung không khớp mã kiểm tra, đã bị sửa ngoài hệ thống.`
    case 'missing':
      return `${place}: thiếu trong chuỗi, đã bị xóa ngoài hệ thống.`
    case 'misplaced':
      return `${place}: thuộc về nhiệm vụ khác, đã bị đổi chỗ ngoài hệ thống.`
    case 'shortened':
      return `${place}: có sau đầu chuỗi đã ghi, trạng thái đã bị đưa lùi ngoài hệ thống.`
    case 'headless':
      return `${place}: còn sự kiện nhưng không còn bản ghi trạng thái.`
    case 'stateDiffers':
      return `${place}: trạng thái không khớp với các sự kiện đã ghi.`
    case 'sealDiffers':
      return `${place}: dấu niêm phong không khớp với những thay đổi trong ngày.`
    case 'sealMissing':
      return `${place}: thiếu dấu niêm phong của ngày.`
    case 'anchorMissing':
      return `${place}: không có dấu niêm phong nào mang mã này; nhật ký đã bị cắt ngắn hoặc dựng lại từ đầu.`
    case 'countsDiffer':
      return `${place}: số liệu tổng hợp không khớp với đếm lại từng nhiệm vụ.`
    default:
      return what satisfies never
  }
}
