/**
 * What to ask before a figure is recorded. An odd value is not refused: it may be right, and the person who types it
 * knows; the form shows the question and records the answer's confirmation.
 */

import { isUsable } from './composition.ts'
import { toNumber } from './exact.ts'
import { unitOfFigures } from './figures.ts'
import { numberWritten, withUnit } from './numbers.ts'
import { exactValue, type ObservedValue } from './observation.ts'
import { marksOf, type Target } from './target.ts'

export const doubtCodes = [
  'negative',
  'over-whole',
  'tenfold',
  'far-off',
  'cannot-be-added',
  'area-not-counted',
] as const

export type Doubt =
  | { readonly code: 'negative'; readonly value: number }
  /** More than the whole: over 100 % or 1000 ‰. */
  | { readonly code: 'over-whole'; readonly value: number; readonly whole: 100 | 1000 }
  /** About ten times or a tenth of what is known: % for ‰, or a comma in the wrong place. */
  | { readonly code: 'tenfold'; readonly value: number; readonly reference: Reference }
  /** Ten times or more away from everything that is known. */
  | { readonly code: 'far-off'; readonly value: number; readonly reference: Reference }
  /** The whole is put together from counts, and this area gave something that cannot be added. */
  | { readonly code: 'cannot-be-added'; readonly wanted: 'sum' | 'ratio' }
  | { readonly code: 'area-not-counted'; readonly area: string }

export interface Reference {
  readonly what: 'previous' | 'baseline' | 'mark'
  readonly value: number
}

/**
 * The doubts about a value that is being entered; none for an ordinary one. It is compared with the `previous` figure
 * of the same area, in the target's unit; for the whole and without a previous figure, with the base and the marks.
 */
export function checkObservation(
  target: Target,
  value: ObservedValue,
  { area, previous }: { readonly area: string | null; readonly previous: number | null } = {
    area: null,
    previous: null,
  },
): readonly Doubt[] {
  const unit = unitOfFigures(target)
  const given = toNumber(exactValue(value, unit))
  const whole = unit === '%' ? 100 : unit === '‰' ? 1000 : null
  const doubts: Doubt[] = []
  if (area !== null && target.composition) {
    const { kind, areas } = target.composition
    if (!areas.includes(area)) doubts.push({ code: 'area-not-counted', area })
    if (!isUsable(target.composition, value)) doubts.push({ code: 'cannot-be-added', wanted: kind })
  }
  if (given < 0) return [...doubts, { code: 'negative', value: given }]
  if (whole !== null && given > whole) return [...doubts, { code: 'over-whole', value: given, whole }]
  const references =
    previous !== null ? [{ what: 'previous' as const, value: previous }] : area === null ? known(target) : []
  return [...doubts, ...doubtOfSize(given, references, whole !== null)]
}

/** As the form asks it: what was typed, what is known, what to do. */
export function doubtWritten(target: Target, doubt: Doubt): string {
  const unit = unitOfFigures(target)
  const say = (value: number) => withUnit(numberWritten(value), unit)
  switch (doubt.code) {
    case 'negative':
      return `Số nhập là số âm (${say(doubt.value)}). Chỉ tiêu "${target.metric}" có thể âm không? Nếu đúng, hãy xác nhận; nếu không, hãy sửa lại.`
    case 'over-whole':
      return `Số nhập ${say(doubt.value)} vượt quá ${say(doubt.whole)}. Hãy kiểm tra lại số và đơn vị; nếu đúng, hãy xác nhận.`
    case 'tenfold':
      return `Đơn vị là % hay ‰? Số nhập ${say(doubt.value)}, trong khi ${referenceWords[doubt.reference.what]} là ${say(doubt.reference.value)}. Nếu đúng, hãy xác nhận; nếu không, hãy sửa lại.`
    case 'far-off':
      return `Số nhập ${say(doubt.value)} chênh từ 10 lần trở lên so với ${referenceWords[doubt.reference.what]} là ${say(doubt.reference.value)}. Số và đơn vị đã đúng chưa? Nếu đúng, hãy xác nhận.`
    case 'cannot-be-added':
      return doubt.wanted === 'ratio'
        ? 'Số chung được tính từ tử số và mẫu số của từng địa bàn, nhưng mới có tỷ lệ. Địa bàn có thể cho tử số và mẫu số không? Nếu không, số chung sẽ thiếu địa bàn này.'
        : 'Số chung là tổng của các địa bàn, nhưng số nhập là một tỷ lệ. Địa bàn có thể cho số tuyệt đối không? Nếu không, số chung sẽ thiếu địa bàn này.'
    case 'area-not-counted':
      return `"${doubt.area}" không nằm trong các địa bàn được tổng hợp của chỉ tiêu này, nên số liệu chỉ được lưu và không cộng vào số chung. Đã chọn đúng địa bàn chưa?`
    default:
      return doubt satisfies never
  }
}

const referenceWords = { previous: 'số kỳ trước', baseline: 'số gốc', mark: 'mức chỉ tiêu' } as const

/** What the file says about the size of a figure of the whole. The marks of a multiple are not in the figures' unit. */
function known(target: Target): readonly Reference[] {
  const base = target.kind === 'multiple-of-base' ? target.base.value : (target.baseline?.value ?? null)
  const marks = target.kind === 'multiple-of-base' ? [] : marksOf(target).map((mark) => mark.value)
  return [
    ...(base === null ? [] : [{ what: 'baseline' as const, value: base }]),
    ...marks.flatMap((value) => (value === null ? [] : [{ what: 'mark' as const, value }])),
  ]
}

/** No doubt where the value is of the size of any reference; zero and references of zero have no size. */
function doubtOfSize(value: number, references: readonly Reference[], isShare: boolean): readonly Doubt[] {
  const sized = references.filter((reference) => reference.value !== 0)
  const first = sized[0]
  if (value === 0 || !first || sized.some((reference) => sameSize(value, reference.value))) return []
  const tenth = sized.find(
    (reference) => sameSize(value * 10, reference.value) || sameSize(value, reference.value * 10),
  )
  if (isShare && tenth) return [{ code: 'tenfold', value, reference: tenth }]
  const isFar = sized.every(({ value: other }) => value >= other * 10 || value * 10 <= other)
  return isFar ? [{ code: 'far-off', value, reference: first }] : []
}

/** Nearer to each other, by ratio, than to a tenth or ten times of each other. */
function sameSize(a: number, b: number): boolean {
  return a * a < 10 * b * b && b * b < 10 * a * a
}
