/** The document a change rests on: one that was entered, a new one by its facts, or one whose notice is awaited. */
import { useMemo } from 'react'
import { basisWritten } from '../../domain/letters/basis.ts'
import { type Office, useOffice } from '../frame/office.tsx'
import { useRoomWords } from '../words/language.tsx'
import type { BasisValue } from './basis.ts'
import { type Choice, ChoiceField, DayField, OneOf, TextField } from './fields.tsx'
import type { Field } from './form.ts'
import { actWords } from './words.ts'

interface BasisFieldProps {
  readonly field: Field<BasisValue>
  readonly label?: string
  /** What was decided in a meeting needs no facts yet: its paper is supplied when it comes. */
  readonly awaitedAlone?: boolean
}

export function BasisField({ field, label, awaitedAlone = false }: BasisFieldProps) {
  const words = useRoomWords(actWords)
  const { documents } = useOffice()
  const agencies = useAgencyChoices()
  const known = useMemo(
    () => documents.toReversed().map((document): Choice => ({ value: document.id, name: basisWritten(document) })),
    [documents],
  )
  const { value } = field
  return (
    <div className="basisField">
      <OneOf
        field={field.part('way')}
        label={label ?? words.basis}
        choices={[
          { value: 'known', name: words.basisKnown },
          { value: 'new', name: words.basisNew },
          { value: 'awaited', name: words.basisAwaited },
        ]}
      />
      {value.way === 'known' ? (
        <ChoiceField field={field.part('known')} label={words.basisKnown} choices={known} none={words.basisChoose} />
      ) : value.way === 'awaited' && awaitedAlone ? undefined : (
        <>
          {value.way === 'new' ? (
            <TextField field={field.part('number')} label={words.documentNumber} most={100} />
          ) : undefined}
          <DayField field={field.part('issuedOn')} label={value.way === 'new' ? words.documentDay : words.meetingDay} />
          <ChoiceField
            field={field.part('issuer')}
            label={words.documentIssuer}
            choices={agencies}
            none={words.chooseAgency}
          />
          <TextField
            field={field.part('title')}
            label={value.way === 'new' ? words.documentTitle : words.meetingTitle}
            long
          />
        </>
      )}
    </div>
  )
}

const byName = new Intl.Collator('vi')

/** Every agency there is today, by name. */
export function useAgencyChoices(): readonly Choice[] {
  const { directory, today } = useOffice()
  return useMemo(() => agencyChoices(directory, today), [directory, today])
}

function agencyChoices(directory: Office['directory'], today: Office['today']): readonly Choice[] {
  return [...directory.values()]
    .filter(({ from, to }) => (!from || from <= today) && (!to || to >= today))
    .map(({ id, name }) => ({ value: id, name }))
    .toSorted((a, b) => byName.compare(a.name, b.name))
}
