/**
 * Reads a programme, plan or directive and proposes what it gives. Rules with a grammar, and no date that the text
 * does not give: what it leaves open is a question.
 */
import type { CalendarDate } from '../days.ts'
import { cadencesOf, type FoundCadence } from './cadences.ts'
import { type DateContext, type Dates, type Deadline, datesIn, wordsOf } from './deadlines.ts'
import type { Extracted, ExtractedItem, ExtractedQuestion } from './extracted.ts'
import { type Duty, dutiesOf } from './kinds.ts'
import { linesOf, outlineOf } from './outline.ts'
import { beginsAnew, headOf, isFoot, newestCited } from './papers.ts'
import { type Passage, passagesOf } from './passages.ts'
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
  const reading = readItems(passages, {
    issuedOn: head.issuedOn ?? undefined,
    notBefore: head.issuedOn ?? newestCited(text),
  })
  const aims = targetsOf(passages, head.issuedOn ?? undefined)
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
    questions: [...reading.questions, ...aims.questions],
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
    if (passage.fields.length > 0) attach(drafts, passage, { deadlines: [], open: [] }, context)
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
  return deadlines.length > 0 && !parties.isExplicit && main.length <= 18 && completion.at(main, 0) !== undefined
}

/** Gives what a field or a closing sentence says to the items before it, whose sentence then reaches to its end. */
function attach(drafts: readonly Draft[], { fields, tokens, end }: Passage, dates: Dates, context: DateContext): void {
  const values = (name: string) =>
    fields.filter((field) => field.name === name).map(({ from, to }) => tokens.slice(from, to))
  const deadline =
    dates.deadlines[0] ??
    values('time').flatMap((value) => datesIn(value, { ...context, isTimeField: true }).deadlines)[0]
  const words = dates.deadlines.length > 0 ? tokens : values('time')[0]
  const leading = values('lead').flatMap(bodiesIn)
  const cooperating = values('cooperating').flatMap(bodiesIn)
  const cadence = values('time').flatMap(cadencesOf)[0]
  for (const draft of drafts) {
    draft.end = Math.max(draft.end, end)
    if (deadline && words && draft.dueOn === null)
      Object.assign(draft, { dueOn: deadline.dueOn, bound: deadline.bound, ...quoteOf(words, deadline) })
    if (cadence && draft.recurrence === null) draft.recurrence = cadence.every
    const [first, ...others] = leading
    if (first) Object.assign(draft, { agency: first, role: 'lead', cooperating: [...others, ...draft.cooperating] })
    if (cooperating.length > 0) draft.cooperating = [...draft.cooperating, ...cooperating]
  }
}

/** The bodies of a field's value, or its words where none is known. */
function bodiesIn(value: readonly Token[]): readonly string[] {
  const { leads, cooperating } = partiesOf(value)
  if (leads.length > 0) return [...leads, ...cooperating]
  return value.length === 0 ? [] : [wordsOf(value, 0, value.length)]
}

function draftsOf(passage: Passage, dates: Dates, context: DateContext): Draft[] {
  const { main, parties, above, isHead, heads } = passage
  const opens = /[:：]/.test(main.at(-1)?.text ?? '')
  if (main.length <= 1) return []
  if (isHead && (opens || (!parties.isExplicit && dates.deadlines.length === 0))) return []
  if (isHead && parties.isExplicit && parties.predicate >= main.length - 1) return []
  if (isTarget(main) && dates.deadlines.every(({ dueOn }) => dueOn.endsWith('-12-31')) && !parties.isExplicit) return []
  const who = parties.isExplicit ? parties : above
  const cooperating = [...parties.cooperating, ...(parties.isExplicit ? [] : above.cooperating)]
  const duties =
    who.leads.length > 0
      ? dutiesOf(main, parties.isExplicit ? parties.predicate : 0)
      : dutiesOf(main, 0)
          .slice(0, 1)
          .map((duty) => ({ ...duty, to: main.length }))
  const inherited =
    dates.deadlines.length === 0 && cadencesOf(main).length === 0 ? inheritedDeadline(heads, context) : undefined
  return duties.flatMap((duty, index) => {
    const isIn = ({ from }: { readonly from: number }) =>
      index === 0 ? from < duty.to : from >= duty.from && from < duty.to
    const times = timesOf(dates.deadlines.filter(isIn), cadencesIn(main).filter(isIn), inherited)
    return (who.leads.length > 0 ? who.leads : [null]).flatMap((agency) =>
      times.map((time) => draft(passage, duty, agency, who.role, cooperating, time)),
    )
  })
}

/** Two days of the year without a year are half-yearly: "trước ngày 15/6 và 15/12 hàng năm". */
function cadencesIn(tokens: readonly Token[]): readonly FoundCadence[] {
  return cadencesOf(tokens)
}

function inheritedDeadline(heads: readonly (readonly Token[])[], context: DateContext): Deadline | undefined {
  return heads.flatMap((head) => (isTarget(head) ? [] : datesIn(head, context).deadlines)).at(-1)
}

type Time = { readonly deadline?: Deadline; readonly isInherited?: boolean; readonly cadence?: FoundCadence }

function timesOf(
  deadlines: readonly Deadline[],
  cadences: readonly FoundCadence[],
  inherited: Deadline | undefined,
): readonly Time[] {
  const own: Time[] = [...deadlines.map((deadline) => ({ deadline })), ...cadences.map((cadence) => ({ cadence }))]
  if (own.length > 0) return own
  return inherited ? [{ deadline: inherited, isInherited: true }] : [{}]
}

function draft(
  { clause, main, parties, start, end }: Passage,
  duty: Duty,
  agency: string | null,
  role: 'lead' | 'cooperating',
  cooperating: readonly string[],
  { deadline, isInherited, cadence }: Time,
): Draft {
  const rests = isInherited ? undefined : (deadline ?? cadence)
  const whole = { quoteStart: start, quoteEnd: end }
  return {
    clause,
    kind: cadence && duty.kind === 'continuous' ? 'task' : duty.kind,
    agency,
    role,
    cooperating: cooperating.filter((body) => body !== agency),
    what: whatOf(main, Math.max(duty.from, Math.min(parties.predicate, duty.to)), duty.to),
    dueOn: deadline?.dueOn ?? null,
    bound: deadline?.bound ?? null,
    recurrence: cadence?.every ?? null,
    start,
    end,
    ...(rests ? quoteOf(main, rests) : whole),
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
