/** Answering what an agency asks to have changed of its assignment: on a document, or no, with the reason. */
import { AssignmentView } from '../../domain/assignments/assignmentView.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { basisSent, noBasis } from '../act/basis.ts'
import { BasisField } from '../act/basisField.tsx'
import { Dialog } from '../act/dialog.tsx'
import { TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { ask } from '../api/ask.ts'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useWords, Written } from '../words/language.tsx'

interface ProposalActProps {
  readonly assignment: AssignmentView
  readonly answer: 'take' | 'decline'
  readonly close: () => void
}

export function ProposalAct({ assignment: { id, title, proposal }, answer, close }: ProposalActProps) {
  const { decisions: words } = useWords()
  const { documents, nameOf } = useOffice()
  const say = useSay()
  const form = useForm({
    draft: `${id}/proposal/${answer}`,
    initial: { reason: '', document: noBasis },
    send: ({ reason, document }) =>
      answer === 'take'
        ? ask(`assignments/${id}/proposal/acceptance`, AssignmentView, {
            method: 'POST',
            body: { document: basisSent(document, documents) },
          })
        : ask(`assignments/${id}/proposal/refusal`, AssignmentView, { method: 'POST', body: { reason } }),
    done() {
      say(words.answered)
      close()
    },
  })
  return (
    <Dialog title={words[answer]} about={<Written>{title}</Written>} close={close}>
      <ActionForm
        form={form}
        action={words[answer]}
        told={answer === 'take' && proposal ? [nameOf(proposal.by)] : []}
        changes={words.changes[answer]}
        cancel={close}
      >
        {answer === 'take' ? (
          <BasisField field={form.field('document')} />
        ) : (
          <TextField field={form.field('reason')} label={words.reason} long />
        )}
      </ActionForm>
    </Dialog>
  )
}
