/** Reminders as they are shown: what will be said if nothing changes, and the letters that have said something. */
import * as z from 'zod/mini'
import { type Directory, officeOf, recipients } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import type { Rules } from '../tasks/decide.ts'
import type { Task } from '../tasks/task.ts'
import { coming, type StepKind } from './ladder.ts'

/** What a step says, in the few words of a list. */
export const reminderWords: Readonly<Record<StepKind, string>> = {
  before: 'Sắp đến hạn',
  due: 'Đến hạn hôm nay',
  late: 'Quá hạn',
  lateToOffice: 'Quá hạn, báo văn phòng cơ quan giao',
  undecided: 'Xin gia hạn chưa được quyết định',
  toAccept: 'Kết quả chờ xác nhận',
  toReview: 'Đến ngày xem lại điều kiện thực hiện',
  part: 'Phần việc được đề nghị',
  told: 'Báo kết quả của đợt công tác',
  askedAgain: 'Được đề nghị gửi lần nữa',
  given: 'Nhiệm vụ mới được giao',
  returned: 'Kết quả bị trả lại',
  extensionDecided: 'Đã quyết định về gia hạn',
  amended: 'Nhiệm vụ được điều chỉnh',
  withdrawn: 'Nhiệm vụ dừng thực hiện',
  reopened: 'Nhiệm vụ được mở lại',
  recordedForYou: 'Văn phòng đã nhập thay',
  disputeAnswered: 'Đã trả lời kiến nghị về cơ quan chủ trì',
  directed: 'Có ý kiến chỉ đạo',
  urged: 'Văn phòng đôn đốc',
  leadMoved: 'Nhiệm vụ chuyển cơ quan khác chủ trì',
  handedIn: 'Kết quả vừa nộp',
  extensionAsked: 'Có đề nghị gia hạn',
  disputed: 'Có kiến nghị về cơ quan chủ trì',
  objected: 'Có phản hồi về nội dung nhập thay',
}

const What = z.enum([
  'before',
  'due',
  'late',
  'lateToOffice',
  'undecided',
  'toAccept',
  'toReview',
  'part',
  'told',
  'askedAgain',
  'given',
  'returned',
  'extensionDecided',
  'amended',
  'withdrawn',
  'reopened',
  'recordedForYou',
  'disputeAnswered',
  'leadMoved',
  'directed',
  'urged',
  'handedIn',
  'extensionAsked',
  'disputed',
  'objected',
]) satisfies z.ZodMiniType<StepKind>

const Level = z.enum(['lead', 'head', 'cooperating', 'office'])

export const PlannedReminder = z.strictObject({
  programme: z.string(),
  task: z.string(),
  title: z.string(),
  what: What,
  words: z.string(),
  on: Day,
  to: z.array(z.strictObject({ level: Level, addressee: z.string(), mailbox: z.string() })),
})
export type PlannedReminder = z.infer<typeof PlannedReminder>

export const SentReminder = z.strictObject({
  task: z.string(),
  what: What,
  words: z.string(),
  level: Level,
  addressee: z.string(),
  mailbox: z.string(),
  on: Day,
  /** `sending` until the mail server has taken it; `inOutbox` where nobody sends, and it is read on the outbox page. */
  state: z.enum(['sending', 'sent', 'refused', 'inOutbox']),
  letter: z.string(),
})
export type SentReminder = z.infer<typeof SentReminder>

/** What will be said, and what was. */
export const Reminders = z.strictObject({ planned: z.array(PlannedReminder), sent: z.array(SentReminder) })
export type Reminders = z.infer<typeof Reminders>

/** One letter of a day as the list of what was sent has it. */
export const SentLetter = z.strictObject({
  letter: z.string(),
  mailbox: z.string(),
  addressee: z.string(),
  on: Day,
  state: z.enum(['sending', 'sent', 'refused', 'inOutbox']),
  /** How many things it speaks of. */
  lines: z.int(),
  /** What the post calls it, for whoever looks for it there. */
  postId: z.optional(z.string()),
})
export type SentLetter = z.infer<typeof SentLetter>

/** A letter's record, as far as it is shown. */
interface Digest {
  readonly id: string
  readonly mailbox: string
  readonly addressee: string
  readonly composedOn: CalendarDate
  readonly sentOn?: CalendarDate
  readonly state: 'sending' | 'sent' | 'refused' | 'inOutbox'
  readonly postId?: string
  readonly lines: readonly {
    readonly task: string
    readonly what: StepKind
    readonly level: z.infer<typeof Level>
  }[]
}

/** What will be said about a task from today on, each step with whom it would reach today. */
export function plannedReminders(
  task: Task,
  rules: Rules,
  directory: Directory,
  today: CalendarDate,
): readonly PlannedReminder[] {
  const { programme, id, title } = task
  return coming(task, rules, today).map(({ what, on, to }) => ({
    programme,
    task: id,
    title,
    what,
    words: reminderWords[what],
    on,
    to: to.flatMap((audience) =>
      recipients(task, audience, directory, today).map(({ addressee, mailbox }) => ({
        level: typeof audience === 'object' ? ('cooperating' as const) : audience,
        addressee,
        mailbox,
      })),
    ),
  }))
}

export function sentReminders(digests: readonly Digest[]): readonly SentReminder[] {
  return digests.flatMap(({ id, mailbox, addressee, composedOn, sentOn, state, lines }) =>
    lines.map(({ task, what, level }) => ({
      task,
      what,
      words: reminderWords[what],
      level,
      addressee,
      mailbox,
      on: sentOn ?? composedOn,
      state,
      letter: id,
    })),
  )
}

export function sentLetter({ id, mailbox, addressee, composedOn, sentOn, state, lines, postId }: Digest): SentLetter {
  return { letter: id, mailbox, addressee, on: sentOn ?? composedOn, state, lines: lines.length, postId }
}

/** The mailboxes that letters about a task may have gone to: those of every body that has had a part in it. */
export function mailboxesAbout(task: Task, directory: Directory, today: CalendarDate): readonly string[] {
  const agencies = [
    task.lead,
    ...task.moves.map(({ lead }) => lead),
    ...task.cooperating.map(({ agency }) => agency),
    ...task.parts.map(({ holder }) => holder.agency),
    officeOf(task.givenBy, directory, today),
  ]
  return mailboxesOf(agencies, directory)
}

/** An agency's own mailbox, and that of its head. */
export function mailboxesOf(agencies: readonly string[], directory: Directory): readonly string[] {
  const found = [...new Set(agencies)].flatMap((id) => {
    const agency = directory.get(id)
    return agency ? [agency.mailbox, agency.head.mailbox] : []
  })
  return [...new Set(found)]
}
