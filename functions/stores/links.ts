/**
 * What is kept of links: that one was used (LINK#id), and that those of a mailbox, or those about one thing, have ended
 * (LINKS#mailbox). A link itself is kept nowhere: it proves what it is.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { SubmissionKind } from '../../domain/links/link.ts'
import type { ChainedEvent } from '../../domain/trail/chain.ts'
import type { Link } from '../links/token.ts'
import { everyItem } from '../paging.ts'
import type { Key, Table, Write } from '../services.ts'
import { type Carried, carrying } from './carried.ts'
import { asJson, eventPrefix, valueAs } from './record.ts'

/** Who acts by a link, in the trail: nobody's account, and unlike whoever holds another link. */
export function holderOf({ id }: Pick<Link, 'id'>): string {
  return `link.${id}`
}

export interface UsedLink {
  readonly kind: SubmissionKind | 'disown'
  readonly thing: string
  readonly part?: string
  /** What was sent, as a person names it. */
  readonly title: string
  readonly on: CalendarDate
  /** Of the one call that used it. */
  readonly call: string
}

export async function usedLink(table: Table, id: string): Promise<UsedLink | undefined> {
  const item = await table.get(usedKey(id))
  return item && valueAs<UsedLink>(item.value)
}

/**
 * The table, whose first transaction uses the link up; with it goes what the use brings along. Throws DoneByAnother
 * where the link was used meanwhile: of two who press at the same moment one is first.
 */
export function usingUp(table: Table, id: string, used: UsedLink, besides: readonly Write[]): Table {
  const use: Write = { put: { key: usedKey(id), value: asJson(used) }, when: [{ is: 'absent' }] }
  const carried: Carried = {
    what: id,
    writes: [use, ...besides],
    isOurs: async () => (await usedLink(table, id))?.call === used.call,
  }
  return carrying(table, carried)
}

/** What was sent by a link, as the thing's trail has it. */
export async function sentByLink(table: Table, { thing }: UsedLink, id: string): Promise<ChainedEvent | undefined> {
  const holder = holderOf({ id })
  const events = everyItem(table, { pk: thing, sk: { beginsWith: eventPrefix }, descending: true })
  for await (const { value } of events) {
    const event = valueAs<ChainedEvent>(value)
    if (event.actor.person === holder) return event
  }
  return undefined
}

/** Which links of a mailbox end: all, those that answer, or those that answer about one thing. */
type Ending = 'all' | 'answers' | { readonly about: string }

/** Ends links of a mailbox that were issued by a moment of real time. */
export function endOfLinks(mailbox: string, ending: Ending, at: number): Write {
  return { put: { key: endedKey(mailbox, ending), value: { at } } }
}

/** By when, in real time, links of a mailbox have ended; 0 where none has. */
export async function linksEndedAt(table: Table, mailbox: string, ending: Ending): Promise<number> {
  return Number((await table.get(endedKey(mailbox, ending)))?.value['at'] ?? 0)
}

/** Whether a link has ended before its time. What was sent can be disowned whatever newer links there are. */
export async function hasEnded(table: Table, { mailbox, purpose, issuedAt }: Link): Promise<boolean> {
  const endings: readonly Ending[] = purpose.does === 'disown' ? ['all'] : ['all', 'answers', { about: purpose.thing }]
  const ended = await Promise.all(endings.map((ending) => linksEndedAt(table, mailbox, ending)))
  return ended.some((at) => issuedAt <= at)
}

function usedKey(id: string): Key {
  return { pk: `LINK#${id}`, sk: 'USED' }
}

function endedKey(mailbox: string, ending: Ending): Key {
  return { pk: `LINKS#${mailbox}`, sk: `ENDED#${typeof ending === 'string' ? ending : ending.about}` }
}
