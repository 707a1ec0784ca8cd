/**
 * One position of a person: title, body, days; what they are in it where that is not what they are everywhere, the
 * programmes it is for, and to whom it is delegated from which day to which (ủy quyền).
 */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Role } from '../../domain/access/roles.ts'
import { written } from '../../domain/days.ts'
import { useAgencyChoices } from '../act/basisField.tsx'
import { ChoiceField, DayField, TextField } from '../act/fields.tsx'
import type { Field } from '../act/form.ts'
import { useOffice } from '../frame/office.tsx'
import { useRoomWords } from '../words/language.tsx'
import type { DelegationValue, PositionValue } from './position.ts'
import { peopleQuestion } from './questions.ts'
import { adminWords } from './words.ts'

interface PositionFieldsProps {
  readonly field: Field<PositionValue>
  readonly ordinal: number
  /** Whose it is: nobody delegates to themselves. */
  readonly holder: string | undefined
}

export function PositionFields({ field, ordinal, holder }: PositionFieldsProps) {
  const words = useRoomWords(adminWords)
  const { programmes } = useOffice()
  const { roles, programmes: chosen, delegations } = field.value
  const isSpecial = roles.length > 0 || chosen.length > 0 || delegations.length > 0
  return (
    <fieldset className="onePaper">
      <legend>{words.position(ordinal)}</legend>
      <TextField field={field.part('title')} label={words.positionTitle} most={300} />
      <ChoiceField
        field={field.part('agency')}
        label={words.agency}
        choices={useAgencyChoices()}
        none={words.chooseAgency}
      />
      <div className="sideBySide">
        <DayField field={field.part('from')} label={words.positionFrom} />
        <DayField field={field.part('to')} label={words.positionTo} optional />
      </div>
      <details open={isSpecial}>
        <summary>{words.positionMore}</summary>
        <SomeOf
          field={field.part('roles')}
          label={words.positionRoles}
          choices={Role.options.map((role) => ({ value: role, name: words.role[role] }))}
        />
        {programmes.length > 0 ? (
          <SomeOf
            field={field.part('programmes')}
            label={words.positionProgrammes}
            choices={programmes.map(({ id, number }) => ({ value: id, name: number }))}
          />
        ) : undefined}
        <Delegations field={field.part('delegations')} holder={holder} />
      </details>
    </fieldset>
  )
}

interface SomeOfProps<Value extends string> {
  readonly field: Field<readonly Value[]>
  readonly label: string
  readonly choices: readonly { readonly value: Value; readonly name: string }[]
}

/** As many as are ticked. */
export function SomeOf<Value extends string>({ field, label, choices }: SomeOfProps<Value>) {
  return (
    <fieldset className="oneOf">
      <legend>{label}</legend>
      {choices.map(({ value, name }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={field.value.includes(value)}
            onChange={({ target }) =>
              field.set(target.checked ? [...field.value, value] : field.value.filter((one) => one !== value))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

interface DelegationsProps {
  readonly field: Field<readonly DelegationValue[]>
  readonly holder: string | undefined
}

function Delegations({ field, holder }: DelegationsProps) {
  const words = useRoomWords(adminWords)
  const { today } = useOffice()
  const { data: people = [] } = useQuery(peopleQuestion)
  const named = field.value.map(({ to }) => to)
  const choices = people
    .filter(({ id, shared, left }) => named.includes(id) || (id !== holder && !shared && !left))
    .map(({ id, name }) => ({ value: id, name }))
  const none: DelegationValue = { to: '', from: written(today), until: '', document: '' }
  return (
    <>
      {field.value.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a delegation is known by while it is typed
        <DelegationFields key={index} field={field.part(index)} choices={choices}>
          <Button
            variant="subtle"
            size="compact-md"
            onClick={() => field.set(field.value.filter((_, place) => place !== index))}
          >
            {words.dropDelegation}
          </Button>
        </DelegationFields>
      ))}
      <p>
        <Button variant="subtle" size="compact-md" onClick={() => field.set([...field.value, none])}>
          {words.addDelegation}
        </Button>
      </p>
    </>
  )
}

interface DelegationFieldsProps {
  readonly field: Field<DelegationValue>
  readonly choices: readonly { readonly value: string; readonly name: string }[]
  readonly children: ReactNode
}

function DelegationFields({ field, choices, children }: DelegationFieldsProps) {
  const words = useRoomWords(adminWords)
  return (
    <fieldset className="onePaper">
      <legend>{words.delegation}</legend>
      <ChoiceField field={field.part('to')} label={words.delegateTo} choices={choices} none={words.choosePerson} />
      <div className="sideBySide">
        <DayField field={field.part('from')} label={words.delegateFrom} />
        <DayField field={field.part('until')} label={words.delegateUntil} />
      </div>
      <TextField field={field.part('document')} label={words.delegateDocument} most={500} optional />
      {children}
    </fieldset>
  )
}
