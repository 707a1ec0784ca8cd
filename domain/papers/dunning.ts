/**
 * Công văn đôn đốc: the letter that an office signs to whoever has late work, one agency or all of them. It names the
 * basis, the work, its deadline and how late it is, what is missing and by when to report; it never changes a deadline.
 */
import { type Directory, nameOf } from '../agencies/directory.ts'
import { type CalendarDate, written } from '../days.ts'
import { clauseWritten } from '../programme/clause.ts'
import type { Task } from '../tasks/task.ts'
import type { PaperForm } from './form.ts'
import { issuedBy, type NamedProgramme, programmeNamed } from './issuing.ts'
import { type LateTask, lateWork } from './late.ts'
import type { Annex, Block, Column, Paper } from './paper.ts'

export interface Dunned {
  readonly programme: NamedProgramme
  /** The office that writes. */
  readonly office: string
  /** Whose work is asked for; everybody's that is late, where none is named. */
  readonly agency?: string
  readonly tasks: readonly Task[]
  /** The document that a task rests on, as a letter names it. */
  readonly basisOf: (task: Task) => string
  readonly today: CalendarDate
  readonly reportBy: CalendarDate
}

/** Undefined where nothing of theirs is late. */
export function dunningPaper(dunned: Dunned, directory: Directory, form?: PaperForm): Paper | undefined {
  const { programme, office, agency, tasks, today } = dunned
  const late = lateWork(tasks, today).filter(({ lead }) => agency === undefined || lead === agency)
  if (late.length === 0) return undefined
  const addressees = [...new Set(late.map(({ lead }) => lead))]
  const isOne = addressees.length === 1
  const names = addressees.map((one) => nameOf(one, directory)).toSorted((one, other) => one.localeCompare(other, 'vi'))
  const table = listed(dunned, late, isOne ? undefined : directory)
  const annex: Annex = { title: `Nhiệm vụ quá hạn chưa hoàn thành, tính đến ngày ${written(today)}`, body: [table] }
  return {
    ...issuedBy(office, directory, form),
    type: 'letter',
    abstract: `đôn đốc thực hiện nhiệm vụ quá hạn của ${programmeNamed(programme)}`,
    to: names,
    body: [
      { kind: 'paragraph', text: opening(dunned, late, isOne) },
      ...(isOne ? [table] : []),
      { kind: 'paragraph', text: asked(dunned, nameOf(office, directory), isOne) },
      { kind: 'paragraph', text: 'Công văn này không thay đổi thời hạn đã giao.' },
    ],
    annexes: isOne ? [] : [annex],
    recipients: ['Như trên'],
  }
}

function opening({ programme, today }: Dunned, late: readonly LateTask[], isOne: boolean): string {
  const { document } = programme
  const of = document?.issuedOn ? ` ngày ${written(document.issuedOn)}` : ''
  const whose = isOne
    ? 'do cơ quan chủ trì'
    : `của ${new Set(late.map(({ lead }) => lead)).size} cơ quan (danh sách tại Phụ lục)`
  return `Qua theo dõi việc thực hiện ${programmeNamed(programme)}${of}, đến hết ngày ${written(today)} còn ${late.length} nhiệm vụ ${whose} đã quá hạn, chưa hoàn thành${isOne ? ':' : '.'}`
}

function asked({ reportBy }: Dunned, office: string, isOne: boolean): string {
  const whom = isOne ? 'cơ quan' : 'các cơ quan có tên trong danh sách'
  return `${office} đề nghị ${whom} khẩn trương hoàn thành các nhiệm vụ trên; báo cáo kết quả, nguyên nhân chậm và thời gian hoàn thành, gửi ${office} trước ngày ${written(reportBy)} để tổng hợp, báo cáo cấp có thẩm quyền.`
}

/** With the lead of each, where several are written to. */
function listed({ basisOf }: Dunned, late: readonly LateTask[], leads: Directory | undefined): Block {
  const columns: Column[] = [
    { heading: 'TT', share: 5, align: 'centre' },
    { heading: 'Căn cứ', share: 20, align: 'left' },
    { heading: 'Nhiệm vụ', share: leads ? 25 : 31, align: 'left' },
    ...(leads ? [{ heading: 'Cơ quan chủ trì', share: 16, align: 'left' } as const] : []),
    { heading: 'Còn thiếu', share: leads ? 12 : 22, align: 'left' },
    { heading: 'Hạn', share: 14, align: 'centre' },
    { heading: 'Số ngày quá hạn', share: 8, align: 'centre' },
  ]
  const rows = late.map(({ task, lead, dueOn, daysLate }, at) => [
    String(at + 1),
    `${basisOf(task)}, ${clauseWritten(task.clause)}`,
    task.title,
    ...(leads ? [nameOf(lead, leads)] : []),
    task.product ?? 'Kết quả thực hiện',
    written(dueOn),
    String(daysLate),
  ])
  return { kind: 'table', columns, rows }
}
