/** Đánh giá đột xuất: an evaluator begins one out of turn, with its scope, the day its figures close and its own due day. */
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { CycleView } from '../../../domain/cycles/cycleView.ts'
import { written } from '../../../domain/days.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField } from '../../act/basisField.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { dayFilled } from '../../act/evidence.ts'
import { ChoiceField, DayField, OneOf, TextField } from '../../act/fields.tsx'
import { type Field, useCheck, useForm } from '../../act/form.ts'
import { ask } from '../../api/ask.ts'
import { clausesQuestion } from '../../api/questions.ts'
import { useOffice } from '../../frame/office.tsx'
import { useSay } from '../../frame/said.tsx'
import { targetsQuestion } from '../../targets/questions.ts'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { cycleActWords } from './words.ts'

interface StartEvaluationProps {
  readonly programme: string
  readonly close: () => void
}

export function StartEvaluation({ programme, close }: StartEvaluationProps) {
  const words = useRoomWords(cycleActWords)
  const { clause } = useWords()
  const { documents, today, calendar } = useOffice()
  const [, go] = useLocation()
  const say = useSay()
  const { data: clauses = [] } = useQuery(clausesQuestion(programme))
  const initial: {
    title: string
    clause: string
    scope: 'all' | 'some'
    targets: readonly string[]
    closesOn: string
    dueOn: string
    document: typeof noBasis
  } = {
    title: '',
    clause: 'III.2-2',
    scope: 'all',
    targets: [],
    closesOn: written(today),
    dueOn: written(calendar.addWorkingDays(today, 20)),
    document: noBasis,
  }
  const form = useForm({
    draft: `${programme}/startEvaluation`,
    initial,
    send: ({ title, clause: place, scope, targets, closesOn, dueOn, document }) =>
      ask(`programmes/${programme}/evaluations`, CycleView, {
        method: 'POST',
        body: {
          title: title.trim(),
          clause: place,
          document: basisSent(document, documents),
          ...dayFilled('closesOn', closesOn),
          ...dayFilled('dueOn', dueOn),
          ...(scope === 'some' ? { targets } : {}),
        },
      }),
    done({ id }) {
      say(words.evaluationStarted)
      close()
      go(`/dot-ky/${id}`)
    },
  })
  return (
    <Dialog title={words.startEvaluation} close={close}>
      <ActionForm
        form={form}
        action={words.startEvaluation}
        told={[words.askedForFigures]}
        changes={words.startChanges}
        cancel={close}
      >
        <TextField field={form.field('title')} label={words.evaluationTitle} most={500} />
        <ChoiceField
          field={form.field('clause')}
          label={words.ofClause}
          choices={clauses.map(({ id, title }) => ({ value: id, name: `${clause(id)}: ${title}` }))}
          none={words.chooseClause}
        />
        <OneOf
          field={form.field('scope')}
          label={words.scope}
          choices={[
            { value: 'all', name: words.scopes.all },
            { value: 'some', name: words.scopes.some },
          ]}
        />
        {form.values.scope === 'some' ? (
          <TargetChoice field={form.field('targets')} programme={programme} />
        ) : undefined}
        <div className="sideBySide">
          <DayField field={form.field('closesOn')} label={words.facts.closesOn} />
          <DayField field={form.field('dueOn')} label={words.facts.dueOn} />
        </div>
        <BasisField field={form.field('document')} />
      </ActionForm>
    </Dialog>
  )
}

function TargetChoice({ field, programme }: { readonly field: Field<readonly string[]>; readonly programme: string }) {
  const words = useRoomWords(cycleActWords)
  const { data: targets = [] } = useQuery(targetsQuestion(programme))
  useCheck(field, (chosen) => (chosen.length === 0 ? words.noTargets : undefined))
  return (
    <fieldset className="oneOf targetChoice" id={field.id} tabIndex={-1}>
      <legend>{words.scopes.some}</legend>
      {targets.map(({ id, metric }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={field.value.includes(id)}
            onChange={({ target }) =>
              field.set(target.checked ? [...field.value, id] : field.value.filter((one) => one !== id))
            }
          />
          {metric}
        </label>
      ))}
      {field.wrong ? <p className="wrong">{field.wrong}</p> : undefined}
    </fieldset>
  )
}
