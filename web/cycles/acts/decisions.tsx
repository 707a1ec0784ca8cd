/** What the level that asked decides of what was handed in, and what evaluators conclude. */
import { useQuery } from '@tanstack/react-query'
import { filled } from '../../act/evidence.ts'
import { ChoiceField, TextField } from '../../act/fields.tsx'
import { arrivalSent, noArrival, OnPaperFields } from '../../act/onPaperFields.tsx'
import { clausesQuestion } from '../../api/questions.ts'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { ActForm, type CycleActProps, useCycleForm } from './cycleForm.tsx'
import { cycleActWords } from './words.ts'

export function TakeDraft(props: CycleActProps) {
  const form = useCycleForm({
    ...props,
    act: 'takeDraft',
    path: 'drafts/acceptance',
    initial: {},
    body: () => undefined,
  })
  return <ActForm {...props} act="takeDraft" form={form} />
}

export function ReturnDraft(props: CycleActProps) {
  return <WithReason {...props} act="returnDraft" path="drafts/return" />
}

export function Receive(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const form = useCycleForm({
    ...props,
    act: 'receive',
    path: 'reports/receipt',
    initial: { remark: '' },
    body: ({ remark }) => filled('remark', remark),
  })
  return (
    <ActForm {...props} act="receive" form={form}>
      <TextField field={form.field('remark')} label={words.remark} most={1000} long optional />
    </ActForm>
  )
}

export function ReturnReport(props: CycleActProps) {
  return <WithReason {...props} act="returnReport" path="reports/return" />
}

export function ReceiveOnPaper(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const form = useCycleForm({
    ...props,
    act: 'receiveOnPaper',
    path: 'reports/receipt/on-paper',
    initial: { arrival: noArrival, remark: '' },
    body: ({ arrival, remark }) => ({ ...arrivalSent(arrival), ...filled('remark', remark) }),
    fieldAt: ofArrival,
  })
  return (
    <ActForm {...props} act="receiveOnPaper" form={form}>
      <OnPaperFields field={form.field('arrival')} programme={props.cycle.value.programme} />
      <TextField field={form.field('remark')} label={words.remark} most={1000} long optional />
    </ActForm>
  )
}

export function ReturnOnPaper(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const form = useCycleForm({
    ...props,
    act: 'returnOnPaper',
    path: 'reports/return/on-paper',
    initial: { arrival: noArrival, reason: '' },
    body: ({ arrival, reason }) => ({ ...arrivalSent(arrival), reason }),
    fieldAt: ofArrival,
  })
  return (
    <ActForm {...props} act="returnOnPaper" form={form}>
      <OnPaperFields field={form.field('arrival')} programme={props.cycle.value.programme} />
      <TextField field={form.field('reason')} label={words.reason} most={1000} long />
    </ActForm>
  )
}

function ofArrival(path: string): string {
  return /^(?:arrivalNumber|arrivedOn|files)/.test(path) ? `arrival.${path}` : path
}

export function Conclude(props: CycleActProps) {
  const form = useCycleForm({ ...props, act: 'conclude', path: 'conclusion', initial: {}, body: () => undefined })
  return <ActForm {...props} act="conclude" form={form} />
}

export function Recommend(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const { clause } = useWords()
  const { data = [] } = useQuery(clausesQuestion(props.cycle.value.programme))
  const form = useCycleForm({
    ...props,
    act: 'recommend',
    path: 'recommendations',
    initial: { text: '', clause: '' },
    body: ({ text, clause: place }) => ({ text, ...filled('clause', place) }),
  })
  return (
    <ActForm {...props} act="recommend" form={form}>
      <TextField field={form.field('text')} label={words.recommendation} most={1000} long />
      <ChoiceField
        field={form.field('clause')}
        label={words.ofClause}
        choices={data.map(({ id, title }) => ({ value: id, name: `${clause(id)}: ${title}` }))}
        none={words.noClause}
        optional
      />
    </ActForm>
  )
}

export function Seal(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const missing = (props.cycle.value.evaluation?.targets ?? []).filter(
    ({ lacking, opinion }) => lacking || opinion?.verdict === 'not-enough-data',
  )
  const form = useCycleForm({
    ...props,
    act: 'seal',
    path: 'seal',
    initial: { withMissing: false },
    body: ({ withMissing }) => (withMissing ? { withMissing } : {}),
  })
  const field = form.field('withMissing')
  return (
    <ActForm {...props} act="seal" form={form}>
      {missing.length > 0 ? (
        <label className="checkLine">
          <input
            id={field.id}
            type="checkbox"
            checked={field.value}
            onChange={({ target }) => field.set(target.checked)}
          />
          {words.withMissing(missing.map(({ target }) => target).join(', '))}
        </label>
      ) : undefined}
    </ActForm>
  )
}

export function ReturnEvaluation(props: CycleActProps) {
  return <WithReason {...props} act="returnEvaluation" path="conclusion/return" />
}

export function Revise(props: CycleActProps) {
  return <WithReason {...props} act="revise" path="revisions" />
}

interface WithReasonProps extends CycleActProps {
  readonly act: 'returnDraft' | 'returnReport' | 'returnEvaluation' | 'revise'
  readonly path: string
}

function WithReason({ act, path, ...props }: WithReasonProps) {
  const words = useRoomWords(cycleActWords)
  const form = useCycleForm({ ...props, act, path, initial: { reason: '' }, body: ({ reason }) => ({ reason }) })
  return (
    <ActForm {...props} act={act} form={form}>
      <TextField field={form.field('reason')} label={words.reason} most={1000} long />
    </ActForm>
  )
}
