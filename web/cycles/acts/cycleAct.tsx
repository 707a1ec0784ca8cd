/** One act with one cycle, in a window: the cycle is read anew when it opens, so that it is decided on what stands. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Dialog } from '../../act/dialog.tsx'
import { cycleQuestion } from '../../api/questions.ts'
import { Asked } from '../../frame/asked.tsx'
import { TaskTitle } from '../../tasks/taskList.tsx'
import { useRoomWords } from '../../words/language.tsx'
import type { CycleActName } from './acts.ts'
import { AskAgain, ChangeDates, ChangeHolder, Withdraw } from './changes.tsx'
import type { CycleActProps } from './cycleForm.tsx'
import {
  Conclude,
  Receive,
  ReceiveOnPaper,
  Recommend,
  ReturnDraft,
  ReturnEvaluation,
  ReturnOnPaper,
  ReturnReport,
  Revise,
  Seal,
  TakeDraft,
} from './decisions.tsx'
import { Finalise, Issue, SubmitDraft } from './papers.tsx'
import { cycleActWords } from './words.ts'

interface CycleActWindowProps {
  readonly cycle: string
  readonly act: CycleActName
  readonly close: () => void
}

export function CycleAct({ cycle, act, close }: CycleActWindowProps) {
  const words = useRoomWords(cycleActWords)
  // What was seen when the window opened is what the change expects, whatever is read meanwhile.
  const answer = useQuery({ ...cycleQuestion(cycle), refetchOnWindowFocus: false })
  const OfAct = forms[act]
  return (
    <Dialog
      title={words.acts[act]}
      about={answer.data ? <TaskTitle task={answer.data.value} /> : undefined}
      close={close}
    >
      <Asked answer={answer}>{(seen) => <OfAct cycle={seen} close={close} />}</Asked>
    </Dialog>
  )
}

const forms = {
  submitDraft: SubmitDraft,
  takeDraft: TakeDraft,
  returnDraft: ReturnDraft,
  issue: Issue,
  finalise: Finalise,
  receive: Receive,
  returnReport: ReturnReport,
  receiveOnPaper: ReceiveOnPaper,
  returnOnPaper: ReturnOnPaper,
  conclude: Conclude,
  recommend: Recommend,
  seal: Seal,
  returnEvaluation: ReturnEvaluation,
  revise: Revise,
  askAgain: AskAgain,
  changeDates: ChangeDates,
  changeHolder: ChangeHolder,
  withdraw: Withdraw,
} satisfies { readonly [act in CycleActName]: (props: CycleActProps) => ReactNode }
