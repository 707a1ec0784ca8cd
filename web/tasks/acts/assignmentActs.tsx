/**
 * The assignment behind a task, with all its occurrences: its agency proposes a change, who gave it stops it by a
 * document.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayEver } from '../../../domain/access/access.ts'
import { AssignmentView } from '../../../domain/assignments/assignmentView.ts'
import { written } from '../../../domain/days.ts'
import { type Refusal, sentence } from '../../../domain/refusals.ts'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField } from '../../act/basisField.tsx'
import { CooperatingField, cooperatingSent, cooperatingValues } from '../../act/cooperatingField.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { filled } from '../../act/evidence.ts'
import { TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { mayDo, type Offer } from '../../act/may.ts'
import { OfferBar } from '../../act/offerBar.tsx'
import { ask, type Versioned } from '../../api/ask.ts'
import { assignmentQuestion } from '../../api/questions.ts'
import { type Office, useOffice } from '../../frame/office.tsx'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, Written } from '../../words/language.tsx'
import { Block } from '../resultBlock.tsx'
import { taskActWords } from './words.ts'

type Act = 'propose' | 'withdrawAll'

export function AssignmentActs({ task }: { readonly task: TaskView }) {
  const words = useRoomWords(taskActWords)
  const office = useOffice()
  const mayRead = mayEver('assignment.read', office.session.roles)
  const { data } = useQuery({ ...assignmentQuestion(task.assignment), enabled: mayRead })
  const [act, setAct] = useState<Act>()
  if (!data) return undefined
  const { proposal, proposalAnswered } = data.value
  const offers = offersFor(data.value, task, office)
  if (offers.length === 0 && !proposal && !proposalAnswered) return undefined
  return (
    <Block title={words.assignment.title}>
      {proposal ? (
        <p>
          <Written>{words.assignment.asked(written(proposal.on), proposal.reason)}</Written>
        </p>
      ) : undefined}
      {proposalAnswered ? (
        <p>
          {proposalAnswered.document
            ? words.assignment.taken(written(proposalAnswered.on))
            : words.assignment.declined(written(proposalAnswered.on))}{' '}
          <Written>{proposalAnswered.reason}</Written>
        </p>
      ) : undefined}
      <OfferBar offers={offers} names={words.assignment.acts} choose={setAct} quiet>
        {act === 'propose' ? <Propose assignment={data} close={() => setAct(undefined)} /> : undefined}
        {act === 'withdrawAll' ? <WithdrawAll assignment={data} close={() => setAct(undefined)} /> : undefined}
      </OfferBar>
    </Block>
  )
}

function offersFor(assignment: AssignmentView, task: TaskView, office: Office): readonly Offer<Act>[] {
  const parties = {
    lead: task.lead,
    cooperating: task.cooperating.map(({ agency }) => agency),
    givenBy: assignment.givenBy,
  }
  const refusals: { readonly [act in Act]: Refusal | undefined } = {
    propose: assignment.withdrawn
      ? { code: 'assignment-withdrawn' }
      : assignment.proposal
        ? { code: 'proposal-pending', on: assignment.proposal.on }
        : undefined,
    withdrawAll: assignment.withdrawn ? { code: 'assignment-withdrawn' } : undefined,
  }
  const rows = { propose: 'assignment.propose', withdrawAll: 'assignment.withdraw' } as const
  return (['propose', 'withdrawAll'] as const).flatMap((act): Offer<Act>[] => {
    const may = mayDo(rows[act], parties, office)
    if (may === 'no') return []
    const refusal: Refusal | undefined = may === 'barred' ? { code: 'own-work' } : refusals[act]
    return [{ act, whyNot: refusal && sentence(refusal) }]
  })
}

interface FormProps {
  readonly assignment: Versioned<AssignmentView>
  readonly close: () => void
}

function Propose({ assignment: { value, version }, close }: FormProps) {
  const words = useRoomWords(taskActWords)
  const say = useSay()
  const { id, title, product = '', cooperating } = value
  const before = cooperatingValues(cooperating)
  const form = useForm({
    draft: `${id}/propose`,
    initial: { product, cooperating: before, reason: '' },
    send: (values) => {
      const isSame = JSON.stringify(values.cooperating) === JSON.stringify(before)
      const change = {
        ...(values.product.trim() === product ? {} : filled('product', values.product)),
        ...(isSame ? {} : { cooperating: cooperatingSent(values.cooperating) }),
      }
      const body = { reason: values.reason, change }
      return ask(`assignments/${id}/proposal`, AssignmentView, { method: 'POST', body, version })
    },
    fieldAt: (path) => path.replace(/^change\./, ''),
    done() {
      say(words.assignment.proposed)
      close()
    },
  })
  return (
    <Dialog title={words.assignment.acts.propose} about={<Written>{title}</Written>} close={close}>
      <ActionForm
        form={form}
        action={words.assignment.acts.propose}
        told={[]}
        changes={words.assignment.proposeChanges}
        cancel={close}
      >
        <TextField field={form.field('product')} label={words.newProduct} long optional />
        <CooperatingField field={form.field('cooperating')} />
        <TextField field={form.field('reason')} label={words.reason} long />
      </ActionForm>
    </Dialog>
  )
}

function WithdrawAll({ assignment: { value, version }, close }: FormProps) {
  const words = useRoomWords(taskActWords)
  const { documents, nameOf } = useOffice()
  const say = useSay()
  const { id, title, to, cooperating } = value
  const form = useForm({
    draft: `${id}/withdraw`,
    initial: { reason: '', document: noBasis },
    send: ({ reason, document }) => {
      const body = { reason, document: basisSent(document, documents) }
      return ask(`assignments/${id}/withdrawal`, AssignmentView, { method: 'POST', body, version })
    },
    done() {
      say(words.assignment.withdrawn)
      close()
    },
  })
  const holders = [...(to && 'lead' in to ? [to.lead] : []), ...cooperating.map(({ agency }) => agency)]
  return (
    <Dialog title={words.assignment.acts.withdrawAll} about={<Written>{title}</Written>} close={close}>
      <ActionForm
        form={form}
        action={words.assignment.acts.withdrawAll}
        told={holders.map(nameOf)}
        changes={words.assignment.withdrawChanges}
        cancel={close}
      >
        <TextField field={form.field('reason')} label={words.reason} long />
        <BasisField field={form.field('document')} />
      </ActionForm>
    </Dialog>
  )
}
