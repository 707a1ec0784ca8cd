/** A figure as somebody types it, and as the API takes it. */
import { written, yearOf } from '../../../domain/days.ts'
import { numberWritten } from '../../../domain/targets/numbers.ts'
import type { ObservationKind, ObservedValue, Period } from '../../../domain/targets/observation.ts'
import type { ObservationView } from '../../../domain/targets/targetView.ts'
import { numberTyped } from '../../act/number.ts'
import { dayTyped } from '../../days/dayInput.ts'

/** Everything a form can hold of it; `span` and `shape` say which of it counts. */
export interface FigureValue {
  readonly span: 'year' | 'fromTo' | 'asOf'
  readonly year: string
  readonly from: string
  readonly to: string
  readonly asOf: string
  readonly shape: 'number' | 'ratio'
  readonly number: string
  readonly numerator: string
  readonly denominator: string
  readonly kind: ObservationKind
  /** Empty for the whole. */
  readonly area: string
  readonly source: string
  readonly sourceDate: string
}

/** The last year that is over is the one that is mostly reported on. */
export function newFigure(today: Parameters<typeof yearOf>[0]): FigureValue {
  return {
    span: 'year',
    year: String(yearOf(today) - 1),
    from: '',
    to: '',
    asOf: '',
    shape: 'number',
    number: '',
    numerator: '',
    denominator: '',
    kind: 'estimate',
    area: '',
    source: '',
    sourceDate: '',
  }
}

export function figureOf({ period, value, kind, area, source, sourceDate }: ObservationView): FigureValue {
  const empty = newFigure(sourceDate)
  const ofPeriod =
    'year' in period
      ? { span: 'year' as const, year: String(period.year) }
      : 'asOf' in period
        ? { span: 'asOf' as const, asOf: written(period.asOf) }
        : { span: 'fromTo' as const, from: written(period.from), to: written(period.to) }
  const ofValue =
    typeof value === 'number'
      ? { shape: 'number' as const, number: numberWritten(value) }
      : {
          shape: 'ratio' as const,
          numerator: numberWritten(value.numerator),
          denominator: numberWritten(value.denominator),
        }
  return { ...empty, ...ofPeriod, ...ofValue, kind, area: area ?? '', source, sourceDate: written(sourceDate) }
}

/** What is not readable is left out, and the API says which field is missing; the form has said so before. */
export function figureSent(figure: FigureValue) {
  const period = periodSent(figure)
  const value = valueSent(figure)
  const sourceDate = dayTyped(figure.sourceDate)
  return {
    area: figure.area === '' ? null : figure.area,
    ...(period ? { period } : {}),
    ...(value === undefined ? {} : { value }),
    kind: figure.kind,
    source: figure.source.trim(),
    ...(sourceDate ? { sourceDate } : {}),
  }
}

function periodSent({ span, year, from, to, asOf }: FigureValue): Period | undefined {
  if (span === 'year') return /^\d{4}$/.test(year.trim()) ? { year: Number(year) } : undefined
  if (span === 'asOf') {
    const day = dayTyped(asOf)
    return day && { asOf: day }
  }
  const [first, last] = [dayTyped(from), dayTyped(to)]
  return first && last && { from: first, to: last }
}

function valueSent({ shape, number, numerator, denominator }: FigureValue): ObservedValue | undefined {
  if (shape === 'number') return numberTyped(number)
  const [above, below] = [numberTyped(numerator), numberTyped(denominator)]
  return above === undefined || below === undefined ? undefined : { numerator: above, denominator: below }
}

export interface Pasted {
  /** The line as it was pasted. */
  readonly line: string
  readonly year?: number
  readonly value?: number
}

/** Lines of a spreadsheet: a year and a value in two columns. A line that is not both is shown as not read. */
export function pastedColumn(text: string): readonly Pasted[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [first = '', ...rest] = line.split(/\t|;|\s+/)
      const value = numberTyped(rest.join(''))
      return /^\d{4}$/.test(first) && value !== undefined ? { line, year: Number(first), value } : { line }
    })
}
