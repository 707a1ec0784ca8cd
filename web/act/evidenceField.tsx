/** The papers and files that prove a result: one at first, more where there are more. */
import { Button } from '@mantine/core'
import { useRoomWords } from '../words/language.tsx'
import { type EvidenceValue, evidenceValue } from './evidence.ts'
import { DayField, TextField } from './fields.tsx'
import { FilesField } from './filesField.tsx'
import type { Field } from './form.ts'
import { actWords } from './words.ts'

interface EvidenceFieldProps {
  readonly field: Field<readonly EvidenceValue[]>
  readonly programme: string
}

const most = 20

export function EvidenceField({ field, programme }: EvidenceFieldProps) {
  const words = useRoomWords(actWords)
  const { value } = field
  return (
    <div className="evidence">
      {value.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a paper is known by while it is typed
        <fieldset key={index} className="onePaper">
          <legend>{words.paper(index + 1)}</legend>
          <Paper field={field.part(index)} programme={programme} />
          {value.length > 1 ? (
            <button type="button" className="linklike" onClick={() => field.set(value.toSpliced(index, 1))}>
              {words.removePaper(index + 1)}
            </button>
          ) : undefined}
        </fieldset>
      ))}
      {value.length < most ? (
        <Button variant="subtle" size="compact-md" onClick={() => field.set([...value, evidenceValue()])}>
          {words.addPaper}
        </Button>
      ) : undefined}
    </div>
  )
}

function Paper({ field, programme }: { readonly field: Field<EvidenceValue>; readonly programme: string }) {
  const words = useRoomWords(actWords)
  return (
    <>
      <TextField field={field.part('title')} label={words.paperTitle} most={500} />
      <div className="sideBySide">
        <TextField field={field.part('number')} label={words.documentNumber} most={100} optional />
        <DayField field={field.part('issuedOn')} label={words.documentDay} optional />
        <TextField field={field.part('level')} label={words.paperLevel} most={200} optional />
      </div>
      <FilesField field={field.part('files')} programme={programme} />
    </>
  )
}
