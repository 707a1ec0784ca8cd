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
  /** The address it came from; absent for what no request asked for. */
  readonly from?: string
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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const inner of value) text += text === '' ? canonical(inner) : `,${canonical(inner)}`
    return `[${text}]`
  }
  for (const name of namesIn(value)) {
    const inner: unknown = Reflect.get(value, name)
    if (inner !== undefined) text += `${text === '' ? '' : ','}${labelOf(name)}${canonical(inner)}`
  }
  return `{${text}}`
}

/** Whether two values are written the same, without writing them: what both share is looked at once. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return canonical(one) === canonical(other)
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
    return one.every((inner: unknown, at) => isSame(inner, other[at]))
  }
  for (const name in one) {
    const [inner, its]: [unknown, unknown] = [Reflect.get(one, name), Reflect.get(other, name)]
    // In a list what is undefined is written as null, among names not at all.
    if ((inner === undefined) !== (its === undefined) || !isSame(inner, its)) return false
  }
  for (const name in other) if (!(name in one) && Reflect.get(other, name) !== undefined) return false
  return true
}

/** In order. Every event is hashed when it happens and when it is verified, and Array.sort copies what it sorts. */
function namesIn(value: object): readonly string[] {
  const names = Object.keys(value)
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] ?? ''
    let to = at
    for (; to > 0 && (names[to - 1] ?? '') > name; to -= 1) names[to] = names[to - 1] ?? ''
    names[to] = name
  }
  return names
}

/** Names are few and come again with every event. */
const labels = new Map<string, string>()

function labelOf(name: string): string {
  const known = labels.get(name)
  if (known !== undefined) return known
  const label = `${JSON.stringify(name)}:`
  if (labels.size < 1000) labels.set(name, label)
  return label
}

/** What is wrong with a trail, and where. */
export interface Flaw {
  readonly thing: string
  readonly seq?: number
  readonly what:
    | 'damaged'
    | 'unreadable'
    | 'changed'
    | 'missing'
    | 'misplaced'
    | 'unlisted'
    | 'orphan'
    | 'shortened'
    | 'headless'
    | 'stateDiffers'
    | 'sealDiffers'
    | 'sealMissing'
    | 'anchorMissing'
    | 'countsDiffer'
    | 'valueMissing'
    | 'valueChanged'
    | 'notDestroyed'
    | 'bytesMissing'
    | 'bytesChanged'
}

/** The head a thing's state carries: how many events it has, and the hash of the last. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/**
 * Walks one thing's events, by their numbers, against the head its state carries, and names every flaw met. An event
 * that is there and cannot be read is undefined. Without a head (the state is gone, or cannot be read) the events are
 * judged by themselves.
 */
export function verifyChain(
  thing: string,
  events: ReadonlyMap<number, ChainedEvent | undefined>,
  head: Head | undefined,
  hash: Hash,
): Flaw[] {
  const lastThere = Math.max(0, ...events.keys())
  // Of what is gone from the end only the first is named: how much there was, a changed head would say wrongly.
  const last = head ? Math.min(head.seq, lastThere + 1) : lastThere
  const flaws: Flaw[] = []
  let followed = head?.hash
  for (let seq = last; seq >= 1; seq -= 1) {
    const event = events.get(seq)
    const what = event ? flawOf(event, thing, seq, followed, hash) : events.has(seq) ? 'unreadable' : 'missing'
    if (what) flaws.unshift({ thing, seq, what })
    // What a flawed event says of the one before proves nothing.
    followed = what ? undefined : event?.previous
  }
  if (followed !== undefined && followed !== origin) flaws.unshift({ thing, seq: 1, what: 'changed' })
  for (const seq of events.keys()) if (seq > last) flaws.push({ thing, seq, what: 'shortened' })
  return flaws
}

/**
 * An event is held by its own hash and by what follows it: whoever rebuilt it, hash and all, is found by the event
 * after, or by the head. `followed` is the hash that its follower is chained to, where that can be trusted.
 */
function flawOf(
  event: ChainedEvent,
  thing: string,
  seq: number,
  followed: string | undefined,
  hash: Hash,
): 'misplaced' | 'changed' | undefined {
  const { hash: kept } = event
  if (event.thing !== thing) return 'misplaced'
  const bare = { ...event, hash: undefined }
  const holds = event.seq === seq && hash(canonical(bare)) === kept && (followed === undefined || followed === kept)
  return holds ? undefined : 'changed'
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
    case 'damaged':
      return `${place}: cấu trúc của tệp dữ liệu bị hỏng, danh sách lấy từ đó có thể thiếu việc. Hãy giữ nguyên tệp và phục hồi từ bản sao lưu gần nhất.`
    case 'unreadable':
      return `${place}: không đọc được nội dung, có thể đã bị sửa ngoài hệ thống.`
    case 'changed':
      return `${place}: nội dung không khớp mã kiểm tra, đã bị sửa ngoài hệ thống.`
    case 'missing':
      return `${place}: thiếu trong chuỗi, đã bị xóa ngoài hệ thống.`
    case 'misplaced':
      return `${place}: mang tên của đối tượng khác, đã bị đổi chỗ hoặc bị sửa ngoài hệ thống.`
    case 'unlisted':
      return `${place}: không còn trong danh sách nơi nó phải có mặt, đã bị sửa ngoài hệ thống.`
    case 'orphan':
      return `${place}: sự kiện không thuộc đối tượng nào mà hệ thống ghi nhận, đã bị thêm hoặc đổi chỗ ngoài hệ thống.`
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
    case 'valueMissing':
      return `${place}: thông tin hoặc tên tệp ghi kèm đã bị xóa mà không có quyết định hủy nào ghi trong nhật ký.`
    case 'valueChanged':
      return `${place}: thông tin hoặc tên tệp ghi kèm không khớp mã kiểm tra, đã bị sửa ngoài hệ thống.`
    case 'notDestroyed':
      return `${place}: đã ghi là hủy theo văn bản nhưng nội dung vẫn còn.`
    case 'bytesMissing':
      return `${place}: nội dung tệp không còn trong kho tệp, đã bị xóa ngoài hệ thống.`
    case 'bytesChanged':
      return `${place}: nội dung tệp trong kho không khớp mã băm đã ghi, đã bị sửa ngoài hệ thống.`
    default:
      return what satisfies never
  }
}
