/**
 * Báo cáo kết quả thực hiện chương trình: what the assigning level reads. Everything in it is as of the closing day, so that
 * it is the same whenever it is written again; what was never said (a reason, a figure) is left out or said to be missing.
 */
import { type Directory, nameOf } from '../agencies/directory.ts'
import type { ReportRowView } from '../cycles/cyclePapersView.ts'
import { type CalendarDate, written, yearOf } from '../days.ts'
import { romanWritten } from '../extraction/numerals.ts'
import { clauseWritten, placeInDocument, sectionOf } from '../programme/clause.ts'
import { dueWorkDone, type PeriodReport, reportPeriod, totalOf } from '../tasks/classes.ts'
import { placeAt } from '../tasks/evolve.ts'
import type { Task } from '../tasks/task.ts'
import { annexNumber, type PaperForm } from './form.ts'
import { issuedBy, type NamedProgramme, programmeNamed } from './issuing.ts'
import { lateWork } from './late.ts'
import type { Annex, Block, Paper, Table } from './paper.ts'

export interface Reported {
  readonly programme: NamedProgramme
  /** The agency that reports, and who receives the report. */
  readonly reporter: string
  readonly receiver: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly tasks: readonly Task[]
  /** As frozen, where they were. */
  readonly figures?: PeriodReport
  /** What the agencies sent, in the order of the programme. */
  readonly rows: readonly ReportRowView[]
  readonly targets: readonly ReportedTarget[]
  /** Who was asked and did not send. */
  readonly silent: readonly string[]
  /** What sealed evaluations propose and no document has taken up. */
  readonly proposals: readonly string[]
  /** Of a report that was handed in already. */
  readonly number?: string
  readonly issuedOn?: CalendarDate
}

export interface ReportedTarget {
  readonly title: string
  readonly goal: string
  readonly latest?: string
  readonly verdict: string
}

/** The report in one form: that of the reporting body unless told. */
export function reportPaper(facts: Reported, directory: Directory, form?: PaperForm): Paper {
  const { reporter, receiver, from, to, number, issuedOn } = facts
  const issued = issuedBy(reporter, directory, form)
  const annexes = [agenciesAnnex(facts, directory), ...lateAnnex(facts, directory)]
  return {
    ...issued,
    ...(number === undefined ? {} : { number }),
    ...(issuedOn === undefined ? {} : { on: issuedOn }),
    type: 'report',
    abstract: `Kết quả thực hiện ${programmeNamed(facts.programme)} ${spanWritten(from, to)}`,
    body: numbered([
      [opening(facts, issued.issuer.name)],
      figures(facts, annexes),
      said(facts, directory),
      targets(facts),
      late(facts, annexes),
      silent(facts, directory),
      proposals(facts),
    ]),
    annexes,
    recipients: [`${nameOf(receiver, directory)} (để báo cáo)`],
  }
}

/** A whole year is called by its number. */
function spanWritten(from: CalendarDate, to: CalendarDate): string {
  const year = yearOf(to)
  if (from === `${year}-01-01` && to === `${year}-12-31`) return `năm ${year}`
  return `từ ngày ${written(from)} đến ngày ${written(to)}`
}

/** The parts that have anything to say, numbered I, II, III; the first is the opening, which has no number. */
function numbered([opening = [], ...parts]: readonly (readonly Block[])[]): readonly Block[] {
  const said = parts.filter((part) => part.length > 0)
  const titled = said.map((part, at) =>
    part.map((block) =>
      block.kind === 'section' ? { ...block, text: `${romanWritten(at + 1)}. ${block.text}` } : block,
    ),
  )
  return [...opening, ...titled.flat()]
}

function opening(facts: Reported, reporter: string): Block {
  const { programme, from, to } = facts
  const { document } = programme
  const basis = document?.issuedOn
    ? `${programmeNamed(facts.programme)} ngày ${written(document.issuedOn)} (${programme.title})`
    : programme.title
  return {
    kind: 'paragraph',
    text: `Thực hiện ${basis}, ${reporter} báo cáo kết quả thực hiện ${spanWritten(from, to)}, số liệu chốt đến hết ngày ${written(to)}, như sau:`,
  }
}

function figures({ figures, tasks, from, to }: Reported, annexes: readonly Annex[]): readonly Block[] {
  const all = figures ?? reportPeriod(tasks, from, to)
  const { carriedOver, given, fallenDue, reopened, end } = all
  const { doneOnTime, doneLate, openInTime, openLate, withdrawn } = end
  const share = dueWorkDone(end)
  const percent = share && (share.cut / 100).toFixed(2).replace('.', ',')
  const stopped = withdrawn > 0 ? `; dừng thực hiện ${withdrawn} nhiệm vụ` : ''
  const ofDue = percent === undefined ? '' : ` Tỷ lệ hoàn thành trên số nhiệm vụ đã đến hạn là ${percent}%.`
  const ways = Object.entries({
    'nhiệm vụ kỳ trước chuyển sang': carriedOver,
    'nhiệm vụ giao mới': given,
    'kỳ thực hiện của nhiệm vụ định kỳ': fallenDue,
    'nhiệm vụ được mở lại': reopened,
  }).flatMap(([way, count]) => (count > 0 ? [`${count} ${way}`] : []))
  const byPlace = [...Map.groupBy(tasks, (task) => sectionOf(task.clause))]
  const inOrder = byPlace.toSorted(([one], [other]) => (placeInDocument(one) < placeInDocument(other) ? -1 : 1))
  const places = inOrder.map(([place, own]): Named => [capitalised(clauseWritten(place)), own])
  return [
    { kind: 'section', text: 'TÌNH HÌNH THỰC HIỆN NHIỆM VỤ' },
    {
      kind: 'paragraph',
      text: `Trong kỳ có ${totalOf(end) + withdrawn} nhiệm vụ${ways.length > 0 ? `, gồm ${ways.join(', ')}` : ''}.`,
    },
    {
      kind: 'paragraph',
      text: `Đã hoàn thành ${doneOnTime + doneLate} nhiệm vụ (đúng hạn ${doneOnTime}, quá hạn ${doneLate}); chưa hoàn thành ${openInTime + openLate} nhiệm vụ (trong hạn ${openInTime}, quá hạn ${openLate})${stopped}.${ofDue}`,
    },
    {
      kind: 'paragraph',
      text: `Theo nội dung của chương trình (theo cơ quan chủ trì tại ${annexNumber(annexes, 0)}):`,
    },
    classes('Nội dung', places, from, to, all),
  ]
}

function agenciesAnnex({ figures, tasks, from, to }: Reported, directory: Directory): Annex {
  const byLead = Map.groupBy(tasks, (task) => placeAt(task, to)?.lead ?? '')
  const leads = [...byLead].map(([lead, own]): Named => [nameOf(lead, directory), own])
  const inOrder = leads.toSorted(([one], [other]) => one.localeCompare(other, 'vi'))
  const all = figures ?? reportPeriod(tasks, from, to)
  return { title: 'Kết quả thực hiện theo cơ quan chủ trì', body: [classes('Cơ quan', inOrder, from, to, all)] }
}

type Named = readonly [name: string, tasks: readonly Task[]]

function classes(of: string, groups: readonly Named[], from: CalendarDate, to: CalendarDate, all: PeriodReport): Table {
  const counted = groups.map(([name, own]) => ({ name, report: reportPeriod(own, from, to) }))
  // Who had nothing in the period has no line.
  const shown = counted.filter(({ report: { end } }) => totalOf(end) + end.withdrawn > 0)
  return {
    kind: 'table',
    columns: [
      { heading: 'TT', share: 5, align: 'centre' },
      { heading: of, share: 27, align: 'left' },
      ...[
        'Từ kỳ trước',
        'Phát sinh trong kỳ',
        'Hoàn thành đúng hạn',
        'Hoàn thành quá hạn',
        'Chưa hoàn thành, trong hạn',
        'Chưa hoàn thành, quá hạn',
        'Dừng thực hiện',
        'Tổng số',
      ].map((heading) => ({ heading, share: 8.5, align: 'centre' }) as const),
    ],
    rows: shown.map(({ name, report }, at) => [String(at + 1), name, ...numbersOf(report)]),
    total: ['', 'Tổng cộng', ...numbersOf(all)],
  }
}

function numbersOf({ carriedOver, given, fallenDue, reopened, end }: PeriodReport): readonly string[] {
  const { doneOnTime, doneLate, openInTime, openLate, withdrawn } = end
  const arisen = given + fallenDue + reopened
  const total = totalOf(end) + withdrawn
  return [carriedOver, arisen, doneOnTime, doneLate, openInTime, openLate, withdrawn, total].map(String)
}

function said({ rows }: Reported, directory: Directory): readonly Block[] {
  const blocks: Block[] = []
  let place: string | undefined
  for (const { clause, agency, text, late } of rows) {
    const section = sectionOf(clause)
    if (section !== place) blocks.push({ kind: 'subsection', text: capitalised(clauseWritten(section)) })
    place = section
    const sent = late ? ' (gửi sau hạn)' : ''
    blocks.push({
      kind: 'item',
      text: `${capitalised(clauseWritten(clause))}, ${nameOf(agency, directory)}${sent}: ${text}`,
    })
  }
  return blocks.length === 0 ? [] : [{ kind: 'section', text: 'KẾT QUẢ CỤ THỂ' }, ...blocks]
}

function targets({ targets }: Reported): readonly Block[] {
  if (targets.length === 0) return []
  return [
    { kind: 'section', text: 'KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU' },
    {
      kind: 'table',
      columns: [
        { heading: 'TT', share: 6, align: 'centre' },
        { heading: 'Chỉ tiêu', share: 34, align: 'left' },
        { heading: 'Mức phải đạt', share: 22, align: 'left' },
        { heading: 'Số liệu mới nhất', share: 18, align: 'left' },
        { heading: 'Đánh giá', share: 20, align: 'left' },
      ],
      rows: targets.map(({ title, goal, latest, verdict }, at) => [
        String(at + 1),
        title,
        goal,
        latest ?? 'Chưa có',
        verdict,
      ]),
    },
  ]
}

function late({ tasks, to }: Reported, annexes: readonly Annex[]): readonly Block[] {
  const late = lateWork(tasks, to)
  if (late.length === 0) return []
  const agencies = new Set(late.map(({ lead }) => lead)).size
  return [
    { kind: 'section', text: 'NHIỆM VỤ CHƯA HOÀN THÀNH, QUÁ HẠN' },
    {
      kind: 'paragraph',
      text: `Đến hết ngày ${written(to)} còn ${late.length} nhiệm vụ quá hạn của ${agencies} cơ quan (danh sách tại ${annexNumber(annexes, 1)}).`,
    },
  ]
}

function lateAnnex({ tasks, to }: Reported, directory: Directory): readonly Annex[] {
  const late = lateWork(tasks, to)
  if (late.length === 0) return []
  const rows = late.map(({ task, lead, dueOn, daysLate }, at) => [
    String(at + 1),
    capitalised(clauseWritten(task.clause)),
    task.title,
    nameOf(lead, directory),
    written(dueOn),
    String(daysLate),
    reasonOf(task, to),
  ])
  const table: Table = {
    kind: 'table',
    columns: [
      { heading: 'TT', share: 5, align: 'centre' },
      { heading: 'Căn cứ', share: 12, align: 'left' },
      { heading: 'Nhiệm vụ', share: 27, align: 'left' },
      { heading: 'Cơ quan chủ trì', share: 18, align: 'left' },
      { heading: 'Hạn', share: 14, align: 'centre' },
      { heading: 'Số ngày quá hạn', share: 8, align: 'centre' },
      { heading: 'Nguyên nhân cơ quan nêu', share: 16, align: 'left' },
    ],
    rows,
  }
  return [{ title: 'Nhiệm vụ chưa hoàn thành, quá hạn', body: [table] }]
}

/** What the agency said by the closing day. */
function reasonOf({ progress }: Task, to: CalendarDate): string {
  return progress && progress.on <= to ? (progress.difficulty ?? progress.text) : 'Chưa nêu'
}

function silent({ silent }: Reported, directory: Directory): readonly Block[] {
  if (silent.length === 0) return []
  return [
    { kind: 'section', text: 'CƠ QUAN CHƯA GỬI BÁO CÁO' },
    ...silent.map((agency): Block => ({ kind: 'item', text: nameOf(agency, directory) })),
  ]
}

function proposals({ proposals }: Reported): readonly Block[] {
  if (proposals.length === 0) return []
  return [{ kind: 'section', text: 'KIẾN NGHỊ, ĐỀ XUẤT' }, ...proposals.map((text): Block => ({ kind: 'item', text }))]
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toLocaleUpperCase('vi')}${text.slice(1)}`
}
