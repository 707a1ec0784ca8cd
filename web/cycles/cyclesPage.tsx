/** Đợt, kỳ: each cycle of the four organising duties and the step it stands at. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { mayEver } from '../../domain/access/access.ts'
import type { CycleLine } from '../../domain/cycles/cycleView.ts'
import { written } from '../../domain/days.ts'
import { CycleKind } from '../../domain/programme/schema.ts'
import { cyclesQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { cycleActWords } from './acts/words.ts'
import { CourseBar } from './course.tsx'
import { Proposals } from './proposals.tsx'

const StartEvaluation = lazy(() =>
  import('./acts/startEvaluation.tsx').then(({ StartEvaluation }) => ({ default: StartEvaluation })),
)

export function CyclesPage() {
  const { cycles } = useWords()
  const { programme, session } = useOffice()
  return (
    <>
      <PageTitle>{cycles.title}</PageTitle>
      {programme && mayEver('evaluation.start', session.roles) ? <Start programme={programme.id} /> : undefined}
      {programme ? <Kinds programme={programme.id} /> : <p>{cycles.none}</p>}
      {programme && mayEver('programme.read', session.roles) ? <Proposals programme={programme.id} /> : undefined}
    </>
  )
}

function Start({ programme }: { readonly programme: string }) {
  const words = useRoomWords(cycleActWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <p className="actions">
      <Button onClick={() => setOpen(true)}>{words.startEvaluation}</Button>
      {isOpen ? (
        <Suspense>
          <StartEvaluation programme={programme} close={() => setOpen(false)} />
        </Suspense>
      ) : undefined}
    </p>
  )
}

function Kinds({ programme }: { readonly programme: string }) {
  const { cycles: words } = useWords()
  return (
    <Asked answer={useQuery(cyclesQuestion(programme))}>
      {(cycles) =>
        CycleKind.options.map((kind) => {
          const own = cycles.filter((cycle) => cycle.kind === kind)
          return (
            <section key={kind} aria-labelledby={`loai-${kind}`}>
              <h2 id={`loai-${kind}`}>{words.kinds[kind]}</h2>
              {own.length > 0 ? (
                <CycleTable cycles={own} label={words.kinds[kind]} />
              ) : (
                <p className="minor">{words.noneOfKind}</p>
              )}
            </section>
          )
        })
      }
    </Asked>
  )
}

function CycleTable({ cycles, label }: { readonly cycles: readonly CycleLine[]; readonly label: string }) {
  const { cycles: words } = useWords()
  const { nameOf } = useOffice()
  return (
    <table className="tasks cycles" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="what">
            {words.name}
          </th>
          <th scope="col">{words.lead}</th>
          <th scope="col">{words.opens}</th>
          <th scope="col">{words.due}</th>
          <th scope="col">{words.stage}</th>
        </tr>
      </thead>
      <tbody>
        {cycles.map((cycle) => (
          <tr key={cycle.id}>
            <td className="what">
              <Link href={`/dot-ky/${cycle.id}`}>
                <TaskTitle task={cycle} />
              </Link>
            </td>
            <td className="lead">
              <Written>{nameOf(cycle.lead)}</Written>
            </td>
            <td className="due">
              <span className="cardName">{words.opens}: </span>
              {written(cycle.openedOn ?? cycle.opensOn)}
            </td>
            <td className="due">
              <span className="cardName">{words.due}: </span>
              {written(cycle.dueOn)}
            </td>
            <td>
              <StageWords cycle={cycle} />
              <CourseBar cycle={cycle} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function StageWords({ cycle: { stage, stageFrom, outcome, endedOn } }: { readonly cycle: CycleLine }) {
  const { cycles: words } = useWords()
  return (
    <span className={`stage ${stage}`}>
      {outcome && endedOn ? words.endedOn(words.outcomes[outcome], written(endedOn)) : words.stageName(stage)}
      {stageFrom && !outcome ? <span className="minor">{words.since(written(stageFrom))}</span> : undefined}
    </span>
  )
}
