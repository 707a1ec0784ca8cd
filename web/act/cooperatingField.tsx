/** The cooperating agencies, each with its part: added, taken out, changed. */
import { Button } from '@mantine/core'
import { useRoomWords } from '../words/language.tsx'
import { useAgencyChoices } from './basisField.tsx'
import { ChoiceField, TextField } from './fields.tsx'
import type { Field } from './form.ts'
import { actWords } from './words.ts'

export interface CooperatingValue {
  readonly agency: string
  readonly part: string
}

export function cooperatingValues(
  all: readonly { readonly agency: string; readonly part?: string | undefined }[],
): readonly CooperatingValue[] {
  return all.map(({ agency, part = '' }) => ({ agency, part }))
}

export function cooperatingSent(values: readonly CooperatingValue[]) {
  return values.map(({ agency, part }) => ({ agency, ...(part.trim() === '' ? {} : { part: part.trim() }) }))
}

export function CooperatingField({ field }: { readonly field: Field<readonly CooperatingValue[]> }) {
  const words = useRoomWords(actWords)
  const agencies = useAgencyChoices()
  const { value } = field
  return (
    <fieldset className="onePaper">
      <legend>{words.cooperating}</legend>
      {value.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what an agency is known by while it is chosen
        <div key={index} className="sideBySide">
          <ChoiceField
            field={field.part(index).part('agency')}
            label={words.cooperatingAgency(index + 1)}
            choices={agencies}
            none={words.chooseAgency}
          />
          <TextField field={field.part(index).part('part')} label={words.cooperatingPart} most={1000} optional />
          <button type="button" className="linklike" onClick={() => field.set(value.toSpliced(index, 1))}>
            {words.removeCooperating(index + 1)}
          </button>
        </div>
      ))}
      <Button
        id={field.id}
        variant="subtle"
        size="compact-md"
        onClick={() => field.set([...value, { agency: '', part: '' }])}
      >
        {words.addCooperating}
      </Button>
    </fieldset>
  )
}
