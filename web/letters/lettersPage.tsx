/** Hộp thư mô phỏng: every letter that would have left, the newest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { lettersPage } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Moment } from '../frame/moment.tsx'
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
                  <Moment at={composedAt} />
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
