/** Hộp thư mô phỏng: every letter that would have left, the newest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Instant } from '../../domain/days.ts'
import { lettersPage } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Older } from '../frame/older.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'

export function LettersPage() {
  const { letters: words } = useWords()
  const { clock } = useOffice()
  const answer = useInfiniteQuery({
    queryKey: ['letters'],
    queryFn: ({ pageParam }) => lettersPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
  })
  return (
    <>
      <PageTitle>{clock.movable ? words.simulated : words.title}</PageTitle>
      <p className="sub">{clock.movable ? words.noteSimulated : words.note}</p>
      <Asked answer={answer}>
        {({ pages }) => {
          const letters = pages.flatMap(({ items }) => items)
          if (letters.length === 0) return <p>{words.none}</p>
          return (
            <ol className="letters">
              {letters.map(({ id, subject, to, composedAt }) => (
                <li key={id}>
                  <Link href={`/thu/${encodeURIComponent(id)}`}>
                    <Written>{subject}</Written>
                  </Link>
                  <span>{to}</span>
                  <Composed at={composedAt} />
                </li>
              ))}
            </ol>
          )
        }}
      </Asked>
      <Older answer={answer}>{words.older}</Older>
    </>
  )
}

const inOffice = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** A moment by the office's clock, wherever the browser is. */
export function Composed({ at }: { readonly at: Instant }) {
  const { letters: words } = useWords()
  const parts = Object.fromEntries(inOffice.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const day = `${parts['day']}/${parts['month']}/${parts['year']}`
  return <time dateTime={at}>{words.at(`${parts['hour']}:${parts['minute']}`, day)}</time>
}
