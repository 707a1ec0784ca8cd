/**
 * A task (nhiệm vụ; kỳ thực hiện for recurring work): one occurrence with one deadline, the thing that can be late.
 * Its standing is derived from dates and evidence and never typed; each state holds only what exists then.
 */
import type { CalendarDate, Instant } from '../days.ts'
import type { AssignmentKind } from '../programme/schema.ts'

export interface Task {
  readonly id: string
  readonly programme: string
  readonly assignment: string
  readonly clause: string
  readonly kind: AssignmentKind
  readonly title: string
  readonly product?: string
  /** Which occurrence of recurring work this is: `2013`, `2013-Q1`, `mid-2012-2015`. */
  readonly period?: string
  readonly lead: string
  readonly cooperating: readonly Cooperation[]
  readonly givenBy: string
  readonly submittedTo?: string
  /** The document it rests on. */
  readonly basis: string
  /** Chuyên viên theo dõi and lãnh đạo phụ trách, people of the office that gave it. */
  readonly follower?: string
  readonly overseer?: string
  readonly givenOn: CalendarDate
  /** The day from which the programme is followed. */
  readonly trackedFrom: CalendarDate
  /** Its deadline in force fell before tracking began: an old result, which no letter speaks of and no class counts. */
  readonly beforeTracking: boolean
  /** Absent for continuous and conditional work. */
  readonly deadline?: Deadline
  readonly standing: Standing
  readonly extensionAsked?: ExtensionRequest
  /** The last request, where it was refused and the deadline has not changed since. */
  readonly extensionRefused?: { readonly on: CalendarDate; readonly reason: string }
  readonly dispute?: Dispute
  readonly parts: readonly Part[]
  readonly progress?: Progress
  /** What the office proposes to whoever decides, one for each question that waits. */
  readonly advice?: readonly Advice[]
  /** Ý kiến chỉ đạo of the side that gave it, in the order they came. */
  readonly directions?: readonly Direction[]
  /** The last time the office urged it. */
  readonly urged?: Urging
  /** The day the lead first opened it (đã mở): shown instead of an acknowledgement step. */
  readonly seenOn?: CalendarDate
  readonly corrections: readonly Correction[]
  /** The last day on which escalation waits, after a return that came late. */
  readonly pausedUntil?: CalendarDate
  /** Steps and notices already spoken of, for the deadline in force. */
  readonly spoken: readonly string[]
  /** The first day whose steps are owed: the giving, the start of tracking, or the last change of deadline. */
  readonly ladderFrom: CalendarDate
  /** What the next round tells whoever it concerns, beside the steps of the ladder. */
  readonly notices: readonly Notice[]
  /** Where the task stood from which day on: enough to say its class as of any date. */
  readonly moves: readonly Move[]
}

export interface Cooperation {
  readonly agency: string
  readonly part?: string | undefined
}

export interface Deadline {
  /** The last day in time, as the settings read the document's words. */
  readonly dueOn: CalendarDate
  /** As first given; never overwritten. */
  readonly originalDueOn: CalendarDate
  readonly extensions: readonly Extension[]
}

/** Gia hạn: a decided change of deadline, with its reason and paper. */
export interface Extension {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly decidedOn: CalendarDate
  /** Absent while it is awaited: decided in a meeting whose notice has not come (chờ thông báo kết luận). */
  readonly document?: string
  readonly reason: string
}

export type Standing =
  | {
      readonly state: 'open'
      /** Why it is open again, after a result was returned or the task was reopened. */
      readonly returned?: { readonly on: CalendarDate; readonly reason: string }
      readonly reopened?: { readonly on: CalendarDate; readonly reason: string }
    }
  | { readonly state: 'submitted'; readonly result: Result }
  | {
      readonly state: 'done'
      readonly result: Result
      readonly acceptedOn: CalendarDate
      readonly remark?: string
      readonly byRecorder?: true
    }
  | {
      readonly state: 'withdrawn'
      readonly how: Ending
      readonly on: CalendarDate
      readonly document: string
      readonly reason?: string
    }
  | { readonly state: 'continuous' }
  | { readonly state: 'conditional'; readonly condition: string; readonly reviewOn: CalendarDate }

/**
 * Dừng by the level that gave it; carried over into another programme, or stopped, when this one ended; taken back,
 * because the giving was undone before anybody began: such a task is in no list and in no count.
 */
export type Ending = 'withdrawn' | 'carriedOver' | 'stopped' | 'takenBack'

/** A product with its level: number and date when it is a document, and files. */
export interface Evidence {
  readonly title: string
  readonly number?: string
  readonly issuedOn?: CalendarDate
  readonly level?: string
  readonly files?: readonly string[]
}

export interface Result {
  readonly evidence: readonly Evidence[]
  readonly note?: string
  readonly enteredOn: CalendarDate
  /** The day that decides between on time and late. */
  readonly countsOn: CalendarDate
  /** Dated in time, entered a little after (cập nhật chậm). */
  readonly enteredLate: boolean
  /** The agency that handed it in. */
  readonly by: string
  readonly onPaper?: OnPaper
  readonly byLink?: ByLink
  /** The person who entered what came on paper. */
  readonly recordedBy?: string
  /** The agency objects to what was recorded for it, or came by a link in its name. */
  readonly onHold?: { readonly on: CalendarDate; readonly reason: string }
}

/** Nhập thay: what came on paper and was entered by the office counts from its day of arrival (số đến, ngày đến). */
export interface OnPaper {
  readonly arrivalNumber: string
  readonly arrivedOn: CalendarDate
  /** The scan. */
  readonly files?: readonly string[]
}

/** By a link of a letter, without an account: to whose mailbox it was sent. Who it was, the event says. */
export interface ByLink {
  readonly mailbox: string
}

/** What came by a link, and is held once the agency says that it did not send it (“Không phải chúng tôi gửi”). */
export interface FromLink {
  readonly byLink?: ByLink
  readonly onHold?: { readonly on: CalendarDate; readonly reason: string }
}

export interface ExtensionRequest extends FromLink {
  readonly askedOn: CalendarDate
  readonly wanted: CalendarDate
  readonly reason: string
  /** In time, xin muộn (little notice), or xin sau hạn. */
  readonly timing: 'inTime' | 'short' | 'afterDue'
  readonly by: string
  readonly onPaper?: OnPaper
}

export interface Dispute {
  readonly on: CalendarDate
  readonly reason: string
  readonly proposed?: string
}

/** Đề xuất của văn phòng: what it proposes to whoever decides, and why. It decides nothing, and is gone with its question. */
export interface Advice {
  readonly on: CalendarDate
  readonly by: string
  readonly proposes: Proposed
  readonly reason: string
}

/** The document, where the office names one already, is what the decision would rest on. */
export type Proposed =
  /** `grant: null` is to refuse. */
  | { readonly about: 'extension'; readonly grant: CalendarDate | null; readonly document?: string }
  | { readonly about: 'otherLead'; readonly lead: string; readonly document?: string }
  /** Words of a direction, for work that is late. */
  | { readonly about: 'late'; readonly text: string; readonly answerBy?: CalendarDate }

/** A phần việc: asked of a cooperating agency, or given to a phòng or person inside the lead, by a hạn nội bộ. */
export interface Part {
  readonly id: string
  readonly holder: { readonly agency: string; readonly unit?: string }
  readonly what: string
  readonly askedOn: CalendarDate
  readonly dueOn: CalendarDate
  readonly answer?: { readonly on: CalendarDate; readonly text: string } & FromLink
}

export interface Progress extends FromLink {
  readonly on: CalendarDate
  readonly text: string
  readonly difficulty?: string
}

/** What a leader wrote or said about the task (ý kiến chỉ đạo, bút phê); it moves no deadline. */
export interface Direction {
  readonly on: CalendarDate
  readonly text: string
  /** Until when the lead is to say what came of it. */
  readonly answerBy?: CalendarDate
  readonly by: string
  readonly onPaper?: OnPaper
}

/** Nhắc, đôn đốc by the office of the agency that gave the work, beside the steps that the ladder takes by itself. */
export interface Urging {
  readonly on: CalendarDate
  readonly by: string
  readonly text?: string
}

/** Đính chính: both values are kept. */
export interface Correction {
  readonly on: CalendarDate
  readonly field: 'dueOn' | 'product' | 'title' | 'countsOn'
  readonly was: string
  readonly is: string
  readonly reason: string
}

export interface Notice {
  readonly code: NoticeCode
  readonly on: CalendarDate
  /** Whom it is for, where that does not follow from the task: the agency that led it before. */
  readonly agency?: string
}

export type NoticeCode =
  | 'given'
  | 'returned'
  | 'extensionDecided'
  | 'amended'
  | 'withdrawn'
  | 'reopened'
  | 'recordedForYou'
  | 'disputeAnswered'
  | 'leadMoved'
  | 'directed'
  | 'urged'
  | 'handedIn'
  | 'extensionAsked'
  | 'disputed'
  | 'objected'

export interface Move {
  readonly on: CalendarDate
  readonly state: Standing['state']
  readonly lead: string
  readonly dueOn?: CalendarDate
  readonly countsOn?: CalendarDate
  readonly beforeTracking?: true
  /** Its giving was undone: from that day on it is counted nowhere. */
  readonly takenBack?: true
}

/** Who did something: a person of an agency in a position, or the product itself. */
export interface Actor {
  readonly person: string
  readonly position: string
  readonly agency: string
  /** Who did it, as they say: of an account that several people use. */
  readonly doer?: string
  /** The mailbox to which the link was sent by which they did it, without an account. */
  readonly via?: string
}

/** The envelope of every event: who, when, on which office day. */
export interface Occasion {
  readonly at: Instant
  readonly day: CalendarDate
  readonly actor: Actor
}
