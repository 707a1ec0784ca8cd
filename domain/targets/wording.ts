/**
 * A judgement in the office's words, from its facts alone.
 */
import { written } from '../days.ts'
import { exact, plus, toNumber } from './exact.ts'
import { type Figure, type IncompleteFigure, unitOfFigures } from './figures.ts'
import type { Ahead, Finding, Grounds, Lacking, Measured, OpenPoint, Outlook, Verdict, YearHeld } from './finding.ts'
import type { Judgement } from './judgement.ts'
import { computedWritten, numberWritten, shortfallWritten, withUnit } from './numbers.ts'
import { observationKindWords, periodWritten } from './observation.ts'
import type { Comparator, Mark, Target } from './target.ts'
import type { Needed } from './trajectory.ts'

export const verdictWords: Readonly<Record<Verdict, string>> = {
  met: 'Đạt',
  'not-met': 'Chưa đạt',
  'no-data': 'Chưa đủ dữ liệu',
  'no-basis': 'Chưa đủ căn cứ',
  'not-due': 'Chưa đến hạn',
  'in-words': 'Đánh giá bằng nhận xét',
}

export const outlookWords: Readonly<Record<Outlook['outlook'], string>> = {
  reached: 'Đạt',
  likely: 'Có khả năng',
  unlikely: 'Khó đạt',
  'no-data': 'Chưa có số liệu',
}

/** The few words of a cell: the verdict, or before the day the outlook. */
export function findingLabel(finding: Finding): string {
  return finding.verdict === 'not-due' ? outlookWords[finding.outlook.outlook] : verdictWords[finding.verdict]
}

/** The reasoning in sentences, for a row of the evaluation and the report. `areaName` names an area by its id. */
export function judgementWritten(target: Target, judgement: Judgement, areaName: (area: string) => string): string {
  const { finding, mark } = judgement
  const verdict = verdictWords[finding.verdict]
  switch (finding.verdict) {
    case 'met':
    case 'not-met': {
      const sentence = `${verdict}: ${groundsWritten(target, finding.grounds)}; yêu cầu ${goalWritten(target, mark)}.`
      return isProvisional(finding.grounds)
        ? `${sentence} Kết luận dựa trên số liệu chưa chính thức, cần xem lại khi có số chính thức.`
        : sentence
    }
    case 'no-data':
      return `${verdict}: ${lackingWritten(target, mark, finding.lacking, areaName)}.${latestWritten(target, finding.latest)}`
    case 'no-basis': {
      const open = finding.open.map((point) => openWritten(target, point)).join('; ')
      const whatToDo = finding.open.every((point) => point === 'base')
        ? 'Hãy nhập số liệu của năm đó để có căn cứ kết luận.'
        : 'Hãy trả lời câu hỏi về chỉ tiêu này để có căn cứ kết luận.'
      return `${verdict}: ${open}. ${whatToDo}${latestWritten(target, finding.latest)}`
    }
    case 'in-words':
      return `${verdict}: văn bản ghi "${target.printed}", không nêu con số; người đánh giá kết luận bằng lời.${latestWritten(target, finding.latest)}`
    case 'not-due': {
      const day = mark.by === null ? '' : ` (${written(mark.by)})`
      return `${verdict}${day}. ${outlookWritten(target, mark, finding.outlook)}`
    }
    default:
      return finding satisfies never
  }
}

/** What is required, as the comparator in force reads it: "từ 85% trở lên, đến 31/12/2015". */
export function goalWritten(target: Target, mark: Mark): string {
  const level = levelWritten(target, mark)
  return mark.by === null ? level : `${level}, đến ${written(mark.by)}`
}

/** "cần thêm 1,2 điểm % mỗi năm"; in the last year, what is still to go by the mark's day. */
export function neededWritten(target: Target, mark: Mark, { total, perYear, years }: Needed): string {
  if (total === 0) return `đang bằng đúng mốc, cần ${mark.comparator === '<' ? 'thấp' : 'cao'} hơn mốc`
  const isStrict = mark.comparator === '<' || mark.comparator === '>'
  const verb = `${total > 0 ? 'cần thêm' : 'cần giảm'}${isStrict ? ' hơn' : ''}`
  if (perYear !== null && years > 1) return `${verb} ${changeWritten(target, perYear)} mỗi năm`
  return mark.by === null
    ? `${verb} ${changeWritten(target, total)}`
    : `${verb} ${changeWritten(target, total)} đến ${written(mark.by)}`
}

function levelWritten(target: Target, mark: Mark): string {
  if (mark.value === null) return mark.comparator === 'increases' ? 'năm sau cao hơn năm trước' : `"${target.printed}"`
  if (mark.comparator === null) return `"${target.printed}"`
  const level = comparedWritten(mark.comparator, withUnit(numberWritten(mark.value), target.unit))
  switch (target.kind) {
    case 'yearly-average': {
      const span = target.average ? `, tính từ năm ${target.average.from} đến năm ${target.average.to}` : ''
      return `bình quân mỗi năm ${level}${span}`
    }
    case 'multiple-of-base':
      return target.reading === 'plus'
        ? `tăng thêm ${level} so với năm ${target.base.year} (tức gấp ${numberWritten(toNumber(plus(exact(mark.value), exact(1))))} lần)`
        : `gấp ${level} so với năm ${target.base.year}`
    default:
      return target.yearly ? `${level} trong từng năm` : level
  }
}

function comparedWritten(comparator: Comparator, value: string): string {
  switch (comparator) {
    case '>=':
      return `từ ${value} trở lên`
    case '<=':
      return `không quá ${value}`
    case '>':
      return `trên ${value}`
    case '<':
      return `dưới ${value}`
    case '=':
      return `đúng ${value}`
    default:
      return comparator satisfies never
  }
}

function groundsWritten(target: Target, grounds: Grounds): string {
  switch (grounds.rule) {
    case 'level':
      return measuredWritten(target, grounds.measured, grounds.required)
    case 'average': {
      const years = grounds.years.map((figure) => `${periodWritten(figure.period)}: ${valueWritten(target, figure)}`)
      const average = withUnit(computedWritten(grounds.average, grounds.required), target.unit)
      return `bình quân ${grounds.years.length} năm là ${average} (${years.join('; ')})`
    }
    case 'every-year': {
      const failed = grounds.years.filter((year) => !year.held)
      const [first, last] = [grounds.years[0]?.year, grounds.years.at(-1)?.year]
      const span = first === last ? `trong năm ${first}` : `từ năm ${first} đến năm ${last}`
      return failed.length === 0
        ? `${span} năm nào cũng đạt`
        : `${span} có ${failed.length} năm không đạt (${failed.map((year) => yearWritten(target, year)).join('; ')})`
    }
    default:
      return grounds satisfies never
  }
}

function measuredWritten(target: Target, { figure, value, base }: Measured, required: number): string {
  const sentence = `số liệu ${periodWritten(figure.period)} là ${figureWritten(target, figure, required)}`
  if (base === null) return sentence
  const baseValue = withUnit(numberWritten(base.value), unitOfFigures(target))
  return `${sentence}, gấp ${computedWritten(value, required)} lần năm ${base.year} (${baseValue})`
}

/** A figure with what it rests on: "4,3% (chính thức; nguồn: Cục Thống kê, 15/02/2016)". */
function figureWritten(target: Target, figure: Figure, mark?: number): string {
  const [first] = figure.sources
  const origin = figure.composed
    ? `tổng hợp từ ${figure.sources.length} địa bàn`
    : `nguồn: ${first ? `${first.source}, ${written(first.sourceDate)}` : 'chưa rõ'}`
  return `${valueWritten(target, figure, mark)} (${observationKindWords[figure.kind]}; ${origin})`
}

/** As it was given, or computed from two counts, to the decimals that keep it apart from the mark. */
function valueWritten(target: Target, figure: Figure, mark?: number): string {
  const isGiven = typeof figure.observed === 'number'
  const number = isGiven ? numberWritten(figure.value) : computedWritten(figure.value, mark)
  return withUnit(number, unitOfFigures(target))
}

function yearWritten(target: Target, { year, figure, previous }: YearHeld): string {
  const value = `năm ${year}: ${valueWritten(target, figure)}`
  return previous === null ? value : `${value}, năm trước ${withUnit(numberWritten(previous), unitOfFigures(target))}`
}

function isProvisional(grounds: Grounds): boolean {
  switch (grounds.rule) {
    case 'level':
      return grounds.measured.figure.kind !== 'official'
    case 'average':
      return grounds.years.some((figure) => figure.kind !== 'official')
    case 'every-year':
      return grounds.years.some(({ figure }) => figure.kind !== 'official')
    default:
      return grounds satisfies never
  }
}

function lackingWritten(target: Target, mark: Mark, lacking: Lacking, areaName: (area: string) => string): string {
  const named = (incomplete: IncompleteFigure) => incompleteWritten(target, incomplete, areaName)
  switch (lacking.what) {
    case 'figure':
      return mark.by === null ? 'chưa có số liệu' : `chưa có số liệu cho mốc ${written(mark.by)}`
    case 'areas':
      return named(lacking.incomplete)
    case 'years':
      return [`chưa có số liệu ${yearsWritten(lacking.years)}`, ...lacking.incomplete.map(named)].join('; ')
    default:
      return lacking satisfies never
  }
}

/** The areas that are missing, by name, and what the others make together, said to be partial. */
function incompleteWritten(
  target: Target,
  { period, missing, partial }: IncompleteFigure,
  areaName: (area: string) => string,
): string {
  const sentence = `số liệu ${periodWritten(period)} còn thiếu của ${missing.map(areaName).join(', ')}`
  if (partial === null) return sentence
  return `${sentence} (${partial.areas.length} địa bàn đã có số: ${valueWritten(target, partial.figure)}, chưa phải số chung)`
}

function openWritten(target: Target, point: OpenPoint): string {
  switch (point) {
    case 'by':
      return 'văn bản không nêu thời hạn riêng của chỉ tiêu'
    case 'comparator':
      return `chưa xác định cách hiểu "${target.printed}": bằng đúng mức này, hay lấy mức này làm giới hạn`
    case 'average':
      return 'chưa xác định bình quân tính từ năm nào đến năm nào'
    case 'base':
      return `chưa có giá trị của năm so sánh${target.kind === 'multiple-of-base' ? ` ${target.base.year}` : ''}`
    case 'reading':
      return `chưa xác định cách hiểu "${target.printed}": gấp bấy nhiêu lần, hay tăng thêm bấy nhiêu lần`
    default:
      return point satisfies never
  }
}

function outlookWritten(target: Target, mark: Mark, outlook: Outlook): string {
  const label = outlookWords[outlook.outlook]
  if (outlook.outlook === 'no-data') {
    return `${label} để nhận định: ${noOutlookWritten(outlook)}.${latestWritten(target, outlook.latest)}`
  }
  const facts = groundsWritten(target, outlook.grounds)
  const ahead = aheadWritten(target, mark, outlook.grounds, outlook.ahead)
  return `${label}: ${[facts, ...ahead].join('; ')}.`
}

function aheadWritten(target: Target, mark: Mark, grounds: Grounds, ahead: Ahead | null): string[] {
  if (ahead === null) return []
  switch (ahead.rule) {
    case 'level': {
      const beside = grounds.rule === 'level' ? grounds.measured.value : undefined
      const expected = withUnit(computedWritten(ahead.expected, beside), target.unit)
      return [`theo đường thẳng tới mốc, kỳ này cần ở mức ${expected}`, neededWritten(target, mark, ahead.needed)]
    }
    case 'average':
      return [`các năm còn lại cần bình quân ${withUnit(computedWritten(ahead.neededAverage), target.unit)}`]
    default:
      return ahead satisfies never
  }
}

function noOutlookWritten({ because, missing }: Extract<Outlook, { outlook: 'no-data' }>): string {
  switch (because) {
    case 'no-figure':
      return 'chưa có kỳ số liệu nào'
    case 'stale':
      return 'kỳ số liệu gần nhất đã quá hai năm'
    case 'no-start':
      return 'mới có một mốc số liệu nên chưa thấy được xu hướng'
    case 'gap':
      return `còn thiếu số liệu ${yearsWritten(missing)}`
    case 'in-words':
      return 'chỉ tiêu không có con số, được đánh giá bằng nhận xét khi đến hạn'
    default:
      return because satisfies never
  }
}

function latestWritten(target: Target, latest: Figure | null): string {
  return latest === null ? '' : ` Số gần nhất: ${periodWritten(latest.period)}, ${figureWritten(target, latest)}.`
}

function yearsWritten(years: readonly number[]): string {
  return `${years.length === 1 ? 'năm' : 'các năm'} ${years.join(', ')}`
}

/** A difference between two values of a share is in points of it: "1,2 điểm %". */
function changeWritten(target: Target, change: number): string {
  const unit = target.unit === '%' || target.unit === '‰' ? `điểm ${target.unit}` : target.unit
  return withUnit(shortfallWritten(change), unit)
}
