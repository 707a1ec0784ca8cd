/** An address that letters go to. */
import type { ReactNode } from 'react'
import { TextField } from '../act/fields.tsx'
import { type Field, useCheck } from '../act/form.ts'
import { useRoomWords } from '../words/language.tsx'
import { adminWords } from './words.ts'

export function MailboxField(props: { readonly field: Field<string>; readonly label: string }) {
  return (
    <Checked {...props}>
      <TextField {...props} most={254} />
    </Checked>
  )
}

/** Asked after the field's own check: what is there must look like an address. */
function Checked({
  field,
  label,
  children,
}: {
  readonly field: Field<string>
  readonly label: string
  readonly children: ReactNode
}) {
  const words = useRoomWords(adminWords)
  useCheck(field, (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? undefined : words.notAMailbox(label)))
  return children
}
