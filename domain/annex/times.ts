/** When a row of an annex says that its work is due, read by the grammar of documents; what gives no day gives none. */
import { type CalendarDate, calendarDate, yearOf } from '../days.ts'
import { cadencesOf, type FoundCadence } from '../extraction/cadences.ts'
import { dateExpressions } from '../extraction/dates.ts'
import { datesIn } from '../extraction/deadlines.ts'
import { type Token, tokensOf, wordList } from '../extraction/tokens.ts'
import type { Schedule } from '../programme/schema.ts'

export type TimeRead =
  | { readonly schedule: Schedule }
  /** Several days, a cadence without its day, words that no table holds: a person says. */
  | { readonly unread: string }
  /** The cell is empty: what stands stays. */
  | undefined

const continuous = wordList(
  'thường xuyên | hàng ngày | liên tục | thực hiện thường xuyên | công việc thường xuyên | việc thường xuyên',
)

/** `issuedOn`: the day of the document, of whose year a day without one is; `until`: the last day of the programme. */
export function timeRead(cell: string, issuedOn: CalendarDate | undefined, until: CalendarDate): TimeRead {
  const words = cell.normalize('NFC').trim()
  if (words === '' || /^[-–.…]+$/.test(words)) return undefined
  const tokens = tokensOf(words, false)
  const whole = continuous.at(tokens, 0)
  if (whole && tokens.length <= whole.length + 1) return { schedule: { kind: 'continuous', words } }
  const cadences = cadencesOf(tokens)
  const yearly = issuedOn && yearlyOn(tokens, cadences, issuedOn, until)
  if (yearly) return { schedule: yearly }
  const { deadlines, open } = datesIn(tokens, {
    issuedOn,
    notBefore: issuedOn,
    recurs: cadences.length > 0,
    year: undefined,
    isTimeField: true,
  })
  const [only, ...others] = deadlines
  if (!only || others.length > 0 || open.length > 0 || cadences.length > 0) return { unread: words }
  return { schedule: { kind: 'once', dueOn: only.dueOn, bound: only.bound } }
}

/** “Trước ngày 15/12 hằng năm”: one day of each year, from the year of the document to the end of the programme. */
function yearlyOn(
  tokens: readonly Token[],
  cadences: readonly FoundCadence[],
  issuedOn: CalendarDate,
  until: CalendarDate,
): Schedule | undefined {
  const [cadence, ...others] = cadences
  const days = dateExpressions(tokens)
  const [only] = days
  const isOne = days.length === 1 && only?.unit === 'day' && only.year === undefined && only.day !== undefined
  if (cadence?.every !== 'yearly' || others.length > 0 || !isOne) return undefined
  const from = calendarDate(yearOf(issuedOn), 1, 1)
  return { kind: 'recurring', every: 'yearly', from, to: until, due: { month: only.month, day: only.day } }
}
