/** What the holder of a link hands in, recorded as anybody's would be; the same transaction uses the link up and brings the receipt. */

import { nameOf } from '../../domain/agencies/directory.ts'
import type { ContentRow } from '../../domain/cycles/contribution.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { filesNamed } from '../../domain/files/file.ts'
import { receiptLetter } from '../../domain/letters/linkLetters.ts'
import type { LinkReceiptView } from '../../domain/links/formView.ts'
import { type SubmissionKind, submissionWritten } from '../../domain/links/link.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { decideFigure, type Entering, type FigureEntry } from '../../domain/targets/enterFigure.ts'
import type { Actor, Evidence } from '../../domain/tasks/task.ts'
import type { Links, Table, WorkflowServices, Write } from '../services.ts'
import { sendPrompt } from '../steps/sendPrompt.ts'
import { afterwards } from '../stores/afterwards.ts'
import { DoneByAnother } from '../stores/carried.ts'
import { rowsRefused } from '../stores/contributionForm.ts'
import { changeContribution } from '../stores/contributions.ts'
import { fileById } from '../stores/files.ts'
import { type UsedLink, usedLink, usingUp } from '../stores/links.ts'
import { promptLetterWrites } from '../stores/promptLetters.ts'
import { enterFigure } from '../stores/targets.ts'
import { changeTask } from '../stores/tasks.ts'
import { linkUsed, type OpenedForm } from './openedLink.ts'

export type Submission =
  | { readonly sends: 'result'; readonly evidence: readonly Evidence[]; readonly note?: string }
  | { readonly sends: 'progress'; readonly text: string; readonly difficulty?: string }
  | { readonly sends: 'extension'; readonly wanted: CalendarDate; readonly reason: string }
  | { readonly sends: 'part'; readonly text: string }
  | {
      readonly sends: 'contribution'
      readonly rows: readonly ContentRow[]
      readonly text?: string
      readonly evidence: readonly Evidence[]
    }
  | ({ readonly sends: 'figure'; readonly confirmed: Entering['confirmed'] } & Omit<FigureEntry, 'onPaper' | 'byLink'>)

export type SubmitServices = WorkflowServices & { readonly links: Links }

export async function submit(
  services: SubmitServices,
  opened: OpenedForm,
  submission: Submission,
  actor: Actor,
): Promise<LinkReceiptView | Refusal> {
  const { link, offers } = opened
  if (!offers.includes(submission.sends)) return { code: 'nothing-to-answer' }
  const foreign = await foreignFile(services.table, submission, actor)
  if (foreign) return foreign
  const { used, receipt, besides } = use(services, opened, submission.sends, actor)
  try {
    const table = usingUp(services.table, link.id, used, besides)
    const answer = await recorded({ ...services, table }, opened, submission, actor)
    if (isRefusal(answer)) return answer
  } catch (error) {
    const isOfLink = error instanceof DoneByAnother && error.what === link.id
    const theirs = isOfLink ? await usedLink(services.table, link.id) : undefined
    if (theirs) return linkUsed(services, link, theirs)
    throw error
  }
  await afterwards(() => sendPrompt(services, receipt))
  return receiptView(opened, submission.sends, used)
}

export function receiptView(
  { title, office, context }: OpenedForm,
  kind: SubmissionKind,
  { on }: Pick<UsedLink, 'on'>,
) {
  return { what: submissionWritten[kind], title, on, office: nameOf(office, context.directory) }
}

/** The holder of a link names files that came by it, and no others. */
async function foreignFile(table: Table, submission: Submission, { person }: Actor): Promise<Refusal | undefined> {
  for (const id of filesNamed(submission)) {
    if ((await fileById(table, id))?.by.person !== person) return { code: 'unknown-file', file: id }
  }
  return undefined
}

/** What is written beside what is handed in: that the link was used, and the receipt. */
function use(
  services: SubmitServices,
  { link, title, programme, agency, office, context }: OpenedForm,
  kind: SubmissionKind,
  { doer = '' }: Actor,
): { readonly used: UsedLink; readonly receipt: string; readonly besides: readonly Write[] } {
  const { clock, ids, links } = services
  const { id, mailbox, purpose } = link
  const on = clock.today()
  const part = purpose.does === 'answer' ? purpose.part : undefined
  const used: UsedLink = {
    kind,
    thing: purpose.thing,
    ...(part === undefined ? {} : { part }),
    title,
    on,
    call: ids.next(),
  }
  const receipt = `receipt.${id}`
  const letter = receiptLetter(
    { addressee: agency.name, office: nameOf(office, context.directory), title, on },
    { what: submissionWritten[kind], by: doer, mailbox },
    { does: 'disown', thing: purpose.thing, agency: agency.id, link: id },
  )
  const kept = { id: receipt, to: mailbox, ...letter, linksIssuedAt: links.realTime(), composedAt: clock.now() }
  return { used, receipt, besides: promptLetterWrites(kept, programme, services) }
}

async function recorded(
  services: SubmitServices,
  { thing, context: { rules } }: OpenedForm,
  submission: Submission,
  actor: Actor,
): Promise<object | Refusal> {
  switch (thing.kind) {
    case 'task': {
      const command = taskCommand(submission, thing.part)
      return command ? changeTask(services, rules, thing.task.id, actor, command) : { code: 'nothing-to-answer' }
    }
    case 'contribution': {
      if (submission.sends !== 'contribution') return { code: 'nothing-to-answer' }
      const { contribution, cycle } = thing
      const { rows, text, evidence } = submission
      const refused = await rowsRefused(services, contribution, cycle, rows)
      if (refused) return refused
      const byLink = actor.via === undefined ? {} : { byLink: { mailbox: actor.via } }
      const sent = { rows, evidence, ...(text === undefined ? {} : { text }), ...byLink }
      return changeContribution(services, rules, contribution.id, actor, { type: 'send', content: sent })
    }
    case 'target':
      return submission.sends === 'figure' ? figure(services, thing, submission, actor) : { code: 'nothing-to-answer' }
    default:
      return thing satisfies never
  }
}

function taskCommand(submission: Submission, part: string | undefined) {
  switch (submission.sends) {
    case 'result': {
      const { evidence, note } = submission
      return { type: 'submit', evidence, ...(note === undefined ? {} : { note }) } as const
    }
    case 'progress': {
      const { text, difficulty } = submission
      return { type: 'reportProgress', text, ...(difficulty === undefined ? {} : { difficulty }) } as const
    }
    case 'extension':
      return { type: 'askExtension', wanted: submission.wanted, reason: submission.reason } as const
    case 'part':
      return part === undefined ? undefined : ({ type: 'answerPart', id: part, text: submission.text } as const)
    case 'contribution':
    case 'figure':
      return undefined
    default:
      return submission satisfies never
  }
}

async function figure(
  services: SubmitServices,
  { target, areas }: Extract<OpenedForm['thing'], { kind: 'target' }>,
  { sends: _, confirmed, ...entry }: Extract<Submission, { sends: 'figure' }>,
  actor: Actor,
): Promise<object | Refusal> {
  if (!areas.includes(entry.area)) return { code: 'not-allowed' }
  const { clock, ids } = services
  const byLink = actor.via === undefined ? {} : { byLink: { mailbox: actor.via } }
  const id = ids.next()
  let isThere = false
  const answer = await enterFigure(services, target.programme, target.id, actor, (state, series) => {
    const entering = { id, at: clock.now(), today: clock.today(), by: actor.person, confirmed }
    const decided = decideFigure(state, series, { ...entry, ...byLink }, entering)
    isThere = 'entered' in decided
    return decided
  })
  return isThere ? { code: 'nothing-to-change' } : answer
}
