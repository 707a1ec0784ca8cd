/** What the forms of all acts share: the task as it was seen, who hears of it, what is said when it is done. */
import type { ReactNode } from 'react'
import { written } from '../../../domain/days.ts'
import { whoHears } from '../../../domain/reminders/whoHears.ts'
import { TaskView } from '../../../domain/tasks/taskView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { type Facts, type Form, useForm } from '../../act/form.ts'
import { ask, askVersioned, type Versioned } from '../../api/ask.ts'
import { type Office, useOffice } from '../../frame/office.tsx'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { statusOf } from '../status.tsx'
import { type ActName, acts } from './acts.ts'
import { taskActWords } from './words.ts'

/** What every form of an act is given. */
export interface ActProps {
  readonly task: Versioned<TaskView>
  readonly close: () => void
}

interface TaskFormSpec<Values> extends ActProps {
  readonly act: ActName
  /** After `tasks/‹id›/`. */
  readonly path: string
  readonly initial: Values
  readonly body: (values: Values) => object
  readonly fieldAt?: (path: string) => string
  /** Of several of one kind. */
  readonly which?: string
  readonly said?: string
}

export function useTaskForm<Values extends { readonly [field: string]: unknown }>({
  task,
  close,
  act,
  path,
  initial,
  body,
  fieldAt,
  which,
  said,
}: TaskFormSpec<Values>): Form<Values> {
  const words = useRoomWords(taskActWords)
  const allWords = useWords()
  const office = useOffice()
  const say = useSay()
  const { id } = task.value
  return useForm<Values, TaskView, TaskView>({
    draft: `${id}/${act}${which === undefined ? '' : `/${which}`}`,
    initial,
    about: {
      seen: task,
      reread: () => askVersioned(`tasks/${id}`, TaskView),
      facts: (view) => factsOf(view, words.facts, allWords, office),
    },
    ...(fieldAt ? { fieldAt } : {}),
    send: (values, version) => ask(`tasks/${id}/${path}`, TaskView, { method: 'POST', body: body(values), version }),
    done() {
      say(said ?? words.sent[act])
      close()
    },
  })
}

interface ActFormProps<Values> extends ActProps {
  readonly act: ActName
  readonly form: Form<Values>
  /** Agencies that hear of it beside those who always do. */
  readonly alsoTold?: readonly string[]
  readonly action?: string
  readonly changes?: string
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

export function ActForm<Values>({
  task,
  close,
  act,
  form,
  alsoTold = [],
  action,
  changes,
  beside,
  children,
}: ActFormProps<Values>) {
  const words = useRoomWords(taskActWords)
  const { directory, today, nameOf } = useOffice()
  const hear = new Set([...whoHears(acts[act].rule, task.value, directory, today), ...alsoTold])
  return (
    <ActionForm
      form={form}
      action={action ?? words.acts[act]}
      told={[...hear].map(nameOf)}
      changes={changes ?? words.changes[act]}
      cancel={close}
      beside={beside}
    >
      {children}
    </ActionForm>
  )
}

/** What of a task is compared when somebody else was first. */
function factsOf(
  task: TaskView,
  names: (typeof taskActWords)['vi']['facts'],
  { status }: Words,
  { nameOf }: Office,
): Facts {
  const { lead, cooperating, product, title, dueOn, standing, returned, extensionAsked, extensionRefused } = task
  const { dispute, progress, directions, parts } = task
  const lines: (readonly [string, string | undefined])[] = [
    [names.status, status[statusOf(task)]],
    [names.title, title],
    [names.due, dueOn && written(dueOn)],
    [names.lead, nameOf(lead)],
    [names.cooperating, cooperating.map(({ agency }) => nameOf(agency)).join('; ')],
    [names.product, product],
    [
      names.result,
      'result' in standing
        ? standing.result.evidence.map(({ title, number }) => [number, title].filter(Boolean).join(' ')).join('; ')
        : undefined,
    ],
    [names.returned, returned?.reason],
    [names.extensionAsked, extensionAsked && `${written(extensionAsked.wanted)}: ${extensionAsked.reason}`],
    [names.extensionRefused, extensionRefused?.reason],
    [names.dispute, dispute?.reason],
    [names.progress, progress && `${written(progress.on)}: ${progress.text}`],
    [names.directions, directions.map(({ text }) => text).join('; ')],
    [names.parts, parts.map(({ what, answer }) => (answer ? `${what}: ${answer.text}` : what)).join('; ')],
  ]
  return lines.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}
