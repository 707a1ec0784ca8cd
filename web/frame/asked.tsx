/**
 * An answer of the API on its way: nothing for a blink, then a skeleton; what was known stays while it is asked anew;
 * an error says what happened, that nothing was changed, and what to do.
 */
import { Alert, Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Refused, Unreachable } from '../api/ask.ts'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/words.ts'

type Answer<Data> = Pick<UseQueryResult<Data>, 'data' | 'error' | 'dataUpdatedAt'> & { readonly refetch: () => unknown }

interface AskedProps<Data> {
  readonly answer: Answer<Data>
  readonly children: (data: NonNullable<Data>) => ReactNode
}

export function Asked<Data>({ answer: { data, error, dataUpdatedAt, refetch }, children }: AskedProps<Data>) {
  const words = useWords()
  if (data === undefined || data === null) {
    return error ? <Failure error={error} again={refetch} /> : <Waiting />
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

export function Failure({ error, again }: { readonly error: Error; readonly again: () => unknown }) {
  const words = useWords()
  return (
    <Alert color="red" title={words.trouble.title} role="alert" className="failure">
      <p>{troubleWritten(error, words)}</p>
      <Button variant="default" onClick={() => again()}>
        {words.trouble.again}
      </Button>
    </Alert>
  )
}

/** A refusal carries the sentence of the API, code included. */
export function troubleWritten(error: Error, { trouble }: Words): string {
  if (error instanceof Refused) return error.message
  return error instanceof Unreachable ? trouble.unreachable : trouble.unexpected
}

const blinkMilliseconds = 150

export function Waiting() {
  const words = useWords()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), blinkMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return undefined
  return (
    <div className="waiting" role="status">
      <span className="unseen">{words.loading}</span>
      {['a', 'b', 'c', 'd'].map((line) => (
        <Skeleton key={line} height={28} radius="sm" />
      ))}
    </div>
  )
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
}
