/** One act of one task, in a window: the task is read anew when it opens, so that it is decided on what stands. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { Dialog } from '../../act/dialog.tsx'
import type { Versioned } from '../../api/ask.ts'
import { taskQuestion } from '../../api/questions.ts'
import { Asked } from '../../frame/asked.tsx'
import { InProgramme } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { TaskTitle } from '../taskList.tsx'
import type { ActName } from './acts.ts'
import { Advise } from './advise.tsx'
import { Amend, Correct, MeetCondition, RenewReview, Reopen, Withdraw } from './changes.tsx'
import { Accept, AnswerDispute, DecideExtension, Direct, Return, SupplyDocument, Urge } from './decisions.tsx'
import { Entrust } from './entrust.tsx'
import { DirectionOnPaper, ExtensionOnPaper, ResultOnPaper } from './paper.tsx'
import { SettleHeld } from './settleHeld.tsx'
import type { ActProps } from './taskForm.tsx'
import { taskActWords } from './words.ts'
import { AnswerPart, AskExtension, AskPart, DisputeLead, Objection, ReportProgress, Retract, Submit } from './work.tsx'

/** What is to be done: an act, or the answer to one part. */
export type Doing =
  | { readonly act: ActName /** What a button of a decision meant. */; readonly choice?: Choice }
  | { readonly answerPart: string }
export type Choice = 'grant' | 'refuse'

interface TaskActProps {
  readonly task: string
  readonly doing: Doing
  readonly close: () => void
  /** Another act of the same task instead. */
  readonly instead?: (act: ActName) => void
  /** Where several wait for the same. */
  readonly next?: (() => void) | undefined
  /** Under the title: how many more there are. */
  readonly more?: ReactNode
}

export function TaskAct({ task, doing, close, instead, next, more }: TaskActProps) {
  const words = useRoomWords(taskActWords)
  // What was seen when the window opened is what the change expects, whatever is read meanwhile.
  const answer = useQuery({ ...taskQuestion(task), refetchOnWindowFocus: false })
  const title = 'act' in doing ? words.acts[doing.act] : words.answerPart
  return (
    <Dialog
      title={title}
      about={
        <>
          {answer.data ? <TaskTitle task={answer.data.value} /> : undefined}
          {more}
        </>
      }
      close={close}
    >
      <Asked answer={answer}>
        {(seen) => (
          <InProgramme programme={seen.value.programme}>
            <Form doing={doing} task={seen} close={close} instead={instead} next={next} />
          </InProgramme>
        )}
      </Asked>
    </Dialog>
  )
}

interface FormProps extends ActProps {
  readonly doing: Doing
  readonly instead: ((act: ActName) => void) | undefined
  readonly next: (() => void) | undefined
}

function Form({ doing, instead, next, ...props }: FormProps & { readonly task: Versioned<TaskView> }) {
  if ('answerPart' in doing) return <AnswerPart {...props} part={doing.answerPart} />
  if (doing.act === 'accept') {
    return <Accept {...props} next={next} otherwise={instead && (() => instead('return'))} />
  }
  if (doing.act === 'return') return <Return {...props} next={next} />
  if (doing.act === 'decideExtension') return <DecideExtension {...props} choice={doing.choice} />
  const OfAct = forms[doing.act]
  return <OfAct {...props} />
}

const forms = {
  answerDispute: AnswerDispute,
  direct: Direct,
  urge: Urge,
  meetCondition: MeetCondition,
  supplyDocument: SupplyDocument,
  settleHeld: SettleHeld,
  submit: Submit,
  reportProgress: ReportProgress,
  askExtension: AskExtension,
  object: Objection,
  retract: Retract,
  advise: Advise,
  entrust: Entrust,
  askPart: AskPart,
  disputeLead: DisputeLead,
  resultOnPaper: ResultOnPaper,
  extensionOnPaper: ExtensionOnPaper,
  directionOnPaper: DirectionOnPaper,
  amend: Amend,
  reopen: Reopen,
  correct: Correct,
  renewReview: RenewReview,
  withdraw: Withdraw,
} satisfies {
  readonly [act in Exclude<ActName, 'accept' | 'return' | 'decideExtension'>]: (props: ActProps) => ReactNode
}
