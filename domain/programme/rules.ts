/**
 * The rules of a programme file, thing by thing: what its agencies, clauses, targets, assignments and questions may
 * refer to, and what their values must say together. Each yields its problems; check.ts puts them to a whole file.
 */
import { dayOfPeriod, periods } from '../assignments/occurrences.ts'
import { type CalendarDate, written, yearOf } from '../days.ts'
import { clauseOrder, clauseWritten, sectionOf } from './clause.ts'
import { paragraphsOf, wordsByClause } from './documentText.ts'
import { type Path, type Problem, type ProblemCode, perhaps } from './problem.ts'
import type { Period, Readable, ReadableTarget, Stage } from './readable.ts'
import type { Agency, AgencyGroup, Assignment, Clause, Document, Question, Schedule } from './schema.ts'

/** Which ids there are; `undefined` where an entry's id cannot be read, so that no reference can be called wrong. */
export interface Known {
  readonly documents: Ids
  readonly agencies: Ids
  readonly groups: Ids
  readonly sections: Ids
  readonly clauses: Ids
  readonly targets: Ids
}
type Ids = ReadonlySet<string> | undefined

const unknown: { readonly [list in keyof Known]: { readonly code: ProblemCode; readonly what: string } } = {
  documents: { code: 'unknown-document', what: 'văn bản' },
  agencies: { code: 'unknown-agency', what: 'cơ quan' },
  groups: { code: 'unknown-group', what: 'nhóm cơ quan' },
  sections: { code: 'unknown-section', what: 'mục' },
  clauses: { code: 'unknown-clause', what: 'ý' },
  targets: { code: 'unknown-target', what: 'chỉ tiêu' },
}

export function idsOf(entries: readonly { readonly id?: string | undefined }[] | undefined): Ids {
  const ids = new Set<string>()
  for (const { id } of entries ?? [{ id: undefined }]) {
    if (id === undefined) return undefined
    ids.add(id)
  }
  return ids
}

export function* each<T>(
  list: string,
  entries: readonly T[] | undefined,
  problemsOf: (entry: T, path: Path) => Iterable<Problem>,
): Generator<Problem> {
  for (const [index, entry] of (entries ?? []).entries()) yield* problemsOf(entry, [list, index])
}

/** `before` entries come from elsewhere and are known to be sound: the list of the file begins after them. */
export function* duplicates(
  list: Path,
  entries: readonly { readonly id?: string | undefined }[] | undefined,
  before = 0,
): Generator<Problem> {
  const first = new Map<string, number>()
  for (const [index, { id }] of (entries ?? []).entries()) {
    if (id === undefined) continue
    const earlier = first.get(id)
    if (earlier === undefined) first.set(id, index)
    else {
      const where = earlier < before ? 'trong chương trình' : `ở mục thứ ${earlier - before + 1} của danh sách này`
      const sentence = `Mã “${id}” đã dùng ${where}; mỗi mã chỉ dùng một lần. Hãy đặt mã khác hoặc bỏ mục thừa.`
      yield { path: [...list, index - before, 'id'], code: 'duplicate-id', sentence }
    }
  }
}

export function* reference(path: Path, id: string | undefined, list: keyof Known, known: Known): Generator<Problem> {
  const ids = known[list]
  if (id === undefined || ids === undefined || ids.has(id)) return
  const { code, what } = unknown[list]
  const sentence = `Không có ${what} “${id}” trong ${list}${perhaps(id, ids)} Hãy sửa mã hoặc thêm vào ${list}.`
  yield { path, code, sentence }
}

/** A place of the document: an ý, a mục or a chỉ tiêu. */
function* place(path: Path, id: string, { clauses, sections, targets }: Known): Generator<Problem> {
  if (!clauses || !sections || !targets || clauses.has(id) || sections.has(id) || targets.has(id)) return
  const ids = [...clauses, ...sections, ...targets]
  const sentence = `Không có ý, mục hay chỉ tiêu “${id}”${perhaps(id, ids)} Hãy sửa mã.`
  yield { path, code: 'unknown-place', sentence }
}

/** Tells at the later day's place that it comes first. */
export function* order(
  path: Path,
  from: CalendarDate | undefined,
  to: CalendarDate | undefined,
  what = 'ngày cuối phải không trước ngày đầu',
): Generator<Problem> {
  if (from === undefined || to === undefined || from <= to) return
  const sentence = `Hai ngày ngược thứ tự: ${written(from)} rồi ${written(to)}; ${what}. Hãy sửa một trong hai.`
  yield { path, code: 'dates-out-of-order', sentence }
}

/** The working calendar counts from 1900 to 2199, and reminders reach some years beyond a deadline. */
const [firstDay, lastDay]: readonly [CalendarDate, CalendarDate] = ['1950-01-01', '2149-12-31']

export function* near(path: Path, period: Period): Generator<Problem> {
  if (!period || (period.from >= firstDay && period.to <= lastDay)) return
  const sentence = `Thời gian thực hiện chương trình phải nằm trong các năm 1950 đến 2149; ở đây là ${written(period.from)} - ${written(period.to)}. Hãy sửa period.`
  yield { path, code: 'outside-period', sentence }
}

export function* inside(path: Path, day: CalendarDate | undefined, period: Period, what = 'Ngày'): Generator<Problem> {
  if (day === undefined || !period || period.from > period.to) return
  if (period.from <= day && day <= period.to) return
  const sentence = `${what} ${written(day)} nằm ngoài thời gian thực hiện chương trình (${written(period.from)} - ${written(period.to)}). Hãy sửa ngày hoặc period.`
  yield { path, code: 'outside-period', sentence }
}

export function* stageProblems(stages: readonly Readable<Stage>[], period: Period): Generator<Problem> {
  let former: CalendarDate | undefined
  for (const [index, { from, to }] of stages.entries()) {
    yield* order(['stages', index, 'to'], from, to)
    yield* inside(['stages', index, 'from'], from, period)
    yield* inside(['stages', index, 'to'], to, period)
    if (former !== undefined && from !== undefined && from <= former) {
      const sentence = `Giai đoạn này bắt đầu ${written(from)}, khi giai đoạn trước chưa hết (${written(former)}). Hãy sửa một trong hai ngày.`
      yield { path: ['stages', index, 'from'], code: 'dates-out-of-order', sentence }
    }
    former = to
  }
}

export function* documentProblems(document: Readable<Document>, path: Path, known: Known): Generator<Problem> {
  yield* reference([...path, 'issuer'], document.issuer, 'agencies', known)
  for (const relation of ['amends', 'replaces', 'ends'] as const) {
    for (const [index, id] of (document[relation] ?? []).entries()) {
      yield* reference([...path, relation, index], id, 'documents', known)
    }
  }
}

export function* agencyProblems(agency: Readable<Agency>, path: Path, known: Known): Generator<Problem> {
  yield* reference([...path, 'superior'], agency.superior, 'agencies', known)
  yield* reference([...path, 'office'], agency.office, 'agencies', known)
  yield* order([...path, 'to'], agency.from, agency.to)
  for (const [index, successor] of (agency.successors ?? []).entries()) {
    const place = [...path, 'successors', index, 'agency']
    yield* reference(place, successor.agency, 'agencies', known)
    if (successor.agency === agency.id) {
      const sentence = `Cơ quan “${agency.id}” không kế tục chính nó. Hãy ghi cơ quan tiếp nhận nhiệm vụ.`
      yield { path: place, code: 'cycle', sentence }
    }
  }
}

/** A chain of superiors, or of offices, that leads back to where it began: told once. */
export function* cycles(agencies: readonly Readable<Agency>[], link: 'superior' | 'office'): Generator<Problem> {
  const index = new Map(agencies.flatMap(({ id }, at) => (id === undefined ? [] : [[id, at] as const])))
  const settled = new Set<number>()
  for (const start of agencies.keys()) {
    const trail: number[] = []
    let at: number | undefined = start
    while (at !== undefined && !settled.has(at) && !trail.includes(at)) {
      trail.push(at)
      at = index.get(agencies[at]?.[link] ?? '')
    }
    if (at !== undefined && trail.includes(at)) {
      const names = [...trail.slice(trail.indexOf(at)), at].map((member) => agencies[member]?.id)
      const what = link === 'superior' ? 'Cấp trên' : 'Văn phòng giúp việc'
      const sentence = `${what} đi vòng: ${names.join(' → ')}. Hãy bỏ hoặc sửa ${link} của một trong các cơ quan này.`
      yield { path: ['agencies', at, link], code: 'cycle', sentence }
    }
    for (const member of trail) settled.add(member)
  }
}

export function* groupProblems(group: Readable<AgencyGroup>, path: Path, known: Known): Generator<Problem> {
  const seen = new Set<string>()
  for (const [index, member] of (group.members ?? []).entries()) {
    const place = [...path, 'members', index]
    yield* reference([...place, 'agency'], member.agency, 'agencies', known)
    yield* order([...place, 'to'], member.from, member.to)
    yield* once(seen, member.agency, [...place, 'agency'], 'Thành viên')
  }
}

function* once(seen: Set<string>, id: string, path: Path, what: string): Generator<Problem> {
  if (!seen.has(id)) {
    seen.add(id)
    return
  }
  yield { path, code: 'duplicate-id', sentence: `${what} “${id}” đã ghi ở trên. Hãy bỏ mục thừa.` }
}

/** II.2.3 lies in II.2, which lies in II. */
export function* sectionProblems(id: string | undefined, path: Path, known: Known): Generator<Problem> {
  if (id?.includes('.')) yield* within(id, id.slice(0, id.lastIndexOf('.')), path, known)
}

/** One place of the document written in two ways, II.1-01 and II.1-1: told at the later. */
export function* samePlaces(clauses: readonly Readable<Clause>[]): Generator<Problem> {
  const first = new Map<string, string>()
  for (const [index, { id }] of clauses.entries()) {
    if (id === undefined) continue
    const order = clauseOrder(id)
    const earlier = first.get(order)
    if (earlier === undefined) first.set(order, id)
    else if (earlier !== id) {
      const sentence = `“${id}” và “${earlier}” là cùng một chỗ của văn bản (${clauseWritten(id)}), viết hai cách. Hãy giữ một mục hoặc sửa mã.`
      yield { path: ['clauses', index, 'id'], code: 'duplicate-id', sentence }
    }
  }
}

export function* clauseProblems(clause: Readable<Clause>, path: Path, known: Known): Generator<Problem> {
  if (clause.id !== undefined) yield* within(clause.id, sectionOf(clause.id), path, known)
  for (const [index, id] of (clause.repeats ?? []).entries()) yield* place([...path, 'repeats', index], id, known)
}

/** The document's words name clauses that there are, and say what a clause quotes of them. */
export function* textProblems(
  text: string,
  clauses: readonly Readable<Clause>[],
  { clauses: known }: Known,
): Generator<Problem> {
  const words = wordsByClause(paragraphsOf(text))
  for (const id of words.keys()) {
    if (!known || known.has(id)) continue
    const sentence = `Toàn văn (document.txt) đánh dấu ý {${id}} mà clauses không có${perhaps(id, known)} Hãy sửa dấu hoặc thêm vào clauses.`
    yield { path: ['text'], code: 'unknown-clause', sentence }
  }
  for (const [index, { id, quote }] of clauses.entries()) {
    const said = id === undefined ? undefined : words.get(id)
    if (said === undefined || quote === undefined || said.includes(quote)) continue
    const sentence = `Chữ ghi ở quote không có trong đoạn {${id}} của toàn văn (document.txt): “${quote}”. Hãy chép đúng nguyên văn.`
    yield { path: ['clauses', index, 'quote'], code: 'not-in-text', sentence }
  }
}

function* within(id: string, section: string, path: Path, known: Known): Generator<Problem> {
  if (!known.sections || known.sections.has(section)) return
  const sentence = `“${id}” thuộc mục ${section}, nhưng sections không có mục ấy${perhaps(section, known.sections)} Hãy sửa mã hoặc thêm mục.`
  yield { path: [...path, 'id'], code: 'unknown-section', sentence }
}

export function* targetProblems(
  target: ReadableTarget,
  path: Path,
  known: Known,
  targets: readonly ReadableTarget[],
  period: Period,
): Generator<Problem> {
  yield* reference([...path, 'clause'], target.clause, 'clauses', known)
  yield* reference([...path, 'owner'], target.owner ?? undefined, 'agencies', known)
  yield* inside([...path, 'by'], target.by ?? undefined, period, 'Thời hạn')
  yield* reference([...path, 'supersedes'], target.supersedes ?? undefined, 'targets', known)
  const former = targets.find(({ id }) => id !== undefined && id === target.supersedes)
  if (!former) return
  if (former.by && target.by && target.by <= former.by) {
    const sentence = `Chỉ tiêu này thay “${former.id}” sau ngày ${written(former.by)}, nhưng có thời hạn ${written(target.by)}. Hãy sửa một trong hai ngày hoặc supersedes.`
    yield { path: [...path, 'supersedes'], code: 'dates-out-of-order', sentence }
  }
  if (former.unit !== undefined && target.unit !== undefined && former.unit !== target.unit) {
    const sentence = `Chỉ tiêu này thay “${former.id}” nên phải cùng đơn vị tính (${former.unit ?? 'không có'}); ở đây là ${target.unit ?? 'không có'}. Hãy sửa unit hoặc supersedes.`
    yield { path: [...path, 'supersedes'], code: 'not-allowed', sentence }
  }
}

export function* assignmentProblems(
  assignment: Readable<Assignment>,
  path: Path,
  known: Known,
  groups: readonly Readable<AgencyGroup>[],
  agencies: readonly Readable<Agency>[],
  period: Period,
): Generator<Problem> {
  const { clause, lead, group, cooperating, givenBy, submittedTo, basis, schedule } = assignment
  yield* reference([...path, 'clause'], clause, 'clauses', known)
  if (lead !== undefined && known.groups?.has(lead) && !known.agencies?.has(lead)) {
    const sentence = `“${lead}” là một nhóm, không phải một cơ quan. Hãy ghi group: ${lead} thay cho lead.`
    yield { path: [...path, 'lead'], code: 'unknown-agency', sentence }
  } else {
    yield* reference([...path, 'lead'], lead, 'agencies', known)
  }
  yield* reference([...path, 'group'], group, 'groups', known)
  if (lead !== undefined && group !== undefined) {
    const sentence = `Nhiệm vụ ghi cả cơ quan chủ trì (${lead}) và nhóm chủ trì (${group}). Hãy giữ một: lead cho một cơ quan, group khi mỗi thành viên là một chủ trì.`
    yield { path: [...path, 'group'], code: 'lead-and-group', sentence }
  }
  const leads = new Set([
    lead,
    ...(groups.find(({ id }) => id !== undefined && id === group)?.members ?? []).map((member) => member.agency),
  ])
  const seen = new Set<string>()
  for (const [index, { agency }] of (cooperating ?? []).entries()) {
    const place = [...path, 'cooperating', index, 'agency']
    yield* reference(place, agency, 'agencies', known)
    yield* once(seen, agency, place, 'Cơ quan phối hợp')
    if (leads.has(agency)) {
      const sentence = `“${agency}” đã chủ trì nhiệm vụ này nên không ghi là phối hợp. Hãy bỏ khỏi cooperating hoặc đổi chủ trì.`
      yield { path: place, code: 'lead-cooperates', sentence }
    }
  }
  yield* reference([...path, 'givenBy'], givenBy, 'agencies', known)
  yield* reference([...path, 'submittedTo'], submittedTo, 'agencies', known)
  yield* reference([...path, 'basis'], basis, 'documents', known)
  if (schedule) yield* scheduleProblems(schedule, [...path, 'schedule'], period)
  if (lead && schedule) yield* beforeLead(lead, schedule, [...path, 'lead'], agencies)
}

/** Work that falls due, by its own schedule, before the body that leads it begins: nobody is there to do it. */
function* beforeLead(
  lead: string,
  schedule: Schedule,
  path: Path,
  agencies: readonly Readable<Agency>[],
): Generator<Problem> {
  const from = agencies.find(({ id }) => id === lead)?.from
  const firstDue = firstDueOf(schedule)
  if (from === undefined || firstDue === undefined || firstDue >= from) return
  const sentence = `“${lead}” hoạt động từ ${written(from)}, nhưng nhiệm vụ có hạn ${written(firstDue)}, trước ngày ấy. Hãy giao cho cơ quan đang có (cơ quan kế tục nhận tiếp theo successors), hoặc sửa schedule hay from của cơ quan.`
  yield { path, code: 'lead-not-begun', sentence }
}

/** The first deadline that the schedule itself names; work without one begins when there is somebody to do it. */
function firstDueOf(schedule: Schedule): CalendarDate | undefined {
  switch (schedule.kind) {
    case 'once':
      return schedule.dueOn
    case 'recurring': {
      const { every, from, to, due } = schedule
      const [first] = farEnd(schedule) ? [] : periods(every, from, to)
      return first && dayOfPeriod(first.start, due)
    }
    case 'dates':
      return schedule.occurrences.map(({ dueOn }) => dueOn).toSorted()[0]
    case 'continuous':
    case 'conditional':
      return undefined
    default:
      return schedule satisfies never
  }
}

function* scheduleProblems(schedule: Schedule, path: Path, period: Period): Generator<Problem> {
  switch (schedule.kind) {
    case 'once':
      yield* order([...path, 'opensOn'], schedule.opensOn, schedule.dueOn, 'ngày bắt đầu phải không sau thời hạn')
      yield* inside([...path, 'dueOn'], schedule.dueOn, period, 'Thời hạn')
      return
    case 'recurring':
      yield* recurringProblems(schedule, path, period)
      return
    case 'dates': {
      yield* duplicates([...path, 'occurrences'], schedule.occurrences)
      for (const [index, { opensOn, dueOn, closesOn }] of schedule.occurrences.entries()) {
        const place = [...path, 'occurrences', index]
        yield* order([...place, 'opensOn'], opensOn, dueOn, 'ngày bắt đầu phải không sau thời hạn')
        yield* order([...place, 'closesOn'], closesOn, dueOn, 'ngày chốt số liệu phải không sau thời hạn')
        yield* inside([...place, 'opensOn'], opensOn, period, 'Ngày bắt đầu')
        yield* inside([...place, 'dueOn'], dueOn, period, 'Thời hạn')
      }
      return
    }
    case 'continuous':
      return
    case 'conditional':
      yield* inside([...path, 'reviewOn'], schedule.reviewOn, period, 'Ngày xem xét lại')
      return
    default:
      schedule satisfies never
  }
}

function* recurringProblems(schedule: Recurring, path: Path, period: Period): Generator<Problem> {
  const { every, from, to, due, closing } = schedule
  if (from > to) {
    yield* order([...path, 'to'], from, to)
    return
  }
  const far = farEnd(schedule)
  if (far) {
    const sentence = `Năm phải từ 1900 đến 2200; ở đây ghi ${written(schedule[far])}. Hãy ghi lại.`
    yield { path: [...path, far], code: 'out-of-bounds', sentence }
    return
  }
  const tracked = periods(every, from, to)
  const [first, last] = [tracked[0], tracked.at(-1)]
  if (!first || !last) {
    const sentence = `Từ ${written(from)} đến ${written(to)} không có ${cadenceNames[every]} nào trọn vẹn nên không sinh kỳ nào. Hãy sửa every, from hoặc to.`
    yield { path, code: 'no-period', sentence }
    return
  }
  const [firstDue, lastDue] = [dayOfPeriod(first.start, due), dayOfPeriod(last.start, due)]
  if (closing) {
    const closesOn = dayOfPeriod(first.start, closing)
    yield* order([...path, 'closing'], closesOn, firstDue, 'ngày chốt số liệu phải không sau hạn')
  }
  yield* inside([...path, 'from'], firstDue, period, 'Hạn của kỳ đầu')
  if (first !== last) yield* inside([...path, 'to'], lastDue, period, 'Hạn của kỳ cuối')
}

/** An end so far away that its periods are not to be counted. */
function farEnd(schedule: Recurring): 'from' | 'to' | undefined {
  return (['from', 'to'] as const).find((end) => yearOf(schedule[end]) < 1900 || yearOf(schedule[end]) > 2200)
}

type Recurring = Extract<Schedule, { kind: 'recurring' }>

const cadenceNames = { monthly: 'tháng', quarterly: 'quý', 'half-yearly': 'nửa năm', yearly: 'năm' } as const

export function* questionProblems(question: Readable<Question>, path: Path, known: Known): Generator<Problem> {
  const { clauses, options, answer } = question
  for (const [index, id] of (clauses ?? []).entries()) yield* place([...path, 'clauses', index], id, known)
  yield* duplicates([...path, 'options'], options)
  if (answer && options && !options.some(({ id }) => id === answer.option)) {
    const ids = options.map(({ id }) => id)
    const sentence = `Trả lời chọn phương án “${answer.option}”, nhưng câu hỏi chỉ có: ${ids.join(', ')}. Hãy chọn lại.`
    yield { path: [...path, 'answer', 'option'], code: 'unknown-option', sentence }
  }
}
