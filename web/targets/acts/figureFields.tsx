/** The fields of one figure: its period, its value, how firm it is, whose it is, where it comes from. */
import type { TargetView } from '../../../domain/targets/targetView.ts'
import { ChoiceField, DayField, Labelled, OneOf, TextField } from '../../act/fields.tsx'
import { type Field, useCheck } from '../../act/form.ts'
import { numberTyped } from '../../act/number.ts'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords } from '../../words/language.tsx'
import type { FigureValue } from './figure.ts'
import { targetActWords } from './words.ts'

export function FigureFields({ field, target }: { readonly field: Field<FigureValue>; readonly target: TargetView }) {
  const words = useRoomWords(targetActWords)
  const { nameOf } = useOffice()
  const { span, shape } = field.value
  return (
    <div className="figureFields">
      <OneOf field={field.part('span')} label={words.span} choices={named(words.spans)} />
      {span === 'year' ? <YearField field={field.part('year')} /> : undefined}
      {span === 'asOf' ? <DayField field={field.part('asOf')} label={words.asOf} /> : undefined}
      {span === 'fromTo' ? (
        <div className="sideBySide">
          <DayField field={field.part('from')} label={words.from} />
          <DayField field={field.part('to')} label={words.to} />
        </div>
      ) : undefined}
      <OneOf field={field.part('shape')} label={words.shape} choices={named(words.shapes)} />
      {shape === 'number' ? (
        <NumberField field={field.part('number')} label={words.value(target.unitOfFigures ?? '')} />
      ) : (
        <div className="sideBySide">
          <NumberField field={field.part('numerator')} label={words.numerator} />
          <NumberField field={field.part('denominator')} label={words.denominator} />
        </div>
      )}
      <KindField field={field.part('kind')} />
      {target.areas.length > 0 ? (
        <ChoiceField
          field={field.part('area')}
          label={words.area}
          choices={target.areas.map((area) => ({ value: area, name: nameOf(area) }))}
          none={words.whole}
          optional
        />
      ) : undefined}
      <SourceFields field={field} />
    </div>
  )
}

export function KindField({ field }: { readonly field: Field<FigureValue['kind']> }) {
  const words = useRoomWords(targetActWords)
  return <OneOf field={field} label={words.kind} choices={named(words.kinds)} />
}

export function SourceFields({
  field,
}: {
  readonly field: Field<{ readonly source: string; readonly sourceDate: string }>
}) {
  const words = useRoomWords(targetActWords)
  return (
    <>
      <TextField field={field.part('source')} label={words.source} hint={words.sourceHint} />
      <DayField field={field.part('sourceDate')} label={words.sourceDate} />
    </>
  )
}

function named<Name extends string>(names: { readonly [name in Name]: string }) {
  // The keys of a record of these names are these names.
  return (Object.keys(names) as Name[]).map((value) => ({ value, name: names[value] }))
}

function YearField({ field }: { readonly field: Field<string> }) {
  const words = useRoomWords(targetActWords)
  useCheck(field, (value) => (/^\d{4}$/.test(value.trim()) ? undefined : words.notAYear))
  return (
    <Labelled field={field} label={words.year}>
      <input
        id={field.id}
        type="text"
        inputMode="numeric"
        className="short"
        value={field.value}
        aria-invalid={field.wrong !== undefined}
        onChange={({ target }) => field.set(target.value)}
      />
    </Labelled>
  )
}

function NumberField({ field, label }: { readonly field: Field<string>; readonly label: string }) {
  const words = useRoomWords(targetActWords)
  useCheck(field, (value) => {
    if (value.trim() === '') return words.missing(label)
    return numberTyped(value) === undefined ? words.notANumber(label, value.trim()) : undefined
  })
  return (
    <Labelled field={field} label={label}>
      <input
        id={field.id}
        type="text"
        inputMode="decimal"
        value={field.value}
        aria-invalid={field.wrong !== undefined}
        onChange={({ target }) => field.set(target.value)}
      />
    </Labelled>
  )
}

/** What the API asks before it records an odd figure: the answer is sent along with the same figure. */
export function Doubts({
  trouble,
  confirmed,
}: {
  readonly trouble: readonly { readonly code: string; readonly sentence: string }[]
  readonly confirmed: Field<readonly string[]>
}) {
  const words = useRoomWords(targetActWords)
  const asked = trouble.map(({ code }) => code)
  if (asked.length === 0 && confirmed.value.length === 0) return undefined
  const isConfirmed = asked.every((code) => confirmed.value.includes(code))
  return (
    <fieldset className="doubts">
      <legend>{words.doubts}</legend>
      <label>
        <input
          type="checkbox"
          checked={isConfirmed}
          onChange={({ target }) => confirmed.set(target.checked ? [...new Set([...confirmed.value, ...asked])] : [])}
        />
        {words.confirm}
      </label>
    </fieldset>
  )
}
