/**
 * The daily letter as a value: what one recipient is told on one day, across programmes. Pure: the same rows on the
 * same day always make the same letter, so a letter that was sent twice is seen to be one.
 */
import type { WorkingCalendar } from '../calendar/workingCalendar.ts'
import type { CalendarDate } from '../days.ts'
import { type LetterPlace, type LinkedText, type LinkPurpose, placeMark } from '../links/link.ts'
import { taskOffers } from '../links/offers.ts'
import type { StepKind } from '../reminders/ladder.ts'
import type { Task } from '../tasks/task.ts'
import { greetingOf, type LetterForm, signatureOf } from './letterForm.ts'
import { dayWritten, distance, dueWritten, ended, remark, titleWritten } from './taskWritten.ts'

export interface DigestRow {
  readonly programme: string
  readonly what: StepKind | 'alsoLate' | 'alsoSoon'
  /** Whether the recipient leads the task, cooperates in it, or is the office of the agency that gave it. */
  readonly as: 'lead' | 'cooperating' | 'office'
  readonly task: Task
  /** The name of the office that speaks: that of the agency that gave the task. */
  readonly office: string
  /** Its own words, where it has any. */
  readonly letterForm?: LetterForm
  /** The lead's name, for the office; the part asked, for a cooperating agency. */
  readonly lead: string
  /** The recipient answers for it in the name of a lead that has ended. */
  readonly takenOver?: true
  readonly part?: string
  /** The letter that it was in came back: the recipient hears of it in another's place. */
  readonly insteadOf?: { readonly mailbox: string; readonly addressee: string }
  /** Targets whose figures are missing, of a self-assessment that is asked for. */
  readonly figures?: readonly { readonly thing: string; readonly metric: string }[]
}

export interface Digest {
  readonly addressee: string
  readonly day: CalendarDate
  readonly rows: readonly DigestRow[]
  /** The documents that the tasks rest on, as they are written. */
  readonly bases: readonly string[]
  /** Old late items beyond those listed. */
  readonly alsoLate: number
}

/** In the order of the letter: the most pressing first. Each has its heading, its words in the subject, and what it asks for. */
const sections = {
  late: {
    heading: 'Việc quá hạn',
    counted: 'việc quá hạn',
    asks: 'Đề nghị khẩn trương hoàn thành và nộp kết quả.',
  },
  lateElsewhere: {
    heading: 'Việc quá hạn kéo dài của các cơ quan',
    counted: 'việc quá hạn kéo dài',
    asks: 'Đề nghị đôn đốc cơ quan chủ trì, báo cáo lãnh đạo khi cần.',
  },
  today: {
    heading: 'Việc đến hạn hôm nay',
    counted: 'việc đến hạn hôm nay',
    asks: 'Đề nghị nộp kết quả trong ngày hôm nay.',
  },
  soon: {
    heading: 'Việc đến hạn trong 7 ngày làm việc',
    counted: 'việc đến hạn trong 7 ngày làm việc',
    asks: 'Đề nghị hoàn thành đúng hạn; nếu cần gia hạn, đề nghị gửi yêu cầu kèm lý do trước khi hết hạn.',
  },
  returned: {
    heading: 'Kết quả bị trả lại',
    counted: 'kết quả bị trả lại',
    asks: 'Đề nghị hoàn thiện theo lý do đã nêu và nộp lại; thời hạn không thay đổi.',
  },
  toDecide: {
    heading: 'Kiến nghị chờ quyết định',
    counted: 'kiến nghị chờ quyết định',
    asks: 'Đề nghị trình lãnh đạo quyết định và trả lời cơ quan chủ trì.',
  },
  toAccept: {
    heading: 'Kết quả chờ xác nhận',
    counted: 'kết quả chờ xác nhận',
    asks: 'Đề nghị xác nhận hoàn thành, hoặc trả lại kèm lý do.',
  },
  parts: {
    heading: 'Việc phối hợp',
    counted: 'việc phối hợp',
    asks: 'Đề nghị phối hợp và gửi phần việc cho cơ quan chủ trì đúng hạn.',
  },
  given: {
    heading: 'Việc mới giao',
    counted: 'việc mới giao',
    asks: 'Đề nghị tổ chức thực hiện theo đúng nội dung và thời hạn.',
  },
  directed: {
    heading: 'Việc có ý kiến chỉ đạo',
    counted: 'việc có ý kiến chỉ đạo',
    asks: 'Đề nghị thực hiện theo ý kiến chỉ đạo; thời hạn không thay đổi.',
  },
  urged: {
    heading: 'Việc được đôn đốc',
    counted: 'việc được đôn đốc',
    asks: 'Đề nghị cập nhật tiến độ và hoàn thành theo nội dung đôn đốc.',
  },
  decided: {
    heading: 'Việc có quyết định gia hạn, điều chỉnh',
    counted: 'việc có quyết định mới',
    asks: 'Đề nghị thực hiện theo quyết định.',
  },
  told: {
    heading: 'Kết quả trình cấp trên',
    counted: 'kết quả trình',
    asks: 'Kính báo cáo để biết và cho ý kiến chỉ đạo.',
  },
  recorded: {
    heading: 'Nội dung được văn phòng nhập thay',
    counted: 'nội dung được nhập thay',
    asks: 'Đề nghị kiểm tra; nếu không đúng, đề nghị phản hồi trên hệ thống.',
  },
  ahead: {
    heading: 'Việc sắp đến hạn',
    counted: 'việc sắp đến hạn',
    asks: 'Đề nghị chuẩn bị để hoàn thành đúng hạn.',
  },
  toReview: {
    heading: 'Việc chưa đủ điều kiện thực hiện, đến ngày xem lại',
    counted: 'việc cần xem lại điều kiện',
    asks: 'Đề nghị xem lại điều kiện; đã đủ điều kiện thì giao thời hạn bằng văn bản, chưa đủ thì ấn định ngày xem lại mới.',
  },
  moved: {
    heading: 'Việc chuyển cơ quan chủ trì',
    counted: 'việc chuyển cơ quan chủ trì',
    asks: 'Đề nghị bàn giao hồ sơ, tài liệu cho cơ quan chủ trì mới.',
  },
  carriedOver: {
    heading: 'Việc chuyển tiếp khi kết thúc chương trình',
    counted: 'việc chuyển tiếp',
    asks: 'Đề nghị tiếp tục thực hiện theo văn bản chuyển tiếp.',
  },
  ended: {
    heading: 'Việc dừng thực hiện theo văn bản',
    counted: 'việc dừng thực hiện',
    asks: 'Đề nghị không tiếp tục thực hiện.',
  },
} as const
type Section = keyof typeof sections

/** How many working days ahead count as soon in the letter and on the desk (screens: Đến hạn trong 7 ngày làm việc). */
export const soonWorkingDays = 7

/** The subject line, the plain text that says everything, and where each of its marks leads. */
export function digestLetter(digest: Digest, calendar: WorkingCalendar): { readonly subject: string } & LinkedText {
  const bySection = placed(digest, calendar)
  const places: LetterPlace[] = []
  const mark: Mark = (place) => {
    places.push(place)
    return placeMark(places.length)
  }
  return { subject: subjectOf(bySection, digest), text: textOf(bySection, digest, calendar, mark), places }
}

/** The mark of one more place that the letter leads to. */
type Mark = (place: LetterPlace) => string

/** One thing the letter speaks of, in one place: the most pressing row, and whatever else is said of it. */
interface Entry extends DigestRow {
  readonly section: Section
  readonly said: readonly DigestRow['what'][]
}

function placed({ rows, day }: Digest, calendar: WorkingCalendar): Map<Section, readonly Entry[]> {
  const entries = new Map<string, Entry>()
  for (const row of rows) {
    const section = sectionOf(row, day, calendar)
    // Parts are things of their own, and so is what another should have heard.
    const { mailbox: of = '' } = row.insteadOf ?? {}
    const thing = `${row.task.id} ${row.part ?? ''} ${of}`
    const before = entries.get(thing)
    const said = before ? [...new Set([...before.said, row.what])] : [row.what]
    const pressing = !before || places.indexOf(section) < places.indexOf(before.section)
    entries.set(thing, pressing ? { ...row, section, said } : { ...before, said })
  }
  const sorted = [...entries.values()].toSorted(byDeadline)
  const filled = new Set<Section>(['late', ...sorted.map(({ section }) => section)])
  const inPlace = places.filter((section) => filled.has(section))
  return new Map(inPlace.map((section) => [section, sorted.filter((entry) => entry.section === section)]))
}

// Object.keys of a literal comes in the order written: the order of the letter.
const places = Object.keys(sections).filter((name): name is Section => name in sections)

function byDeadline({ task: a }: Entry, { task: b }: Entry): number {
  const [first, second] = [a.deadline?.dueOn ?? '9999', b.deadline?.dueOn ?? '9999']
  return first < second ? -1 : first > second ? 1 : 0
}

function sectionOf({ what, as, task }: DigestRow, day: CalendarDate, calendar: WorkingCalendar): Section {
  switch (what) {
    case 'late':
    case 'alsoLate':
    case 'alsoSoon':
    case 'before':
    case 'due':
      return nearness(task, day, calendar)
    case 'lateToOffice':
      return 'lateElsewhere'
    case 'undecided':
    case 'extensionAsked':
    case 'disputed':
    case 'objected':
      return 'toDecide'
    case 'toAccept':
    case 'handedIn':
      return 'toAccept'
    case 'told':
      return 'told'
    case 'toReview':
      return 'toReview'
    case 'part':
    case 'askedAgain':
      return 'parts'
    case 'returned':
      return 'returned'
    case 'given':
    case 'reopened':
      return as === 'cooperating' ? 'parts' : 'given'
    case 'extensionDecided':
    case 'amended':
    case 'disputeAnswered':
      return 'decided'
    case 'directed':
      return 'directed'
    case 'urged':
      return 'urged'
    case 'recordedForYou':
      return 'recorded'
    case 'withdrawn':
      return task.standing.state === 'withdrawn' && task.standing.how === 'carriedOver' ? 'carriedOver' : 'ended'
    case 'leadMoved':
      return 'moved'
    default:
      return what satisfies never
  }
}

/** Judged by the deadline as it stands when the letter is written: it may have been extended since the line was laid out. */
function nearness({ deadline }: Task, day: CalendarDate, calendar: WorkingCalendar): Section {
  if (!deadline) return 'ahead'
  if (deadline.dueOn < day) return 'late'
  if (deadline.dueOn === day) return 'today'
  return deadline.dueOn <= calendar.addWorkingDays(day, soonWorkingDays) ? 'soon' : 'ahead'
}

/** Lateness and what is due soon go first; only a letter without either names what else it brings. */
function subjectOf(bySection: ReadonlyMap<Section, readonly Entry[]>, { alsoLate }: Digest): string {
  const count = (section: Section) => bySection.get(section)?.length ?? 0
  const late = count('late') + alsoLate
  const soon = count('today') + count('soon')
  const urgent = [
    ...(late ? [`${late} ${sections.late.counted}`] : []),
    ...(soon ? [`${soon} ${sections.soon.counted}`] : []),
  ]
  const other = places.flatMap((section) => (count(section) ? [`${count(section)} ${sections[section].counted}`] : []))
  return `[Nhắc việc] ${(urgent.length > 0 ? urgent : other.slice(0, 2)).join(', ')}`
}

function textOf(
  bySection: ReadonlyMap<Section, readonly Entry[]>,
  digest: Digest,
  calendar: WorkingCalendar,
  mark: Mark,
): string {
  const { addressee, day, rows, alsoLate, bases } = digest
  const forms = new Map(rows.map(({ office, letterForm }) => [office, letterForm]))
  const offices = [...forms.keys()]
  const programmes = [...new Set(rows.map(({ programme }) => programme))]
  const [only] = programmes.length === 1 ? programmes : []
  const filled = [...bySection].filter(
    ([section, entries]) => entries.length > 0 || (section === 'late' && alsoLate > 0),
  )
  const blocks = filled.map(([section, entries], index) => {
    const { heading, asks } = sections[section]
    const more = section === 'late' && alsoLate > 0 ? [`Còn ${alsoLate} việc quá hạn khác chưa liệt kê ở đây.`] : []
    return [
      `${romans[index]}. ${heading.toUpperCase()}\n${asks}`,
      ...programmes.flatMap((programme) =>
        listed(programme, programme === only, entries, { severalOffices: offices.length > 1, day, calendar, mark }),
      ),
      ...more,
    ].join('\n\n')
  })
  return [
    `${greetingOf([...forms.values()])} ${addressee}`,
    `Tính đến ${dayWritten(day)}, các nhiệm vụ sau đây${only ? ` của ${only}` : ''} cần được quan tâm, xử lý:`,
    ...blocks,
    ...(bases.length > 0 ? [`Căn cứ: ${bases.join('; ')}.`] : []),
    'Trân trọng.',
    [...offices.map((office) => signatureOf(office, forms.get(office))), '(thư do hệ thống Đôn đốc gửi tự động)'].join(
      '\n',
    ),
  ].join('\n\n')
}

/** What every entry of a letter is written with. */
interface Writing {
  /** Where several offices speak in one letter, each task says whose it is: its answer goes there. */
  readonly severalOffices: boolean
  readonly day: CalendarDate
  readonly calendar: WorkingCalendar
  readonly mark: Mark
}

/** A programme's entries under its name, which the letter has given already where it is the only one. */
function listed(programme: string, isOnly: boolean, entries: readonly Entry[], writing: Writing): string[] {
  const ofIt = entries.filter((entry) => entry.programme === programme)
  if (ofIt.length === 0) return []
  const lines = ofIt.map((entry, index) => entryWritten(entry, index + 1, writing))
  return [[...(isOnly ? [] : [programme]), ...lines].join('\n')]
}

const romans = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
]

function entryWritten(entry: Entry, number: number, { severalOffices, day, calendar, mark }: Writing): string {
  const { task, as, lead, takenOver, office, said, section, insteadOf } = entry
  const isNew = said.includes('given') && section !== 'given' && section !== 'parts'
  const lines = [
    isNew ? 'Nhiệm vụ mới giao.' : undefined,
    task.product ? `Sản phẩm: ${ended(task.product)}` : undefined,
    takenOver ? `Nhiệm vụ kế tục của: ${ended(lead)}` : undefined,
    as === 'lead' ? undefined : `Cơ quan chủ trì: ${ended(lead)}`,
    severalOffices ? `Cơ quan theo dõi: ${ended(office)}` : undefined,
    partWritten(entry, day, calendar) ?? dueWritten(task, day, calendar),
    ...said.map((what) => remark(what, task, lead)),
    insteadOf &&
      `Thư gửi ${insteadOf.addressee} (${insteadOf.mailbox}) bị trả lại: đề nghị chuyển nội dung này tới nơi nhận.`,
    ...placesOf(entry).map(({ words, place }) => `${words}: ${mark(place)}`),
  ]
  return [
    `${number}. ${inOneLine(titleWritten(task))}`,
    ...lines.filter((line) => line !== undefined).map((line) => `   ${inOneLine(line)}`),
  ].join('\n')
}

/** Where a line begins says what it is (letterBlocks.ts), so people's words bring no lines of their own. */
function inOneLine(words: string): string {
  return words.includes('\n') ? words.replace(/\s*\n\s*/g, ' ') : words
}

/**
 * One button: the form, where the recipient can answer without an account, and the page of the thing elsewhere. Each
 * figure that is missing has a form of its own.
 */
function placesOf(entry: Entry): readonly { readonly words: string; readonly place: LetterPlace }[] {
  const { task, as, figures = [] } = entry
  // Who hears in another's place passes it on, and answers nothing in their name.
  const form = entry.insteadOf ? undefined : formOf(entry)
  if (!form) return [{ words: as === 'office' ? 'Xử lý' : 'Xem', place: { page: pageOf(task.id) } }]
  const { agency } = form
  return [
    { words: 'Trả lời', place: { form } },
    ...figures.map(({ thing, metric }) => ({
      words: `Nhập số liệu “${metric}”`,
      place: { form: { does: 'answer', thing, agency } } as const,
    })),
  ]
}

function formOf({ task, as, part }: Entry): LinkPurpose | undefined {
  const { id, lead, cooperating, parts, standing } = task
  const [kind] = id.split('#')
  if (kind === 'CONTRIBUTION') {
    const [by] = cooperating
    return by && standing.state === 'open' ? { does: 'answer', thing: id, agency: by.agency } : undefined
  }
  if (kind === 'CYCLE') return undefined
  const thing = `TASK#${id}`
  if (part !== undefined) {
    const asked = parts.find(({ what, answer }) => what === part && !answer)
    const offered = asked && taskOffers(task, new Set(['cooperating']), asked.id).length > 0
    return offered ? { does: 'answer', thing, part: asked.id, agency: asked.holder.agency } : undefined
  }
  const offers = as === 'lead' ? taskOffers(task, new Set(['lead'])) : []
  return offers.length > 0 ? { does: 'answer', thing, agency: lead } : undefined
}

/** Where whoever signs in finds the thing of a row. */
function pageOf(name: string): string {
  const [kind, id] = name.split('#')
  if (id === undefined) return `/nhiem-vu/${name}`
  return kind === 'CONTRIBUTION' ? `/phan-gui/${id}` : `/dot-ky/${id}`
}

/** A part has its own deadline, which is what its holder must keep. */
function partWritten({ part, task }: Entry, day: CalendarDate, calendar: WorkingCalendar): string | undefined {
  if (part === undefined) return undefined
  const dueOn = task.parts.find(({ what, answer }) => what === part && !answer)?.dueOn
  const due = dueOn ? ` Hạn gửi cơ quan chủ trì: ${dayWritten(dueOn)} (${distance(dueOn, day, calendar)}).` : ''
  return `Phần việc: ${ended(part)}${due}`
}
