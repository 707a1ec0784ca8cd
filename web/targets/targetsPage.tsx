/** Chỉ tiêu: what each asks for, its latest figure, its course, and how it stands. */
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from 'wouter'
import { numberWritten, withUnit } from '../../domain/targets/numbers.ts'
import type { TargetLine } from '../../domain/targets/targetView.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { targetsQuestion } from './questions.ts'
import { Sparkline } from './sparkline.tsx'
import { TargetStanding } from './standing.tsx'
import './targets.css'
import { Tones } from './tones.tsx'
import { targetWords } from './words.ts'

export function TargetsPage() {
  const words = useRoomWords(targetWords)
  const { programme } = useOffice()
  return (
    <>
      <PageTitle>{words.title}</PageTitle>
      {programme ? <Targets programme={programme.id} /> : <p>{words.none}</p>}
    </>
  )
}

function Targets({ programme }: { readonly programme: string }) {
  const words = useRoomWords(targetWords)
  const wanted = new URLSearchParams(useSearch()).get('nhan-dinh')
  return (
    <Asked answer={useQuery(targetsQuestion(programme))}>
      {(targets) => (
        <>
          <Tones targets={targets} wanted={wanted} />
          <p className="minor">{words.lack}</p>
          <TargetTable targets={targets.filter(({ tone }) => wanted === null || tone === wanted)} />
        </>
      )}
    </Asked>
  )
}

function TargetTable({ targets }: { readonly targets: readonly TargetLine[] }) {
  const words = useRoomWords(targetWords)
  const { clause } = useWords()
  const { nameOf, here } = useOffice()
  return (
    <table className="tasks targets" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col" className="what">
            {words.metric}
          </th>
          <th scope="col">{words.goal}</th>
          <th scope="col">{words.latest}</th>
          <th scope="col">{words.course}</th>
          <th scope="col">{words.standing}</th>
          <th scope="col">{words.owner}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <tr key={target.id} className={target.inForce ? undefined : 'takenOver'}>
            <td className="what">
              <Link href={here(`/chi-tieu/${target.id}`)}>
                <Written>{target.metric}</Written>
              </Link>
              <span className="minor">{clause(target.clause)}</span>
            </td>
            <td>
              <Written>{target.goal}</Written>
              {target.inForce ? undefined : <span className="minor">{words.takenOver}</span>}
            </td>
            <td className="latest">
              <Latest target={target} />
            </td>
            <td className="spark">
              <Sparkline points={target.actual} />
            </td>
            <td>
              <TargetStanding target={target} />
              {target.needed ? (
                <span className="minor">
                  <Written>{target.needed}</Written>
                </span>
              ) : undefined}
            </td>
            <td className="lead">{target.owner ? <Written>{nameOf(target.owner)}</Written> : words.noOwner}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Latest({ target: { latest, unit } }: { readonly target: TargetLine }) {
  const words = useRoomWords(targetWords)
  if (!latest) return <span className="minor">{words.noFigure}</span>
  return (
    <>
      <strong>{withUnit(numberWritten(latest.value), unit)}</strong>
      <span className="minor">
        <Written>{latest.periodWritten}</Written>, {words.kinds[latest.kind]}
      </span>
    </>
  )
}
