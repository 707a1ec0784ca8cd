/** The office proposes to whoever decides: what to grant, who should lead, the words of a direction. */
import { written } from '../../../domain/days.ts'
import { type BasisValue, basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import { dayFilled } from '../../act/evidence.ts'
import { ChoiceField, DayField, OneOf, TextField } from '../../act/fields.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { questionsOf } from './questions.ts'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

export function Advise(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { documents, today } = useOffice()
  const agencies = useAgencyChoices()
  const { lead, dispute, extensionAsked } = props.task.value
  const questions = questionsOf(props.task.value, today)
  const awaited: BasisValue = { ...noBasis, way: 'awaited' }
  const form = useTaskForm({
    ...props,
    act: 'advise',
    path: 'advice',
    initial: {
      about: questions[0] ?? 'late',
      decision: 'grant' as 'grant' | 'refuse',
      grant: extensionAsked ? written(extensionAsked.wanted) : '',
      lead: dispute?.proposed ?? lead,
      document: awaited,
      text: '',
      answerBy: '',
      reason: '',
    },
    body: ({ about, decision, grant, lead, document, text, answerBy, reason }) => {
      const named = document.way === 'awaited' ? {} : { document: basisSent(document, documents) }
      const granted = decision === 'grant' ? (dayFilled('grant', grant).grant ?? null) : null
      switch (about) {
        case 'extension':
          return { proposes: { about, grant: granted, ...(granted ? named : {}) }, reason }
        case 'otherLead':
          return { proposes: { about, lead, ...named }, reason }
        case 'late':
          return { proposes: { about, text, ...dayFilled('answerBy', answerBy) }, reason }
        default:
          return about satisfies never
      }
    },
    fieldAt: (path) => path.replace(/^proposes\./, ''),
  })
  const { about, decision } = form.values
  return (
    <ActForm {...props} act="advise" form={form}>
      {questions.length > 1 ? (
        <OneOf
          field={form.field('about')}
          label={words.adviseAbout}
          choices={questions.map((value) => ({ value, name: words.questions[value] }))}
        />
      ) : undefined}
      {about === 'extension' ? (
        <>
          <OneOf
            field={form.field('decision')}
            label={words.proposed}
            choices={[
              { value: 'grant', name: words.grant },
              { value: 'refuse', name: words.refuse },
            ]}
          />
          {decision === 'grant' ? <DayField field={form.field('grant')} label={words.grantTo} /> : undefined}
        </>
      ) : undefined}
      {about === 'otherLead' ? (
        <ChoiceField field={form.field('lead')} label={words.newLead} choices={agencies} none={words.newLead} />
      ) : undefined}
      {about === 'late' ? (
        <>
          <TextField field={form.field('text')} label={words.directionText} most={1000} long />
          <DayField field={form.field('answerBy')} label={words.answerBy} optional />
        </>
      ) : undefined}
      <TextField field={form.field('reason')} label={words.reason} long />
      {about === 'otherLead' || (about === 'extension' && decision === 'grant') ? (
        <BasisField field={form.field('document')} awaitedAlone />
      ) : undefined}
    </ActForm>
  )
}
