/** The targets in short, for whoever looks over the programme: how many stand how, and the course of those with figures. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { targetsQuestion } from './questions.ts'
import { Sparkline } from './sparkline.tsx'
import { TargetStanding } from './standing.tsx'
import './targets.css'
import { Tones } from './tones.tsx'
import { targetWords } from './words.ts'

const worstFirst = ['poor', 'fair', 'good'] as const

export function TargetsInShort({ programme }: { readonly programme: string }) {
  const words = useRoomWords(targetWords)
  const { here } = useOffice()
  return (
    <section aria-labelledby="chi-tieu">
      <h2 id="chi-tieu">
        <Link href="/chi-tieu">{words.title}</Link>
      </h2>
      <Asked answer={useQuery(targetsQuestion(programme))}>
        {(targets) => (
          <>
            <Tones targets={targets} wanted={null} />
            <ul className="inShort">
              {worstFirst.flatMap((tone) =>
                targets
                  .filter((target) => target.tone === tone && target.inForce)
                  .map((target) => (
                    <li key={target.id}>
                      <Link href={here(`/chi-tieu/${target.id}`)}>
                        <Written>{target.metric}</Written>
                      </Link>
                      <Sparkline points={target.actual} />
                      <TargetStanding target={target} />
                    </li>
                  )),
              )}
            </ul>
          </>
        )}
      </Asked>
    </section>
  )
}
