/** What the office changes of a cycle: its days, its agencies, its end, whom it asks once more. */
import * as z from 'zod/mini'
import { CycleView } from '../../../domain/cycles/cycleView.ts'
import { written } from '../../../domain/days.ts'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import { ChoiceField, DayField, TextField } from '../../act/fields.tsx'
import { dayTyped } from '../../days/dayInput.ts'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords, useWords } from '../../words/language.tsx'
import { ActForm, type CycleActProps, useCycleForm } from './cycleForm.tsx'
import { cycleActWords } from './words.ts'

export function AskAgain(props: CycleActProps) {
  const form = useCycleForm({
    ...props,
    act: 'askAgain',
    path: 'asking-again',
    initial: {},
    body: () => ({}),
    answer: z.strictObject({ asked: z.array(z.string()), cycle: CycleView }),
  })
  return <ActForm {...props} act="askAgain" form={form} />
}

export function ChangeDates(props: CycleActProps) {
  const { cycles } = useWords()
  const words = useRoomWords(cycleActWords)
  const { documents } = useOffice()
  const { closesOn, gatherUntil, dueOn } = props.cycle.value
  const before = { closesOn, gatherUntil, dueOn }
  const form = useCycleForm({
    ...props,
    act: 'changeDates',
    path: 'dates',
    initial: {
      document: noBasis,
      closesOn: written(closesOn),
      gatherUntil: written(gatherUntil),
      dueOn: written(dueOn),
    },
    // A day that stays is not asked to move.
    body: ({ document, ...days }) => ({
      document: basisSent(document, documents),
      ...Object.fromEntries(
        (['closesOn', 'gatherUntil', 'dueOn'] as const).flatMap((name) => {
          const day = dayTyped(days[name])
          return day && day !== before[name] ? [[name, day]] : []
        }),
      ),
    }),
  })
  return (
    <ActForm {...props} act="changeDates" form={form}>
      <div className="sideBySide">
        <DayField field={form.field('closesOn')} label={words.facts.closesOn} />
        <DayField field={form.field('gatherUntil')} label={cycles.gatherUntil} />
        <DayField field={form.field('dueOn')} label={cycles.due} />
      </div>
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

export function ChangeHolder(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const { documents, nameOf } = useOffice()
  const { lead, givenBy, receivedBy, cooperating } = props.cycle.value
  const holders = [...new Set([lead, givenBy, ...(receivedBy ? [receivedBy] : []), ...cooperating])]
  const form = useCycleForm({
    ...props,
    act: 'changeHolder',
    path: 'holder',
    initial: { agency: lead, successor: '', document: noBasis },
    body: ({ agency, successor, document }) => ({ agency, successor, document: basisSent(document, documents) }),
  })
  return (
    <ActForm {...props} act="changeHolder" form={form}>
      <ChoiceField
        field={form.field('agency')}
        label={words.holder}
        choices={holders.map((value) => ({ value, name: nameOf(value) }))}
        none={words.chooseAgency}
      />
      <ChoiceField
        field={form.field('successor')}
        label={words.successor}
        choices={useAgencyChoices()}
        none={words.chooseAgency}
      />
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

export function Withdraw(props: CycleActProps) {
  const words = useRoomWords(cycleActWords)
  const { documents } = useOffice()
  const form = useCycleForm({
    ...props,
    act: 'withdraw',
    path: 'withdrawal',
    initial: { reason: '', document: noBasis },
    body: ({ reason, document }) => ({ reason, document: basisSent(document, documents) }),
  })
  return (
    <ActForm {...props} act="withdraw" form={form}>
      <TextField field={form.field('reason')} label={words.reason} most={1000} long />
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}
