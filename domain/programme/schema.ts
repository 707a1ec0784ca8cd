/**
 * What a programme file holds: the document and all it assigns, as policy people read and amend it. The shapes
 * here are those of `programme.yaml` after its answers were put in place (answers.ts); what the file as a whole
 * must satisfy beyond its shape is in check.ts.
 */
import * as z from 'zod/mini'
import { type CalendarDate, isCalendarDate } from '../days.ts'
import { LetterForm } from '../letters/letterForm.ts'
import { Target } from '../targets/target.ts'
import { ClauseId } from './clause.ts'

/** ASCII, so that the names made from it are accepted by every log, file system and workflow service. */
// The word beside a pattern names it for the sentences of shape.ts.
export const Slug = z.string().check(z.regex(/^[0-9A-Za-z]+([_-][0-9A-Za-z]+)*$/, 'slug'), z.maxLength(40))

export const Day = z.custom<CalendarDate>((value) => typeof value === 'string' && isCalendarDate(value), 'day')

const Text = z.string().check(z.minLength(1), z.maxLength(2000))
/** Kept without capitals: AP1@ and ap1@ are one mailbox, which gets one letter a day. */
const Mailbox = z.string().check(z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'mailbox'), z.maxLength(254), z.toLowerCase())

/** A paper that gives, amends or ends work. `number: null` is work given in a meeting whose notice is awaited. */
export const Document = z.strictObject({
  id: Slug,
  title: Text,
  number: z.nullable(Text),
  issuedOn: z.nullable(Day),
  issuer: Slug,
  /** An illustration made for the demo: shown as such wherever it appears. */
  illustration: z.optional(z.boolean()),
  implements: z.optional(z.array(Text)),
  amends: z.optional(z.array(Slug)),
  replaces: z.optional(z.array(Slug)),
  ends: z.optional(z.array(Slug)),
})
export type Document = z.infer<typeof Document>

/** Who takes over from an agency that was merged, split or ended; by field where the work was divided. */
const Successor = z.strictObject({ agency: Slug, from: Day, field: z.optional(Text), document: z.optional(Text) })

export const Agency = z.strictObject({
  id: Slug,
  name: Text,
  shortName: z.optional(Text),
  /** The agency above it, which hears of its late work after the thủ trưởng. */
  superior: z.optional(Slug),
  /** The office that works for it (văn phòng cấp ủy, văn phòng UBND), which accepts results and hears of late ones. */
  office: z.optional(Slug),
  mailbox: Mailbox,
  head: z.strictObject({ position: Text, mailbox: Mailbox }),
  /** Who hears of its work while its own mailboxes give letters back; the agency above it unless told. */
  fallback: z.optional(Mailbox),
  /** Its own words in the letters that it speaks in. */
  letterForm: z.optional(LetterForm),
  /** Whether it may hand in and ask for the bodies below it too, beside reading what they do. */
  worksForSubordinates: z.optional(z.boolean()),
  from: z.optional(Day),
  to: z.optional(Day),
  successors: z.optional(z.array(Successor)),
})
export type Agency = z.infer<typeof Agency>

/** A body of bodies (24 quận, huyện), with the day each joined and left where that is not always. */
export const AgencyGroup = z.strictObject({
  id: Slug,
  name: Text,
  members: z.array(z.strictObject({ agency: Slug, from: z.optional(Day), to: z.optional(Day) })).check(z.minLength(1)),
})
export type AgencyGroup = z.infer<typeof AgencyGroup>

export const Cadence = z.enum(['monthly', 'quarterly', 'half-yearly', 'yearly'])
export type Cadence = z.infer<typeof Cadence>

/**
 * A day counted inside a period: month 1 is the period's first, 13 the first after a year. A month without that
 * day ends on its last, so `{ month: 12, day: 31 }` of a year is 31/12.
 */
export const DayOfPeriod = z.strictObject({
  month: z.int().check(z.minimum(1), z.maximum(24)),
  day: z.int().check(z.minimum(1), z.maximum(31)),
})
export type DayOfPeriod = z.infer<typeof DayOfPeriod>

/** How the document's words bound the day: `before` is "trước ngày", `within` "trong quý IV", `by` "đến", `on` "vào ngày". */
export const Bound = z.enum(['before', 'by', 'within', 'on'])

export const Schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), dueOn: Day, bound: Bound, opensOn: z.optional(Day) }),
  z.strictObject({
    kind: z.literal('recurring'),
    every: Cadence,
    /** Periods of the calendar that begin on or after `from` and end on or before `to` are tracked. */
    from: Day,
    to: Day,
    due: DayOfPeriod,
    /** The last day whose figures a report covers (chốt số liệu), where it is a report. */
    closing: z.optional(DayOfPeriod),
  }),
  z.strictObject({
    kind: z.literal('dates'),
    occurrences: z
      .array(z.strictObject({ id: Slug, title: z.optional(Text), opensOn: Day, dueOn: Day, closesOn: z.optional(Day) }))
      .check(z.minLength(1)),
  }),
  /** Never overdue, but reported. `words` are the document's ("thường xuyên"); absent where it states no time at all. */
  z.strictObject({ kind: z.literal('continuous'), words: z.optional(Text) }),
  /** Waits for another act; looked at again on `reviewOn`. */
  z.strictObject({ kind: z.literal('conditional'), condition: Text, reviewOn: Day }),
])
export type Schedule = z.infer<typeof Schedule>

/** What is asked for: the same words in the programme file, the task and the document reader. */
export const AssignmentKind = z.enum(['task', 'plan', 'report', 'evaluation', 'dissemination', 'continuous'])
export type AssignmentKind = z.infer<typeof AssignmentKind>

/** Which workflow runs an assignment's occurrences as cycles, by the name of its file. */
export const CycleKind = z.enum(['plan-issuance', 'periodic-report', 'evaluation', 'dissemination'])
export type CycleKind = z.infer<typeof CycleKind>

/** One lead or one group, or neither: chưa phân công. */
export const Assignment = z.strictObject({
  id: Slug,
  clause: ClauseId,
  kind: AssignmentKind,
  title: Text,
  lead: z.optional(Slug),
  group: z.optional(Slug),
  cooperating: z.optional(z.array(z.strictObject({ agency: Slug, part: z.optional(Text) }))),
  /** Cơ quan giao: whose office accepts the result, and who decides on extensions. */
  givenBy: Slug,
  /** The level the product goes to (cấp trình). */
  submittedTo: z.optional(Slug),
  product: z.optional(Text),
  /** The document every claim of this assignment rests on. */
  basis: Slug,
  schedule: Schedule,
  /** Work that is organised as a cycle; work without a date has none until a document gives one. */
  workflow: z.optional(CycleKind),
  /** The few words of the document that the date rests on. */
  quote: z.optional(Text),
  note: z.optional(Text),
})
export type Assignment = z.infer<typeof Assignment>

/** A proposal of a sealed evaluation: what that cycle recommended under that id. */
export const ProposalTakenUp = z.strictObject({
  cycle: z.string().check(z.minLength(1), z.maxLength(100)),
  proposal: Slug,
})
export type ProposalTakenUp = z.infer<typeof ProposalTakenUp>

/** What a document says of one assignment: an entry as in the programme file, and the proposal that it takes up. */
export const GivenEntry = z.strictObject({ ...Assignment.shape, takesUp: z.optional(ProposalTakenUp) })
export type GivenEntry = z.infer<typeof GivenEntry>

export const Clause = z.strictObject({
  id: ClauseId,
  title: Text,
  /** Other places of the document that say the same thing: linked, never merged. */
  repeats: z.optional(z.array(Text)),
  quote: z.optional(Text),
  note: z.optional(Text),
})
export type Clause = z.infer<typeof Clause>

/**
 * Where the document is silent or ambiguous. `gives` names the values an option stands for; a place in the file
 * that depends on the answer says `{ question: A5, give: endOf2020 }`.
 */
export const Question = z.strictObject({
  id: z.string().check(z.regex(/^[A-Z]\d+$/, 'question')),
  about: Text,
  clauses: z.optional(z.array(Text)),
  options: z
    .array(z.strictObject({ id: Slug, text: Text, gives: z.optional(z.record(z.string(), z.unknown())) }))
    .check(z.minLength(1)),
  answer: z.optional(z.strictObject({ option: Slug, by: Text, on: Day, reason: Text })),
})
export type Question = z.infer<typeof Question>

const steps = z.array(z.int().check(z.minimum(1), z.maximum(250)))
/** 0 is the day itself. */
const stepsToTheDay = z.array(z.int().check(z.minimum(0), z.maximum(250)))

/**
 * In working days: before the deadline, after it to the lead and its thủ trưởng, after it to the office, to whoever must
 * accept, and before the day by which those who were asked send their part of a report or plan.
 */
export const Ladder = z.strictObject({
  before: z._default(steps, [30, 7, 3, 1]),
  onTheDay: z._default(z.boolean(), true),
  lateToLead: z._default(steps, [1]),
  lateToOffice: z._default(steps, [5]),
  toAcceptor: z._default(steps, [3, 7]),
  toContributors: z._default(stepsToTheDay, [3]),
})
export type Ladder = z.infer<typeof Ladder>

export const Settings = z.strictObject({
  ladder: z._default(Ladder, {
    before: [30, 7, 3, 1],
    onTheDay: true,
    lateToLead: [1],
    lateToOffice: [5],
    toAcceptor: [3, 7],
    toContributors: [3],
  }),
  /** Whether a result waits for the office's acceptance; otherwise valid evidence closes the task. */
  acceptance: z._default(z.boolean(), true),
  /** Whether who recorded a result from paper (nhập thay) may also accept it: yes unless told. The record shows it. */
  recorderAccepts: z.optional(z.boolean()),
  /** Whether a fixed deadline on a day off moves to the next working day. The law says so for periods only. */
  roll: z._default(z.enum(['none', 'nextWorkingDay']), 'none'),
  /** Whether "trước ngày X" still allows X itself. */
  beforeIncludesDay: z._default(z.boolean(), true),
  /** A product dated in time counts when it is entered within so many working days after the deadline. */
  lateEntryWorkingDays: z._default(z.int().check(z.minimum(0)), 5),
  /** A return after the deadline pauses escalation for so many working days. */
  returnPauseWorkingDays: z._default(z.int().check(z.minimum(0)), 3),
  /** A request for extension that comes with fewer working days left is marked "xin muộn". */
  extensionNoticeWorkingDays: z._default(z.int().check(z.minimum(0)), 3),
})
export type Settings = z.infer<typeof Settings>

export const Programme = z.strictObject({
  schema: z.literal(1),
  id: Slug,
  title: Text,
  /** The document that is the programme. */
  document: Slug,
  period: z.strictObject({ from: Day, to: Day }),
  stages: z.array(z.strictObject({ id: Slug, title: Text, from: Day, to: Day })),
  /** The day tracking begins, where that is later than the programme: what fell due before is old, and no letter speaks of it. */
  trackedFrom: z.optional(Day),
  settings: z.optional(Settings),
  documents: z.array(Document).check(z.minLength(1)),
  agencies: z.array(Agency).check(z.minLength(1)),
  groups: z._default(z.array(AgencyGroup), []),
  sections: z.array(z.strictObject({ id: z.string(), title: Text })),
  clauses: z.array(Clause),
  targets: z.array(Target),
  assignments: z.array(Assignment),
  questions: z._default(z.array(Question), []),
  /** The document's own words, each clause's marked (documentText.ts): `document.txt` beside the file. */
  text: z.optional(z.string().check(z.minLength(1), z.maxLength(500_000))),
})
export type Programme = z.infer<typeof Programme>

/** `assignments.demo.yaml`: what the programme's own plan would give out, as an illustration. */
export const Illustration = z.strictObject({
  schema: z.literal(1),
  programme: Slug,
  /** The illustrative plan, whose day is the day its work is given. */
  document: Document,
  agencies: z.array(Agency),
  groups: z._default(z.array(AgencyGroup), []),
  /** Each replaces the programme's unassigned entry of the same id. */
  assignments: z.array(Assignment),
})
export type Illustration = z.infer<typeof Illustration>
