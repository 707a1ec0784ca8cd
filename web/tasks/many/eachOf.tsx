/** The same done with several tasks, each on its own: one that is refused stops none of the others. */
import { useState } from 'react'
import { whoHears } from '../../../domain/reminders/whoHears.ts'
import { type TaskLine, TaskView } from '../../../domain/tasks/taskView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { filled } from '../../act/evidence.ts'
import { TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { ask, Refused } from '../../api/ask.ts'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { acts } from '../acts/acts.ts'
import { FollowerFields } from '../acts/entrust.tsx'
import { taskActWords } from '../acts/words.ts'
import { TaskTitle } from '../taskList.tsx'
import { type Outcome, Outcomes } from './outcomes.tsx'
import { manyWords } from './words.ts'

/** What can be done with several at once by few words, or none: where it is asked, and what the words are called. */
const eachActs = {
  accept: { path: 'results/acceptance', text: 'remark' },
  urge: { path: 'urging', text: 'text' },
  entrust: { path: 'followers', text: undefined },
} as const
export type EachAct = keyof typeof eachActs

interface EachOfProps {
  readonly act: EachAct
  readonly tasks: readonly TaskLine[]
  readonly close: () => void
}

export function EachOf({ act, tasks: now, close }: EachOfProps) {
  const words = useRoomWords(manyWords)
  const ofActs = useRoomWords(taskActWords)
  const { number } = useWords()
  const { directory, today, nameOf } = useOffice()
  // The list behind grows shorter while it is done.
  const [tasks] = useState(now)
  const [first] = tasks
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>()
  const { path, text } = eachActs[act]
  const form = useForm({
    draft: `many/${act}`,
    initial: { text: '', follower: '', overseer: '' },
    send: ({ text: typed, ...followers }) =>
      sendEach(
        tasks,
        path,
        text
          ? filled(text, typed)
          : { ...filled('follower', followers.follower), ...filled('overseer', followers.overseer) },
      ),
    done: setOutcomes,
  })
  const hear = tasks.flatMap((task) => whoHears(acts[act].rule, { ...task, cooperating: [] }, directory, today))
  return (
    <Dialog title={words[act](number(tasks.length))} close={close}>
      {outcomes ? (
        <Outcomes outcomes={outcomes} close={close} />
      ) : (
        <ActionForm
          form={form}
          action={words[act](number(tasks.length))}
          told={[...new Set(hear)].map(nameOf)}
          changes={ofActs.changes[act]}
          cancel={close}
        >
          <ul className="chosenTitles">
            {tasks.map((task) => (
              <li key={task.id}>
                <TaskTitle task={task} />
              </li>
            ))}
          </ul>
          {first && act === 'entrust' ? (
            <FollowerFields
              of={first}
              follower={form.field('follower')}
              overseer={form.field('overseer')}
              none="unchanged"
            />
          ) : (
            <TextField
              field={form.field('text')}
              label={act === 'accept' ? ofActs.remark : ofActs.urgingText}
              most={1000}
              long
              optional
            />
          )}
        </ActionForm>
      )}
    </Dialog>
  )
}

async function sendEach(tasks: readonly TaskLine[], path: string, body: object): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { id, title } of tasks) {
    try {
      await ask(`tasks/${id}/${path}`, TaskView, { method: 'POST', body })
      outcomes.push({ id, title })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      outcomes.push({ id, title, refusal: error.message })
    }
  }
  return outcomes
}
