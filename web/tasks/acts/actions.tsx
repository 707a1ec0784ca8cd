/** The buttons of a task, and the window of what is being done. */
import { lazy, Suspense, useState } from 'react'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { OfferBar } from '../../act/offerBar.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import type { ActName } from './acts.ts'
import { offersFor } from './offers.ts'
import type { Doing } from './taskAct.tsx'
import { taskActWords } from './words.ts'

const TaskAct = lazy(() => import('./taskAct.tsx').then(({ TaskAct }) => ({ default: TaskAct })))

export function Actions({ task }: { readonly task: TaskView }) {
  const words = useRoomWords(taskActWords)
  const office = useOffice()
  const [doing, setDoing] = useState<Doing>()
  return (
    <OfferBar offers={offersFor(task, office)} names={words.acts} choose={(act) => setDoing({ act })}>
      <Doings task={task.id} doing={doing} set={setDoing} />
    </OfferBar>
  )
}

interface DoingsProps {
  readonly task: string
  readonly doing: Doing | undefined
  readonly set: (doing: Doing | undefined) => void
}

/** The window of what is being done, if anything is. */
export function Doings({ task, doing, set }: DoingsProps) {
  if (!doing) return undefined
  return (
    <Suspense>
      <TaskAct
        key={'act' in doing ? doing.act : doing.answerPart}
        task={task}
        doing={doing}
        close={() => set(undefined)}
        instead={(act: ActName) => set({ act })}
      />
    </Suspense>
  )
}
