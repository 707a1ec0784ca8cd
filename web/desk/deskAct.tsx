/** What is done from the desk: an act of one task after the other, while there are more that wait for the same. */
import type { ActName } from '../tasks/acts/acts.ts'
import { TaskAct } from '../tasks/acts/taskAct.tsx'
import { taskActWords } from '../tasks/acts/words.ts'
import { useRoomWords, useWords } from '../words/language.tsx'
import type { Opened } from './deskPage.tsx'

interface DeskActProps {
  readonly opened: Opened
  readonly set: (opened: Opened | undefined) => void
}

export function DeskAct({ opened: { act, queue }, set }: DeskActProps) {
  const words = useRoomWords(taskActWords)
  const { number } = useWords()
  const [task, ...rest] = queue
  if (task === undefined) return undefined
  return (
    <TaskAct
      key={`${task}/${act}`}
      task={task}
      doing={{ act }}
      close={() => set(undefined)}
      instead={(other: ActName) => set({ act: other, queue })}
      next={rest.length > 0 ? () => set({ act: 'accept', queue: rest }) : undefined}
      more={rest.length > 0 ? <span className="minor"> {words.nextOf(number(rest.length))}</span> : undefined}
    />
  )
}
