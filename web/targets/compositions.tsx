/** How the number of the whole comes from the areas, period by period: each area's part, and which are missing. */
import { useQuery } from '@tanstack/react-query'
import { computedWritten, withUnit } from '../../domain/targets/numbers.ts'
import type { CompositionView, TargetView } from '../../domain/targets/targetView.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { compositionsQuestion } from './questions.ts'
import { targetWords } from './words.ts'

export function Compositions({ programme, target }: { readonly programme: string; readonly target: TargetView }) {
  const words = useRoomWords(targetWords)
  return (
    <section aria-labelledby="dia-ban">
      <h2 id="dia-ban">{words.composition}</h2>
      <p className="minor">{words.compositionNote}</p>
      <Asked answer={useQuery(compositionsQuestion(programme, target.id))}>
        {(periods) => (
          <>
            {periods.length === 0 ? <p>{words.noFigure}</p> : undefined}
            {periods.map((period) => (
              <Period key={period.periodWritten} period={period} target={target} />
            ))}
          </>
        )}
      </Asked>
    </section>
  )
}

function Period({ period, target }: { readonly period: CompositionView; readonly target: TargetView }) {
  const words = useRoomWords(targetWords)
  const { nameOf } = useOffice()
  const said = (value: number) => withUnit(computedWritten(value), target.unitOfFigures)
  const { value, kind, partial, missing, parts } = period
  return (
    <table className="areas figures">
      <caption>
        <Written>{period.periodWritten}</Written>
        {value === null ? undefined : `: ${said(value)}${kind ? `, ${words.kinds[kind]}` : ''}`}
        {missing.length > 0 ? (
          <span className="minor">
            <Written>{words.missing(missing.map(nameOf).join('; '))}</Written>
            {partial === null ? '' : `. ${words.partial(said(partial))}`}
          </span>
        ) : undefined}
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.area}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.kind}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ area, value: own, kind: ownKind }) => (
          <tr key={area}>
            <th scope="row">
              <Written>{nameOf(area)}</Written>
            </th>
            <td>{said(own)}</td>
            <td>{words.kinds[ownKind]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
