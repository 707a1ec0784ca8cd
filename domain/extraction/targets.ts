/** What is to be reached: a figure with what it measures, how it is compared and by when. */
import type { CalendarDate } from '../days.ts'
import type { ExtractedQuestion, ExtractedTarget } from './extracted.ts'
import type { Passage } from './passages.ts'
import { type Token, wordList } from './tokens.ts'

const reach = wordList(
  'phấn đấu | đạt | giảm | tăng | còn | xuống | lên | chiếm | dưới | trên | từ | tối thiểu | ít nhất | không quá | bình quân',
)
const ends = wordList('hoàn thành | hoàn tất | xong | trình | ban hành | báo cáo')

export function isTarget(tokens: readonly Token[]): boolean {
  const hasFigure = tokens.some(({ kind }, index) => kind === 'number' && /^[%‰]$/.test(tokens[index + 1]?.text ?? ''))
  const some = (words: typeof reach) => tokens.some((_, index) => words.at(tokens, index) !== undefined)
  return hasFigure && some(reach) && !some(ends)
}

type Draft = Omit<ExtractedTarget, 'quote'> & { quoteStart: number; quoteEnd: number }

export function targetsOf(
  _passages: readonly Passage[],
  _issuedOn: CalendarDate | undefined,
): { readonly targets: readonly Draft[]; readonly questions: readonly ExtractedQuestion[] } {
  return { targets: [], questions: [] }
}
