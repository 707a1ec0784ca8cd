/** One letter, as it was composed. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { letterQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { Moment } from '../frame/moment.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'
import { LetterSheet } from './letterSheet.tsx'

export function LetterPage({ id }: { readonly id: string }) {
  const { letters: words } = useWords()
  const { clock } = useOffice()
  return (
    <>
      <p className="back">
        <Link href="/thu">← {clock.movable ? words.simulated : words.title}</Link>
      </p>
      <Asked answer={useQuery(letterQuestion(id))} whole>
        {({ subject, to, text, addresses, composedAt }) => (
          <article>
            <PageTitle>
              <Written>{subject}</Written>
            </PageTitle>
            <dl className="facts">
              <Fact name={words.to}>{to}</Fact>
              <Fact name={words.composed}>
                <Moment at={composedAt} />
              </Fact>
            </dl>
            <LetterSheet text={text} addresses={addresses} />
            <details className="behind">
              <summary>{words.plain}</summary>
              <pre className="letter" lang="vi">
                {text}
              </pre>
            </details>
          </article>
        )}
      </Asked>
    </>
  )
}
