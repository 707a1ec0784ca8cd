/** One cycle: its steps, its days, which agencies have sent, what it has come to. */

import { machines } from 'virtual:machines'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CycleView } from '../../domain/cycles/cycleView.ts'
import { type CalendarDate, written } from '../../domain/days.ts'
import { cycleQuestion, eventsPage } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { Fact } from '../frame/fact.tsx'
import { Happenings } from '../frame/happenings.tsx'
import { InProgramme, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { whenOf } from '../machines/places.ts'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { CycleActions } from './acts/actions.tsx'
import { Contributions } from './contributions.tsx'
import { CourseList } from './course.tsx'
import { Judging } from './judging.tsx'
import { MachinePicture, RunWords } from './machinePicture.tsx'
import './cycles.css'
import { Papers } from './papers.tsx'
import { RunHistory } from './runHistory.tsx'
import { StandingBox } from './standingBox.tsx'
import { cycleWords } from './words.ts'

export function CyclePage({ id }: { readonly id: string }) {
  const { cycles: words } = useWords()
  const { today } = useOffice()
  const answer = useQuery({
    ...cycleQuestion(id),
    // While the system works, and waits for nobody, the page follows it.
    refetchInterval: ({ state: { data } }) => data !== undefined && isAtWork(data.value, today) && workMilliseconds,
  })
  return (
    <>
      <p className="back">
        <Link href="/dot-ky">← {words.back}</Link>
      </p>
      <Asked answer={answer} whole>
        {({ value }) => (
          <InProgramme programme={value.programme}>
            <Whole cycle={value} />
          </InProgramme>
        )}
      </Asked>
    </>
  )
}

const workMilliseconds = 1500

function isAtWork(cycle: CycleView, today: CalendarDate): boolean {
  return cycle.standing === 'open' && whenOf({ ...cycle, stage: { name: cycle.stage } }, cycle, today).doing !== 'wait'
}

function Whole({ cycle }: { readonly cycle: CycleView }) {
  const words = useWords()
  const { cycles } = words
  return (
    <article>
      <p className="sub">{cycles.kinds[cycle.kind]}</p>
      <PageTitle>
        <TaskTitle task={cycle} />
      </PageTitle>
      <StandingBox cycle={cycle} />
      <CycleActions cycle={cycle} />
      {cycle.returned ? (
        <p className="note">
          <Written>{cycles.returned(written(cycle.returned.on), cycle.returned.reason)}</Written>
        </p>
      ) : undefined}
      {cycle.trouble ? <p className="note">{cycles.trouble(written(cycle.trouble.on))}</p> : undefined}
      <div className="twoColumns">
        <section aria-labelledby="cac-buoc">
          <h2 id="cac-buoc">{cycles.steps}</h2>
          <CourseList cycle={cycle} />
        </section>
        <section aria-labelledby="thong-tin">
          <h2 id="thong-tin">{words.task.facts}</h2>
          <Facts cycle={cycle} />
        </section>
      </div>
      <Papers cycle={cycle} />
      <Judging cycle={cycle} />
      {cycle.asked > 0 ? <Contributions cycle={cycle} /> : undefined}
      <Workflow cycle={cycle} />
      <History cycle={cycle.id} />
    </article>
  )
}

function Workflow({ cycle }: { readonly cycle: CycleView }) {
  const { machine } = useRoomWords(cycleWords)
  const { today } = useOffice()
  const picture = machines[cycle.kind]
  if (!picture) return
  return (
    <section aria-labelledby="quy-trinh">
      <h2 id="quy-trinh">{machine.title}</h2>
      <p className="minor">{machine.note}</p>
      <RunWords cycle={cycle} />
      <MachinePicture picture={picture} cycle={cycle} today={today} />
      {cycle.execution ? <RunHistory picture={picture} cycle={cycle} /> : undefined}
    </section>
  )
}

function History({ cycle }: { readonly cycle: string }) {
  const { history, events } = useRoomWords(cycleWords)
  return (
    <section aria-labelledby="dien-bien">
      <h2 id="dien-bien">{history}</h2>
      <Happenings
        name={cycle}
        page={(cursor) => eventsPage(`cycles/${cycle}`, cursor)}
        called={events}
        further={({ data }) => (typeof data['target'] === 'string' ? data['target'] : '')}
        isQuiet={({ type }) => type === 'attemptStarted' || type === 'targetJudged'}
      />
    </section>
  )
}

function Facts({ cycle }: { readonly cycle: CycleView }) {
  const words = useWords()
  const { cycles } = words
  const { nameOf } = useOffice()
  const { document } = cycle
  return (
    <dl className="facts">
      <Fact name={words.tasks.basis}>{words.clause(cycle.clause)}</Fact>
      <Fact name={cycles.lead} office>
        {nameOf(cycle.lead)}
      </Fact>
      <Fact name={words.task.givenBy} office>
        {nameOf(cycle.givenBy)}
      </Fact>
      {cycle.receivedBy ? (
        <Fact name={cycles.receivedBy} office>
          {nameOf(cycle.receivedBy)}
        </Fact>
      ) : undefined}
      <Fact name={cycles.opens}>{written(cycle.openedOn ?? cycle.opensOn)}</Fact>
      <Fact name={cycles.covers}>
        {written(cycle.coversFrom)} - {written(cycle.closesOn)}
      </Fact>
      <Fact name={cycles.gatherUntil}>{written(cycle.gatherUntil)}</Fact>
      <Fact name={cycles.due}>{written(cycle.dueOn)}</Fact>
      {document ? (
        <Fact name={cycles.document} office>
          {[document.number, document.title, document.signer].filter(Boolean).join(', ')}
        </Fact>
      ) : undefined}
      {cycle.task ? (
        <Fact name={cycles.task}>
          <Link href={`/nhiem-vu/${cycle.task}`}>
            <Written>{cycle.title}</Written>
          </Link>
        </Fact>
      ) : undefined}
    </dl>
  )
}
