/** A result that was handed in: on which day it counts, what proves it. */
import type { ReactNode } from 'react'
import { written } from '../../domain/days.ts'
import type { TaskView } from '../../domain/tasks/taskView.ts'
import { FileLinks } from '../frame/fileLinks.tsx'
import { useWords, Written } from '../words/language.tsx'

export function ResultBlock({ standing }: { readonly standing: Extract<TaskView['standing'], { result: unknown }> }) {
  const { task: words } = useWords()
  const { evidence, note, enteredOn, countsOn, enteredLate, onPaper, onHold } = standing.result
  return (
    <Block title={words.result}>
      <p>
        {words.resultOn(written(enteredOn), written(countsOn))}
        {enteredLate ? ` (${words.enteredLate})` : ''}
      </p>
      {onPaper ? (
        <>
          <p>{words.onPaper(onPaper.arrivalNumber, written(onPaper.arrivedOn))}</p>
          <FileLinks files={onPaper.files} />
        </>
      ) : undefined}
      {onHold ? <p className="note">{words.onHold(written(onHold.on), onHold.reason)}</p> : undefined}
      <ul>
        {evidence.map(({ title, number, issuedOn, level, files }) => (
          <li key={`${number}${title}`}>
            <Written>
              {[number, title].filter(Boolean).join(' ')}
              {issuedOn ? ` (${written(issuedOn)})` : ''}
              {level ? `, ${level}` : ''}
            </Written>
            <FileLinks files={files} />
          </li>
        ))}
      </ul>
      {note ? (
        <p>
          <Written>{note}</Written>
        </p>
      ) : undefined}
      {standing.state === 'done' ? <p>{words.acceptedOn(written(standing.acceptedOn))}</p> : undefined}
    </Block>
  )
}

export function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h3>{title}</h3>
      {children}
    </>
  )
}
