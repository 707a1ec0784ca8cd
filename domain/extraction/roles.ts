/**
 * Who a sentence gives its work to: who leads, who cooperates, who is directed. A body is read by the words around
 * its name: "giao" and "yêu cầu" before it, "chủ trì" and "chịu trách nhiệm" after it, the place at the very beginning;
 * whom something is reported to, sent to or asked of has no part in it.
 */
import { type Mention, mentionsOf } from './bodies.ts'
import { verbs } from './bodyWords.ts'
import { phrases, type Token, wordList } from './tokens.ts'

export interface Parties {
  readonly leads: readonly string[]
  readonly cooperating: readonly string[]
  /** Those it directs to do the work, who are among the cooperating. */
  readonly directed: readonly string[]
  /** The one named first only cooperates: "Vụ Xuất nhập khẩu phối hợp với …". */
  readonly role: 'lead' | 'cooperating'
  /** The token after the one who leads, where what is done begins. */
  readonly predicate: number
  /** Whether the sentence says who, so that those below it need not. */
  readonly isExplicit: boolean
}

const before = phrases<Exclude<Part, 'answers' | 'subject'>>([
  ...meaning(
    'given',
    'giao | giao cho | phân công | yêu cầu | đề nghị | chỉ thị | giao trách nhiệm cho | ủy quyền cho | ủy quyền | kính đề nghị | giao nhiệm vụ cho',
  ),
  ...meaning(
    'with',
    'phối hợp với | phối hợp cùng | phối hợp | cùng với | cùng | phối hợp chặt chẽ với | phối hợp chặt chẽ cùng | có sự tham gia của | chủ trì với | phối kết hợp với | phối hợp, hướng dẫn',
  ),
  ...meaning('directed', 'chỉ đạo | hướng dẫn | đôn đốc | lãnh đạo'),
  ...meaning(
    'other',
    'báo cáo | trình | gửi | gửi về | về | của | tại | cho | qua | thông qua | tham mưu | tham mưu cho | giúp | từ | đến | theo | bởi | gửi cho | trình cho | ban hành kèm theo',
  ),
])

function meaning<Meaning extends Part>(of: Meaning, words: string): readonly (readonly [string, Meaning])[] {
  return words.split(' | ').map((word) => [word, of] as const)
}

const answers = wordList(
  'chủ trì | chịu trách nhiệm | có trách nhiệm | làm đầu mối | là cơ quan đầu mối | là cơ quan thường trực | là cơ quan chủ trì | là đầu mối | có nhiệm vụ | chủ động | làm cơ quan thường trực | là đơn vị chủ trì | là đơn vị đầu mối | phụ trách',
)
const gives = wordList('yêu cầu | giao | chỉ thị | đề nghị | phân công | kêu gọi | thống nhất | quyết định')
const done = wordList('chủ trì | thực hiện | đảm nhiệm | phụ trách | chịu trách nhiệm | tổ chức thực hiện | triển khai')
const cooperates = wordList('phối hợp | cùng | phối hợp chặt chẽ')
/** Words before the first body that leave it the subject: "Định kỳ hàng năm, Sở Y tế …", "Trên cơ sở đó, các đơn vị …". */
const adverbs = wordList(
  'đồng thời | ngoài ra | riêng | trước mắt | hàng năm | hằng năm | định kỳ | hàng quý | hàng tháng',
)

export function partiesOf(tokens: readonly Token[]): Parties {
  const mentions = mentionsOf(tokens).map((mention) => ({ mention, part: partOf(tokens, mention) }))
  const named = mentions.filter(({ part }) => part === 'answers')
  const given = mentions.filter(({ part }) => part === 'given')
  const subjects = mentions.filter(({ part }) => part === 'subject')
  const chosen = named.length > 0 ? named : given.length > 0 ? given : subjects.slice(0, 1)
  const first = chosen[0]?.mention
  const withThem = mentions.filter(({ part, mention }) => part === 'with' || (part === 'directed' && mention !== first))
  return {
    leads: chosen.flatMap(({ mention }) => mention.bodies),
    cooperating: withThem.flatMap(({ mention }) => mention.bodies),
    role: first && cooperates.at(tokens, first.to) && !leadsLater(tokens, first.to) ? 'cooperating' : 'lead',
    directed: mentions.flatMap(({ part, mention }) => (part === 'directed' && mention !== first ? mention.bodies : [])),
    predicate: predicateAfter(
      tokens,
      first?.to ?? 0,
      withThem.map(({ mention }) => mention),
    ),
    isExplicit: first !== undefined,
  }
}

/** After "chủ trì, phối hợp với các sở" too: what is done begins behind those who help. */
function predicateAfter(tokens: readonly Token[], from: number, helpers: readonly Mention[]): number {
  const helper = helpers.find((mention) => mention.from > from && mention.from - from <= 8)
  const isLead = lead.at(tokens, from) !== undefined || cooperates.at(tokens, from) !== undefined
  return helper && isLead && helper.to < tokens.length - 1 ? helper.to : from
}

type Part = 'answers' | 'given' | 'subject' | 'with' | 'directed' | 'other'

function partOf(tokens: readonly Token[], { from, to }: Mention): Part {
  const found = before.before(tokens, from)?.meaning
  const after = answers.at(tokens, to)
  if (gives.at(tokens, to) && found !== 'with' && !answers.at(tokens, to)) return 'other'
  if (found === 'given' || onlyAtTheTop.before(tokens, from)?.length === from) return 'given'
  if (after && found !== 'other' && found !== 'with') return 'answers'
  // "do Sở Y tế thực hiện"
  if (by.before(tokens, from) && done.at(tokens, to)) return 'answers'
  if (found === 'with' || opensWithOthers(tokens, from)) return 'with'
  if (found) return found
  if (isSubject(tokens, from, to)) return 'subject'
  return 'other'
}

/** Titles that say whose section it is: "Trách nhiệm của Sở Y tế", "Đối với các quận, huyện". */
const onlyAtTheTop = wordList(
  'trách nhiệm của | nhiệm vụ của | đối với | trách nhiệm | về phía | nhiệm vụ cụ thể của | phân công nhiệm vụ cho',
)
const by = wordList('do')
const withOthers = wordList('với')

/** "Với các đơn vị của Bộ Tài chính xây dựng …": together with them, under whoever leads above. */
function opensWithOthers(tokens: readonly Token[], from: number): boolean {
  return from === 1 && withOthers.at(tokens, 0) !== undefined
}

/** At the beginning, or after words that say only when and on what ground; what is done follows, or nothing does. */
function isSubject(tokens: readonly Token[], from: number, to: number): boolean {
  const next = tokens[to]
  const ends =
    next === undefined ||
    next.text === ':' ||
    next.text === '.' ||
    next.text === ';' ||
    verbs.at(tokens, to) !== undefined
  const goesOn = ends || (next.kind === 'word' && !next.isCapital)
  if (from === 0) return goesOn || next.text === ','
  if (!goesOn) return false
  const colon = tokens.findIndex(({ text }) => text === ':')
  if (colon === from - 1 && from <= 14) return true
  const opening = adverbs.at(tokens, 0)
  if (opening && (opening.length === from || (tokens[opening.length]?.text === ',' && opening.length + 1 === from)))
    return true
  if (tokens[from - 1]?.text !== ',') return false
  // Every part before it says when, on what ground or in which case: "Trong quá trình thực hiện, nếu có vướng mắc, …".
  return tokens
    .slice(0, from - 1)
    .every((_, at) => (at > 0 && tokens[at - 1]?.text !== ',') || grounds.at(tokens, at) !== undefined)
}

const grounds = wordList(
  'nếu | đầu tháng | cuối tháng | đầu năm | cuối năm | giữa | đầu quý | tháng | quý | năm | định kỳ vào | trên cơ sở | căn cứ | căn cứ vào | theo | để | nhằm | trong | ngay sau khi | sau khi | khi | định kỳ | hàng năm | hằng năm | trước | chậm nhất | từ | ngay | đến | đối với | riêng | tùy theo | bên cạnh',
)

const lead = wordList('chủ trì')

function leadsLater(tokens: readonly Token[], from: number): boolean {
  return lead.at(tokens, from) !== undefined || lead.at(tokens, from + 2) !== undefined
}
