/**
 * The form of papers. State: Nghị định 30/2020/NĐ-CP, Phụ lục I. Party: Quy định 399-QĐ/TW (9/1/2026) and Hướng dẫn
 * 05-HD/VPTW (27/5/2026). What differs: the heads, the number line, how a signature for a collective begins, the end of the
 * text, and Nơi nhận.
 */
import { type CalendarDate, dayOfMonth, monthOf, yearOf } from '../days.ts'
import { romanWritten } from '../extraction/numerals.ts'
import { type Annex, type Issuer, type Paper, paperTypes, type Signature } from './paper.ts'

export const paperForms = ['party', 'state'] as const
export type PaperForm = (typeof paperForms)[number]

/** What is set, line by line, apart from the body. */
export interface Setting {
  /** Left head: the parent in plain capitals, the issuer in bold ones. */
  readonly parent: string | undefined
  readonly issuer: string
  /** The star below a Party body's name. */
  readonly hasStar: boolean
  readonly numberLine: string
  /** Right head: the first line in capitals, and the motto of the State's. */
  readonly nation: string
  readonly motto: string | undefined
  readonly dateLine: string
  /** Undefined of a công văn, whose abstract stands below its number. */
  readonly typeName: string | undefined
  readonly abstract: string
  /** Kính gửi: a line for one, a list of lines for several. */
  readonly salutation: readonly string[]
  readonly signature: readonly string[]
  /** After the last word of the text. */
  readonly ending: string
  /** Below the title of each annex: what it comes with. */
  readonly annexLine: string
  readonly recipientsHead: string
  readonly recipients: readonly string[]
  /** In millimetres. */
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
}

/** Bodies of the Party issue papers in the Party's form, all others in the State's. */
export function formOf(agency: string): PaperForm {
  return ofTheParty.test(agency) ? 'party' : 'state'
}

const ofTheParty =
  /(?:^|\s)(?:thành ủy|tỉnh ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng đoàn|cán sự đảng|ủy ban kiểm tra|trung ương đảng|ban (?:tổ chức|tuyên giáo|dân vận|nội chính)(?: và dân vận)?(?:$|\s(?:thành|tỉnh|huyện|quận|trung)))(?=$|[\s,])/iu

/** Room for a number, a place or a day that is written by hand. */
const room = '……'

export function settingOf(paper: Paper): Setting {
  const { form, issuer, type, abstract, signature, recipients } = paper
  const isParty = form === 'party'
  return {
    parent: issuer.parent?.toLocaleUpperCase('vi'),
    issuer: issuer.name.toLocaleUpperCase('vi'),
    hasStar: isParty,
    numberLine: numberLine(paper),
    nation: isParty ? 'ĐẢNG CỘNG SẢN VIỆT NAM' : 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: isParty ? undefined : 'Độc lập - Tự do - Hạnh phúc',
    dateLine: `${paper.place ?? room}, ${dateWritten(paper.on)}`,
    typeName: type === 'letter' ? undefined : paperTypes[type].name.toLocaleUpperCase('vi'),
    abstract: type === 'letter' ? `${isParty ? 'về việc' : 'V/v'} ${abstract}` : abstract,
    salutation: salutation(paper.to ?? []),
    signature: signatureLines(signature, isParty ? 'T/M' : 'TM.'),
    ending: isParty ? '.' : './.',
    annexLine: `(Kèm theo ${paperTypes[type].name} số ${numberWritten(paper)} ${dateWritten(paper.on)} của ${issuer.name})`,
    recipientsHead: 'Nơi nhận:',
    recipients: [
      ...recipients.map((one) => `- ${one}${isParty ? ',' : ';'}`),
      isParty ? '- Lưu Văn phòng.' : '- Lưu: VT.',
    ],
    margins: isParty ? { top: 20, bottom: 20, left: 30, right: 15 } : { top: 20, bottom: 20, left: 30, right: 20 },
  }
}

/** `Số: 12/BC-UBND` of the State, `Số 12-BC/TU` of the Party. */
function numberLine(paper: Paper): string {
  return `${paper.form === 'party' ? 'Số' : 'Số:'} ${numberWritten(paper)}`
}

/** A number that the registry gave is written as it is. A công văn of the State has no symbol of its type in it. */
function numberWritten({ form, number, type }: Paper): string {
  const { symbol } = paperTypes[type]
  if (number !== undefined) return number
  if (form === 'party') return `${room}-${symbol}/${room}`
  return type === 'letter' ? `${room}/${room}` : `${room}/${symbol}-${room}`
}

function salutation(to: readonly string[]): readonly string[] {
  const [first, ...others] = to
  if (first === undefined) return []
  if (others.length === 0) return [`Kính gửi: ${first}`]
  return ['Kính gửi:', ...to.map((one, at) => `- ${one}${at === others.length ? '.' : ';'}`)]
}

/** A day below 10 and the months 1 and 2 have a leading zero. */
function dateWritten(on: CalendarDate | undefined): string {
  if (on === undefined) return `ngày ${room} tháng ${room} năm ${room}`
  const [day, month] = [dayOfMonth(on), monthOf(on)]
  const two = (number: number) => String(number).padStart(2, '0')
  return `ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${yearOf(on)}`
}

function signatureLines({ onBehalfOf, position }: Signature, forCollective: string): readonly string[] {
  const signs = position.toLocaleUpperCase('vi')
  return onBehalfOf === undefined ? [signs] : [`${forCollective} ${onBehalfOf.toLocaleUpperCase('vi')}`, signs]
}

/** Where a body sits, by the name of the city or province in its own name or in that of a body above it. */
export function placeOf(names: readonly string[]): string | undefined {
  for (const name of names) {
    const [, city, province] = /(Thành phố \p{Lu}.*)$|tỉnh (\p{Lu}.*)$/u.exec(name) ?? []
    if (city ?? province) return city ?? province
  }
  return undefined
}

/** Papers of a collective are signed on its behalf; of an office or a department, by who heads it. */
export function signatureOf(issuer: Issuer, position: string): Signature {
  return isCollective.test(issuer.name) ? { onBehalfOf: issuer.name, position } : { position }
}

const isCollective =
  /^(?:Ủy ban|Hội đồng|Ban Thường vụ|Ban Chấp hành|Ban [Cc]án sự|Đảng đoàn|Thành ủy|Tỉnh ủy|Huyện ủy|Quận ủy|Đảng ủy)/u

/** As the text names it; one that is alone has no number. */
export function annexNumber(annexes: readonly Annex[], at: number): string {
  return annexes.length > 1 ? `Phụ lục ${romanWritten(at + 1)}` : 'Phụ lục'
}
