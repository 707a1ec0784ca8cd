/** One target judged: a verdict and its reason, beside what the figures say. */
import { useQuery } from '@tanstack/react-query'
import { type CycleView, CycleView as Schema } from '../../../domain/cycles/cycleView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { OneOf, TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { ask, askVersioned, type Versioned } from '../../api/ask.ts'
import { cycleQuestion } from '../../api/questions.ts'
import { Asked } from '../../frame/asked.tsx'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, Written } from '../../words/language.tsx'
import { cycleWords } from '../words.ts'
import { cycleActWords } from './words.ts'

interface JudgeProps {
  readonly cycle: string
  readonly target: string
  readonly metric: string
  readonly score: string
  readonly close: () => void
}

export function Judge({ cycle, ...props }: JudgeProps) {
  const words = useRoomWords(cycleWords)
  const answer = useQuery({ ...cycleQuestion(cycle), refetchOnWindowFocus: false })
  return (
    <Dialog title={words.judge} about={<Written>{props.metric}</Written>} close={props.close}>
      <Asked answer={answer}>{(seen) => <Form cycle={seen} {...props} />}</Asked>
    </Dialog>
  )
}

const verdicts = ['met', 'not-met', 'not-enough-data'] as const

function Form({ cycle, target, score, close }: Omit<JudgeProps, 'cycle'> & { readonly cycle: Versioned<CycleView> }) {
  const words = useRoomWords(cycleWords)
  const { reason } = useRoomWords(cycleActWords)
  const say = useSay()
  const { id, evaluation } = cycle.value
  const before = opinionOn(evaluation, target)
  const initial: { verdict: (typeof verdicts)[number]; reason: string } = {
    verdict: before?.verdict ?? 'not-enough-data',
    reason: before?.reason ?? '',
  }
  const form = useForm({
    draft: `${id}/judge/${target}`,
    initial,
    about: {
      seen: cycle,
      reread: () => askVersioned(`cycles/${id}`, Schema),
      facts({ evaluation: now }: CycleView) {
        const opinion = opinionOn(now, target)
        return opinion ? [[words.conclusion, `${words.verdicts[opinion.verdict]}: ${opinion.reason}`] as const] : []
      },
    },
    send: (body, version) => ask(`cycles/${id}/opinions/${target}`, Schema, { method: 'PUT', body, version }),
    done() {
      say(words.judgedNow)
      close()
    },
  })
  return (
    <>
      <p className="note">
        <Written>{score}</Written>
      </p>
      <ActionForm form={form} action={words.judge} told={[]} changes={words.judgeChanges} cancel={close}>
        <OneOf
          field={form.field('verdict')}
          label={words.conclusion}
          choices={verdicts.map((value) => ({ value, name: words.verdicts[value] }))}
        />
        <TextField field={form.field('reason')} label={reason} most={1000} long />
      </ActionForm>
    </>
  )
}

function opinionOn(evaluation: CycleView['evaluation'], target: string) {
  return evaluation?.targets.find((one) => one.target === target)?.opinion
}
