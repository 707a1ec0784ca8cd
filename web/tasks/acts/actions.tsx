/** The buttons of a task: what can be done now, what is seldom done, and what cannot be done now with its reason. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords, Written } from '../../words/language.tsx'
import type { ActName } from './acts.ts'
import { offersFor } from './offers.ts'
import type { Doing } from './taskAct.tsx'
import { taskActWords } from './words.ts'

const TaskAct = lazy(() => import('./taskAct.tsx').then(({ TaskAct }) => ({ default: TaskAct })))

/** In full view: the rest is one click further. */
const mostShown = 4

export function Actions({ task }: { readonly task: TaskView }) {
  const words = useRoomWords(taskActWords)
  const office = useOffice()
  const [doing, setDoing] = useState<Doing>()
  const offers = offersFor(task, office)
  const now = offers.filter(({ whyNot }) => whyNot === undefined).map(({ act }) => act)
  const [shown, more] = [now.slice(0, mostShown), now.slice(mostShown)]
  const notNow = Map.groupBy(
    offers.filter(({ whyNot }) => whyNot !== undefined),
    ({ whyNot }) => whyNot,
  )
  if (offers.length === 0) return undefined
  return (
    <section className="actions" aria-label={words.actions}>
      {shown.map((act, index) => (
        <Button key={act} variant={index === 0 ? 'filled' : 'default'} onClick={() => setDoing({ act })}>
          {words.acts[act]}
        </Button>
      ))}
      {more.length + notNow.size > 0 ? (
        <details>
          <summary>{words.more}</summary>
          <div>
            <ul className="moreActs">
              {more.map((act) => (
                <li key={act}>
                  <button type="button" className="linklike" onClick={() => setDoing({ act })}>
                    {words.acts[act]}
                  </button>
                </li>
              ))}
            </ul>
            {notNow.size > 0 ? (
              <>
                <h3>{words.notNow}</h3>
                <dl className="notNow">
                  {[...notNow].map(([whyNot, these]) => (
                    <div key={whyNot}>
                      <dt>{these.map(({ act }) => words.acts[act]).join('; ')}</dt>
                      <dd>
                        <Written>{whyNot}</Written>
                      </dd>
                    </div>
                  ))}
                </dl>
              </>
            ) : undefined}
          </div>
        </details>
      ) : undefined}
      <Doings task={task.id} doing={doing} set={setDoing} />
    </section>
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
