/** Every figure that was ever entered for a target, the latest first: the one in use, those it superseded, those corrected. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { written } from '../../domain/days.ts'
import type { ProgrammeView } from '../../domain/programme/programmeView.ts'
import { numberWritten, withUnit } from '../../domain/targets/numbers.ts'
import type { ObservationView, TargetView } from '../../domain/targets/targetView.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { TargetDoings, useMayCorrect } from './acts/actions.tsx'
import type { TargetDoing } from './acts/targetAct.tsx'
import { observationsQuestion } from './questions.ts'
import { targetWords } from './words.ts'

export function Entries({ programme, target }: { readonly programme: ProgrammeView; readonly target: TargetView }) {
  const words = useRoomWords(targetWords)
  return (
    <section aria-labelledby="da-nhap">
      <h2 id="da-nhap">{words.entries}</h2>
      <Asked answer={useQuery(observationsQuestion(programme.id, target.id))}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="hatched">{words.noFigure}</p>
          ) : (
            <>
              <p className="minor">{words.entriesNote}</p>
              <EntryTable entries={entries} target={target} programme={programme} />
            </>
          )
        }
      </Asked>
    </section>
  )
}

function EntryTable({
  entries,
  target,
  programme,
}: {
  readonly entries: readonly ObservationView[]
  readonly target: TargetView
  readonly programme: ProgrammeView
}) {
  const words = useRoomWords(targetWords)
  const { nameOf } = useOffice()
  const [doing, setDoing] = useState<TargetDoing>()
  const mayCorrect = useMayCorrect(programme, target)
  return (
    <>
      <table className="tasks entries" aria-label={words.entries}>
        <thead>
          <tr>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.use}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className={entry.standing}>
              <td>
                <Written>{entry.periodWritten}</Written>
                {target.areas.length > 0 ? (
                  <span className="minor">
                    {entry.area === null ? words.whole : <Written>{nameOf(entry.area)}</Written>}
                  </span>
                ) : undefined}
              </td>
              <td className="entryValue">{valueWritten(entry, target.unitOfFigures)}</td>
              <td>{words.kinds[entry.kind]}</td>
              <td>
                <Written>{entry.source}</Written>, {written(entry.sourceDate)}
                {entry.onPaper ? (
                  <span className="minor">
                    {words.onPaper(entry.onPaper.arrivalNumber, written(entry.onPaper.arrivedOn))}
                  </span>
                ) : undefined}
                {entry.note ? (
                  <span className="minor">
                    <Written>{entry.note}</Written>
                  </span>
                ) : undefined}
              </td>
              <td>
                {words.standings[entry.standing]}
                {entry.standing !== 'corrected' && mayCorrect(entry.area) ? (
                  <button type="button" className="linklike" onClick={() => setDoing({ act: 'correct', entry })}>
                    {words.correct}
                    <span className="unseen"> {entry.periodWritten}</span>
                  </button>
                ) : undefined}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TargetDoings programme={programme.id} target={target.id} doing={doing} set={setDoing} />
    </>
  )
}

/** A ratio of two counts as the two counts: those were entered, and those can be added. */
function valueWritten({ value }: ObservationView, unit: string | null): string {
  if (typeof value === 'number') return withUnit(numberWritten(value), unit)
  return `${numberWritten(value.numerator)} / ${numberWritten(value.denominator)}`
}
