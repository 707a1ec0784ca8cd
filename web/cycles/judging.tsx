/** What an evaluation finds of each target: what the figures say, what the evaluators conclude and why. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { cycleCan } from '../../domain/cycles/lifecycle.ts'
import { written } from '../../domain/days.ts'
import { mayDo } from '../act/may.ts'
import { Asked, togetherAsked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { Sign } from '../frame/signs.tsx'
import { targetsQuestion } from '../targets/questions.ts'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { scoresQuestion } from './papersQuestions.ts'
import { cycleWords } from './words.ts'

const Judge = lazy(() => import('./acts/judge.tsx').then(({ Judge }) => ({ default: Judge })))

type Evaluation = NonNullable<CycleView['evaluation']>

export function Judging({ cycle }: { readonly cycle: CycleView }) {
  return cycle.evaluation ? <Whole cycle={cycle} evaluation={cycle.evaluation} /> : undefined
}

function Whole({ cycle, evaluation }: { readonly cycle: CycleView; readonly evaluation: Evaluation }) {
  const words = useRoomWords(cycleWords)
  const { number } = useWords()
  const { revision, revised, sealedOn, sealedWithout = [], targets } = evaluation
  const judged = targets.filter(({ opinion }) => opinion).length
  return (
    <section aria-labelledby="ket-luan">
      <h2 id="ket-luan">{words.judging}</h2>
      <p>
        {words.judged(number(judged), number(targets.length))}
        {revision > 1 ? ` ${words.revision(number(revision))}` : ''}
      </p>
      {revised ? (
        <p className="note">
          <Written>{words.revised(written(revised.on), revised.reason)}</Written>
        </p>
      ) : undefined}
      {sealedOn && revised === undefined ? (
        <p className="note">
          {words.sealed(written(sealedOn))}
          {sealedWithout.length > 0 ? ` ${words.sealedWithout(sealedWithout.join(', '))}` : ''}
        </p>
      ) : undefined}
      <Targets cycle={cycle} evaluation={evaluation} />
      <Recommendations evaluation={evaluation} />
    </section>
  )
}

function Targets({ cycle, evaluation }: { readonly cycle: CycleView; readonly evaluation: Evaluation }) {
  const words = useRoomWords(cycleWords)
  const office = useOffice()
  const [judging, setJudging] = useState<string>()
  const answers = togetherAsked(useQuery(scoresQuestion(cycle.id)), useQuery(targetsQuestion(cycle.programme)))
  const isOpen = cycleCan('judgeTarget', { stage: { name: cycle.stage } }) === 'yes'
  return (
    <Asked answer={answers}>
      {([scores, all]) => (
        <>
          <table className="tasks judged" aria-label={words.judging}>
            <thead>
              <tr>
                <th scope="col">{words.target}</th>
                <th scope="col">{words.byFigures}</th>
                <th scope="col">{words.conclusion}</th>
              </tr>
            </thead>
            <tbody>
              {evaluation.targets.map(({ target, owner, opinion }) => {
                const score = scores.find((one) => one.target === target)
                const metric = all.find(({ id }) => id === target)?.metric ?? target
                const may = mayDo('evaluation.judge', owner === null ? {} : { lead: owner }, office)
                return (
                  <tr key={target}>
                    <td className="what">
                      <Link href={office.here(`/chi-tieu/${target}`)}>
                        <Written>{metric}</Written>
                      </Link>
                    </td>
                    <td>
                      <Written>{score?.written ?? ''}</Written>
                    </td>
                    <td className={`opinion ${opinion?.verdict ?? 'none'}`}>
                      {opinion ? (
                        <>
                          <strong>
                            <Sign name={opinionSigns[opinion.verdict]} /> {words.verdicts[opinion.verdict]}
                          </strong>
                          <span className="minor">
                            <Written>{opinion.reason}</Written>
                          </span>
                        </>
                      ) : (
                        <span className="minor">{words.notJudged}</span>
                      )}
                      {isOpen && may === 'yes' ? (
                        <button type="button" className="linklike" onClick={() => setJudging(target)}>
                          {opinion ? words.judgeAgain : words.judge}
                          <span className="unseen"> {metric}</span>
                        </button>
                      ) : undefined}
                      {isOpen && may === 'barred' ? <span className="minor">{words.ownTarget}</span> : undefined}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {judging ? (
            <Suspense>
              <Judge
                key={judging}
                cycle={cycle.id}
                target={judging}
                metric={all.find(({ id }) => id === judging)?.metric ?? judging}
                score={scores.find((one) => one.target === judging)?.written ?? ''}
                close={() => setJudging(undefined)}
              />
            </Suspense>
          ) : undefined}
        </>
      )}
    </Asked>
  )
}

const opinionSigns = { met: 'done', 'not-met': 'unlikely', 'not-enough-data': 'unclear' } as const

function Recommendations({ evaluation: { recommendations } }: { readonly evaluation: Evaluation }) {
  const words = useRoomWords(cycleWords)
  const { clause } = useWords()
  if (recommendations.length === 0) return undefined
  return (
    <>
      <h3>{words.recommendations}</h3>
      <ol>
        {recommendations.map(({ id, text, clause: place, assignment }) => (
          <li key={id}>
            <Written>{text}</Written>
            <span className="minor">
              {place ? ` (${clause(place)})` : ''}
              {assignment ? ` ${words.takenUp}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
