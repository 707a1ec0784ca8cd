/** The addresses of a letter, made as it leaves. What is behind `#` no browser sends to any server, nor tells another site. */
import { addressed, type LetterPlace, type LinkPurpose } from '../../domain/links/link.ts'
import type { Letter, Links } from '../services.ts'
import { tokenOf } from './token.ts'

/** A letter before it has its addresses. */
export interface UnaddressedLetter extends Letter {
  /** Where the marks of its text lead; absent where it has none. */
  readonly places?: readonly LetterPlace[]
  /** When its links were issued, in milliseconds of real time. */
  readonly linksIssuedAt?: number
}

/** The page of every link. */
export const answerPage = '/tra-loi'

/** The letter as it is sent; without an office's address its lines of links go. Sent again it is the same. */
export async function withAddresses(
  { id, to, subject, text, places = [], linksIssuedAt }: UnaddressedLetter,
  links: Links | undefined,
): Promise<Letter> {
  const issuedAt = linksIssuedAt ?? links?.realTime()
  const addresses = await Promise.all(
    places.map((place) =>
      links === undefined || issuedAt === undefined
        ? undefined
        : 'page' in place
          ? `${links.publicUrl}${place.page}`
          : addressOf(place.form, to, issuedAt, links),
    ),
  )
  const made = addresses.filter((address) => address !== undefined)
  return { id, to, subject, text: addressed(text, addresses), ...(made.length > 0 ? { addresses: made } : {}) }
}

/** The letter as those who may read letters see it: a link is for its mailbox alone. */
export function withPages(
  text: string,
  places: readonly LetterPlace[],
  publicUrl: string | undefined,
): { readonly text: string; readonly addresses: readonly string[] } {
  const pages = places.map((place) =>
    'page' in place && publicUrl !== undefined ? `${publicUrl}${place.page}` : undefined,
  )
  const shown = pages.map((page, index) => page ?? `[liên kết ${index + 1}]`)
  return { text: addressed(text, shown), addresses: pages.filter((page) => page !== undefined) }
}

async function addressOf(purpose: LinkPurpose, mailbox: string, issuedAt: number, links: Links): Promise<string> {
  return `${links.publicUrl}${answerPage}#${await tokenOf({ purpose, mailbox, issuedAt }, links)}`
}
