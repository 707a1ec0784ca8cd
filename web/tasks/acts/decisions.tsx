/** What the side that gave the work decides: accept, return, extensions, who leads, directions. */
import { Button } from '@mantine/core'
import { written } from '../../../domain/days.ts'
import type { TaskView } from '../../../domain/tasks/taskView.ts'
import { type BasisValue, basisSent, noBasis } from '../../act/basis.ts'
import { BasisField, useAgencyChoices } from '../../act/basisField.tsx'
import { dayFilled, filled } from '../../act/evidence.ts'
import { ChoiceField, DayField, OneOf, TextField } from '../../act/fields.tsx'
import { useOffice } from '../../frame/office.tsx'
import { useRoomWords, useWords, Written } from '../../words/language.tsx'
import { AdviceNotes } from '../advice.tsx'
import { ResultBlock } from '../resultBlock.tsx'
import { adviceAbout } from './questions.ts'
import type { Choice } from './taskAct.tsx'
import { ActForm, type ActProps, useTaskForm } from './taskForm.tsx'
import { taskActWords } from './words.ts'

interface AcceptProps extends ActProps {
  /** Where several wait: the next one comes when this one is accepted. */
  readonly next?: (() => void) | undefined
  /** The result is not what was asked: the other form. */
  readonly otherwise?: (() => void) | undefined
}

export function Accept({ next, otherwise, ...props }: AcceptProps) {
  const words = useRoomWords(taskActWords)
  const { standing } = props.task.value
  const form = useTaskForm({
    ...props,
    close: next ?? props.close,
    act: 'accept',
    path: 'results/acceptance',
    initial: { remark: '' },
    body: ({ remark }) => filled('remark', remark),
  })
  return (
    <>
      {'result' in standing ? <ResultBlock standing={standing} /> : undefined}
      <ActForm
        {...props}
        act="accept"
        form={form}
        {...(next ? { action: words.acceptNext } : {})}
        beside={
          otherwise ? (
            <Button variant="default" onClick={otherwise}>
              {words.acts.return}
            </Button>
          ) : undefined
        }
      >
        <TextField field={form.field('remark')} label={words.remark} long optional />
      </ActForm>
    </>
  )
}

export function Return({ next, ...props }: ActProps & { readonly next?: (() => void) | undefined }) {
  const words = useRoomWords(taskActWords)
  const { standing } = props.task.value
  const form = useTaskForm({
    ...props,
    close: next ?? props.close,
    act: 'return',
    path: 'results/return',
    initial: { reason: '' },
    body: ({ reason }) => ({ reason }),
  })
  return (
    <>
      {'result' in standing ? <ResultBlock standing={standing} /> : undefined}
      <ActForm {...props} act="return" form={form}>
        <TextField field={form.field('reason')} label={words.reason} long />
      </ActForm>
    </>
  )
}

export function Direct(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { advice, lead } = props.task.value
  const advised = adviceAbout(advice, 'late')
  const form = useTaskForm({
    ...props,
    act: 'direct',
    path: 'directions',
    initial: {
      text: advised?.proposes.text ?? '',
      answerBy: advised?.proposes.answerBy ? written(advised.proposes.answerBy) : '',
    },
    body: ({ text, answerBy }) => ({ text, ...dayFilled('answerBy', answerBy) }),
  })
  return (
    <>
      {advised ? <AdviceNotes advice={[advised]} lead={lead} /> : undefined}
      <ActForm {...props} act="direct" form={form}>
        <TextField field={form.field('text')} label={words.directionText} most={1000} long />
        <DayField field={form.field('answerBy')} label={words.answerBy} optional />
      </ActForm>
    </>
  )
}

export function Urge(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const form = useTaskForm({
    ...props,
    act: 'urge',
    path: 'urging',
    initial: { text: '' },
    body: ({ text }) => filled('text', text),
  })
  return (
    <ActForm {...props} act="urge" form={form}>
      <TextField field={form.field('text')} label={words.urgingText} most={1000} long optional />
    </ActForm>
  )
}

/** What is proposed is agreed to by one click more; whoever decides otherwise says why. */
export function DecideExtension({ choice, ...props }: ActProps & { readonly choice?: Choice | undefined }) {
  const words = useRoomWords(taskActWords)
  const { documents, today } = useOffice()
  const asked = useAsked()
  const { extensionAsked, advice, lead } = props.task.value
  const advised = adviceAbout(advice, 'extension')
  const proposed = advised && (advised.proposes.grant ? 'grant' : 'refuse')
  const chosen = choice ?? proposed ?? 'grant'
  const document: BasisValue = advised?.proposes.document
    ? { ...noBasis, known: advised.proposes.document }
    : { ...noBasis, way: 'awaited' }
  const form = useTaskForm({
    ...props,
    act: 'decideExtension',
    path: 'extension-requests/decision',
    which: chosen,
    initial: {
      decision: chosen,
      to: written(advised?.proposes.grant ?? extensionAsked?.wanted ?? today),
      reason: proposed === chosen ? (advised?.reason ?? '') : '',
      document,
    },
    body: ({ decision, to, reason, document }) => ({
      grant: decision === 'grant' ? (dayFilled('to', to).to ?? null) : null,
      reason,
      // Decided in a meeting whose notice is awaited: its document is supplied when it comes.
      ...(decision === 'grant' && document.way !== 'awaited' ? { document: basisSent(document, documents) } : {}),
    }),
    fieldAt: (path) => (path === 'grant' ? 'to' : path),
  })
  const { decision } = form.values
  return (
    <>
      {extensionAsked ? (
        <p>
          <Written>{asked(extensionAsked)}</Written>
        </p>
      ) : undefined}
      {advised ? <AdviceNotes advice={[advised]} lead={lead} /> : undefined}
      <ActForm {...props} act="decideExtension" form={form}>
        <OneOf
          field={form.field('decision')}
          label={words.decision}
          choices={[
            { value: 'grant', name: words.grant },
            { value: 'refuse', name: words.refuse },
          ]}
        />
        {decision === 'grant' ? <DayField field={form.field('to')} label={words.grantTo} /> : undefined}
        <TextField field={form.field('reason')} label={words.reason} long />
        {decision === 'grant' ? <BasisField field={form.field('document')} awaitedAlone /> : undefined}
      </ActForm>
    </>
  )
}

export function SupplyDocument(props: ActProps) {
  const { documents } = useOffice()
  const form = useTaskForm({
    ...props,
    act: 'supplyDocument',
    path: 'extensions/document',
    initial: { document: noBasis },
    body: ({ document }) => ({ document: basisSent(document, documents) }),
  })
  return (
    <ActForm {...props} act="supplyDocument" form={form}>
      <BasisField field={form.field('document')} />
    </ActForm>
  )
}

export function AnswerDispute(props: ActProps) {
  const words = useRoomWords(taskActWords)
  const { documents } = useOffice()
  const agencies = useAgencyChoices()
  const { lead, dispute, advice } = props.task.value
  const advised = adviceAbout(advice, 'otherLead')
  const form = useTaskForm({
    ...props,
    act: 'answerDispute',
    path: 'dispute/answer',
    initial: {
      lead: advised?.proposes.lead ?? dispute?.proposed ?? lead,
      reason: advised?.reason ?? '',
      document: advised?.proposes.document ? { ...noBasis, known: advised.proposes.document } : noBasis,
    },
    body: ({ lead, reason, document }) => ({ lead, reason, document: basisSent(document, documents) }),
  })
  const chosen = form.values.lead
  return (
    <>
      {advised ? <AdviceNotes advice={[advised]} lead={lead} /> : undefined}
      <ActForm {...props} act="answerDispute" form={form} alsoTold={chosen === '' ? [] : [chosen]}>
        <ChoiceField field={form.field('lead')} label={words.newLead} choices={agencies} none={words.newLead} />
        <TextField field={form.field('reason')} label={words.reason} long />
        <BasisField field={form.field('document')} />
      </ActForm>
    </>
  )
}

/** A request for more time, in a sentence. */
function useAsked(): (request: NonNullable<TaskView['extensionAsked']>) => string {
  const { task: words } = useWords()
  return ({ askedOn, wanted, reason, timing }) =>
    words.asked(written(askedOn), written(wanted), reason) + words.askedTiming[timing]
}
