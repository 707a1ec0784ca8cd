/** Bàn làm việc: what the agencies of whoever is signed in must look at, the most pressing first. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useState } from 'react'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import { ownAgencies } from '../../domain/firstAsked.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { openTasksQuestion, owedQuestion, remindedQuestion } from '../api/questions.ts'
import { Asked } from '../frame/asked.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { PageTitle } from '../frame/pageTitle.tsx'
import { Bounced } from '../letters/bounced.tsx'
import type { ActName } from '../tasks/acts/acts.ts'
import { TaskList } from '../tasks/taskList.tsx'
import { useWords, Written } from '../words/language.tsx'
import { deskOf, type Pile } from './piles.ts'
import { RowActs } from './rowActs.tsx'

const DeskAct = lazy(() => import('./deskAct.tsx').then(({ DeskAct }) => ({ default: DeskAct })))

/** What is being done from the desk: an act of the first of a queue of tasks that wait for the same. */
export interface Opened {
  readonly act: ActName
  readonly queue: readonly string[]
}

export function DeskPage() {
  const { desk, overview } = useWords()
  const office = useOffice()
  const agencies = ownAgencies(office.session).map(office.nameOf)
  return (
    <>
      <PageTitle>{desk.title}</PageTitle>
      <p className="sub">
        <Written>{desk.of(agencies.join(', '))}</Written>
      </p>
      <Bounced />
      {office.programme ? <Desk office={office} /> : <p>{overview.none}</p>}
    </>
  )
}

/** Of every programme together: a desk has one day. */
function Desk({ office }: { readonly office: Office }) {
  const programmes = office.programmes.map(({ id }) => id)
  // What the piles and their rows show is asked for with the tasks, so that it comes in the same request.
  useQuery(owedQuestion(office.session))
  useQuery(remindedQuestion(office.session))
  return (
    <Asked answer={useQuery(openTasksQuestion(programmes, office.session))}>
      {(tasks) => <Piles tasks={tasks} office={office} />}
    </Asked>
  )
}

function Piles({ tasks, office }: { readonly tasks: readonly TaskLine[]; readonly office: Office }) {
  const { piles, next } = deskOf(tasks, office)
  const { desk } = useWords()
  const [opened, setOpened] = useState<Opened>()
  const isClear = piles.every(({ name, tasks }) => name === 'ahead' || tasks.length === 0)
  return (
    <>
      {isClear ? (
        <p className="note">
          {desk.empty} {next?.dueOn ? <Next task={next} day={written(next.dueOn)} /> : undefined}
        </p>
      ) : undefined}
      {piles.map((pile) => (
        <PileSection key={pile.name} pile={pile} open={setOpened} />
      ))}
      <Owed />
      {opened ? (
        <Suspense>
          <DeskAct opened={opened} set={setOpened} />
        </Suspense>
      ) : undefined}
    </>
  )
}

/** What the agency still has to send for others to put together. */
function Owed() {
  const { desk, cycles, nearness } = useWords()
  const { session, today, calendar } = useOffice()
  const { data = [] } = useQuery(owedQuestion(session))
  if (data.length === 0) return undefined
  return (
    <section className="pile" aria-labelledby="phai-gui">
      <h2 id="phai-gui">
        {desk.owed} <span className="amount">{data.length}</span>
      </h2>
      <ul className="owed">
        {data.map(({ id, kind, state, dueOn }) => (
          <li key={id}>
            <Link href={`/phan-gui/${id}`}>{desk.owedKinds[kind]}</Link>
            <span>{cycles.contribution(state, kind)}</span>
            <span className={dueOn < today ? 'overdue' : ''}>
              <time dateTime={dueOn}>{written(dueOn)}</time>, {nearness(dueOn, today, calendar)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Next({ task, day }: { readonly task: TaskLine; readonly day: string }) {
  const { desk } = useWords()
  return (
    <Link href={`/nhiem-vu/${task.id}`}>
      <Written>{desk.nearest(task.title, day)}</Written>
    </Link>
  )
}

/** A pile that is high shows its top: the whole is one click away. */
const shownAtOnce = 8

interface PileProps {
  readonly pile: Pile
  readonly open: (opened: Opened) => void
}

function PileSection({ pile: { name, tasks, list }, open }: PileProps) {
  const { desk, number } = useWords()
  const id = `nhom-${name}`
  const under = useCallback(
    (task: TaskLine) => (
      <RowActs task={task} acts={actsOf[name]} open={(act) => open({ act, queue: queueFrom(task, act, tasks) })} />
    ),
    [name, tasks, open],
  )
  return (
    <section className={`pile ${name}`} aria-labelledby={id}>
      <h2 id={id}>
        {desk[name]} {name === 'ahead' ? undefined : <span className="amount">{number(tasks.length)}</span>}
      </h2>
      {tasks.length === 0 ? (
        <p className="minor">{desk.none}</p>
      ) : (
        <TaskList tasks={tasks.slice(0, shownAtOnce)} label={desk[name]} under={under} />
      )}
      {tasks.length > shownAtOnce || (name === 'ahead' && tasks.length > 0) ? (
        <p>
          <Link href={list}>{name === 'ahead' ? desk.allAhead : desk.all(number(tasks.length))}</Link>
        </p>
      ) : undefined}
    </section>
  )
}

/** What each pile is for, the likeliest first; who may not do it is not offered it. */
const actsOf: { readonly [pile in Pile['name']]: readonly ActName[] } = {
  late: ['submit', 'askExtension', 'urge', 'resultOnPaper', 'advise'],
  soon: ['submit', 'askExtension', 'urge', 'resultOnPaper'],
  toAccept: ['accept', 'return'],
  handedIn: ['retract'],
  returned: ['submit', 'askExtension'],
  asks: ['decideExtension', 'answerDispute', 'advise'],
  ahead: ['submit', 'askExtension'],
}

/** Results are accepted one after the other; anything else is done once. */
function queueFrom(task: TaskLine, act: ActName, pile: readonly TaskLine[]): readonly string[] {
  if (act !== 'accept') return [task.id]
  const from = pile.indexOf(task)
  return [...pile.slice(from), ...pile.slice(0, from)].map(({ id }) => id)
}
