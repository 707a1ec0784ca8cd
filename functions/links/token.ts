/**
 * The token of a link: what it is for, whose mailbox it was sent to and when, and an HMAC over all of it. The key's name
 * is the month in which it signs, so that keys change by themselves; a link that was altered, forged, or signed by a
 * folder or stage elsewhere is one and the same: not ours.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import type { LinkPurpose } from '../../domain/links/link.ts'
import type { Links } from '../services.ts'
import { sha256 } from '../stores/record.ts'

export interface Link {
  /** Of this one link and no other: what was used, or ended, goes by it. */
  readonly id: string
  readonly purpose: LinkPurpose
  readonly mailbox: string
  /** Milliseconds of real time. */
  readonly issuedAt: number
}

const day = 24 * 3600 * 1000
/** For so long a link opens its form. */
export const linkDays = 30
/** For so long after that a link that has ended still proves whose mailbox it was, so that a new one can be asked for. */
const knownDays = 60

/** The token of a link issued at a moment: the same link is always the same token. */
export async function tokenOf(link: Omit<Link, 'id'>, { linkKeys }: Pick<Links, 'linkKeys'>): Promise<string> {
  const name = keyName(link.issuedAt)
  const key = await linkKeys.made(name, keyUntil(link.issuedAt))
  const signed = `${name}.${Buffer.from(JSON.stringify(written(link))).toString('base64url')}`
  return `${signed}.${macOf(signed, key)}`
}

/** The link of a token, and whether its time is over; undefined for what this office never signed. */
export async function linkOf(
  token: string,
  { linkKeys, realTime }: Pick<Links, 'linkKeys' | 'realTime'>,
): Promise<{ readonly link: Link; readonly isExpired: boolean } | undefined> {
  const [, signed = '', name = '', payload = '', mac = ''] = shape.exec(token) ?? []
  const key = name === '' ? undefined : await linkKeys.named(name)
  if (!key || !isSame(mac, macOf(signed, key))) return undefined
  const link = linkIn(payload)
  // A key signs in its own month alone.
  if (!link || keyName(link.issuedAt) !== name) return undefined
  return { link, isExpired: realTime() >= link.issuedAt + linkDays * day }
}

const shape = /^((\d{6})\.([\w-]{1,900}))\.([\w-]{22})$/

/** `202611`: the month, in UTC. */
function keyName(issuedAt: number): string {
  return new Date(issuedAt).toISOString().slice(0, 7).replace('-', '')
}

/** A key is needed until the last link of its month is forgotten. */
function keyUntil(issuedAt: number): number {
  const at = new Date(issuedAt)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1) + (linkDays + knownDays) * day
}

/** 128 bits of HMAC-SHA-256 (RFC 2104 allows half). */
function macOf(signed: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`dondoc link 1\n${signed}`).digest().subarray(0, 16).toString('base64url')
}

/** As texts: one text is one token, so that nothing altered passes for the same. */
function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

function written({ purpose, mailbox, issuedAt }: Omit<Link, 'id'>): z.infer<typeof Written> {
  const { does, thing, agency } = purpose
  const rest = does === 'disown' ? purpose.link : (purpose.part ?? '')
  return [does, thing, rest, agency, mailbox, issuedAt]
}

const Written = z.tuple([z.enum(['answer', 'disown']), z.string(), z.string(), z.string(), z.string(), z.int()])

function linkIn(payload: string): Link | undefined {
  const [does, thing, rest, agency, mailbox, issuedAt] = Written.parse(
    JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
  )
  const id = sha256(payload).slice(0, 32)
  const purpose: LinkPurpose =
    does === 'disown'
      ? { does, thing, agency, link: rest }
      : { does, thing, agency, ...(rest === '' ? {} : { part: rest }) }
  return { id, purpose, mailbox, issuedAt }
}
