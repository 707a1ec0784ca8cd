/**
 * How every form looks: who will be told and what changes, the fields, what is wrong (which takes the focus), what
 * somebody else changed meanwhile, and the buttons.
 */
import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import '../look/act.css'
import { Trouble } from '../frame/asked.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { TextField } from './fields.tsx'
import type { Difference, Form } from './form.ts'
import { Told } from './told.tsx'
import { actWords } from './words.ts'

interface ActionFormProps {
  // A form of any values: they are its fields' affair.
  readonly form: Pick<
    Form<never>,
    'submit' | 'isSending' | 'wrong' | 'trouble' | 'conflict' | 'failures' | 'doer' | 'draftOf' | 'forgetDraft'
  >
  /** On the button: the action by its name. */
  readonly action: string
  /** Whose mailboxes hear of it, by name. */
  readonly told: readonly string[]
  readonly changes: string
  readonly cancel?: () => void
  /** Beside the button: another way to send the same form. */
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

export function ActionForm({ form, action, told, changes, cancel, beside, children }: ActionFormProps) {
  const words = useRoomWords(actWords)
  return (
    // Ctrl+Enter sends wherever one types; composing a letter of Vietnamese is no sending.
    <form
      className="actForm"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return
        event.preventDefault()
        form.submit()
      }}
    >
      {form.draftOf === undefined ? undefined : (
        <p className="draftBack">
          {words.draftBack(timeOf(form.draftOf))}{' '}
          <button type="button" className="linklike" onClick={form.forgetDraft}>
            {words.dropDraft}
          </button>
        </p>
      )}
      <Summary form={form} />
      {children}
      {form.doer ? <TextField field={form.doer} label={words.doer} hint={words.doerHint} most={200} /> : undefined}
      <Told names={told} changes={changes} />
      <p className="buttons">
        <Button type="submit" loading={form.isSending}>
          {form.conflict ? words.sendAnyway : action}
        </Button>
        {beside}
        {cancel ? (
          <Button variant="default" onClick={cancel}>
            {words.close}
          </Button>
        ) : undefined}
      </p>
    </form>
  )
}

/** What is wrong, all of it, with a way to each field. */
function Summary({
  form: { wrong, trouble, conflict, failures },
}: {
  readonly form: Pick<Form<never>, 'wrong' | 'trouble' | 'conflict' | 'failures'>
}) {
  const words = useRoomWords(actWords)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (failures > 0) place.current?.focus()
  }, [failures])
  if (wrong.length === 0 && !trouble && !conflict) return undefined
  return (
    <div ref={place} className="failure" role="alert" tabIndex={-1}>
      <h3>{conflict ? words.conflict : words.notSent}</h3>
      {conflict ? <Changed differences={conflict} /> : undefined}
      {trouble ? (
        <p>
          <Trouble error={trouble} />
        </p>
      ) : undefined}
      {wrong.length > 0 ? (
        <ul>
          {wrong.map(({ field, sentence }) => (
            <li key={`${field}${sentence}`}>
              {field === undefined ? (
                sentence
              ) : (
                <a
                  href={`#${field}`}
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(field)?.focus()
                  }}
                >
                  {sentence}
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : undefined}
    </div>
  )
}

/** Both versions, beside each other. */
function Changed({ differences }: { readonly differences: readonly Difference[] }) {
  const words = useRoomWords(actWords)
  return (
    <>
      <p>{words.conflictWhat}</p>
      <table className="versions">
        <thead>
          <tr>
            <td />
            <th scope="col">{words.whenOpened}</th>
            <th scope="col">{words.now}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ name, was, is }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <Written>{was ?? words.nothing}</Written>
              </td>
              <td>
                <Written>{is ?? words.nothing}</Written>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
}
