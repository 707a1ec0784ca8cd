/** An address that letters go to. */
import type { ReactNode } from 'react'
import { TextField } from '../act/fields.tsx'
import { type Field, useCheck } from '../act/form.ts'
import { useRoomWords } from '../words/language.tsx'
import { adminWords } from './words.ts'

interface MailboxFieldProps {
  readonly field: Field<string>
  readonly label: string
  readonly hint?: string
  readonly optional?: true
}

export function MailboxField(props: MailboxFieldProps) {
  return (
    <Checked {...props}>
      <TextField {...props} most={254} />
    </Checked>
  )
}

/** Asked after the field's own check: what is there must look like an address. */
function Checked({ field, label, optional, children }: MailboxFieldProps & { readonly children: ReactNode }) {
  const words = useRoomWords(adminWords)
  useCheck(field, (value) =>
    (optional && value.trim() === '') || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())
      ? undefined
      : words.notAMailbox(label),
  )
  return children
}
