/** One letter, as it was composed. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { letterQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useWords, Written } from '../words/language.tsx'
import { Composed } from './lettersPage.tsx'

export function LetterPage({ id }: { readonly id: string }) {
  const { letters: words } = useWords()
  const { clock } = useOffice()
  return (
    <>
      <p className="back">
        <Link href="/thu">← {clock.movable ? words.simulated : words.title}</Link>
      </p>
      <Asked answer={useQuery(letterQuestion(id))} whole>
        {({ subject, to, text, composedAt }) => (
          <article>
            <PageTitle>
              <Written>{subject}</Written>
            </PageTitle>
            <dl className="facts">
              <Fact name={words.to}>{to}</Fact>
              <Fact name={words.composed}>
                <Composed at={composedAt} />
              </Fact>
            </dl>
            <pre className="letter" lang="vi">
              <Linked text={text} />
            </pre>
          </article>
        )}
      </Asked>
    </>
  )
}

/** The addresses in a letter lead where they say: in a demo, to the form of whoever got it. */
function Linked({ text }: { readonly text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/)
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a letter does not change while it is read
      <a key={index} href={part}>
        {part.includes('#') ? `${part.slice(0, part.indexOf('#'))}…` : part}
      </a>
    ) : (
      part
    ),
  )
}
