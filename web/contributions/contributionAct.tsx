/** One act with what an agency owes, in a window: entered from paper, returned, objected to, no longer asked. */
import { useQuery } from '@tanstack/react-query'
import { ContributionView } from '../../domain/cycles/contributionView.ts'
import { ActionForm } from '../act/actionForm.tsx'
import { Dialog } from '../act/dialog.tsx'
import { TextField } from '../act/fields.tsx'
import { useForm } from '../act/form.ts'
import { arrivalSent, noArrival, OnPaperFields } from '../act/onPaperFields.tsx'
import { ask, askVersioned, type Versioned } from '../api/ask.ts'
import { Asked } from '../frame/asked.tsx'
import { useOffice } from '../frame/office.tsx'
import { useSay } from '../frame/said.tsx'
import { useRoomWords, Written } from '../words/language.tsx'
import { contentOf, contentSent } from './content.ts'
import { ContentFields } from './contentFields.tsx'
import { type FormAsked, formQuestion } from './questions.ts'
import { contributionWords } from './words.ts'

export type ContributionActName = 'onPaper' | 'return' | 'object' | 'withdraw'

interface ContributionActProps {
  readonly contribution: Versioned<ContributionView>
  readonly close: () => void
}

export function ContributionAct({ act, ...props }: ContributionActProps & { readonly act: ContributionActName }) {
  const words = useRoomWords(contributionWords)
  const { nameOf } = useOffice()
  const { kind, agency } = props.contribution.value
  return (
    <Dialog
      title={words.acts[act]}
      about={<Written>{`${words.kinds[kind]}, ${nameOf(agency)}`}</Written>}
      close={props.close}
    >
      {act === 'onPaper' ? <OnPaper {...props} /> : <WithReason {...props} act={act} />}
    </Dialog>
  )
}

const paths = { return: 'content/return', object: 'content/objection', withdraw: 'withdrawal' } as const

function WithReason({
  contribution,
  act,
  close,
}: ContributionActProps & { readonly act: Exclude<ContributionActName, 'onPaper'> }) {
  const words = useRoomWords(contributionWords)
  const { nameOf } = useOffice()
  const { id, agency } = contribution.value
  const say = useSay()
  const form = useForm({
    draft: `${id}/${act}`,
    initial: { reason: '' },
    about: about(contribution, words.facts),
    send: (body, version) =>
      ask(`contributions/${id}/${paths[act]}`, ContributionView, { method: 'POST', body, version }),
    done() {
      say(words.done[act])
      close()
    },
  })
  return (
    <ActionForm
      form={form}
      action={words.acts[act]}
      told={act === 'return' ? [nameOf(agency)] : []}
      changes={words.changes[act]}
      cancel={close}
    >
      <TextField field={form.field('reason')} label={words.reason} most={1000} long />
    </ActionForm>
  )
}

function about({ value, version }: Versioned<ContributionView>, names: typeof contributionWords.vi.facts) {
  return {
    seen: { value, version },
    reread: () => askVersioned(`contributions/${value.id}`, ContributionView),
    facts: ({ stateWritten, returned }: ContributionView) => [
      [names.state, stateWritten] as const,
      ...(returned ? [[names.returned, returned.reason] as const] : []),
    ],
  }
}

function OnPaper(props: ContributionActProps) {
  return (
    <Asked answer={useQuery(formQuestion(props.contribution.value.id))}>
      {(asked) => <OnPaperFilled {...props} asked={asked} />}
    </Asked>
  )
}

function OnPaperFilled({ contribution, close, asked }: ContributionActProps & { readonly asked: FormAsked }) {
  const words = useRoomWords(contributionWords)
  const { nameOf } = useOffice()
  const say = useSay()
  const { id, programme, kind, agency } = contribution.value
  const form = useForm({
    draft: `${id}/onPaper`,
    initial: { arrival: noArrival, ...contentOf(asked.outline, asked.files) },
    about: about(contribution, words.facts),
    send: ({ arrival, ...content }, version) =>
      ask(`contributions/${id}/content/on-paper`, ContributionView, {
        method: 'POST',
        body: { ...contentSent(content), ...arrivalSent(arrival) },
        version,
      }),
    fieldAt: (path) => (/^(?:arrivalNumber|arrivedOn|files)/.test(path) ? `arrival.${path}` : path),
    done() {
      say(words.done.onPaper)
      close()
    },
  })
  return (
    <ActionForm
      form={form}
      action={words.acts.onPaper}
      told={[nameOf(agency)]}
      changes={words.changes.onPaper}
      cancel={close}
    >
      <OnPaperFields field={form.field('arrival')} programme={programme} />
      <ContentFields
        rows={form.field('rows')}
        text={form.field('text')}
        evidence={form.field('evidence')}
        kind={kind}
        programme={programme}
      />
    </ActionForm>
  )
}
