/**
 * The bodies that a sentence names: where each name begins and ends, one by one where they have names of their own
 * (Sở Y tế, Sở Tài chính), together where they are a list of kinds (các sở, ban, ngành, đoàn thể).
 */
import { fields, maybe, qualifiers, surely, verbs } from './bodyWords.ts'
import { wordsOf } from './deadlines.ts'
import { type Token, wordList } from './tokens.ts'

export interface Mention {
  /** Tokens, the first and the one after the last. */
  readonly from: number
  readonly to: number
  /** As printed; a name that a list shortens (Sở Y tế, Tài chính) has its head back. */
  readonly bodies: readonly string[]
}

/** The mentions of a sentence in their order. */
export function mentionsOf(tokens: readonly Token[]): readonly Mention[] {
  const mentions: Mention[] = []
  for (let index = 0; index < tokens.length; ) {
    const mention = mentionAt(tokens, index)
    if (mention) mentions.push(mention)
    index = mention?.to ?? index + 1
  }
  return mentions
}

const many = wordList(
  'các | những | toàn thể | tất cả các | tất cả | toàn bộ các | mọi | từng | lãnh đạo | các đồng chí | đồng chí | một số',
)

export function mentionAt(tokens: readonly Token[], index: number): Mention | undefined {
  if (headAt(tokens, index) === 0) return undefined
  const to = endOfList(tokens, index)
  const bodies = bodiesBetween(tokens, index, to)
  return bodies.length === 0 ? undefined : { from: index, to, bodies }
}

/** How many tokens the beginning of a name takes, "các" before it included; 0 where none begins. */
function headAt(tokens: readonly Token[], index: number): number {
  const sure = surely.at(tokens, index)
  const prefix = many.at(tokens, index)?.length ?? 0
  const next = index + prefix
  if (prefix > 0) {
    const below = surely.at(tokens, next) ?? maybe.at(tokens, next)
    if (below) return Math.max(prefix + below.length, sure?.length ?? 0)
  }
  if (sure) return sure.length
  const found = maybe.at(tokens, index)
  if (!found) return 0
  const after = tokens[index + found.length]
  if (
    tokens[index]?.isCapital &&
    (after?.isCapital || fields.at(tokens, index + found.length) || after?.kind === 'number')
  )
    return found.length
  // At the very beginning every word has a capital; "sở Y tế" has the capital after it.
  return !tokens[index]?.isCapital &&
    fields.at(tokens, index + found.length) &&
    (after?.isCapital || ofState.at(tokens, index))
    ? found.length
    : 0
}

/** Written small in texts that lost their capitals, and hardly another word before the name of a field. */
const ofState = wordList('sở | vụ | cục | tổng cục')

/** Where the list of names that begins at a token ends. */
function endOfList(tokens: readonly Token[], index: number): number {
  let at = endOfName(tokens, index + headAt(tokens, index))
  for (;;) {
    const joint = jointAt(tokens, at)
    const next = at + joint
    if (joint === 0) return at
    if (headAt(tokens, next) > 0) at = endOfName(tokens, next + headAt(tokens, next))
    else if (tokens[next]?.isCapital && fields.at(tokens, next)) at = endOfName(tokens, next)
    else if (qualifiers.at(tokens, next) && !verbs.at(tokens, next)) at = endOfName(tokens, next)
    else return at
  }
}

const joints = wordList(', | và | ; | : | cùng | hoặc | - | , và | và các | , cùng | & | ; và')

function jointAt(tokens: readonly Token[], at: number): number {
  const joint = joints.at(tokens, at)
  if (!joint) return 0
  // "các Vụ: Kế hoạch, Công nghiệp nhẹ" goes on after the colon; "Sở Y tế:" ends there.
  if (tokens[at]?.text === ':') return fields.at(tokens, at + 1) && tokens[at + 1]?.isCapital ? joint.length : 0
  if (tokens[at]?.text === ';') return headAt(tokens, at + joint.length) > 0 ? joint.length : 0
  return joint.length
}

/** Ban Chỉ đạo, Ủy ban Kiểm tra, also where the second word is written small. */
const boards = wordList('ban | ủy ban | sở | bộ | vụ | cục | thường trực | chỉ đạo | hội đồng | công tác')

/** Small words in a row that a name in capitals may have after it: phát triển nông thôn. */
const mostSmallWords = 4

function endOfName(tokens: readonly Token[], from: number): number {
  let at = from
  let small = 0
  // After a whole name (Cục Thuế tỉnh) a small word that belongs to none begins what is done.
  let isWhole = false
  while (at < tokens.length) {
    const token = tokens[at]
    const field = fields.at(tokens, at)
    const qualifier = qualifiers.at(tokens, at)
    if (
      field &&
      (token?.isCapital || !verbs.at(tokens, at) || (at === from && boards.before(tokens, at) !== undefined))
    ) {
      at += field.length
      small = 0
      isWhole = true
    } else if (token?.kind === 'word' && token.isCapital) {
      at += 1
      small = 0
      isWhole = false
    } else if (
      token?.kind === 'number' &&
      at > from &&
      (tokens[at - 1]?.isCapital || /^(quận|phường|khu)$/i.test(tokens[at - 1]?.text ?? ''))
    ) {
      at += 1
    } else if (qualifier && !startsVerb(tokens, at, qualifier.length)) {
      at += qualifier.length
      small = 0
      isWhole = true
    } else if (of.at(tokens, at) && headAt(tokens, at + 1) > 0) {
      at += 1 + headAt(tokens, at + 1)
    } else if (token?.text === '-' && (tokens[at + 1]?.isCapital || qualifiers.at(tokens, at + 1))) {
      at += 1
    } else if (token?.text === '(' && bracketedName(tokens, at) > 0) {
      at = bracketedName(tokens, at)
    } else if (
      !isWhole &&
      token?.kind === 'word' &&
      (tokens[at - 1]?.isCapital || small > 0) &&
      small < mostSmallWords &&
      !verbs.at(tokens, at) &&
      !isJoint(token)
    ) {
      at += 1
      small += 1
    } else if (
      isAnd(token) &&
      tokens[at + 1]?.isCapital &&
      headAt(tokens, at + 1) === 0 &&
      tokens[at - 1]?.kind === 'word'
    ) {
      at += 1
    } else {
      return at
    }
  }
  return at
}

const of = wordList('của')

/** The verb is the longer word: "tổ chức thực hiện" is no tổ chức, "cấp ủy" no "cấp". */
function startsVerb(tokens: readonly Token[], at: number, length: number): boolean {
  if (tokens[at]?.isCapital) return false
  const verb = verbs.at(tokens, at)
  if (!verb) return false
  if (verb.length > length) return true
  // "các cấp ủy, tổ chức đảng" is a name, "các đoàn thể tổ chức phổ biến" is not.
  return verb.length === length && (verbs.at(tokens, at + length) !== undefined || tokens[at + length]?.kind !== 'sign')
}

function isJoint(token: Token | undefined): boolean {
  return token?.kind === 'sign' || isAnd(token)
}

const and = wordList('và')

function isAnd(token: Token | undefined): boolean {
  return token !== undefined && and.at([token], 0) !== undefined
}

/** Sở Nội vụ (Ban Thi đua - Khen thưởng): the token after the bracket, or 0. */
function bracketedName(tokens: readonly Token[], at: number): number {
  if (headAt(tokens, at + 1) === 0 || !tokens[at + 1]?.isCapital) return 0
  const end = endOfName(tokens, at + 1 + headAt(tokens, at + 1))
  return tokens[end]?.text === ')' ? end + 1 : 0
}

interface Element {
  readonly from: number
  readonly to: number
  /** Has a name of its own, so that it can lead by itself. */
  readonly isNamed: boolean
  /** The head that a shortened name takes from the one before it. */
  readonly head: string
}

function bodiesBetween(tokens: readonly Token[], from: number, to: number): readonly string[] {
  const elements = elementsBetween(tokens, from, to)
  const bodies: string[] = []
  let run: Element[] = []
  const endRun = () => {
    const [first, last] = [run[0], run.at(-1)]
    if (first && last) bodies.push(wordsOf(tokens, first.from, last.to))
    run = []
  }
  for (const element of elements) {
    if (element.isNamed) {
      endRun()
      bodies.push(element.head + wordsOf(tokens, element.from, element.to))
    } else run.push(element)
  }
  endRun()
  return bodies
}

function elementsBetween(tokens: readonly Token[], from: number, to: number): readonly Element[] {
  const elements: Element[] = []
  let head = ''
  for (let at = from; at < to; ) {
    const own = headAt(tokens, at)
    const isPlural = many.at(tokens, at) !== undefined || plural.at(tokens, at) !== undefined
    const end = Math.max(at + 1, Math.min(to, endOfName(tokens, at + own)))
    const named = own > 0 && !isPlural && isNameOfOne(tokens, at, at + own, end)
    const isShort = own === 0 && head !== '' && tokens[at]?.isCapital === true && fields.at(tokens, at) !== undefined
    elements.push({ from: at, to: end, isNamed: isShort || named, head: isShort ? head : '' })
    if (own > 0) head = shortHead(tokens, at)
    at = end
    while (at < to && joints.at(tokens, at)) at += 1
    // "các Vụ: Kế hoạch, Năng lượng": the list names them one by one, and what brought it is none of them.
    if (tokens[at - 1]?.text === ':' && own > 0) elements.pop()
  }
  return elements
}

const plural = wordList(
  'lãnh đạo các | thủ trưởng các | sở, ban | sở, ngành | sở ngành | sở - ngành | bộ, ngành | ban, ngành | thủ trưởng | các',
)
/** Of nobody's own: Công ty, Tổng Công ty Nhà nước, Chủ tịch Hội đồng Quản trị, UBND các quận, huyện. */
const ofAKind = wordList(
  'các | tổng công ty nhà nước | hội đồng quản trị | hội đồng thành viên | doanh nghiệp | cơ quan | đơn vị | các cấp | cấp huyện | cấp xã',
)
const exactly = wordList('cơ quan thường trực | các cơ quan báo chí')

/** Whether a name is one body's own, rather than a kind of body. */
function isNameOfOne(tokens: readonly Token[], from: number, named: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (ofAKind.at(tokens, at)) return exactly.at(tokens, from)?.length === to - from
  }
  return (named > from + 1 || to > named) && tokens.slice(from, to).some(({ isCapital }) => isCapital)
}

/** Sở of Sở Y tế, Vụ of "các Vụ:": what a name shortened in a list lacks. */
function shortHead(tokens: readonly Token[], at: number): string {
  const next = at + (many.at(tokens, at)?.length ?? 0)
  const found = shortened.at(tokens, next)
  const words = found ? wordsOf(tokens, next, next + found.length) : ''
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)} `
}

const shortened = wordList('sở | bộ | vụ | cục | ban | phòng | tổng cục')
