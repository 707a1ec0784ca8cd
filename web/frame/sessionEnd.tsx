/**
 * The session goes on while somebody works, and says some minutes before when it ends. What counts is real time, and what
 * the server says: another page of this browser may have gone on meanwhile.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { SessionBegun, SessionView } from '../../domain/access/sessionView.ts'
import { ask, Refused } from '../api/ask.ts'
import { choicesQuestion } from '../api/questions.ts'

const EndingDialog = lazy(() => import('./endingDialog.tsx').then(({ EndingDialog }) => ({ default: EndingDialog })))

/** So long before its end it is said. */
const warnedMs = 5 * 60_000
/** Whoever works goes on by themselves, and no more often. */
const betweenMs = 20 * 60_000
const lookMs = 15_000

export function SessionEnd() {
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useQuery(choicesQuestion)
  const left = data?.session?.secondsLeft
  const endsAt = left === undefined ? undefined : dataUpdatedAt + left * 1000
  const [now, setNow] = useState(() => Date.now())
  const worked = useRef(0)
  const extended = useRef(Date.now())

  /** Kept with the moment of the answer, from which its end is reckoned. */
  const ends = useCallback(
    (secondsLeft: number | undefined) =>
      client.setQueryData(choicesQuestion.queryKey, (known) =>
        known?.session ? { ...known, session: { ...known.session, secondsLeft } } : known,
      ),
    [client],
  )
  const extend = useCallback(async () => {
    extended.current = Date.now()
    ends((await ask('session/extension', SessionBegun, { method: 'POST' })).seconds)
  }, [ends])
  const look = useCallback(async () => {
    try {
      ends((await ask('session', SessionView)).secondsLeft)
    } catch (error) {
      // It is over: whoever was here signs in again, at this page.
      if (error instanceof Refused) await client.invalidateQueries({ queryKey: choicesQuestion.queryKey })
    }
  }, [client, ends])

  useEffect(() => {
    const works = () => {
      worked.current = Date.now()
    }
    document.addEventListener('keydown', works)
    document.addEventListener('pointerdown', works)
    return () => {
      document.removeEventListener('keydown', works)
      document.removeEventListener('pointerdown', works)
    }
  }, [])

  const isNear = endsAt !== undefined && endsAt - now < warnedMs
  useEffect(() => {
    if (endsAt === undefined) return
    const timer = setInterval(() => {
      const at = Date.now()
      setNow(at)
      const goesOn = worked.current > extended.current && at - extended.current > betweenMs
      if (goesOn && endsAt - at > 0) extend().catch(() => {})
      else if (endsAt - at < warnedMs) look().catch(() => {})
    }, lookMs)
    return () => clearInterval(timer)
  }, [endsAt, extend, look])

  if (endsAt === undefined || !isNear) return undefined
  return (
    <Suspense>
      <EndingDialog endsAt={endsAt} minutesLeft={Math.max(0, Math.ceil((endsAt - now) / 60_000))} extend={extend} />
    </Suspense>
  )
}
