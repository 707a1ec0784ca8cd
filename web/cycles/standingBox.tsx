/** Where a cycle stands, since when, waiting for whom, until when: the first thing that is read. */
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { written } from '../../domain/days.ts'
import { Fact } from '../frame/fact.tsx'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { type Waiting, waitingFor } from './waitingFor.ts'
import { cycleWords } from './words.ts'

export function StandingBox({ cycle }: { readonly cycle: CycleView }) {
  const words = useRoomWords(cycleWords)
  const { cycles } = useWords()
  const { directory, today } = useOffice()
  const { standing, outcome, endedOn, opensOn, stage, stageFrom } = cycle
  if (standing === 'planned') return <p className="standingBox">{words.notOpened(written(opensOn))}</p>
  if (outcome && endedOn) {
    return <p className="standingBox ended">{words.over(cycles.outcomes[outcome], written(endedOn))}</p>
  }
  const waiting = waitingFor(cycle, directory, today)
  return (
    <section className="standingBox" aria-label={words.standing}>
      <p className="stageNow">{cycles.stageName(stage)}</p>
      <dl className="facts">
        {stageFrom ? <Fact name={words.sinceDay}>{written(stageFrom)}</Fact> : undefined}
        <Fact name={words.waitsFor}>{waiting ? <Whom waiting={waiting} /> : words.works}</Fact>
        {waiting?.until && waiting.agencies.length + (waiting.who ? 1 : 0) > 0 ? (
          <Fact name={words.waitsUntil}>
            <Until day={waiting.until} />
          </Fact>
        ) : undefined}
      </dl>
    </section>
  )
}

const mostNamed = 6

function Whom({ waiting: { agencies, who, until } }: { readonly waiting: Waiting }) {
  const words = useRoomWords(cycleWords)
  const { number } = useWords()
  const { nameOf } = useOffice()
  if (who) return who === 'evaluators' ? words.evaluators : words.sealer
  if (agencies.length === 0) return until ? words.waitsForDay(written(until)) : words.works
  if (agencies.length > mostNamed) return words.agencies(number(agencies.length))
  return <Written>{agencies.map(nameOf).join('; ')}</Written>
}

function Until({ day }: { readonly day: NonNullable<Waiting['until']> }) {
  const words = useWords()
  const { today, calendar } = useOffice()
  return (
    <>
      {written(day)}
      <span className={day < today ? 'minor overdue' : 'minor'}>{words.nearness(day, today, calendar)}</span>
    </>
  )
}
