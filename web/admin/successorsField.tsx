/** The agencies that take over, each with its field: added, taken out, changed. */
import { Button } from '@mantine/core'
import { ChoiceField, TextField } from '../act/fields.tsx'
import { type Field, useCheck } from '../act/form.ts'
import { useRoomWords } from '../words/language.tsx'
import { isUnclear, type SuccessorValue } from './successors.ts'
import { adminWords } from './words.ts'

interface SuccessorsFieldProps {
  readonly field: Field<readonly SuccessorValue[]>
  readonly choices: readonly { readonly value: string; readonly name: string }[]
}

export function SuccessorsField({ field, choices }: SuccessorsFieldProps) {
  const { reorganise: words, ...all } = useRoomWords(adminWords)
  const { value } = field
  useCheck(field, (values) => (isUnclear(values) ? words.successorsUnclear : undefined))
  return (
    <fieldset className={field.wrong ? 'onePaper wrongField' : 'onePaper'}>
      <legend>{words.successors}</legend>
      <p className="minor">{words.successorsHint}</p>
      {value.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what an agency is known by while it is chosen
        <div key={index} className="sideBySide">
          <ChoiceField
            field={field.part(index).part('agency')}
            label={words.successor(index + 1)}
            choices={choices}
            none={all.chooseAgency}
          />
          <TextField field={field.part(index).part('clauses')} label={words.successorField} most={1000} optional />
          {value.length > 2 ? (
            <button type="button" className="linklike" onClick={() => field.set(value.toSpliced(index, 1))}>
              {words.removeSuccessor(index + 1)}
            </button>
          ) : undefined}
        </div>
      ))}
      {field.wrong ? <p className="wrong">{field.wrong}</p> : undefined}
      <Button
        id={field.id}
        variant="subtle"
        size="compact-md"
        onClick={() => field.set([...value, { agency: '', clauses: '' }])}
      >
        {words.addSuccessor}
      </Button>
    </fieldset>
  )
}
