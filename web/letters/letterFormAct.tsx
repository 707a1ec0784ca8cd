/** Lời thư: the address and the signature of one's own office, in a letter as it would look, and a test letter to oneself. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { LetterForm, usualGreeting } from '../../domain/letters/letterForm.ts'
import { sampleLetter } from '../../domain/letters/sampleLetter.ts'
import type { Agency } from '../../domain/programme/schema.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { Dialog } from '../act/dialog.tsx'
import { filled } from '../act/evidence.ts'
import { TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { ask } from '../api/ask.ts'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords } from '../words/language.tsx'
import { LetterSheet } from './letterSheet.tsx'
import { lettersWords } from './words.ts'

const Tried = z.object({ mailbox: z.string(), outcome: z.enum(['sent', 'refused', 'delayed']) })

export function LetterFormAct({ agency, close }: { readonly agency: Agency; readonly close: () => void }) {
  const words = useRoomWords(lettersWords)
  const { today, session } = useOffice()
  const say = useSay()
  const { id, name, letterForm } = agency
  const form = useForm({
    draft: `letter-form/${id}`,
    initial: { greeting: letterForm?.greeting ?? '', signature: letterForm?.signature ?? '' },
    send: (values) => ask(`agencies/${id}/letter-form`, LetterForm, { method: 'PUT', body: wordsOf(values) }),
    done() {
      say(words.saved)
      close()
    },
  })
  const greeting = form.field('greeting')
  const signature = form.field('signature')
  const now = wordsOf({ greeting: greeting.value, signature: signature.value })
  const trial = useMutation({
    mutationFn: () => ask('trial-letters', Tried, { method: 'POST', body: { agency: id, form: now } }),
    onSuccess: ({ mailbox, outcome }) => say(words.tried[outcome](mailbox)),
  })
  const sample = sampleLetter({ addressee: session.name, office: name, form: now, on: today })
  return (
    <Dialog title={words.form} close={close}>
      <ActionForm
        form={form}
        action={words.save}
        told={[]}
        changes={words.formChanges}
        cancel={close}
        beside={
          <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
            {words.try}
          </Button>
        }
      >
        <TextField
          field={greeting}
          label={words.greeting}
          hint={words.greetingHint(usualGreeting)}
          most={100}
          optional
        />
        <TextField
          field={signature}
          label={words.signature}
          hint={words.signatureHint(name)}
          most={500}
          long
          optional
        />
        <section aria-label={words.preview}>
          <h3>{words.preview}</h3>
          <LetterSheet text={sample.text} addresses={[]} />
        </section>
      </ActionForm>
    </Dialog>
  )
}

/** What is left empty is said as usual. */
function wordsOf({ greeting, signature }: { readonly greeting: string; readonly signature: string }): LetterForm {
  return { ...filled('greeting', greeting), ...filled('signature', signature.replace(/\n\s*\n/g, '\n')) }
}
