/** Several results accepted at once, each on its own: one that is refused stops none of the others. */
import { useState } from 'react'
import { type TaskLine, TaskView } from '../../../domain/tasks/taskView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { ask, Refused } from '../../api/ask.ts'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { taskActWords } from '../acts/words.ts'
import { TaskTitle } from '../taskList.tsx'
import { type Outcome, Outcomes } from './outcomes.tsx'
import { manyWords } from './words.ts'

interface AcceptManyProps {
  readonly tasks: readonly TaskLine[]
  readonly close: () => void
}

export function AcceptMany({ tasks: now, close }: AcceptManyProps) {
  const words = useRoomWords(manyWords)
  const acts = useRoomWords(taskActWords)
  const { number } = useWords()
  // The list behind grows shorter while they are accepted.
  const [tasks] = useState(now)
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>()
  const form = useForm({
    draft: 'many/accept',
    initial: { remark: '' },
    send: ({ remark }) => acceptEach(tasks, remark.trim() === '' ? {} : { remark }),
    done: setOutcomes,
  })
  return (
    <Dialog title={words.accept(number(tasks.length))} close={close}>
      {outcomes ? (
        <Outcomes outcomes={outcomes} close={close} />
      ) : (
        <ActionForm
          form={form}
          action={words.accept(number(tasks.length))}
          told={[]}
          changes={acts.changes.accept}
          cancel={close}
        >
          <ul className="chosenTitles">
            {tasks.map((task) => (
              <li key={task.id}>
                <TaskTitle task={task} />
              </li>
            ))}
          </ul>
          <TextField field={form.field('remark')} label={acts.remark} long optional />
        </ActionForm>
      )}
    </Dialog>
  )
}

async function acceptEach(tasks: readonly TaskLine[], body: object): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { id, title } of tasks) {
    try {
      await ask(`tasks/${id}/results/acceptance`, TaskView, { method: 'POST', body })
      outcomes.push({ id, title })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      outcomes.push({ id, title, refusal: error.message })
    }
  }
  return outcomes
}
