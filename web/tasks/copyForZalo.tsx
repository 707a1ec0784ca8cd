/** Words for Zalo about one task or several, with the plain address: one that is signed for somebody is not for passing on. */
import { Button } from '@mantine/core'
import { written } from '../../domain/days.ts'
import type { TaskLine } from '../../domain/tasks/taskView.ts'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useWords } from '../words/language.tsx'

type Told = Pick<TaskLine, 'id' | 'title' | 'dueOn' | 'state'>

export function CopyForZalo({ tasks }: { readonly tasks: readonly Told[] }) {
  const { desk, tasks: words, nearness } = useWords()
  const { today, calendar } = useOffice()
  const say = useSay()
  const messageOf = ({ id, title, dueOn, state }: Told) => {
    const near = dueOn && state === 'open' ? `, ${nearness(dueOn, today, calendar)}` : ''
    const due = dueOn ? `${words.due} ${written(dueOn)}${near}` : words.undated
    return desk.message(title, due, `${location.origin}/nhiem-vu/${id}`)
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tasks.map(messageOf).join('\n\n'))
      say(desk.copied)
    } catch {
      say(desk.notCopied)
    }
  }
  const [only, ...others] = tasks
  return (
    <Button
      size="compact-md"
      variant="subtle"
      color="gray"
      {...(only && others.length === 0 ? { 'aria-label': desk.actOn(desk.copy, only.title) } : {})}
      onClick={() => {
        copy().catch(() => {})
      }}
    >
      {desk.copy}
    </Button>
  )
}
