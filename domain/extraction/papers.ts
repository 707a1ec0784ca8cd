/** The head of a document: its title, number, issuer and day; the end of its body; the days of the papers it cites. */
import { type CalendarDate, calendarDate, isCalendarDate } from '../days.ts'
import { isAllCapitals, type Line } from './outline.ts'

export interface Head {
  readonly title: string | null
  readonly number: string | null
  readonly issuer: string | null
  readonly issuedOn: CalendarDate | null
  /** How many lines belong to it. */
  readonly lines: number
}

const types =
  'chương trình hành động|chương trình công tác|chương trình|kế hoạch|chỉ thị|nghị quyết|quyết định|kết luận|công văn|thông báo|hướng dẫn|công điện|đề án|thông tri|quy định|quy chế|nghị định|thông tư|báo cáo|tờ trình'
const titleLine = new RegExp(`^(?:${types})(?![\\p{L}])`, 'iu')
// A number has a sign of its kind after it: 28-CTrHĐ/TU, 12/KH-UBND, 04/2010/QĐ-UBND.
const sign = String.raw`\d{1,5}\s*(?:[/-]\s*(?:19|20)\d{2}\s*)?[/-]\s*\p{Lu}[\p{L}\p{N}]*(?:\s*[/-]\s*[\p{L}\p{N}]+)*`
const ownNumber = new RegExp(String.raw`^số\s*:?\s*(${sign})`, 'iu')
const day = String.raw`ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})`
const placeAndDay = new RegExp(String.raw`^[^.;]{0,60}?,\s*${day}\s*$`, 'iu')
const titleWithNumber = new RegExp(
  String.raw`^(?:${types})\s+(?:số\s*:?\s*)?(${sign})\s*,?\s*${day}(?:\s+của\s+(.+?)(?=\s+(?:về|ban hành|tổ chức)(?!\p{L})|$))?`,
  'iu',
)
/** What the page of a site prints above the paper. */
const ofThePage =
  /^(?:thứ\s+\p{L}+\s*,\s*(?:ngày\s+)?\d|chủ nhật\s*,|trang chủ|cập nhật|ngày đăng|lượt xem|tin tức|đăng nhập|liên hệ)/iu
const motto = /^(?:cộng h[oò]a|độc lập|đảng cộng sản việt nam|\*+$|-+$|_+$|=+$)/iu

export function headOf(text: string, lines: readonly Line[]): Head {
  const first = lines.findIndex(
    ({ marker }) => marker !== undefined && marker.style !== 'dash' && marker.style !== 'plus',
  )
  const top = lines.slice(0, Math.min(first < 0 ? lines.length : first, 40))
  const wordsOf = ({ start, end }: { start: number; end: number }) => text.slice(start, end).replace(/\s+/g, ' ').trim()
  const at = top.findIndex((line) => titleLine.test(wordsOf(line)) && !ofThePage.test(wordsOf(line)))
  const head = top.slice(0, at < 0 ? 0 : at).map(wordsOf)
  const titled = at < 0 ? undefined : wordsOf(top[at] ?? { start: 0, end: 0 })
  const told = titled === undefined ? null : titleWithNumber.exec(titled)
  const dated = lines
    .slice(0, 40)
    .map((line) => placeAndDay.exec(wordsOf(line)))
    .find(Boolean)
  const numbered = lines
    .slice(0, 40)
    .map(wordsOf)
    .filter(({ length }) => length < 80)
    .map((line) => ownNumber.exec(line))
    .find(Boolean)
  return {
    title: titled === undefined ? null : titleOf(top.slice(at).map(wordsOf)),
    number: told?.[1]?.replace(/\s+/g, '') ?? numbered?.[1]?.replace(/\s+/g, '') ?? null,
    issuer: told?.[5]?.trim() ?? issuerIn(head),
    issuedOn: dayOf(told, 2) ?? dayOf(dated, 1),
    lines: at < 0 ? 0 : at + titleLines(top.slice(at).map(wordsOf)),
  }
}

function dayOf(found: RegExpExecArray | null | undefined, at: number): CalendarDate | null {
  const [date, month, year] = [found?.[at], found?.[at + 1], found?.[at + 2]].map(Number)
  if (!date || !month || !year) return null
  const day = calendarDate(year, month, date)
  return isCalendarDate(day) ? day : null
}

/** KẾ HOẠCH, and the lines below it up to the one that begins the text. */
function titleLines(lines: readonly string[]): number {
  const [first = '', ...others] = lines
  if (first.length > 40 && !isAllCapitals(first)) return 1
  const more = others.findIndex(
    (line) =>
      line.length > 300 ||
      /[.;:]$/.test(line) ||
      /^(?:căn cứ|thực hiện|xét|ngày|số|để|nhằm|trong|quán triệt)/iu.test(line) ||
      motto.test(line) ||
      /^_+|^-{3}/.test(line),
  )
  return 1 + (more < 0 ? Math.min(others.length, 3) : Math.min(more, 4))
}

function titleOf(lines: readonly string[]): string {
  return lines.slice(0, titleLines(lines)).join(' ')
}

function issuerIn(head: readonly string[]): string | null {
  const names = head.filter(
    (line) => !ofThePage.test(line) && !motto.test(line) && !/^số|ngày\s+\d/iu.test(line) && /^\p{L}/u.test(line),
  )
  return names.find((line) => isAllCapitals(line)) ?? null
}

/** Where the paper's own words end: at the signature or Nơi nhận; what a site prints below is none of it. */
export function isFoot(words: string): boolean {
  return (
    /^(?:nơi nhận\s*:?|t\s*\/\s*m|tm\s*\.|kt\s*\.|k\/t|tl\s*\.|t\/l|tuq\s*\.|q\s*\.)(?:\s|$)/iu.test(words) ||
    /^\(?đã ký\)?$/iu.test(words) ||
    /^(?:các\s+)?(?:tin|bài viết|văn bản)\s+(?:liên quan|khác|mới)/iu.test(words)
  )
}

/** After a foot, an annex or a paper that was issued with it begins anew. */
export function beginsAnew({ marker }: Line, words: string): boolean {
  if (marker && ['annex', 'part', 'chapter', 'roman', 'article', 'upper'].includes(marker.style)) return true
  return isAllCapitals(words) && titleLine.test(words)
}

const cited = new RegExp(String.raw`số\s*:?\s*\d[^;.\n]{0,60}?${day}`, 'giu')

/** The newest day of a paper that the text cites: the text itself is no older. */
export function newestCited(text: string): CalendarDate | undefined {
  let newest: CalendarDate | undefined
  for (const found of text.matchAll(cited)) {
    const at = dayOf(found, 1)
    if (at && (newest === undefined || at > newest)) newest = at
  }
  return newest
}
