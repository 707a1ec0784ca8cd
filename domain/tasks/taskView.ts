/**
 * A task as it is shown: a line of a list, and whole. Its class is derived on the day it is shown; what only the
 * reminders keep book of stays inside.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../days.ts'
import { AssignmentKind, Day } from '../programme/schema.ts'
import { classOf } from './classes.ts'
import { heldIn } from './held.ts'
import type { Task } from './task.ts'

const state = z.enum(['open', 'submitted', 'done', 'withdrawn', 'continuous', 'conditional'])
/** Absent where the task had not begun on the day. */
const taskClass = z.enum([
  'doneOnTime',
  'doneLate',
  'openInTime',
  'openLate',
  'continuous',
  'conditional',
  'withdrawn',
  'beforeTracking',
])

export const reasonOnView = z.optional(z.strictObject({ on: Day, reason: z.string() }))

/** What came by a link of a letter, and to whose mailbox the link was sent. */
export const byLinkView = z.optional(z.strictObject({ mailbox: z.string() }))
/** Held, where the agency says that it did not send it. */
const fromLink = { byLink: byLinkView, onHold: reasonOnView }

export const TaskLine = z.strictObject({
  id: z.string(),
  programme: z.string(),
  assignment: z.string(),
  clause: z.string(),
  kind: AssignmentKind,
  title: z.string(),
  product: z.optional(z.string()),
  period: z.optional(z.string()),
  lead: z.string(),
  givenBy: z.string(),
  follower: z.optional(z.string()),
  overseer: z.optional(z.string()),
  state,
  class: z.optional(taskClass),
  dueOn: z.optional(Day),
  /** As first given, where an extension or an amendment has moved it. */
  originalDueOn: z.optional(Day),
  /** Waits for a decision of the agency that gave it. */
  asks: z.optional(z.enum(['extension', 'otherLead'])),
  progress: z.optional(z.strictObject({ on: Day, text: z.string(), difficulty: z.optional(z.string()), ...fromLink })),
  /** Bị trả lại: why the last result was not taken, while it is open again. */
  returned: reasonOnView,
  /** Something of it was disowned, and waits until the office has asked. */
  held: z.optional(z.literal(true)),
})
export type TaskLine = z.infer<typeof TaskLine>

export const EvidenceView = z.strictObject({
  title: z.string(),
  number: z.optional(z.string()),
  issuedOn: z.optional(Day),
  level: z.optional(z.string()),
  files: z.optional(z.array(z.string())),
})

export const onPaperView = z.optional(
  z.strictObject({ arrivalNumber: z.string(), arrivedOn: Day, files: z.optional(z.array(z.string())) }),
)
const ResultView = z.strictObject({
  evidence: z.array(EvidenceView),
  note: z.optional(z.string()),
  enteredOn: Day,
  countsOn: Day,
  enteredLate: z.boolean(),
  by: z.string(),
  onPaper: onPaperView,
  recordedBy: z.optional(z.string()),
  ...fromLink,
})

const StandingView = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), returned: reasonOnView, reopened: reasonOnView }),
  z.strictObject({ state: z.literal('submitted'), result: ResultView }),
  z.strictObject({
    state: z.literal('done'),
    result: ResultView,
    acceptedOn: Day,
    remark: z.optional(z.string()),
    byRecorder: z.optional(z.literal(true)),
  }),
  z.strictObject({
    state: z.literal('withdrawn'),
    how: z.enum(['withdrawn', 'carriedOver', 'stopped', 'takenBack']),
    on: Day,
    document: z.string(),
    reason: z.optional(z.string()),
  }),
  z.strictObject({ state: z.literal('continuous') }),
  z.strictObject({ state: z.literal('conditional'), condition: z.string(), reviewOn: Day }),
])

const ExtensionView = z.strictObject({
  from: Day,
  to: Day,
  decidedOn: Day,
  document: z.optional(z.string()),
  reason: z.string(),
})

/** Đề xuất của văn phòng, beside what waits for a decision. */
export const AdviceView = z.array(
  z.strictObject({
    on: Day,
    by: z.string(),
    proposes: z.discriminatedUnion('about', [
      z.strictObject({ about: z.literal('extension'), grant: z.nullable(Day), document: z.optional(z.string()) }),
      z.strictObject({ about: z.literal('otherLead'), lead: z.string(), document: z.optional(z.string()) }),
      z.strictObject({ about: z.literal('late'), text: z.string(), answerBy: z.optional(Day) }),
    ]),
    reason: z.string(),
  }),
)
export type AdviceView = z.infer<typeof AdviceView>

export const TaskView = z.extend(TaskLine, {
  cooperating: z.array(z.strictObject({ agency: z.string(), part: z.optional(z.string()) })),
  submittedTo: z.optional(z.string()),
  basis: z.string(),
  givenOn: Day,
  standing: StandingView,
  extensions: z.array(ExtensionView),
  extensionAsked: z.optional(
    z.strictObject({
      askedOn: Day,
      wanted: Day,
      reason: z.string(),
      timing: z.enum(['inTime', 'short', 'afterDue']),
      by: z.string(),
      onPaper: onPaperView,
      ...fromLink,
    }),
  ),
  extensionRefused: reasonOnView,
  dispute: z.optional(z.strictObject({ on: Day, reason: z.string(), proposed: z.optional(z.string()) })),
  advice: AdviceView,
  directions: z.array(
    z.strictObject({ on: Day, text: z.string(), answerBy: z.optional(Day), by: z.string(), onPaper: onPaperView }),
  ),
  urged: z.optional(z.strictObject({ on: Day, by: z.string(), text: z.optional(z.string()) })),
  parts: z.array(
    z.strictObject({
      id: z.string(),
      holder: z.strictObject({ agency: z.string(), unit: z.optional(z.string()) }),
      what: z.string(),
      askedOn: Day,
      dueOn: Day,
      answer: z.optional(z.strictObject({ on: Day, text: z.string(), ...fromLink })),
    }),
  ),
  /** The day the lead first opened it (đã mở). */
  seenOn: z.optional(Day),
  corrections: z.array(
    z.strictObject({
      on: Day,
      field: z.enum(['dueOn', 'product', 'title', 'countsOn']),
      was: z.string(),
      is: z.string(),
      reason: z.string(),
    }),
  ),
})
export type TaskView = z.infer<typeof TaskView>

export function taskLine(task: Task, today: CalendarDate) {
  const { id, programme, assignment, clause, kind, title, product, period, lead, givenBy } = task
  const { follower, overseer, progress, deadline, extensionAsked, dispute } = task
  return {
    id,
    programme,
    assignment,
    clause,
    kind,
    title,
    product,
    period,
    lead,
    givenBy,
    follower,
    overseer,
    state: task.standing.state,
    class: classOf(task, today),
    dueOn: deadline?.dueOn,
    originalDueOn: deadline && deadline.originalDueOn !== deadline.dueOn ? deadline.originalDueOn : undefined,
    asks: extensionAsked ? ('extension' as const) : dispute ? ('otherLead' as const) : undefined,
    progress,
    returned: task.standing.state === 'open' ? task.standing.returned : undefined,
    held: heldIn(task).length > 0 ? (true as const) : undefined,
  }
}

export function taskView(task: Task, today: CalendarDate) {
  const { cooperating, submittedTo, basis, givenOn, standing, deadline, extensionAsked, extensionRefused } = task
  const { dispute, advice = [], directions = [], urged, parts, seenOn, corrections } = task
  return {
    ...taskLine(task, today),
    cooperating,
    submittedTo,
    basis,
    givenOn,
    standing,
    extensions: deadline?.extensions ?? [],
    extensionAsked,
    extensionRefused,
    dispute,
    advice,
    directions,
    urged,
    parts,
    seenOn,
    corrections,
  }
}
