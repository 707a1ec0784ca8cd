/** Under a line of the desk: when it was last spoken of, what can be done with it at once, and words for Zalo. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { written } from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { remindedQuestion } from '../api/questions.ts'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { type ActName, mayNow } from '../tasks/acts/acts.ts'
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
        <CopyForZalo task={task} />
      </span>
    </>
  )
}

/** The plain address: one that is signed for somebody is not for passing on. */
function CopyForZalo({ task }: { readonly task: TaskLine }) {
  const { desk, tasks, nearness } = useWords()
  const { today, calendar } = useOffice()
  const say = useSay()
  const due = task.dueOn
    ? `${tasks.due} ${written(task.dueOn)}, ${nearness(task.dueOn, today, calendar)}`
    : tasks.undated
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(desk.message(task.title, due, `${location.origin}/nhiem-vu/${task.id}`))
      say(desk.copied)
    } catch {
      say(desk.notCopied)
    }
  }
  return (
    <Button
      size="compact-md"
      variant="subtle"
      color="gray"
      aria-label={desk.actOn(desk.copy, task.title)}
      onClick={() => {
        copy().catch(() => {})
      }}
    >
      {desk.copy}
    </Button>
  )
}
