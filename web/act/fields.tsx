/** The fields of a form: a label, a hint, the control, what is wrong with it. Every one is reached and read by its label. */
import { type ReactNode, useRef } from 'react'
import { isCalendarDate, written } from '../../domain/days.ts'
import { dayTyped } from '../days/dayInput.ts'
import { Sign } from '../frame/signs.tsx'
import { useRoomWords } from '../words/language.tsx'
import { type Field, useCheck } from './form.ts'
import { actWords } from './words.ts'

interface Described {
  readonly label: string
  readonly hint?: string | undefined
  readonly optional?: boolean
}

interface LabelledProps extends Described {
  readonly field: Pick<Field<unknown>, 'id' | 'wrong'>
  readonly children: ReactNode
}

export function Labelled({ field: { id, wrong }, label, hint, optional = false, children }: LabelledProps) {
  const words = useRoomWords(actWords)
  return (
    <div className={wrong ? 'field wrongField' : 'field'}>
      <label htmlFor={id}>
        {label} {optional ? <span className="minor">({words.optional})</span> : undefined}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="minor">
          {hint}
        </p>
      ) : undefined}
      {children}
      {wrong ? (
        <p id={`${id}-wrong`} className="wrong">
          {wrong}
        </p>
      ) : undefined}
    </div>
  )
}

function described({ id, wrong }: Pick<Field<unknown>, 'id' | 'wrong'>, hint: string | undefined) {
  return {
    'aria-describedby': [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined,
    'aria-invalid': wrong !== undefined,
  }
}

interface TextProps extends Described {
  readonly field: Field<string>
  readonly most?: number
  /** Several lines. */
  readonly long?: boolean
}

export function TextField({ field, label, hint, optional = false, most = 2000, long = false }: TextProps) {
  const words = useRoomWords(actWords)
  useCheck(field, (value) => {
    if (value.trim() === '') return optional ? undefined : words.missing(label)
    return value.trim().length > most ? words.tooLong(label, most) : undefined
  })
  const control = {
    ...described(field, hint),
    id: field.id,
    value: field.value,
    required: !optional,
    autoComplete: 'off',
  }
  return (
    <Labelled field={field} label={label} hint={hint} optional={optional}>
      {long ? (
        <textarea {...control} rows={3} onChange={({ target }) => field.set(target.value)} />
      ) : (
        <input {...control} type="text" onChange={({ target }) => field.set(target.value)} />
      )}
    </Labelled>
  )
}

interface DayProps extends Described {
  readonly field: Field<string>
  /** Beside it: days that are often meant, each one click. */
  readonly suggestions?: readonly { readonly day: string; readonly label: string }[]
}

/** A day as it is typed; the browser's calendar is an extra. */
export function DayField({ field, label, hint, optional = false, suggestions = [] }: DayProps) {
  const words = useRoomWords(actWords)
  const picker = useRef<HTMLInputElement>(null)
  useCheck(field, (value) => {
    if (value.trim() === '') return optional ? undefined : words.missing(label)
    return dayTyped(value) === undefined ? words.notADay(label, value.trim()) : undefined
  })
  return (
    <Labelled field={field} label={label} hint={hint} optional={optional}>
      <div className="dayField">
        <input
          {...described(field, hint)}
          id={field.id}
          type="text"
          value={field.value}
          required={!optional}
          autoComplete="off"
          placeholder="31/12/2015"
          onChange={({ target }) => field.set(target.value)}
        />
        <button
          type="button"
          className="pick"
          aria-label={words.pickDay(label)}
          onClick={() => picker.current?.showPicker()}
        >
          <Sign name="calendar" />
        </button>
        <input
          ref={picker}
          type="date"
          className="picker"
          tabIndex={-1}
          aria-hidden="true"
          value={dayTyped(field.value) ?? ''}
          onChange={({ target }) => {
            if (isCalendarDate(target.value)) field.set(written(target.value))
          }}
        />
        {suggestions.map(({ day, label: name }) => (
          <button key={day} type="button" className="linklike" onClick={() => field.set(day)}>
            {name}
          </button>
        ))}
      </div>
    </Labelled>
  )
}

export interface Choice {
  readonly value: string
  readonly name: string
}

interface ChoiceProps extends Described {
  readonly field: Field<string>
  readonly choices: readonly Choice[]
  /** While nothing is chosen. */
  readonly none: string
}

export function ChoiceField({ field, label, hint, optional = false, choices, none }: ChoiceProps) {
  const words = useRoomWords(actWords)
  useCheck(field, (value) => (value === '' && !optional ? words.notChosen(label) : undefined))
  return (
    <Labelled field={field} label={label} hint={hint} optional={optional}>
      <select
        {...described(field, hint)}
        id={field.id}
        value={field.value}
        required={!optional}
        onChange={({ target }) => field.set(target.value)}
      >
        <option value="">{none}</option>
        {choices.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

interface OneOfProps<Value extends string> {
  readonly field: Pick<Field<Value>, 'id' | 'value' | 'set'>
  readonly label: string
  readonly choices: readonly { readonly value: Value; readonly name: string }[]
}

/** A few choices, all of them seen. */
export function OneOf<Value extends string>({ field, label, choices }: OneOfProps<Value>) {
  return (
    <fieldset className="oneOf">
      <legend>{label}</legend>
      {choices.map(({ value, name }) => (
        <label key={value}>
          <input
            type="radio"
            name={field.id}
            id={value === field.value ? field.id : undefined}
            checked={value === field.value}
            onChange={() => field.set(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
