/**
 * The daily letter as a value: what one recipient is told on one day, across programmes. Pure: the same rows on the
 * same day always make the same letter, so a letter that was sent twice is seen to be one.
 */
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import { type CalendarDate, weekdayWritten, written } from '../days.ts'
import type { StepKind } from '../reminders/ladder.ts'
import type { Task } from '../tasks/task.ts'

export interface DigestRow {
  readonly programme: string
  readonly what: StepKind | 'alsoLate' | 'alsoSoon'
  /** Whether the recipient leads the task, cooperates in it, or is the office of the agency that gave it. */
  readonly as: 'lead' | 'cooperating' | 'office'
  readonly task: Task
  /** The lead's name, for the office; the part asked, for a cooperating agency. */
  readonly lead: string
  readonly part?: string
}

export interface Digest {
  readonly addressee: string
  readonly signature: string
  readonly day: CalendarDate
  readonly rows: readonly DigestRow[]
  /** Old late items beyond those listed. */
  readonly alsoLate: number
}

const sections = {
  late: 'Việc quá hạn',
  lateElsewhere: 'Việc của các cơ quan quá hạn kéo dài',
  today: 'Việc đến hạn hôm nay',
  soon: 'Việc đến hạn trong 7 ngày làm việc',
  ahead: 'Việc sắp đến hạn',
  returned: 'Kết quả bị trả lại',
  decided: 'Quyết định về gia hạn và điều chỉnh',
  given: 'Việc mới giao',
  ended: 'Việc đã dừng theo văn bản',
  parts: 'Phần việc phối hợp',
  toAccept: 'Kết quả chờ xác nhận',
  toDecide: 'Kiến nghị chờ quyết định',
  toReview: 'Việc chưa đủ điều kiện thực hiện, đến hạn xem lại',
} as const
type Section = keyof typeof sections

/** The subject line and the plain text that says everything. */
export function digestLetter(digest: Digest, calendar: WorkingCalendar): { subject: string; text: string } {
  const bySection = sorted(digest, calendar)
  return { subject: subjectOf(bySection, digest), text: textOf(bySection, digest, calendar) }
}

/** How many working days ahead count as soon in the letter and on the desk (screens: Đến hạn trong 7 ngày làm việc). */
export const soonWorkingDays = 7

function sorted({ rows, day }: Digest, calendar: WorkingCalendar): Map<Section, DigestRow[]> {
  const found = new Map<Section, DigestRow[]>()
  const seen = new Set<string>()
  const placed = rows.map((row) => ({ row, section: sectionOf(row, day, calendar) }))
  for (const section of sectionNames) {
    for (const { row } of placed.filter((one) => one.section === section)) {
      // One task, one place: the most pressing thing that is said of it. Parts are things of their own.
      const thing = row.part === undefined ? row.task.id : `${row.task.id} ${row.part}`
      if (seen.has(thing)) continue
      seen.add(thing)
      found.set(section, [...(found.get(section) ?? []), row])
    }
  }
  return found
}

// Object.keys of a literal comes in the order written: the order of the letter.
const sectionNames = Object.keys(sections).filter((name): name is Section => name in sections)

function sectionOf({ what, as, task }: DigestRow, day: CalendarDate, calendar: WorkingCalendar): Section {
  switch (what) {
    case 'alsoLate':
      return 'late'
    case 'late':
      return as === 'office' ? 'lateElsewhere' : 'late'
    case 'alsoSoon':
    case 'before':
    case 'due':
      return nearness(task, day, calendar)
    case 'lateToOffice':
      return 'lateElsewhere'
    case 'undecided':
    case 'extensionAsked':
    case 'disputed':
      return 'toDecide'
    case 'toAccept':
    case 'handedIn':
    case 'objected':
      return 'toAccept'
    case 'toReview':
      return 'toReview'
    case 'part':
      return 'parts'
    case 'returned':
      return 'returned'
    case 'given':
    case 'reopened':
      return as === 'cooperating' ? 'parts' : 'given'
    case 'extensionDecided':
    case 'amended':
    case 'disputeAnswered':
    case 'recordedForYou':
      return 'decided'
    case 'withdrawn':
      return 'ended'
    default:
      return what satisfies never
  }
}

function nearness({ deadline }: Task, day: CalendarDate, calendar: WorkingCalendar): Section {
  if (!deadline) return 'ahead'
  if (deadline.dueOn < day) return 'late'
  if (deadline.dueOn === day) return 'today'
  return deadline.dueOn <= calendar.addWorkingDays(day, soonWorkingDays) ? 'soon' : 'ahead'
}

function subjectOf(bySection: Map<Section, DigestRow[]>, { alsoLate }: Digest): string {
  const count = (section: Section) => bySection.get(section)?.length ?? 0
  const late = count('late') + alsoLate
  const soon = count('today') + count('soon')
  const said = [
    ...(late ? [`${late} việc quá hạn`] : []),
    ...(soon ? [`${soon} việc đến hạn trong ${soonWorkingDays} ngày làm việc`] : []),
  ]
  const other: [Section, string][] = [
    ['returned', 'kết quả bị trả lại'],
    ['toDecide', 'kiến nghị chờ quyết định'],
    ['toAccept', 'kết quả chờ xác nhận'],
    ['lateElsewhere', 'việc quá hạn kéo dài'],
    ['given', 'việc mới giao'],
    ['decided', 'việc có quyết định mới'],
    ['parts', 'phần việc phối hợp'],
    ['ahead', 'việc sắp đến hạn'],
    ['toReview', 'việc cần xem lại điều kiện'],
    ['ended', 'việc đã dừng'],
  ]
  if (said.length === 0) {
    for (const [section, words] of other) if (count(section)) said.push(`${count(section)} ${words}`)
  }
  return `[Nhắc việc] ${said.slice(0, 2).join(', ')}`
}

function textOf(bySection: Map<Section, DigestRow[]>, digest: Digest, calendar: WorkingCalendar): string {
  const { addressee, day, alsoLate, signature } = digest
  const blocks = [...bySection].map(([section, rows]) => {
    const programmes = [...new Set(rows.map(({ programme }) => programme))]
    const listed = programmes.map((programme) => {
      const lines = rows.filter((row) => row.programme === programme).map((row, n) => line(row, n + 1, day, calendar))
      return `${programme}\n${lines.join('\n')}`
    })
    const more = section === 'late' && alsoLate > 0 ? [`… và ${alsoLate} việc quá hạn khác.`] : []
    return [sections[section].toUpperCase(), ...listed, ...more].join('\n')
  })
  return [
    `Kính gửi: ${addressee}`,
    `Tính đến ${weekdayWritten(day)}, ngày ${written(day)}, các nội dung sau cần quý cơ quan quan tâm:`,
    ...blocks,
    'Trân trọng.',
    signature,
  ].join('\n\n')
}

function line(row: DigestRow, number: number, day: CalendarDate, calendar: WorkingCalendar): string {
  const { task, as, lead, part, what } = row
  const product = task.product ? ` Sản phẩm: ${task.product}.` : ''
  const who = as === 'lead' ? '' : ` Chủ trì: ${lead}.`
  const asked = part ? ` Phần việc: ${part}.` : as === 'cooperating' ? ' Quý cơ quan phối hợp.' : ''
  return `${number}. ${capital(clauseWritten(task.clause))}: ${task.title}.${product}${who}${asked}${deadlineWritten(task, day, calendar)}${remark(what, task)}`
}

function deadlineWritten({ deadline }: Task, day: CalendarDate, calendar: WorkingCalendar): string {
  if (!deadline) return ''
  const { dueOn } = deadline
  return ` Hạn: ${weekdayWritten(dueOn)}, ${written(dueOn)} (${distance(dueOn, day, calendar)}).`
}

/** còn 3 ngày làm việc, đến hạn hôm nay, quá 5 ngày làm việc. */
export function distance(dueOn: CalendarDate, day: CalendarDate, calendar: WorkingCalendar): string {
  if (dueOn === day) return 'đến hạn hôm nay'
  const days = calendar.workingDaysBetween(day, dueOn)
  return dueOn > day ? `còn ${days} ngày làm việc` : `quá ${-days} ngày làm việc`
}

function remark(what: DigestRow['what'], task: Task): string {
  const { standing, extensionAsked, deadline, dispute } = task
  if (what === 'returned' && standing.state === 'open' && standing.returned) {
    return ` Lý do trả lại: ${standing.returned.reason}.`
  }
  if ((what === 'extensionAsked' || what === 'undecided') && extensionAsked) {
    return ` Xin gia hạn đến ${written(extensionAsked.wanted)}: ${extensionAsked.reason}.`
  }
  if (what === 'extensionDecided') {
    const last = deadline?.extensions.at(-1)
    return last && last.to === deadline?.dueOn
      ? ` Đã gia hạn từ ${written(last.from)} đến ${written(last.to)}.`
      : ' Không đồng ý gia hạn; thời hạn giữ nguyên.'
  }
  if (what === 'disputed' && dispute) return ` Kiến nghị về cơ quan chủ trì: ${dispute.reason}.`
  if ((what === 'toAccept' || what === 'handedIn' || what === 'objected') && standing.state === 'submitted') {
    const { result } = standing
    return ` Nộp ngày ${written(result.enteredOn)}.${result.onHold ? ` Cơ quan phản hồi: ${result.onHold.reason}.` : ''}`
  }
  if (what === 'recordedForYou') return ' Văn phòng đã nhập thay kết quả gửi bằng giấy; đề nghị kiểm tra.'
  if (what === 'withdrawn') return ' Nhiệm vụ dừng thực hiện theo văn bản.'
  if (what === 'toReview' && standing.state === 'conditional') return ` Điều kiện: ${standing.condition}.`
  return ''
}

/** II.2.3-08 as the office says it: mục II.2.3, ý 8. */
export function clauseWritten(clause: string): string {
  const [place, point] = clause.split('-')
  return point === undefined ? `mục ${place}` : `mục ${place}, ý ${Number(point)}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
