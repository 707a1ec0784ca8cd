/**
 * An answer of the API on its way: nothing for a blink, then a skeleton; what was known stays while it is asked anew;
 * an error says what happened, what is safe, and what to do.
 */
import { Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Refused } from '../api/ask.ts'
import { Unreachable } from '../api/reached.ts'
import { useWords, Written } from '../words/language.tsx'
import { PageTitle } from './pageTitle.tsx'

type Answer<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'dataUpdatedAt'> & { readonly refetch: () => unknown }

interface AskedProps<Data> {
  readonly answer: Answer<Data>
  /** The answer is the page itself: without it, the heading says that it cannot be seen. */
  readonly whole?: boolean
  readonly children: (data: NonNullable<Data>) => ReactNode
}

export function Asked<Data>({ answer, whole = false, children }: AskedProps<Data>) {
  const { data, error, dataUpdatedAt, refetch } = answer
  const words = useWords()
  const again = useRef(refetch)
  again.current = refetch
  useEffect(() => {
    if (!(error instanceof Unreachable)) return
    const timer = setInterval(() => again.current(), secondsToNextTry * 1000)
    return () => clearInterval(timer)
  }, [error])
  if (data === undefined || data === null) {
    return error ? <Failure error={error} whole={whole} again={refetch} /> : <Waiting whole={whole} />
  }
  return (
    <>
      {error ? (
        <p className="stale" role="status">
          {words.trouble.stale(timeOf(dataUpdatedAt))}
        </p>
      ) : undefined}
      {children(data)}
    </>
  )
}

/** Whoever cannot be reached is asked again without being told to. */
const secondsToNextTry = 5

/** Several answers that are of use only together. */
export function togetherAsked<Data extends readonly unknown[]>(
  ...answers: { [Index in keyof Data]: Answer<Data[Index]> }
): Answer<{ [Index in keyof Data]: NonNullable<Data[Index]> }> {
  const all: readonly Answer<unknown>[] = answers
  return {
    // All are there, as the condition says.
    data: all.every(({ data }) => data !== undefined)
      ? (all.map(({ data }) => data) as { [Index in keyof Data]: NonNullable<Data[Index]> })
      : undefined,
    error: all.find(({ error }) => error)?.error ?? null,
    dataUpdatedAt: Math.min(...all.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    refetch: () => Promise.all(all.map(({ refetch }) => refetch())),
  }
}

interface FailureProps {
  readonly error: Error
  readonly whole: boolean
  readonly again: () => unknown
}

export function Failure({ error, whole, again }: FailureProps) {
  const words = useWords()
  return (
    <section role="alert" className="failure">
      {whole ? <PageTitle>{words.trouble.title}</PageTitle> : <h2>{words.trouble.title}</h2>}
      <p>
        <Trouble error={error} /> {error instanceof Unreachable ? words.trouble.trying : ''}
      </p>
      <Button variant="default" onClick={() => again()}>
        {words.trouble.again}
      </Button>
    </section>
  )
}

/** A refusal carries the sentence of the API, code included. */
export function Trouble({ error }: { readonly error: Error }) {
  const { trouble } = useWords()
  if (error instanceof Refused) return <Written>{error.message}</Written>
  return error instanceof Unreachable ? trouble.unreachable : trouble.unexpected
}

const blinkMilliseconds = 150

/** `whole`: instead of a page, whose heading is on its way too. */
export function Waiting({ whole = false }: { readonly whole?: boolean }) {
  const words = useWords()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), blinkMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return undefined
  return (
    <div className="waiting" role="status">
      {whole ? <h1 className="unseen">{words.loading}</h1> : <span className="unseen">{words.loading}</span>}
      {['a', 'b', 'c', 'd'].map((line) => (
        <Skeleton key={line} height={28} radius="sm" />
      ))}
    </div>
  )
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
}
