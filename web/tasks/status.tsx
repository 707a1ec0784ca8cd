/** Where a task stands, by word, sign and colour at once. */
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { Sign, type SignName } from '../frame/signs.tsx'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/words.ts'

export type StatusName = keyof Words['status']

/** The four classes are statuses too. */
export const statusSigns: { readonly [name in StatusName]: SignName } = {
  doneOnTime: 'done',
  doneLate: 'done',
  openInTime: 'running',
  openLate: 'late',
  waitingInTime: 'waiting',
  waitingLate: 'waiting',
  continuous: 'continuous',
  conditional: 'conditional',
  withdrawn: 'stopped',
  beforeTracking: 'old',
  notBegun: 'old',
}

/** What was handed in by the deadline is in time however long acceptance takes; the word says that it waits. */
export function statusOf({ class: name, state }: Pick<TaskLine, 'class' | 'state'>): StatusName {
  if (name === 'openInTime' && state === 'submitted') return 'waitingInTime'
  if (name === 'openLate' && state === 'submitted') return 'waitingLate'
  return name ?? 'notBegun'
}

export function Status({ task }: { readonly task: Pick<TaskLine, 'class' | 'state'> }) {
  const words = useWords()
  const name = statusOf(task)
  return (
    <span className={`status ${name}`}>
      <Sign name={statusSigns[name]} />
      {words.status[name]}
    </span>
  )
}
