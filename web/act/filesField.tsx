/**
 * Files, in two steps: chosen ones wait until their sender has said that they hold no state secrets, and are then sent
 * one after the other. What was received stands in the form; what was refused says why.
 */
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { Trouble } from '../frame/asked.tsx'
import { useRoomWords, useWords } from '../words/language.tsx'
import type { SentFile } from './evidence.ts'
import { type Field, useCheck } from './form.ts'
import { uploaded } from './upload.ts'
import { actWords } from './words.ts'

interface Waiting {
  readonly file: File
  readonly state: 'waits' | 'sending'
  readonly trouble?: Error
}

interface FilesFieldProps {
  readonly field: Field<readonly SentFile[]>
  readonly programme: string
  readonly label?: string
}

export function FilesField({ field, programme, label }: FilesFieldProps) {
  const words = useRoomWords(actWords)
  const picker = useRef<HTMLInputElement>(null)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const received = useRef(field.value)
  received.current = field.value
  const isSending = waiting.some(({ state }) => state === 'sending')
  useCheck(field, () => (waiting.length > 0 ? words.filesUnsent : undefined))

  const change = (file: File, next: Partial<Waiting> | undefined) =>
    setWaiting((all) =>
      all.flatMap((one) => (one.file !== file ? [one] : next === undefined ? [] : [{ ...one, ...next }])),
    )

  async function send(): Promise<void> {
    for (const { file, trouble } of waiting) {
      if (trouble) continue
      change(file, { state: 'sending' })
      try {
        const { id, name, bytes } = await uploaded(file, programme)
        change(file, undefined)
        received.current = [...received.current, { id, name, bytes }]
        field.set(received.current)
      } catch (error) {
        change(file, { state: 'waits', trouble: error instanceof Error ? error : new Error(String(error)) })
      }
    }
  }

  return (
    <fieldset className={field.wrong ? 'files wrongField' : 'files'}>
      <legend>{label ?? words.files}</legend>
      <p className="minor" id={`${field.id}-hint`}>
        {words.filesHint}
      </p>
      {field.value.length + waiting.length > 0 ? (
        <ul>
          {field.value.map((one) => (
            <FileLine
              key={one.id}
              {...one}
              state={words.uploaded}
              remove={() => field.set(field.value.filter(({ id }) => id !== one.id))}
            />
          ))}
          {waiting.map(({ file, state, trouble }) => (
            <FileLine
              key={`${file.name}${file.lastModified}`}
              name={file.name}
              bytes={file.size}
              state={state === 'sending' ? words.uploading : trouble ? '' : words.waitsForWord}
              trouble={trouble}
              remove={state === 'sending' ? undefined : () => change(file, undefined)}
            />
          ))}
        </ul>
      ) : undefined}
      {waiting.some(({ trouble }) => !trouble) ? (
        <label className="tick">
          <input
            type="checkbox"
            checked={isSending}
            disabled={isSending}
            onChange={() => {
              send().catch(() => {})
            }}
          />
          {words.noSecrets}
        </label>
      ) : undefined}
      <Button
        id={field.id}
        variant="default"
        size="compact-md"
        disabled={isSending}
        aria-describedby={`${field.id}-hint`}
        onClick={() => picker.current?.click()}
      >
        {words.pickFiles}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg,.txt"
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])].map((file): Waiting => ({ file, state: 'waits' }))
          setWaiting((all) => [...all, ...chosen])
          target.value = ''
        }}
      />
      {field.wrong ? <p className="wrong">{field.wrong}</p> : undefined}
    </fieldset>
  )
}

interface FileLineProps {
  readonly name: string
  readonly bytes: number
  readonly state: string
  readonly trouble?: Error | undefined
  readonly remove: (() => void) | undefined
}

function FileLine({ name, bytes, state, trouble, remove }: FileLineProps) {
  const words = useRoomWords(actWords)
  const { number } = useWords()
  return (
    <li>
      <span>
        {name}{' '}
        <span className="minor">
          {words.size(number(Math.ceil(bytes / 1024)))}
          {state ? `, ${state}` : ''}
        </span>
        {trouble ? (
          <span className="wrong" role="alert">
            <Trouble error={trouble} />
          </span>
        ) : undefined}
      </span>
      {remove ? (
        <button type="button" className="shut" aria-label={words.remove(name)} onClick={remove}>
          ×
        </button>
      ) : undefined}
    </li>
  )
}
