/** A draft, a plan, a report: its facts and its files. */

import type { SentFile } from '../../act/evidence.ts'
import { dayFilled, filesFilled, filled } from '../../act/evidence.ts'
import { DayField, TextField } from '../../act/fields.tsx'
import { FilesField } from '../../act/filesField.tsx'
import type { Field } from '../../act/form.ts'
import { useRoomWords } from '../../words/language.tsx'
import { cycleActWords } from './words.ts'

export interface PaperValue {
  readonly title: string
  readonly number: string
  readonly issuedOn: string
  readonly signer: string
  readonly files: readonly SentFile[]
}

export function paperValue(title: string, issuedOn = ''): PaperValue {
  return { title, number: '', issuedOn, signer: '', files: [] }
}

export function paperSent({ title, number, issuedOn, signer, files }: PaperValue) {
  return {
    title: title.trim(),
    ...filled('number', number),
    ...dayFilled('issuedOn', issuedOn),
    ...filled('signer', signer),
    ...filesFilled(files),
  }
}

interface PaperFieldsProps {
  readonly field: Field<PaperValue>
  readonly programme: string
  /** A draft has neither number nor signer. */
  readonly issued: boolean
}

export function PaperFields({ field, programme, issued }: PaperFieldsProps) {
  const words = useRoomWords(cycleActWords)
  return (
    <>
      <TextField field={field.part('title')} label={words.paperTitle} most={500} long />
      {issued ? (
        <div className="sideBySide">
          <TextField field={field.part('number')} label={words.paperNumber} most={100} />
          <DayField field={field.part('issuedOn')} label={words.paperDay} />
          <TextField field={field.part('signer')} label={words.paperSigner} most={200} />
        </div>
      ) : undefined}
      <FilesField field={field.part('files')} programme={programme} />
    </>
  )
}
