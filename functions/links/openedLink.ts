/** What a token opens now, or why it does not: each refusal has its code, and what is not ours is always the same one. */
import { mailboxesOf } from '../../domain/agencies/directory.ts'
import { submissionWritten } from '../../domain/links/link.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'
import type { Services } from '../services.ts'
import { hasEnded, holderOf, sentByLink, type UsedLink, usedLink } from '../stores/links.ts'
import { type Linked, linkedBy } from './linkedThing.ts'
import { type Link, linkOf } from './token.ts'

type LinkServices = Pick<Services, 'table' | 'clock' | 'links'>

/** A link that may be used to answer. */
export interface OpenedForm extends Linked {
  readonly does: 'answer'
  readonly link: Link
}

/** A link that may be used to say that what was sent by another one was not sent by the agency. */
export interface OpenedDisown extends Linked {
  readonly does: 'disown'
  readonly link: Link
  readonly used: UsedLink
  /** What was sent, as the trail has it. */
  readonly sent: ChainedEvent
}

/** What the holder of a link may do by it now. */
export async function openedLink(
  token: string | undefined,
  services: LinkServices,
): Promise<OpenedForm | OpenedDisown | Refusal> {
  const { table, links } = services
  const known = token === undefined || !links ? undefined : await linkOf(token, links)
  if (!known) return { code: 'link-invalid' }
  const { link, isExpired } = known
  const used = await usedLink(table, link.id)
  if (used) return linkUsed(services, link, used)
  if (isExpired) return { code: 'link-expired' }
  if (await hasEnded(table, link)) return { code: 'link-withdrawn' }
  return thingOpened(link, services)
}

/** The link of a token, whether or not it can still be used: a new one is sent to the mailbox of an old one. */
export async function linkKnown(token: string | undefined, services: LinkServices): Promise<OpenedForm | Refusal> {
  const known = token === undefined || !services.links ? undefined : await linkOf(token, services.links)
  if (known?.link.purpose.does !== 'answer') return { code: 'link-invalid' }
  const opened = await thingOpened(known.link, services)
  if (isRefusal(opened)) return opened
  return opened.does === 'answer' ? opened : { code: 'link-invalid' }
}

async function thingOpened(link: Link, services: LinkServices): Promise<OpenedForm | OpenedDisown | Refusal> {
  const { purpose, mailbox } = link
  const linked = await linkedBy(purpose, services)
  if (!linked) return { code: 'nothing-to-answer' }
  // The letter went to whoever read the mailbox then: where the agency has another one now, it is nobody's.
  if (!mailboxesOf(linked.agency).includes(mailbox)) return { code: 'link-withdrawn' }
  if (purpose.does === 'answer') {
    return linked.offers.length > 0 ? { ...linked, does: 'answer', link } : { code: 'nothing-to-answer' }
  }
  const used = await usedLink(services.table, purpose.link)
  const sent = used && (await sentByLink(services.table, used, purpose.link))
  return sent ? { ...linked, does: 'disown', link, used, sent } : { code: 'nothing-to-answer' }
}

/** Who acts by a link: as they write themselves, in the name of the agency, through the mailbox. */
export function actorBy({ link, agency }: OpenedForm | OpenedDisown, doer: string): Actor {
  return {
    person: holderOf(link),
    position: 'Người trả lời qua liên kết trong thư',
    agency: agency.id,
    doer,
    via: link.mailbox,
  }
}

/** Used already: what was sent by it, when, and by whom. */
export async function linkUsed({ table }: Pick<Services, 'table'>, { id }: Link, used: UsedLink): Promise<Refusal> {
  const { kind, title, on } = used
  if (kind === 'disown') return { code: 'already-on-hold' }
  const event = await sentByLink(table, used, id)
  const what = `${submissionWritten[kind]} về “${title}”`
  return { code: 'link-used', what, on, by: event?.actor.doer ?? 'người trả lời' }
}
