/**
 * Mailboxes whose last letter came back: BOUNCED / mailbox, a partition of the table, so that the office sees at once
 * whom it does not reach. An entry goes with the next letter that the mailbox takes.
 */
import type { BouncedMailbox } from '../../domain/letters/bounced.ts'
import type { PageAsked, PageOf } from '../paging.ts'
import type { Table, Write } from '../services.ts'
import { asJson, valueAs } from './record.ts'

const partition = 'BOUNCED'

/** Of what a server answered, as much as is kept. */
const longestReason = 300

export function bounceWrite(bounced: BouncedMailbox): Write {
  const reason = bounced.reason.slice(0, longestReason)
  return { put: { key: { pk: partition, sk: bounced.mailbox }, value: asJson({ ...bounced, reason }) } }
}

export function bounceRemoval(mailbox: string): Write {
  return { remove: { pk: partition, sk: mailbox } }
}

export async function mailboxesBounced(table: Table, page: PageAsked): Promise<PageOf<'bounced', BouncedMailbox>> {
  const { items, cursor } = await table.query({ pk: partition, ...page })
  return { bounced: items.map(({ value }) => valueAs<BouncedMailbox>(value)), ...(cursor ? { cursor } : {}) }
}
