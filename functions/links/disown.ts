/**
 * “Không phải chúng tôi gửi”: what came by a link is held, the office is told at once, and every link that the mailbox
 * was sent has ended. What is no longer there to be held (it was returned meanwhile, or written anew) is told all the same.
 */
import { nameOf } from '../../domain/agencies/directory.ts'
import { disownedLetter } from '../../domain/letters/linkLetters.ts'
import type { LinkReceiptView } from '../../domain/links/formView.ts'
import { submissionWritten } from '../../domain/links/link.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Write } from '../services.ts'
import { sendPrompt } from '../steps/sendPrompt.ts'
import { afterwards } from '../stores/afterwards.ts'
import { DoneByAnother } from '../stores/carried.ts'
import { changeContribution } from '../stores/contributions.ts'
import { endOfLinks, type UsedLink, usingUp } from '../stores/links.ts'
import { promptLetterWrites } from '../stores/promptLetters.ts'
import { holdFigure } from '../stores/targets.ts'
import { changeTask } from '../stores/tasks.ts'
import type { OpenedDisown } from './openedLink.ts'
import type { SubmitServices } from './submit.ts'

export async function disown(
  services: SubmitServices,
  opened: OpenedDisown,
  reason: string,
  actor: Actor,
): Promise<LinkReceiptView | Refusal> {
  const { link, used: sent, title, office, context } = opened
  if (sent.kind === 'disown') return { code: 'nothing-to-answer' }
  const { used, letter, besides } = use(services, opened, submissionWritten[sent.kind])
  const table = usingUp(services.table, link.id, used, besides)
  try {
    const answer = await held({ ...services, table }, opened, reason, actor)
    if (isRefusal(answer)) {
      if (answer.code === 'changed-meanwhile') return answer
      await table.transact([])
    }
  } catch (error) {
    if (error instanceof DoneByAnother && error.what === link.id) return { code: 'already-on-hold' }
    throw error
  }
  await afterwards(() => sendPrompt(services, letter))
  return { what: submissionWritten[sent.kind], title, on: used.on, office: nameOf(office, context.directory) }
}

function use(
  { clock, ids, links }: SubmitServices,
  { link, thing, title, programme, agency, office, context, sent }: OpenedDisown,
  what: string,
): { readonly used: UsedLink; readonly letter: string; readonly besides: readonly Write[] } {
  const { id, mailbox, purpose } = link
  const on = clock.today()
  const used: UsedLink = { kind: 'disown', thing: purpose.thing, title, on, call: ids.next() }
  const ended = endOfLinks(mailbox, 'answers', links.realTime())
  const to = context.directory.get(office)
  const letter = `disowned.${id}`
  if (!to) return { used, letter, besides: [ended] }
  const written = disownedLetter(
    { addressee: to.name, office: to.name, title, on },
    { what, by: sent.actor.doer ?? '', agency: agency.name, from: sent.from ?? 'không rõ' },
    pageOf(thing),
  )
  const kept = { id: letter, to: to.mailbox, ...written, composedAt: clock.now() }
  return { used, letter, besides: [ended, ...promptLetterWrites(kept, programme, { clock })] }
}

function pageOf(thing: OpenedDisown['thing']): string {
  switch (thing.kind) {
    case 'task':
      return `/nhiem-vu/${thing.task.id}`
    case 'contribution':
      return `/phan-gui/${thing.contribution.id}`
    case 'target':
      return `/chi-tieu/${thing.target.id}`
    default:
      return thing satisfies never
  }
}

async function held(
  services: SubmitServices,
  { thing, used, sent, context: { rules } }: OpenedDisown,
  reason: string,
  actor: Actor,
): Promise<object | Refusal> {
  switch (thing.kind) {
    case 'task': {
      const command = taskCommand(used, reason)
      return command ? changeTask(services, rules, thing.task.id, actor, command) : { code: 'nothing-to-answer' }
    }
    case 'contribution':
      return changeContribution(services, rules, thing.contribution.id, actor, { type: 'object', reason })
    case 'target': {
      const { observation } = sent.data
      const id = typeof observation === 'object' && observation !== null ? Reflect.get(observation, 'id') : undefined
      return typeof id === 'string'
        ? holdFigure(services, thing.target, id, reason, actor)
        : { code: 'nothing-to-answer' }
    }
    default:
      return thing satisfies never
  }
}

function taskCommand({ kind, part }: UsedLink, reason: string) {
  if (kind === 'result') return { type: 'object', reason } as const
  if (kind === 'progress' || kind === 'extension') return { type: 'disown', about: kind, reason } as const
  return part === undefined ? undefined : ({ type: 'disown', about: 'part', part, reason } as const)
}
