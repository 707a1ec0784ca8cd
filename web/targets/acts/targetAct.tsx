/** One act with a target, in a window: a figure entered, pasted, entered from paper or corrected; who answers for it. */
import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { type ObservationView, TargetView } from '../../../domain/targets/targetView.ts'
import { ActionForm } from '../../act/actionForm.tsx'
import { basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import { Dialog } from '../../act/dialog.tsx'
import { filled } from '../../act/evidence.ts'
import { ChoiceField, TextField } from '../../act/fields.tsx'
import { useForm } from '../../act/form.ts'
import { arrivalSent, noArrival, OnPaperFields } from '../../act/onPaperFields.tsx'
import { ask, askVersioned, Refused, type Versioned } from '../../api/ask.ts'
import { Asked } from '../../frame/asked.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useSay } from '../../frame/said.tsx'
import { useRoomWords, Written } from '../../words/language.tsx'
import { targetQuestion } from '../questions.ts'
import { Column } from './column.tsx'
import { figureOf, figureSent, newFigure } from './figure.ts'
import { Doubts, FigureFields } from './figureFields.tsx'
import { targetActWords } from './words.ts'

export type TargetDoing =
  | { readonly act: 'enter' | 'column' | 'onPaper' | 'nameOwner' }
  | { readonly act: 'correct'; readonly entry: ObservationView }

export interface TargetActProps {
  readonly programme: string
  readonly target: Versioned<TargetView>
  readonly close: () => void
}

export function TargetAct({
  programme,
  target,
  doing,
  close,
}: {
  readonly programme: string
  readonly target: string
  readonly doing: TargetDoing
  readonly close: () => void
}) {
  const words = useRoomWords(targetActWords)
  const answer = useQuery({ ...targetQuestion(programme, target), refetchOnWindowFocus: false })
  return (
    <Dialog
      title={doing.act === 'correct' ? words.correctThis(doing.entry.periodWritten) : words.acts[doing.act]}
      about={answer.data ? <Written>{answer.data.value.metric}</Written> : undefined}
      close={close}
    >
      <Asked answer={answer}>
        {(seen) => {
          const props = { programme, target: seen, close }
          switch (doing.act) {
            case 'enter':
              return <Enter {...props} />
            case 'onPaper':
              return <OnPaper {...props} />
            case 'column':
              return <Column {...props} />
            case 'nameOwner':
              return <NameOwner {...props} />
            case 'correct':
              return <Correct {...props} entry={doing.entry} />
            default:
              return doing satisfies never
          }
        }}
      </Asked>
    </Dialog>
  )
}

const nothing: readonly string[] = []

function doubtsIn(trouble: Error | undefined) {
  return trouble instanceof Refused ? trouble.doubts : []
}

function useDone(act: keyof typeof targetActWords.vi.done, close: () => void) {
  const words = useRoomWords(targetActWords)
  const say = useSay()
  return () => {
    say(words.done[act])
    close()
  }
}

const Anything = z.unknown()

function Enter({ programme, target: { value: target }, close }: TargetActProps) {
  const words = useRoomWords(targetActWords)
  const { today } = useOffice()
  const form = useForm({
    draft: `${programme}_${target.id}/enter`,
    initial: { figure: newFigure(today), note: '', confirmed: nothing },
    send: ({ figure, note, confirmed }) =>
      ask(`programmes/${programme}/targets/${target.id}/observations`, Anything, {
        method: 'POST',
        body: { ...figureSent(figure), ...filled('note', note), confirmed },
      }),
    done: useDone('enter', close),
    fieldAt: ofFigure,
  })
  return (
    <ActionForm form={form} action={words.acts.enter} told={[]} changes={words.changes.enter} cancel={close}>
      <Doubts trouble={doubtsIn(form.trouble)} confirmed={form.field('confirmed')} />
      <FigureFields field={form.field('figure')} target={target} />
      <TextField field={form.field('note')} label={words.note} long optional />
    </ActionForm>
  )
}

function OnPaper({ programme, target: { value: target }, close }: TargetActProps) {
  const words = useRoomWords(targetActWords)
  const { today } = useOffice()
  const form = useForm({
    draft: `${programme}_${target.id}/onPaper`,
    initial: { arrival: noArrival, figure: newFigure(today), note: '', confirmed: nothing },
    send: ({ arrival, figure, note, confirmed }) =>
      ask(`programmes/${programme}/targets/${target.id}/observations/on-paper`, Anything, {
        method: 'POST',
        body: { ...arrivalSent(arrival), ...figureSent(figure), ...filled('note', note), confirmed },
      }),
    done: useDone('onPaper', close),
    fieldAt: (path) => (/^(?:arrivalNumber|arrivedOn|files)/.test(path) ? `arrival.${path}` : ofFigure(path)),
  })
  return (
    <ActionForm form={form} action={words.acts.onPaper} told={[]} changes={words.changes.onPaper} cancel={close}>
      <Doubts trouble={doubtsIn(form.trouble)} confirmed={form.field('confirmed')} />
      <OnPaperFields field={form.field('arrival')} programme={programme} />
      <FigureFields field={form.field('figure')} target={target} />
      <TextField field={form.field('note')} label={words.note} long optional />
    </ActionForm>
  )
}

function Correct({
  programme,
  target: { value: target },
  entry,
  close,
}: TargetActProps & { readonly entry: ObservationView }) {
  const words = useRoomWords(targetActWords)
  const form = useForm({
    draft: `${programme}_${target.id}/correct/${entry.id}`,
    initial: { figure: figureOf(entry), reason: '', confirmed: nothing },
    send: ({ figure, reason, confirmed }) =>
      ask(`programmes/${programme}/targets/${target.id}/observations/${entry.id}/correction`, Anything, {
        method: 'POST',
        body: { ...figureSent(figure), reason, confirmed },
      }),
    done: useDone('correct', close),
    fieldAt: ofFigure,
  })
  return (
    <ActionForm form={form} action={words.acts.correct} told={[]} changes={words.changes.correct} cancel={close}>
      <Doubts trouble={doubtsIn(form.trouble)} confirmed={form.field('confirmed')} />
      <FigureFields field={form.field('figure')} target={target} />
      <TextField field={form.field('reason')} label={words.reason} long />
    </ActionForm>
  )
}

function NameOwner({ programme, target, close }: TargetActProps) {
  const words = useRoomWords(targetActWords)
  const { documents, nameOf } = useOffice()
  const agencies = useAgencyChoices()
  const path = `programmes/${programme}/targets/${target.value.id}`
  const form = useForm({
    draft: `${programme}_${target.value.id}/nameOwner`,
    initial: { owner: '', document: noBasis },
    about: {
      seen: target,
      reread: () => askVersioned(path, TargetView),
      facts: ({ owner }: TargetView) => (owner ? [[words.facts.owner, nameOf(owner)] as const] : []),
    },
    send: ({ owner, document }, version) =>
      ask(`${path}/owner`, TargetView, {
        method: 'PUT',
        body: { owner, document: basisSent(document, documents) },
        version,
      }),
    done: useDone('nameOwner', close),
  })
  return (
    <ActionForm form={form} action={words.acts.nameOwner} told={[]} changes={words.changes.nameOwner} cancel={close}>
      <ChoiceField field={form.field('owner')} label={words.owner} choices={agencies} none={words.chooseOwner} />
      <BasisField field={form.field('document')} />
    </ActionForm>
  )
}

/** The places of a figure in the request are fields of one value in the form. */
function ofFigure(path: string): string {
  if (path.startsWith('period')) return 'figure.year'
  if (path.startsWith('value')) return 'figure.number'
  return /^(?:kind|area|source|sourceDate)/.test(path) ? `figure.${path}` : path
}
