/**
 * The agencies and groups that a cell names, by the names, short names and abbreviations of those that are registered:
 * Sở LĐ-TB&XH is Sở Lao động - Thương binh và Xã hội. What the cell says beside them is unknown, and what two bodies are
 * called by is ambiguous: neither is guessed.
 */
import type { Directory } from '../agencies/directory.ts'
import { keyOf, type Token, tokensOf, wordList } from '../extraction/tokens.ts'
import type { AgencyGroup } from '../programme/schema.ts'

export type Body = { readonly agency: string } | { readonly group: string }

export interface NamedBodies {
  /** Each once, in the order of the cell. */
  readonly bodies: readonly Body[]
  /** Words that name more than one body, with those that they may mean. */
  readonly ambiguous: readonly { readonly words: string; readonly may: readonly Body[] }[]
  readonly unknown: readonly string[]
  /** Bodies of no name: “các đơn vị liên quan”. */
  readonly general: readonly string[]
}

export type BodyReader = (cell: string) => NamedBodies

const generalWords = wordList(
  'các sở, ban, ngành liên quan | các sở, ban, ngành có liên quan | các sở, ngành liên quan | các sở, ngành có liên quan | các cơ quan liên quan | các cơ quan có liên quan | các cơ quan, đơn vị liên quan | các cơ quan, đơn vị có liên quan',
  'các đơn vị liên quan | các đơn vị có liên quan | cơ quan liên quan | đơn vị liên quan | các sở, ban, ngành | các sở, ngành | các sở ngành | các sở ban ngành liên quan | các sở ngành liên quan | các cơ quan, đơn vị | các địa phương | các sở, ban, ngành, đoàn thể | các tổ chức liên quan | các ngành liên quan',
  'sở, ngành liên quan | các sở - ban - ngành | các sở - ngành liên quan | các sở - ngành có liên quan | các sở, ban, ngành, đoàn thể liên quan | các cơ quan, tổ chức liên quan | các cơ quan, tổ chức có liên quan | các doanh nghiệp',
)
const joints = wordList(
  ', | ; | và | - | . | + | / | : | cùng | với | phối hợp | phối hợp với | chủ trì | chủ trì, phối hợp | chủ trì, phối hợp với | chủ trì phối hợp với | & | – | ( | )',
)

/** What names say in short everywhere. */
const inShort = new Map(
  (
    [
      ['ubnd', 'ủy ban nhân dân'],
      ['hđnd', 'hội đồng nhân dân'],
      ['ubmttq', 'ủy ban mặt trận tổ quốc'],
      ['mttq', 'mặt trận tổ quốc'],
      ['tp', 'thành phố'],
      ['hcm', 'hồ chí minh'],
      ['vp', 'văn phòng'],
      ['vpub', 'văn phòng ủy ban nhân dân'],
      ['lđlđ', 'liên đoàn lao động'],
      ['bhxh', 'bảo hiểm xã hội'],
      ['bql', 'ban quản lý'],
      ['bcđ', 'ban chỉ đạo'],
      ['btv', 'ban thường vụ'],
      ['bcsđ', 'ban cán sự đảng'],
      ['tncs', 'thanh niên cộng sản'],
      ['hlhpn', 'hội liên hiệp phụ nữ'],
      ['qh', 'quận, huyện'],
      ['nhnn', 'ngân hàng nhà nước'],
      ['nhcsxh', 'ngân hàng chính sách xã hội'],
      ['ldld', 'liên đoàn lao động'],
    ] as const
  ).map(([short, long]) => [
    keyOf(short),
    tokensOf(long, false).flatMap(({ kind, key }) => (kind === 'sign' ? [] : [key])),
  ]),
)
const connecting = new Set([keyOf('và'), keyOf('các')])
/** What is left out at the end of a name where it is clear: Công an (thành phố), Ủy ban nhân dân thành phố (Hồ Chí Minh). */
const endings = [
  'thành phố hồ chí minh',
  'hồ chí minh',
  'thành phố',
  'tỉnh',
  'việt nam thành phố',
  'thành phố việt nam',
].map((words) => words.split(' ').map(keyOf))

/** A reader of cells for the bodies that exist; made once for all rows of an annex. */
export function bodyReader(directory: Directory, groups: ReadonlyMap<string, AgencyGroup>): BodyReader {
  const names = new Map<string, Body[]>()
  const put = (key: string, body: Body) => {
    const known = names.get(key) ?? []
    if (key !== '' && !known.some((one) => idOf(one) === idOf(body))) names.set(key, [...known, body])
  }
  for (const { id, name, shortName } of directory.values()) {
    for (const said of [name, ...(shortName === undefined ? [] : [shortName])])
      for (const key of keysOf(said)) put(key, { agency: id })
  }
  for (const { id, name } of groups.values()) for (const key of keysOf(name)) put(key, { group: id })
  const longest = Math.max(0, ...[...names.keys()].map((key) => key.split(' ').length))
  return (cell) => read(cell, names, longest + 4)
}

export function idOf(body: Body): string {
  return 'agency' in body ? body.agency : body.group
}

/** Every key that a name goes by: its words, without an ending, and in short: Sở YT, SYT. */
function keysOf(name: string): readonly string[] {
  const full = tokensOf(name.normalize('NFC'), false).flatMap(wordsOf)
  // “Ủy ban nhân dân 24 quận, huyện” is also “Ủy ban nhân dân các quận, huyện”.
  const isCounted = full.slice(1, -1).some((word) => /^\d+$/.test(word))
  const uncounted = isCounted ? [full.filter((word) => !/^\d+$/.test(word))] : []
  const forms = [
    full,
    ...uncounted,
    ...endings.flatMap((ending) => (endsWith(full, ending) ? [full.slice(0, -ending.length)] : [])),
  ]
  const keys = new Set<string>()
  for (const form of forms) {
    if (form.length === 0) continue
    keys.add(form.join(' '))
    if (form.length < 3) continue
    const rest = form.slice(1)
    const initials = (words: readonly string[]) => words.map(initialOf).join('')
    keys.add(`${form[0]} ${initials(rest)}`)
    keys.add(initials(form))
  }
  return [...keys]
}

function initialOf(key: string): string {
  return bareLetter(key).charAt(0)
}

/** As it stands in short forms: Ủ as U; and keys write the y at the end of a word as i. */
function bareLetter(key: string): string {
  return key.normalize('NFD').replace(/\p{M}/gu, '').replace(/y/g, 'i')
}

function endsWith(words: readonly string[], ending: readonly string[]): boolean {
  return (
    words.length > ending.length && ending.every((word, index) => words[words.length - ending.length + index] === word)
  )
}

/** The words of a token: what is in short spelt out, and none of a sign or of what only joins. */
function wordsOf({ kind, key }: Token): readonly string[] {
  if (kind === 'sign' || connecting.has(key)) return []
  return (inShort.get(key) ?? [key]).filter((one) => !connecting.has(one))
}

function read(cell: string, names: ReadonlyMap<string, readonly Body[]>, longest: number): NamedBodies {
  const text = cell.normalize('NFC')
  const tokens = tokensOf(text, false)
  const words = tokens.map(wordsOf)
  const bodies: Body[] = []
  const ambiguous: { words: string; may: readonly Body[] }[] = []
  const unknown: string[] = []
  const general: string[] = []
  const said = ({ from, to }: { readonly from: number; readonly to: number }) =>
    text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0)
  let stray = 0
  const endStray = (at: number) => {
    if (stray < at) unknown.push(said({ from: stray, to: at }))
  }
  for (let at = 0; at < tokens.length; ) {
    const every = generalWords.at(tokens, at)
    const found = longestAt(tokens, words, at, names, longest)
    if (found && found.to - at >= (every?.length ?? 0)) {
      const [only] = found.bodies
      // A name that goes on in words nobody knows is another's: “UBND quận 25” is not the UBND.
      const next = tokens[found.to]
      const isOnLine = next !== undefined && !text.slice(tokens[found.to - 1]?.end, next.start).includes('\n')
      const goesOn =
        next !== undefined &&
        isOnLine &&
        next.kind !== 'sign' &&
        !joints.at(tokens, found.to) &&
        !generalWords.at(tokens, found.to)
      if (goesOn) {
        at = found.to
        continue
      }
      endStray(at)
      if (found.bodies.length === 1 && only) {
        if (!bodies.some((one) => idOf(one) === idOf(only))) bodies.push(only)
      } else ambiguous.push({ words: said({ from: at, to: found.to }), may: found.bodies })
      at = found.to
      stray = at
    } else if (every) {
      endStray(at)
      general.push(said({ from: at, to: at + every.length }))
      at += every.length
      stray = at
    } else {
      const joint = (stray === at ? joints : separators).at(tokens, at)?.length ?? 0
      // “Các” before a name is none of it.
      const skipped = stray === at && words[at]?.length === 0 ? Math.max(1, joint) : joint
      if (skipped > 0) {
        endStray(at)
        at += skipped
        stray = at
      } else at += 1
    }
  }
  endStray(tokens.length)
  return { bodies, ambiguous, unknown, general }
}

const separators = wordList(', | ;')

/** The longest run of tokens that is a name, whatever signs stand in it. */
function longestAt(
  tokens: readonly Token[],
  words: readonly (readonly string[])[],
  at: number,
  names: ReadonlyMap<string, readonly Body[]>,
  longest: number,
): { readonly bodies: readonly Body[]; readonly to: number } | undefined {
  if (words[at]?.length === 0) return undefined
  for (let to = Math.min(tokens.length, at + longest * 2); to > at; to -= 1) {
    if (words[to - 1]?.length === 0) continue
    const [head = '', ...rest] = words.slice(at, to).flat()
    const bodies =
      names.get([head, ...rest].join(' ')) ?? (rest.length <= mostInShort ? shortened(head, rest, names) : undefined)
    if (bodies) return { bodies, to }
  }
  return undefined
}

/** Sở LĐ-TB&XH is four words and one name in short. */
const mostInShort = 5

function shortened(head: string, rest: readonly string[], names: ReadonlyMap<string, readonly Body[]>) {
  const joined = rest.map(bareLetter).join('')
  return names.get(`${head} ${joined}`) ?? names.get(bareLetter(head) + joined)
}
