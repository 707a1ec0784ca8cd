/** The buttons of a thing: what can be done now, what is seldom done, and what cannot be done now with its reason. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRoomWords, Written } from '../words/language.tsx'
import type { Offer } from './may.ts'
import { actWords } from './words.ts'

interface OfferBarProps<Act extends string> {
  readonly offers: readonly Offer<Act>[]
  readonly names: { readonly [act in Act]: string }
  readonly choose: (act: Act) => void
  /** None of them is what the page is for: no landmark. */
  readonly quiet?: boolean
  /** The window of what is being done. */
  readonly children?: ReactNode
}

/** In full view: the rest is one click further. */
const mostShown = 4

export function OfferBar<Act extends string>({ offers, names, choose, quiet = false, children }: OfferBarProps<Act>) {
  const words = useRoomWords(actWords)
  const now = offers.filter(({ whyNot }) => whyNot === undefined).map(({ act }) => act)
  const [shown, more] = [now.slice(0, mostShown), now.slice(mostShown)]
  const notNow = Map.groupBy(
    offers.filter(({ whyNot }) => whyNot !== undefined),
    ({ whyNot }) => whyNot,
  )
  if (offers.length === 0) return undefined
  return (
    <section className="actions" aria-label={quiet ? undefined : words.actions}>
      {shown.map((act, index) => (
        <Button key={act} variant={index === 0 && !quiet ? 'filled' : 'default'} onClick={() => choose(act)}>
          {names[act]}
        </Button>
      ))}
      {more.length + notNow.size > 0 ? (
        <details>
          <summary>{words.more}</summary>
          <div>
            <ul className="moreActs">
              {more.map((act) => (
                <li key={act}>
                  <button type="button" className="linklike" onClick={() => choose(act)}>
                    {names[act]}
                  </button>
                </li>
              ))}
            </ul>
            {notNow.size > 0 ? (
              <>
                <h3>{words.notNow}</h3>
                <dl className="notNow">
                  {[...notNow].map(([whyNot, these]) => (
                    <div key={whyNot}>
                      <dt>{these.map(({ act }) => names[act]).join('; ')}</dt>
                      <dd>
                        <Written>{whyNot}</Written>
                      </dd>
                    </div>
                  ))}
                </dl>
              </>
            ) : undefined}
          </div>
        </details>
      ) : undefined}
      {children}
    </section>
  )
}
