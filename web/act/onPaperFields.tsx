/** Nhập thay: số đến, ngày đến and the scan of what came on paper. */

import { useRoomWords } from '../words/language.tsx'
import type { SentFile } from './evidence.ts'
import { dayFilled, filesFilled } from './evidence.ts'
import { DayField, TextField } from './fields.tsx'
import { FilesField } from './filesField.tsx'
import type { Field } from './form.ts'
import { actWords } from './words.ts'

export interface ArrivalValue {
  readonly arrivalNumber: string
  readonly arrivedOn: string
  readonly files: readonly SentFile[]
}

export const noArrival: ArrivalValue = { arrivalNumber: '', arrivedOn: '', files: [] }

export function arrivalSent({ arrivalNumber, arrivedOn, files }: ArrivalValue) {
  return { arrivalNumber: arrivalNumber.trim(), ...dayFilled('arrivedOn', arrivedOn), ...filesFilled(files) }
}

export function OnPaperFields({
  field,
  programme,
}: {
  readonly field: Field<ArrivalValue>
  readonly programme: string
}) {
  const words = useRoomWords(actWords)
  return (
    <fieldset className="onePaper">
      <legend>{words.arrival}</legend>
      <div className="sideBySide">
        <TextField field={field.part('arrivalNumber')} label={words.arrivalNumber} most={100} />
        <DayField field={field.part('arrivedOn')} label={words.arrivedOn} />
      </div>
      <FilesField field={field.part('files')} programme={programme} label={words.scan} />
    </fieldset>
  )
}
