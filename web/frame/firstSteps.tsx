/** Whoever opens a demo for the first time: three steps to see what it does, one after the other, each of which can be skipped. */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useWords } from '../words/language.tsx'
import { useOffice } from './office.tsx'

const keptAs = 'dondoc-first-steps'
const begins: readonly string[] = ['/', '/tong-quan', '/thu']

export function FirstSteps() {
  const { firstSteps: words } = useWords()
  const { clock } = useOffice()
  const [location] = useLocation()
  const [taken, setTaken] = useState(() => Number(localStorage.getItem(keptAs) ?? 0))
  const step = words.steps[taken]
  if (!clock.movable || step === undefined || !begins.includes(location)) return undefined
  const keep = (count: number) => {
    localStorage.setItem(keptAs, String(count))
    setTaken(count)
  }
  return (
    <section className="firstSteps" aria-label={words.label}>
      <p>
        <strong>{words.step(taken + 1, words.steps.length)}</strong> {step}{' '}
        {taken === 0 ? <Link href="/thu">{words.letters}</Link> : undefined}
      </p>
      <p className="firstStepsActs">
        <button type="button" className="linklike" onClick={() => keep(taken + 1)}>
          {taken + 1 < words.steps.length ? words.next : words.done}
        </button>
        <button type="button" className="linklike" onClick={() => keep(words.steps.length)}>
          {words.skip}
        </button>
      </p>
    </section>
  )
}
