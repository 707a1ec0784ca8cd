/** What the lead hands in, and what is issued: a draft, the plan, the report. */
import { written } from '../../../domain/days.ts'
import { dayFilled } from '../../act/evidence.ts'
import { DayField } from '../../act/fields.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { ActForm, type CycleActProps, useCycleForm } from './cycleForm.tsx'
import { PaperFields, paperSent, paperValue } from './paperFields.tsx'
import { cycleActWords } from './words.ts'

export function SubmitDraft(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const { programme, title, draft } = props.cycle.value
  const form = useCycleForm({
    ...props,
    act: 'submitDraft',
    path: 'drafts',
    initial: { draft: paperValue(draft?.title ?? words.draftOf(title)), consultUntil: '' },
    body: ({ draft: paper, consultUntil }) => ({ draft: paperSent(paper), ...dayFilled('consultUntil', consultUntil) }),
  })
  return (
    <ActForm {...props} act="submitDraft" form={form} alsoTold={[words.consulted]}>
      <PaperFields field={form.field('draft')} programme={programme} issued={false} />
      <DayField field={form.field('consultUntil')} label={words.consultUntil} hint={words.consultUntilHint} optional />
    </ActForm>
  )
}

export function Issue(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const { today } = useOffice()
  const { programme, title, annex } = props.cycle.value
  const form = useCycleForm({
    ...props,
    act: 'issue',
    path: 'issue',
    initial: { document: paperValue(title, written(today)) },
    body: ({ document }) => ({ document: paperSent(document) }),
  })
  return (
    <ActForm
      {...props}
      act="issue"
      form={form}
      alsoTold={annex ? [words.givenByAnnex] : []}
      changes={words.issueChanges(annex?.assignments ?? 0)}
    >
      <PaperFields field={form.field('document')} programme={programme} issued />
    </ActForm>
  )
}

export function Finalise(props: CycleActProps) {
  const { today } = useOffice()
  const { programme, title, document } = props.cycle.value
  const form = useCycleForm({
    ...props,
    act: 'finalise',
    path: 'reports',
    initial: { document: paperValue(document?.title ?? title, written(today)) },
    body: ({ document: paper }) => ({ document: paperSent(paper) }),
  })
  return (
    <ActForm {...props} act="finalise" form={form}>
      <PaperFields field={form.field('document')} programme={programme} issued />
    </ActForm>
  )
}
