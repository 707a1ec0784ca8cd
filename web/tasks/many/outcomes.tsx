/** What became of many at once: how many were done, and of each that was refused why. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useRoomWords, useWords, Written } from '../../words/language.tsx'
import { manyWords } from './words.ts'

export interface Outcome {
  readonly id: string
  readonly title: string
  /** Absent where it was done. */
  readonly refusal?: string | undefined
}

interface OutcomesProps {
  readonly outcomes: readonly Outcome[]
  readonly close: () => void
}

export function Outcomes({ outcomes, close }: OutcomesProps) {
  const words = useRoomWords(manyWords)
  const { number } = useWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const refused = outcomes.filter(({ refusal }) => refusal !== undefined)
  return (
    <div ref={place} className="outcomes" role="status" tabIndex={-1}>
      <p className="done">{words.done(number(outcomes.length - refused.length))}</p>
      {refused.length > 0 ? (
        <>
          <p>{words.refused(number(refused.length))}</p>
          <dl className="notNow">
            {refused.map(({ id, title, refusal }) => (
              <div key={id}>
                <dt>
                  <Written>{title}</Written>
                </dt>
                <dd>
                  <Written>{refusal}</Written>
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : undefined}
      <p className="buttons">
        <Button onClick={close}>{words.close}</Button>
      </p>
    </div>
  )
}
