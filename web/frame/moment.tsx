/** A moment by the office's clock, wherever the browser is. */
import type { Instant } from '../../domain/days.ts'
import { useWords } from '../words/language.tsx'

const inOffice = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

export function Moment({ at }: { readonly at: Instant }) {
  const { letters: words } = useWords()
  const parts = Object.fromEntries(inOffice.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const day = `${parts['day']}/${parts['month']}/${parts['year']}`
  return <time dateTime={at}>{words.at(`${parts['hour']}:${parts['minute']}`, day)}</time>
}
