/** Nhập thay: the office enters what came on paper; it counts from its day of arrival, and the lead is told. */
import { dayFilled, evidenceSent, evidenceValue, filled } from '../../act/evidence.ts'
import { EvidenceField } from '../../act/evidenceField.tsx'
import { DayField, TextField } from '../../act/fields.tsx'
import { arrivalSent, noArrival, OnPaperFields } from '../../act/onPaperFields.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'
import { useLaterDays } from './work.tsx'

export function ResultOnPaper(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { programme, product } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'resultOnPaper',
    path: 'results/on-paper',
    initial: { arrival: noArrival, evidence: [evidenceValue(product)], note: '' },
    body: ({ arrival, evidence, note }) => ({
      ...arrivalSent(arrival),
      evidence: evidenceSent(evidence),
      ...filled('note', note),
    }),
    fieldAt: ofArrival,
  })
  return (
    <ActForm {...props} act="resultOnPaper" form={form}>
      <OnPaperFields field={form.field('arrival')} programme={programme} />
      <EvidenceField field={form.field('evidence')} programme={programme} />
      <TextField field={form.field('note')} label={words.note} long optional />
    </ActForm>
  )
}

export function ExtensionOnPaper(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { programme, lead } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'extensionOnPaper',
    path: 'extension-requests/on-paper',
    initial: { arrival: noArrival, wanted: '', reason: '' },
    body: ({ arrival, wanted, reason }) => ({ ...arrivalSent(arrival), ...dayFilled('wanted', wanted), reason }),
    fieldAt: ofArrival,
  })
  return (
    <ActForm {...props} act="extensionOnPaper" form={form} alsoTold={[lead]}>
      <OnPaperFields field={form.field('arrival')} programme={programme} />
      <DayField field={form.field('wanted')} label={words.wanted} suggestions={useLaterDays(props.task.value)} />
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}

export function DirectionOnPaper(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'directionOnPaper',
    path: 'directions/on-paper',
    initial: { arrival: noArrival, text: '' },
    body: ({ arrival, text }) => ({ ...arrivalSent(arrival), text }),
    fieldAt: ofArrival,
  })
  return (
    <ActForm {...props} act="directionOnPaper" form={form}>
      <OnPaperFields field={form.field('arrival')} programme={props.task.value.programme} />
      <TextField field={form.field('text')} label={words.text} most={1000} long />
    </ActForm>
  )
}

function ofArrival(path: string): string {
  return /^(?:arrivalNumber|arrivedOn|files)/.test(path) ? `arrival.${path}` : path
}
