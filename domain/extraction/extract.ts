/**
 * Reads a programme, plan or directive and proposes what it gives. Rules with a grammar, and no date that the text
 * does not give: what it leaves open is a question.
 */
import { type CalendarDate, yearOf } from '../days.ts'
import { cadencesOf, type FoundCadence } from './cadences.ts'
import { type DateContext, type Dates, type Deadline, datesIn, wordsOf } from './deadlines.ts'
import type { Extracted, ExtractedItem, ExtractedQuestion } from './extracted.ts'
import type { FieldName } from './fields.ts'
import { type Duty, dutiesOf } from './kinds.ts'
import { linesOf, outlineOf } from './outline.ts'
import { beginsAnew, headOf, isFoot, newestCited } from './papers.ts'
import { type Passage, passagesOf } from './passages.ts'
import { questionsOf } from './questions.ts'
import { partiesOf } from './roles.ts'
import { sourceText } from './sourceText.ts'
import { isTarget, targetsOf } from './targets.ts'
import { isBare, type Token, wordList } from './tokens.ts'

/** Takes the text as it lies in its file, composed or decomposed; the offsets it answers are that text's own. */
export function extract(original: string): Extracted {
  const source = sourceText(original)
  const { text } = source
  const bare = isBare(text)
  const lines = linesOf(text)
  const head = headOf(text, lines)
  const root = outlineOf(bodyOf(text, lines.slice(head.lines)))
  const passages = passagesOf(text, root, bare)
  const known = {
    issuedOn: head.issuedOn ?? undefined,
    notBefore: head.issuedOn ?? newestCited(text),
  }
  const reading = withoutStrays(readItems(passages, known), head.issuedOn !== null)
  const aims = targetsOf(passages)
  return {
    title: head.title,
    number: head.number,
    issuer: head.issuer,
    issuedOn: head.issuedOn,
    items: reading.items.map(({ quoteStart, quoteEnd, ...item }) => ({
      ...item,
      quote: source.wordsOf(quoteStart, quoteEnd),
      ...source.spanOf(item.start, item.end),
    })),
    targets: aims.targets.map(({ quoteStart, quoteEnd, ...target }) => ({
      ...target,
      quote: source.wordsOf(quoteStart, quoteEnd),
      ...source.spanOf(target.start, target.end),
    })),
    questions: [...reading.questions, ...aims.questions, ...questionsOf(passages, reading.items)],
  }
}

/** Without the feet: what stands after a signature, until an annex or another paper begins. */
function bodyOf(text: string, lines: ReturnType<typeof linesOf>) {
  let inFoot = false
  return lines.filter((line) => {
    const words = text.slice(line.start, line.end)
    if (isFoot(words)) inFoot = true
    else if (inFoot && beginsAnew(line, words)) inFoot = false
    return !inFoot
  })
}

/**
 * In a paper without a day of its own, a date years before all others is one of the past: land let "trước ngày 01 tháng 7
 * năm 2004".
 */
function withoutStrays(reading: Reading, isDated: boolean): Reading {
  const years = reading.items.flatMap(({ dueOn }) => (dueOn === null ? [] : [yearOf(dueOn)])).toSorted((a, b) => a - b)
  const middle = years[Math.floor(years.length / 2)]
  if (isDated || middle === undefined) return reading
  const items = reading.items.map((item) =>
    item.dueOn !== null && yearOf(item.dueOn) < middle - 2 ? { ...item, dueOn: null, bound: null } : item,
  )
  return { ...reading, items }
}

interface Reading {
  readonly items: readonly Draft[]
  readonly questions: readonly ExtractedQuestion[]
}

/** An item before its words are cut from the original. */
type Draft = Omit<ExtractedItem, 'quote'> & { quoteStart: number; quoteEnd: number }

interface Known {
  readonly issuedOn: CalendarDate | undefined
  readonly notBefore: CalendarDate | undefined
}

function readItems(
  passages: readonly Passage[],
  known: Known,
): { readonly items: readonly Draft[]; readonly questions: readonly ExtractedQuestion[] } {
  const items: Draft[] = []
  const questions: ExtractedQuestion[] = []
  let last: { clause: string; parent: string; drafts: Draft[] } | undefined
  let clauseYear: { clause: string; year: number } | undefined
  for (const passage of passages) {
    if (passage.manner !== 'directive') {
      last = undefined
      continue
    }
    const context: DateContext = {
      ...known,
      recurs: cadencesOf(passage.tokens).length > 0,
      year: clauseYear && placeOf(clauseYear.clause) === placeOf(passage.clause) ? clauseYear.year : undefined,
      isTimeField: false,
    }
    const dates = datesIn(passage.main, context)
    const year = dates.deadlines.at(-1)?.dueOn.slice(0, 4)
    if (year) clauseYear = { clause: passage.clause, year: Number(year) }
    const belongs =
      last &&
      (completes(passage, dates) || passage.main.length <= 1) &&
      (last.clause === passage.clause ||
        placeOf(last.clause) === placeOf(passage.clause) ||
        last.clause === passage.parent)
    if (belongs && last) {
      attach(last.drafts, passage, dates, context)
      continue
    }
    const drafts = draftsOf(passage, dates, context)
    items.push(...drafts)
    for (const { about, options } of dates.open)
      questions.push({ clause: passage.clause, about, options: [...options] })
    last = drafts.length > 0 ? { clause: passage.clause, parent: passage.parent, drafts } : undefined
  }
  return { items, questions }
}

/** The clause without the count of its sentences. */
function placeOf(clause: string): string {
  return clause.replace(/-\d{2}$/, '')
}

const completion = wordList(
  'hoàn thành | xong | thời gian | thời hạn | hoàn tất | phấn đấu hoàn thành | thực hiện xong | thời hạn hoàn thành | thời gian hoàn thành | công việc này hoàn thành | việc này hoàn thành | hạn',
)

/** "Hoàn thành trong quý II năm 2010." says nothing but when the work before it is due. */
function completes({ main, parties }: Passage, { deadlines }: Dates): boolean {
  const [deadline] = deadlines
  const opening = completion.at(main, 0)
  // "Hoàn thành xử lý các trọng điểm trước …" is work of its own.
  return deadline !== undefined && opening !== undefined && !parties.isExplicit && deadline.from <= opening.length + 2
}

/** Gives what a field or a closing sentence says to the items before it, whose sentence then reaches to its end. */
function attach(drafts: readonly Draft[], passage: Passage, dates: Dates, context: DateContext): void {
  const [time] = [...timesIn(passage.main, dates.deadlines, []), ...fieldTimes(passage, context)]
  const [first, ...others] = valuesOf(passage, 'lead').flatMap(bodiesIn)
  const cooperating = [...others, ...valuesOf(passage, 'cooperating').flatMap(bodiesIn)]
  for (const item of drafts) {
    item.end = Math.max(item.end, passage.end)
    if (time?.deadline && item.dueOn === null) {
      Object.assign(item, {
        dueOn: time.deadline.dueOn,
        bound: time.deadline.bound,
        ...quoteOf(time.tokens, time.deadline),
      })
    }
    if (time?.cadence) item.recurrence ??= time.cadence.every
    if (first !== undefined) Object.assign(item, { agency: first, role: 'lead' })
    item.cooperating.push(...cooperating)
  }
}

function valuesOf({ fields, tokens }: Passage, name: FieldName): readonly (readonly Token[])[] {
  return fields.filter((field) => field.name === name).map(({ from, to }) => tokens.slice(from, to))
}

/** The bodies of a field's value, or its words where none is known. */
function bodiesIn(value: readonly Token[]): readonly string[] {
  const { leads, cooperating } = partiesOf(value)
  if (leads.length > 0) return [...leads, ...cooperating]
  return value.length === 0 ? [] : [wordsOf(value, 0, value.length)]
}

function draftsOf(passage: Passage, dates: Dates, context: DateContext): Draft[] {
  if (saysNothing(passage, dates)) return []
  const { main, parties, above, heads } = passage
  const leading = valuesOf(passage, 'lead').flatMap(bodiesIn)
  const own = parties.isExplicit ? parties : above
  const who = leading.length > 0 ? { leads: leading, role: 'lead' as const } : own
  const cooperating = [
    ...parties.cooperating,
    ...(parties.isExplicit || leading.length > 0 ? [] : above.cooperating),
    ...valuesOf(passage, 'cooperating').flatMap(bodiesIn),
  ]
  const cadences = cadencesOf(main)
  const fields = fieldTimes(passage, context)
  const isTimeless = dates.deadlines.length === 0 && cadences.length === 0 && fields.length === 0
  const inherited = isTimeless ? inheritedTime(heads, context) : []
  return dutiesFor(passage, who.leads.length > 0).flatMap((duty, index) => {
    const isIn = ({ from }: { readonly from: number }) =>
      index === 0 ? from < duty.to : from >= duty.from && from < duty.to
    const times = [...timesIn(main, dates.deadlines.filter(isIn), cadences.filter(isIn)), ...fields, ...inherited]
    return (who.leads.length > 0 ? who.leads : [null]).flatMap((agency) =>
      (times.length > 0 ? times : [undefined]).map((time) => draft(passage, duty, agency, who.role, cooperating, time)),
    )
  })
}

/** A title, a name, words that only lead to what stands below, a figure to be reached. */
function saysNothing({ main, parties, isHead, fields }: Passage, { deadlines }: Dates): boolean {
  if (main.length <= 1) return true
  if (parties.isExplicit && parties.predicate >= main.length - 1 && fields.length === 0) return true
  if (isHead && /[:：]/.test(main.at(-1)?.text ?? '')) return true
  if (isHead && !parties.isExplicit && deadlines.length === 0) return true
  return isTarget(main) && !parties.isExplicit && deadlines.every(({ dueOn }) => dueOn.endsWith('-12-31'))
}

/** Several only where somebody answers for them: without a body, a sentence is one clause to be given out later. */
function dutiesFor({ main, parties }: Passage, hasLead: boolean): readonly Duty[] {
  if (hasLead) return dutiesOf(main, parties.isExplicit ? parties.predicate : 0)
  return dutiesOf(main, 0)
    .slice(0, 1)
    .map((duty) => ({ ...duty, to: main.length }))
}

/** A deadline or a cadence, with the tokens that it counts in. */
interface Time {
  readonly tokens: readonly Token[]
  readonly deadline?: Deadline
  readonly cadence?: FoundCadence
  /** Said above: its words are not in the item's sentence. */
  readonly isInherited?: boolean
}

function timesIn(
  tokens: readonly Token[],
  deadlines: readonly Deadline[],
  cadences: readonly FoundCadence[],
): readonly Time[] {
  return [...deadlines.map((deadline) => ({ tokens, deadline })), ...cadences.map((cadence) => ({ tokens, cadence }))]
}

function fieldTimes(passage: Passage, context: DateContext): readonly Time[] {
  return valuesOf(passage, 'time').flatMap((value) => {
    const cadences = cadencesOf(value)
    const { deadlines } = datesIn(value, { ...context, recurs: cadences.length > 0, isTimeField: true })
    return timesIn(value, deadlines, cadences)
  })
}

function inheritedTime(heads: readonly (readonly Token[])[], context: DateContext): readonly Time[] {
  const times = heads.flatMap((tokens) =>
    isTarget(tokens) ? [] : timesIn(tokens, datesIn(tokens, context).deadlines, []),
  )
  return times.slice(-1).map((time) => ({ ...time, isInherited: true }))
}

function draft(
  { clause, main, parties, start, end }: Passage,
  duty: Duty,
  agency: string | null,
  role: 'lead' | 'cooperating',
  cooperating: readonly string[],
  time: Time | undefined,
): Draft {
  const rests = time?.isInherited ? undefined : (time?.deadline ?? time?.cadence)
  return {
    clause,
    kind: time?.cadence && duty.kind === 'continuous' ? 'task' : duty.kind,
    agency,
    role,
    cooperating: cooperating.filter((body) => body !== agency),
    what: whatOf(main, Math.max(duty.from, Math.min(parties.predicate, duty.to)), duty.to),
    dueOn: time?.deadline?.dueOn ?? null,
    bound: time?.deadline?.bound ?? null,
    recurrence: time?.cadence?.every ?? null,
    start,
    end,
    ...(time && rests ? quoteOf(time.tokens, rests) : { quoteStart: start, quoteEnd: end }),
  }
}

function quoteOf(tokens: readonly Token[], { from, to }: { readonly from: number; readonly to: number }) {
  return { quoteStart: tokens[from]?.start ?? 0, quoteEnd: tokens[to - 1]?.end ?? 0 }
}

function whatOf(tokens: readonly Token[], from: number, to: number): string {
  const words = wordsOf(tokens, from, to)
    .replace(/^[\s,;:.–-]+|[\s,;:.]+$/g, '')
    .replace(/\s+và$/, '')
  return words === '' ? wordsOf(tokens, 0, tokens.length) : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
