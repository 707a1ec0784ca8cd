/** Who was asked to send to a cycle, by where each stands: those that are waited for first. */
import { Link } from 'wouter'
import { contributionKindOf } from '../../domain/cycles/contribution.ts'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { mayDo } from '../act/may.ts'
import { useOffice } from '../frame/office.tsx'
import { useWords, Written } from '../words/language.tsx'

const states = ['returned', 'asked', 'late', 'closed', 'sent', 'withdrawn'] as const

export function Contributions({ cycle }: { readonly cycle: CycleView }) {
  const { cycles: words, number } = useWords()
  const office = useOffice()
  const { nameOf } = office
  const { kind, asked, sent, contributions, silent } = cycle
  const contributionKind = contributionKindOf[kind]
  return (
    <section aria-labelledby="co-quan-gui">
      <h2 id="co-quan-gui">{words.contributions}</h2>
      <p>{words.sent(number(sent), number(asked))}.</p>
      {silent.length > 0 ? (
        <p>
          {contributionKind === 'opinion' ? words.consented : words.silent}:{' '}
          <Written>{silent.map(nameOf).join('; ')}</Written>.
        </p>
      ) : undefined}
      {states.map((state) => {
        const own = contributions.filter((one) => one.state === state)
        if (own.length === 0) return undefined
        return (
          <details key={state} className={`behind byState ${state}`} open={own.length <= mostOpen}>
            <summary>
              {words.contribution(state, contributionKind)}: {number(own.length)}
            </summary>
            <ul className="contributions">
              {own.map(({ id, agency }) => (
                <li key={id} className={state}>
                  {mayDo('contribution.read', { lead: agency, givenBy: cycle.lead }, office) === 'yes' ? (
                    <Link href={`/phan-gui/${id}`}>
                      <Written>{nameOf(agency)}</Written>
                    </Link>
                  ) : (
                    <Written>{nameOf(agency)}</Written>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </section>
  )
}

/** A list of more is opened by whoever wants it. */
const mostOpen = 12
