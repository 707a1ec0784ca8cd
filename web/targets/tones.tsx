/** How many targets stand how, each a way to those alone. */
import { Link } from 'wouter'
import type { TargetLine } from '../../domain/targets/targetView.ts'
import { Sign } from '../frame/signs.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import { type Tone, toneSigns } from './standing.tsx'
import { targetWords } from './words.ts'

const tones = ['good', 'fair', 'poor', 'none'] as const satisfies readonly Tone[]

export function Tones({
  targets,
  wanted,
}: {
  readonly targets: readonly TargetLine[]
  readonly wanted: string | null
}) {
  const words = useRoomWords(targetWords)
  const { number } = useWords()
  return (
    <ul className="cells small tones">
      {tones.map((tone) => (
        <li key={tone} className={tone}>
          <Link
            href={tone === wanted ? '/chi-tieu' : `/chi-tieu?nhan-dinh=${tone}`}
            aria-current={tone === wanted ? 'true' : undefined}
          >
            <span className="count">{number(targets.filter((target) => target.tone === tone).length)}</span>
            <span className="words">
              <Sign name={toneSigns[tone]} />
              {words.tones[tone]}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
