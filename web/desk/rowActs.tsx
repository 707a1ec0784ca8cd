/** Under a line of the desk: when it was last spoken of, what can be done with it at once, and words for Zalo. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { written } from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { remindedQuestion } from '../api/questions.ts'
import { useOffice } from '../frame/office.tsx'
import { type ActName, mayNow } from '../tasks/acts/acts.ts'
import { CopyForZalo } from '../tasks/copyForZalo.tsx'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/words.ts'

type DeskAct = keyof Words['desk']['acts'] & ActName

interface RowActsProps {
  readonly task: TaskLine
  readonly acts: readonly ActName[]
  readonly open: (act: ActName) => void
}

export function RowActs({ task, acts, open }: RowActsProps) {
  const { desk } = useWords()
  const office = useOffice()
  const { data: reminded } = useQuery(remindedQuestion(office.session))
  const last = reminded?.get(task.id)
  const now = acts.filter((act): act is DeskAct => act in desk.acts && mayNow(act, task, office))
  return (
    <>
      {last ? <span className="minor">{desk.reminded(written(last.on))}</span> : undefined}
      <span className="rowActs">
        {now.map((act, index) => (
          <Button
            key={act}
            size="compact-md"
            variant={index === 0 ? 'light' : 'subtle'}
            aria-label={desk.actOn(desk.acts[act], task.title)}
            onClick={() => open(act)}
          >
            {desk.acts[act]}
          </Button>
        ))}
        <CopyForZalo tasks={[task]} />
      </span>
    </>
  )
}
