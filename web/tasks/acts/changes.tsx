/** What is changed on the strength of a document, put right, or begun again. */
import { written } from '../../../domain/days.ts'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import {
  CooperatingField,
  type CooperatingValue,
  cooperatingSent,
  cooperatingValues,
} from '../../act/cooperatingField.tsx'
import { dayFilled, filled } from '../../act/evidence.ts'
import { ChoiceField, DayField, TextField } from '../../act/fields.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

export function Amend(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { documents } = useOffice()
  const agencies = useAgencyChoices()
  const before = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'amend',
    path: 'amendment',
    initial: {
      lead: before.lead,
      product: before.product ?? '',
      dueOn: before.dueOn ? written(before.dueOn) : '',
      cooperating: cooperatingValues(before.cooperating),
      document: noBasis,
    },
    body: ({ lead, product, dueOn, cooperating, document }) => {
      const day = dayFilled('dueOn', dueOn)
      return {
        document: basisSent(document, documents),
        change: {
          ...(lead === before.lead ? {} : { lead }),
          ...(product.trim() === (before.product ?? '') ? {} : filled('product', product)),
          ...(day.dueOn === before.dueOn ? {} : day),
          ...(isSame(cooperating, cooperatingValues(before.cooperating))
            ? {}
            : { cooperating: cooperatingSent(cooperating) }),
        },
      }
    },
    fieldAt: (path) => path.replace(/^change\./, ''),
  })
  const { lead } = form.values
  return (
    <ActForm {...props} act="amend" form={form} alsoTold={lead === '' ? [] : [lead]}>
      <p className="minor">{words.amendHint}</p>
      <ChoiceField field={form.field('lead')} label={words.newLead} choices={agencies} none={words.newLead} />
      <CooperatingField field={form.field('cooperating')} />
      <TextField field={form.field('product')} label={words.newProduct} long optional />
      <DayField field={form.field('dueOn')} label={words.newDue} optional />
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

function isSame(one: readonly CooperatingValue[], other: readonly CooperatingValue[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function Withdraw(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { documents } = useOffice()
  const form = useTaskForm({
    ...props,
    act: 'withdraw',
    path: 'withdrawal',
    initial: { reason: '', document: noBasis },
    body: ({ reason, document }) => ({ reason, document: basisSent(document, documents) }),
  })
  return (
    <ActForm {...props} act="withdraw" form={form}>
      <TextField field={form.field('reason')} label={words.reason} long />
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

export function Reopen(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'reopen',
    path: 'reopening',
    initial: { reason: '', dueOn: '' },
    body: ({ reason, dueOn }) => ({ reason, ...dayFilled('dueOn', dueOn) }),
  })
  return (
    <ActForm {...props} act="reopen" form={form}>
      <TextField field={form.field('reason')} label={words.reason} long />
      <DayField field={form.field('dueOn')} label={words.reopenDue} optional />
    </ActForm>
  )
}

type Corrected = 'dueOn' | 'countsOn' | 'product' | 'title'

export function Correct(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { dueOn, standing } = props.task.value
  const form = useTaskForm({
    ...props,
    act: 'correct',
    path: 'corrections',
    initial: { field: '', day: '', text: '', reason: '' },
    body: ({ field, day, text, reason }) => ({
      field,
      reason,
      ...(isDay(field) ? dayFilled('is', day) : { is: text }),
    }),
    fieldAt: (path) => (path === 'is' ? 'text' : path),
  })
  const fields: readonly Corrected[] = ['dueOn', 'countsOn', 'product', 'title']
  const choices = fields
    .filter((name) => (name === 'dueOn' ? dueOn : name === 'countsOn' ? 'result' in standing : true))
    .map((value) => ({ value, name: words.correctFields[value] }))
  const { field } = form.values
  return (
    <ActForm {...props} act="correct" form={form}>
      <ChoiceField field={form.field('field')} label={words.correctField} choices={choices} none={words.correctField} />
      {field === '' ? undefined : isDay(field) ? (
        <DayField field={form.field('day')} label={words.correctTo} />
      ) : (
        <TextField field={form.field('text')} label={words.correctTo} long />
      )}
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}

function isDay(field: string): boolean {
  return field === 'dueOn' || field === 'countsOn'
}

export function MeetCondition(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { documents } = useOffice()
  const form = useTaskForm({
    ...props,
    act: 'meetCondition',
    path: 'condition/fulfilment',
    initial: { dueOn: '', document: noBasis },
    body: ({ dueOn, document }) => ({ ...dayFilled('dueOn', dueOn), document: basisSent(document, documents) }),
  })
  return (
    <ActForm {...props} act="meetCondition" form={form}>
      <DayField field={form.field('dueOn')} label={words.conditionDue} />
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

export function RenewReview(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'renewReview',
    path: 'condition/review',
    initial: { reviewOn: '', reason: '' },
    body: ({ reviewOn, reason }) => ({ ...dayFilled('reviewOn', reviewOn), reason }),
  })
  return (
    <ActForm {...props} act="renewReview" form={form}>
      <DayField field={form.field('reviewOn')} label={words.reviewOn} />
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActForm>
  )
}
