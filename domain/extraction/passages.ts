/**
 * The sentences of a document that may give work, in their order, each with the clause it stands in and what it takes
 * from above: who leads there, by when, and in which manner of speaking the section is written.
 */
import { partOf } from '../programme/clause.ts'
import { type Field, fieldsOf } from './fields.ts'
import { isClause, type OutlineClause, type Stretch } from './outline.ts'
import { type Parties, partiesOf } from './roles.ts'
import { sentencesOf } from './sentences.ts'
import { type Columns, cellsOf, columnsOf, rowOf } from './tables.ts'
import { type Token, tokensOf, wordList } from './tokens.ts'

/** A section tells of the past, sets targets, or gives work. */
export type Manner = 'narrative' | 'targets' | 'directive'

export interface Passage extends Stretch {
  readonly clause: string
  readonly tokens: readonly Token[]
  readonly fields: readonly Field[]
  /** Tokens before the first field. */
  readonly main: readonly Token[]
  readonly parties: Parties
  readonly manner: Manner
  /** Who leads where the sentence itself does not say. */
  readonly above: Pick<Parties, 'leads' | 'cooperating' | 'role'>
  /** The sentences above whose date holds for those below them ("Trong quý I năm 2013:"), the nearest last. */
  readonly heads: readonly (readonly Token[])[]
  /** A title, or words that only lead to what stands below. */
  readonly isHead: boolean
  /** The clause whose fields these may be: a dash "Thời gian: …" below a task. */
  readonly parent: string
}

interface Above {
  readonly manner: Manner
  readonly parties: Passage['above']
  readonly heads: readonly (readonly Token[])[]
}

const nobody = { leads: [], cooperating: [], role: 'lead' } as const

export function passagesOf(text: string, root: OutlineClause, bare: boolean): readonly Passage[] {
  const passages: Passage[] = []
  const last = lastClause(root)

  const visit = (clause: OutlineClause, above: Above): void => {
    const own = clause.lead ? sentencesOf(text, clause.lead) : []
    const isHead = (own.length <= 1 && leadsToOthers(text, clause)) || hasNumbered(clause)
    const words = own[0] ? text.slice(own[0].start, own[0].end) : ''
    const said = isHead || clause.parent === root ? mannerOf(words, bare) : undefined
    // What is numbered gives work, unless its title says that it tells or aims.
    const manner = said ?? (clause.parent === root ? 'directive' : above.manner)
    let here: Above = { ...above, manner }
    const running = isHead ? 0 : own.length
    const count = running + clause.parts.filter((part) => !isClause(part)).length
    let ordinal = 0

    let columns: Columns | undefined
    let rows = 0
    /** Whether the line is of a table, which is then read as such. */
    const readRow = (line: Stretch): boolean => {
      const cells = cellsOf(text, line)
      if (!cells) return false
      const headings = columnsOf(text, cells, bare)
      columns = headings ?? columns
      const row = headings || !columns ? undefined : rowOf(text, cells, columns, bare)
      if (!row) return headings !== undefined || columns !== undefined
      rows += 1
      const place = `${clause.id === '' ? 'Bang' : clause.id}.${(row.number ?? '').replace(/[^0-9A-Za-z]/g, '') || rows}`
      const { number: _, ...said } = row
      passages.push({
        ...line,
        ...said,
        clause: place,
        parent: place,
        parties: partiesOf(row.main),
        manner: 'directive',
        above: nobody,
        heads: [],
        isHead: false,
      })
      return true
    }
    const read = (sentence: Stretch, asHead: boolean, closes = false): void => {
      const tokens = tokensOf(text, bare, sentence.start, sentence.end)
      const passage = passageOf(sentence, tokens, here, asHead)
      if (!asHead) ordinal += 1
      const isCounted = count > 1 && !asHead && clause.id !== '' && !hasBullets(clause) && !isBullet(clause)
      const id = closes
        ? `${topOf(clause)}.ket`
        : isCounted
          ? `${clause.id}-${String(ordinal).padStart(2, '0')}`
          : clause.id
      passages.push({ ...passage, clause: id, parent: parentId(clause) })
      if (passage.parties.isExplicit) here = { ...here, parties: passage.parties }
      else if (passage.parties.directed.length > 0)
        here = { ...here, parties: { ...here.parties, cooperating: passage.parties.directed } }
    }

    for (const sentence of own) read(sentence, isHead)
    const leading = clause.lead ? endsOpen(text, clause.lead) : false
    // A title that names nobody but says when, and a line that leads to those below, hold for them.
    let below: Above =
      isHead || leading
        ? { ...here, heads: own[0] ? [...above.heads, tokensOf(text, bare, own[0].start, own[0].end)] : above.heads }
        : { ...above, manner }
    for (const part of clause.parts) {
      if (isClause(part)) {
        visit(part, below)
        continue
      }
      if (readRow(part)) continue
      const sentences = sentencesOf(text, part)
      const opens = endsOpen(text, part)
      if (clause === root) {
        // What comes before anybody is asked anything tells how things stand.
        const addressed = sentences
          .map((sentence) => partiesOf(tokensOf(text, bare, sentence.start, sentence.end)))
          .find(({ isExplicit, leads }) => isExplicit && leads.length > 0)
        if (addressed && (opens || here.manner === 'narrative')) here = { ...here, manner: 'directive' }
      }
      const [opening] = sentences
      const closes =
        clause === last &&
        opening !== undefined &&
        closing.at(tokensOf(text, bare, opening.start, opening.end), 0) !== undefined
      // What closes the paper speaks to everybody, whatever clause it happens to follow.
      const before = here
      if (closes) here = { ...here, parties: nobody, heads: [] }
      for (const [index, sentence] of sentences.entries())
        read(sentence, opens && index === sentences.length - 1, closes)
      if (closes) here = before
      if (opens) below = { ...here, heads: above.heads }
    }
    if (clause === root) below = here
  }

  visit(root, { manner: 'narrative', parties: nobody, heads: [] })
  return countedAlike(passages)
}

/** Where the clauses of a part hold several sentences each, the one that holds one has its count too: II.7-01. */
function countedAlike(passages: readonly Passage[]): readonly Passage[] {
  const isCounted = ({ clause, parties, above }: Passage) =>
    /-\d{2}$/.test(clause) && !parties.isExplicit && above.leads.length === 0
  const parts = new Set(passages.filter(isCounted).map(({ clause }) => partOf(clause)))
  return passages.map((passage) => {
    const { clause, parties, above, isHead } = passage
    const isAlone = /\.\d+$/.test(clause) && !isHead && !parties.isExplicit && above.leads.length === 0
    return isAlone && parts.has(partOf(clause)) ? { ...passage, clause: `${clause}-01` } : passage
  })
}

function passageOf(
  sentence: Stretch,
  tokens: readonly Token[],
  above: Above,
  isHead: boolean,
): Omit<Passage, 'clause' | 'parent'> {
  const fields = fieldsOf(tokens)
  const main = tokens.slice(0, fields[0]?.label ?? tokens.length)
  return {
    ...sentence,
    tokens,
    fields,
    main,
    parties: partiesOf(main),
    manner: above.manner,
    above: above.parties,
    heads: above.heads,
    isHead,
  }
}

const narrative = wordList(
  'tình hình | thực trạng | đánh giá tình hình | đánh giá chung | đánh giá thực trạng | đánh giá kết quả | kết quả đạt được | kết quả thực hiện | những kết quả | một số kết quả | ưu điểm | tồn tại | hạn chế | những hạn chế | khuyết điểm',
  'nguyên nhân | bối cảnh | sự cần thiết | quan điểm | mục đích | mục đích, yêu cầu | mục đích - yêu cầu | mục đích và yêu cầu | yêu cầu | căn cứ | căn cứ pháp lý | phạm vi | đối tượng | giải thích từ ngữ | khái quát | đặc điểm | những khó khăn | bài học kinh nghiệm | dự báo',
  'mục tiêu chung | mục tiêu tổng quát',
)
const targets = wordList(
  'mục tiêu | chỉ tiêu | các chỉ tiêu | mục tiêu, chỉ tiêu | mục tiêu cụ thể | một số chỉ tiêu | các mục tiêu | những chỉ tiêu | quan điểm, mục tiêu | quan điểm và mục tiêu',
)
const directive = wordList(
  'nhiệm vụ | giải pháp | nội dung | tổ chức thực hiện | phân công | trách nhiệm | biện pháp | các giải pháp | mục tiêu, nhiệm vụ | mục tiêu và nhiệm vụ | kế hoạch | các nhiệm vụ | một số nhiệm vụ | những nhiệm vụ',
)

/** What a title says of its section; undefined where it says nothing, so that the section above decides. */
function mannerOf(title: string, bare: boolean): Manner | undefined {
  const tokens = tokensOf(title, bare)
  if (tokens.length > 25) return undefined
  const [told, aimed, given] = [narrative.at(tokens, 0), targets.at(tokens, 0), directive.at(tokens, 0)]
  const longest = Math.max(told?.length ?? 0, aimed?.length ?? 0, given?.length ?? 0)
  if (longest === 0) return undefined
  if (given?.length === longest) return 'directive'
  if (aimed?.length === longest) return namesWork(tokens) ? 'directive' : 'targets'
  return namesWork(tokens) ? 'directive' : 'narrative'
}

const work = wordList('nhiệm vụ | giải pháp | phương hướng')

/** "Mục tiêu và nhiệm vụ", "Đánh giá tình hình và giải pháp": a section that gives work among others. */
function namesWork(tokens: readonly Token[]): boolean {
  return tokens.some((_, index) => work.at(tokens, index) !== undefined)
}

const closing = wordList(
  'chỉ thị này | kế hoạch này | quyết định này | nghị quyết này | chương trình này | trên đây là | trong quá trình | yêu cầu | đề nghị | nhận được | ủy ban nhân dân | ubnd | chủ tịch ủy ban nhân dân | chủ tịch ubnd | ban thường vụ | bộ trưởng | thủ tướng chính phủ | tỉnh ủy | thành ủy',
)

/** Whether a line is over others: clauses below it, or paragraphs that say more than when its own work is due. */
function leadsToOthers(text: string, clause: OutlineClause): boolean {
  const [first] = clause.parts
  if (!first) return false
  if (clause.lead && endsOpen(text, clause.lead)) return true
  if (isClause(first)) return !isField(text, first)
  return !isBullet(clause) && first.end - first.start > 100
}

/** a) over "- Cơ quan chủ trì: …" is a task with its fields, and no title. */
function isField(text: string, clause: OutlineClause): boolean {
  if (!isBullet(clause) || !clause.lead) return false
  return fieldsOf(tokensOf(text, false, clause.lead.start, clause.lead.end))[0]?.label === 0
}

function endsOpen(text: string, { start, end }: Stretch): boolean {
  return /[:：]$/.test(text.slice(start, end).trimEnd())
}

function isBullet({ marker }: OutlineClause): boolean {
  return marker?.style === 'dash' || marker?.style === 'plus'
}

/** 2.5 over 2.5.1: its words are the title of those below, however many sentences they are. */
function hasNumbered({ marker, parts }: OutlineClause): boolean {
  return marker?.style === 'decimal' && parts.some((part) => isClause(part) && part.marker?.style === 'decimal')
}

function hasBullets({ parts }: OutlineClause): boolean {
  return parts.some((part) => isClause(part) && isBullet(part))
}

function parentId({ parent }: OutlineClause): string {
  return parent?.id ?? ''
}

function topOf(clause: OutlineClause): string {
  return clause.id.split(/[.-]/)[0] ?? clause.id
}

function lastClause(root: OutlineClause): OutlineClause {
  let last = root
  for (;;) {
    const below = last.parts.findLast(isClause)
    if (!below) return last
    last = below
  }
}
