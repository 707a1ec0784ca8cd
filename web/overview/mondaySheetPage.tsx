/** Tờ giao ban tuần: one page of A4 for Monday's meeting. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { addDays, written } from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { countsOnQuestion, countsQuestion, decisionsQuestion, openTasksQuestion } from '../api/questions.ts'
import { Asked, togetherAsked } from '../frame/asked.tsx'
import { type Office, useOffice } from '../frame/office.tsx'
import { adviceWritten } from '../tasks/adviceWritten.ts'
import { TaskTitle } from '../tasks/taskList.tsx'
import { useRoomWords, useWords, Written } from '../words/language.tsx'
import { type MondaySheet, mondaySheet } from './mondaySheet.ts'
import { Sheet } from './sheet.tsx'
import { sheetWords } from './words.ts'

type Waiting = Awaited<ReturnType<NonNullable<ReturnType<typeof decisionsQuestion>['queryFn']>>>

export function MondaySheetPage() {
  const { overview } = useWords()
  const office = useOffice()
  return office.programme ? <Asking programme={office.programme.id} office={office} /> : <p>{overview.none}</p>
}

function Asking({ programme, office }: { readonly programme: string; readonly office: Office }) {
  const { session, today, calendar } = office
  const answers = togetherAsked(
    useQuery(openTasksQuestion([programme], session)),
    useQuery(countsQuestion(programme, session)),
    useQuery(countsOnQuestion(programme, session, addDays(today, -7))),
    useQuery(decisionsQuestion(office)),
  )
  return (
    <Asked answer={answers} whole>
      {([tasks, now, before, decisions]) => (
        <Page
          sheet={mondaySheet(tasks, { now: now.all, before: before.all }, today, calendar)}
          decisions={decisions}
          office={office}
        />
      )}
    </Asked>
  )
}

interface PageProps {
  readonly sheet: MondaySheet
  readonly decisions: Waiting
  readonly office: Office
}

function Page({ sheet: { week, classes, late, soon, toAccept }, decisions, office }: PageProps) {
  const words = useRoomWords(sheetWords)
  const { number } = useWords()
  const { today, nameOf } = office
  const signed = (change: number) => (change > 0 ? `+${number(change)}` : number(change))
  const [now, before] = [totals(classes, 'now'), totals(classes, 'before')]
  return (
    <Sheet
      title={words.monday}
      under={
        <p className="under">
          {words.week(written(week.from), written(week.to))}. {office.programme?.number}.{' '}
          {words.figures(written(today))}.
        </p>
      }
    >
      <h2>1. {words.result}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.before(written(addDays(today, -7)))}</th>
            <th scope="col">{words.now}</th>
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <tr key={one.name}>
              <th scope="row">{words.classes[one.name]}</th>
              <td>{number(one.before)}</td>
              <td>{number(one.now)}</td>
              <td>{signed(one.now - one.before)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{words.total}</th>
            <td>{number(before)}</td>
            <td>{number(now)}</td>
            <td>{signed(now - before)}</td>
          </tr>
        </tbody>
      </table>
      <Part title={`2. ${words.decide}`} things={decisions}>
        {(shown) => (
          <ol>
            {shown.map((one) => (
              <li key={one.about === 'task' ? one.task.id : one.about === 'cycle' ? one.cycle.id : one.assignment.id}>
                <Decision decision={one} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title={`3. ${words.late}`} things={late}>
        {(shown) => (
          <Lines
            tasks={shown.map(({ task }) => task)}
            nameOf={nameOf}
            besides={(index) => words.days(number(shown[index]?.workingDays ?? 0))}
          />
        )}
      </Part>
      <Part title={`4. ${words.soon}`} things={soon}>
        {(shown) => <Lines tasks={shown} nameOf={nameOf} />}
      </Part>
      <Part title={`5. ${words.toAccept}`} things={toAccept}>
        {(shown) => <Lines tasks={shown} nameOf={nameOf} />}
      </Part>
    </Sheet>
  )
}

function totals(classes: MondaySheet['classes'], at: 'now' | 'before'): number {
  return classes.reduce((sum, one) => sum + one[at], 0)
}

/** One page holds this much of each part. */
const mostLines = 7

interface PartProps<Thing> {
  readonly title: string
  readonly things: readonly Thing[]
  readonly children: (shown: readonly Thing[]) => ReactNode
}

function Part<Thing>({ title, things, children }: PartProps<Thing>) {
  const words = useRoomWords(sheetWords)
  const { number } = useWords()
  return (
    <>
      <h2>
        {title} ({number(things.length)})
      </h2>
      {things.length === 0 ? <p>{words.none}</p> : children(things.slice(0, mostLines))}
      {things.length > mostLines ? <p>{words.more(number(things.length - mostLines))}</p> : undefined}
    </>
  )
}

interface LinesProps {
  readonly tasks: readonly TaskLine[]
  readonly nameOf: Office['nameOf']
  readonly besides?: (index: number) => string
}

function Lines({ tasks, nameOf, besides }: LinesProps) {
  const words = useRoomWords(sheetWords)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.lead}</th>
          <th scope="col">{words.due}</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, index) => (
          <tr key={task.id}>
            <td>
              <TaskTitle task={task} />
            </td>
            <td>
              <Written>{nameOf(task.lead)}</Written>
            </td>
            <td>
              {task.dueOn ? written(task.dueOn) : ''}
              {besides ? ` (${besides(index)})` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decision({ decision }: { readonly decision: Waiting[number] }) {
  const words = useRoomWords(sheetWords)
  const allWords = useWords()
  const { nameOf } = useOffice()
  if (decision.about === 'assignment') {
    return (
      <Written>
        {decision.assignment.title}. {words.asks.proposal}.
      </Written>
    )
  }
  if (decision.about === 'cycle') {
    return (
      <Written>
        {decision.cycle.title}. {allWords.cycles.stageName(decision.cycle.stage)}.
      </Written>
    )
  }
  const { task, extensionAsked, dispute, workingDaysLate, asks, advice } = decision
  const lines = [
    extensionAsked && words.asks.extension(written(extensionAsked.wanted), extensionAsked.reason),
    dispute && words.asks.otherLead(dispute.reason),
    asks.includes('late') && workingDaysLate !== undefined
      ? words.asks.late(allWords.number(workingDaysLate))
      : undefined,
  ].filter((line) => line !== undefined)
  return (
    <Written>
      <strong>
        <TaskTitle task={task} />
      </strong>{' '}
      ({nameOf(task.lead)}). {lines.join('. ')}.{' '}
      {advice.map(({ proposes }) => (
        <em key={proposes.about}>
          {words.proposal}: {adviceWritten(proposes, task.lead, allWords, nameOf)}{' '}
        </em>
      ))}
    </Written>
  )
}
