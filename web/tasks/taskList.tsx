/** Tasks as a table on a desk's screen and as cards on a phone: the same rows, laid out by the style. */
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { written } from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { useOffice } from '../frame/office.tsx'
import { useLanguage, useWords, Written } from '../words/language.tsx'
import { Status } from './status.tsx'

interface TaskListProps {
  readonly tasks: readonly TaskLine[]
  readonly label: string
  /** Under what is asked: what can be done with it at once. The same function from one rendering to the next. */
  readonly under?: ((task: TaskLine) => ReactNode) | undefined
  /** Lines can be chosen, for something that is done with many. */
  readonly choice?: Choice | undefined
}

interface Choice {
  readonly chosen: ReadonlySet<string>
  /** The same function from one rendering to the next. */
  readonly choose: (id: string, isChosen: boolean) => void
}

export function TaskList({ tasks, label, under, choice }: TaskListProps) {
  const { tasks: words } = useWords()
  return (
    <table className="tasks" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="ordinal">
            {words.number}
          </th>
          <th scope="col" className="what">
            {words.what}
          </th>
          <th scope="col" className="basis">
            {words.basis}
          </th>
          <th scope="col">{words.lead}</th>
          <th scope="col" className="due">
            {words.due}
          </th>
          <th scope="col" className="stands">
            {words.status}
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, index) => (
          <Row
            key={task.id}
            task={task}
            ordinal={index + 1}
            under={under}
            isChosen={choice?.chosen.has(task.id)}
            choose={choice?.choose}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly task: TaskLine
  readonly ordinal: number
  readonly under: TaskListProps['under']
  readonly isChosen: boolean | undefined
  readonly choose: Choice['choose'] | undefined
}

/** Typing in a filter renders the list again and again: a row that is the same is left as it is. */
const Row = memo(function Row({ task, ordinal, under, isChosen = false, choose }: RowProps) {
  const { tasks: words, ...all } = useWords()
  const { nameOf, programmes } = useOffice()
  return (
    <tr>
      <td className={choose ? 'ordinal choose' : 'ordinal'}>
        {choose ? (
          <input
            type="checkbox"
            aria-label={words.choose(task.title)}
            checked={isChosen}
            onChange={({ target }) => choose(task.id, target.checked)}
          />
        ) : undefined}
        <span>{ordinal}</span>
      </td>
      <td className="what">
        <Link href={`/nhiem-vu/${task.id}`}>
          <TaskTitle task={task} />
        </Link>
        {task.product ? (
          <span className="minor">
            {words.product}: <Written>{task.product}</Written>
          </span>
        ) : undefined}
        {task.returned ? (
          <span className="minor">
            <Written>{all.desk.returnedOn(written(task.returned.on), task.returned.reason)}</Written>
          </span>
        ) : undefined}
        {task.asks ? (
          <span className="minor">{task.asks === 'extension' ? words.asksExtension : words.asksOtherLead}</span>
        ) : undefined}
        {under?.(task)}
      </td>
      <td className="basis">
        {programmes.length > 1 ? (
          <span className="ofProgramme">{programmes.find(({ id }) => id === task.programme)?.number}</span>
        ) : undefined}
        {all.clause(task.clause)}
      </td>
      <td className="lead">
        <Written>{nameOf(task.lead)}</Written>
      </td>
      <td className="due">
        <Due task={task} />
      </td>
      <td>
        <Status task={task} />
      </td>
    </tr>
  )
})

/** The title with the period it is for. */
export function TaskTitle({ task: { title, period } }: { readonly task: Pick<TaskLine, 'title' | 'period'> }) {
  const { words } = useLanguage()
  const written = period === undefined ? '' : words.period(period)
  return (
    <Written>
      {title}
      {written ? `, ${written}` : ''}
    </Written>
  )
}

/** The deadline; how near it is while the work is open, and what it was at first where it has moved. */
export function Due({ task }: { readonly task: Pick<TaskLine, 'dueOn' | 'originalDueOn' | 'state' | 'class'> }) {
  const { tasks: words, ...all } = useWords()
  const { today, calendar } = useOffice()
  const { dueOn, originalDueOn, state } = task
  if (!dueOn) return <span className="minor">{words.undated}</span>
  return (
    <>
      <time dateTime={dueOn}>{written(dueOn)}</time>
      {state === 'open' ? (
        <span className={dueOn < today ? 'minor overdue' : 'minor'}>{all.nearness(dueOn, today, calendar)}</span>
      ) : undefined}
      {originalDueOn ? <span className="minor">{words.original(written(originalDueOn))}</span> : undefined}
    </>
  )
}
