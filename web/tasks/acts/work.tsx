/** What whoever does the work does: progress, parts, results, requests to whoever gave it. */
import { addDays, type CalendarDate, later, written } from '../../../domain/days.ts'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { useAgencyChoices } from '../../act/basisField.tsx'
import { dayFilled, evidenceSent, evidenceValue, filled } from '../../act/evidence.ts'
import { EvidenceField } from '../../act/evidenceField.tsx'
import { ChoiceField, DayField, TextField } from '../../act/fields.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

export function ReportProgress(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'reportProgress',
    path: 'progress',
    initial: { text: '', difficulty: '' },
    body: ({ text, difficulty }) => ({ text, ...filled('difficulty', difficulty) }),
  })
  return (
    <ActForm {...props} act="reportProgress" form={form}>
      <TextField field={form.field('text')} label={words.progressText} long />
      <TextField field={form.field('difficulty')} label={words.difficulty} long optional />
    </ActForm>
  )
}

export function Submit(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { programme, product } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'submit',
    path: 'results',
    initial: { evidence: [evidenceValue(product)], note: '' },
    body: ({ evidence, note }) => ({ evidence: evidenceSent(evidence), ...filled('note', note) }),
  })
  return (
    <ActForm {...props} act="submit" form={form}>
      <EvidenceField field={form.field('evidence')} programme={programme} />
      <TextField field={form.field('note')} label={words.note} long optional />
    </ActForm>
  )
}

export function Retract(props: ActProps) {
  return <WithReason {...props} act="retract" path="results/retraction" />
}

export function Objection(props: ActProps) {
  return <WithReason {...props} act="object" path="results/objection" />
}

interface WithReasonProps extends ActProps {
  readonly act: 'retract' | 'object'
  readonly path: string
}

function WithReason({ act, path, ...props }: WithReasonProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({ ...props, act, path, initial: { reason: '' }, body: ({ reason }) => ({ reason }) })
  return (
    <ActForm {...props} act={act} form={form}>
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}

export function AskExtension(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'askExtension',
    path: 'extension-requests',
    initial: { wanted: '', reason: '' },
    body: ({ wanted, reason }) => ({ ...dayFilled('wanted', wanted), reason }),
  })
  return (
    <ActForm {...props} act="askExtension" form={form}>
      <DayField field={form.field('wanted')} label={words.wanted} suggestions={useLaterDays(props.task.value)} />
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}

/** Days that are often asked for, counted from the deadline, or from today where that has passed. */
export function useLaterDays({ dueOn }: TaskView): readonly { readonly day: string; readonly label: string }[] {
  const words = useRoomWords(taskActWords)
  const { today } = useOffice()
  const from: CalendarDate = dueOn ? later(dueOn, today) : today
  return [15, 30, 60].map((days) => ({ day: written(addDays(from, days)), label: words.inDays(String(days)) }))
}

export function AskPart(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { nameOf } = useOffice()
  const { lead, cooperating } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'askPart',
    path: 'parts',
    initial: { agency: lead, unit: '', what: '', dueOn: '' },
    body: ({ agency, unit, what, dueOn }) => ({
      holder: { agency, ...filled('unit', unit) },
      what,
      ...dayFilled('dueOn', dueOn),
    }),
    fieldAt: (path) => path.replace(/^holder\./, ''),
  })
  const { agency } = form.values
  const choices = [
    { value: lead, name: words.ownUnit(nameOf(lead)) },
    ...cooperating.map((one) => ({ value: one.agency, name: nameOf(one.agency) })),
  ]
  return (
    // A phòng's or person's inner deadline is the lead's own affair: nobody else is written to.
    <ActForm {...props} act="askPart" form={form} alsoTold={agency === '' || agency === lead ? [] : [agency]}>
      <ChoiceField field={form.field('agency')} label={words.holder} choices={choices} none={words.holder} />
      <TextField field={form.field('unit')} label={words.unit} most={200} optional />
      <TextField field={form.field('what')} label={words.what} long />
      <DayField field={form.field('dueOn')} label={words.innerDue} />
    </ActForm>
  )
}

export function AnswerPart({ part, ...props }: ActProps & { readonly part: string }) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'askPart',
    which: part,
    path: `parts/${part}/answer`,
    initial: { text: '' },
    body: ({ text }) => ({ text }),
    said: words.answered,
  })
  return (
    <ActionForm form={form} action={words.answerPart} told={[]} changes={words.answerPartChanges} cancel={props.close}>
      <TextField field={form.field('text')} label={words.text} long />
    </ActionForm>
  )
}

export function DisputeLead(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const agencies = useAgencyChoices()
  const form = useTaskForm({
    ...props,
    act: 'disputeLead',
    path: 'dispute',
    initial: { proposed: '', reason: '' },
    body: ({ proposed, reason }) => ({ reason, ...filled('proposed', proposed) }),
  })
  return (
    <ActForm {...props} act="disputeLead" form={form}>
      <ChoiceField
        field={form.field('proposed')}
        label={words.proposedLead}
        choices={agencies}
        none={words.noProposal}
        optional
      />
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}
