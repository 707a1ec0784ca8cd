/**
 * Sessions: SESSION#person, each under the SHA-256 of its token, which nobody but the browser that was given it has. It
 * runs on real time whatever day the office has, and holds as long as its item is there: what is taken away ends it on
 * every host with the next request.
 */
import { randomBytes } from 'node:crypto'
import type { Instant } from '../../domain/days.ts'
import type { Proven, Table, Write } from '../services.ts'
import { asJson, sha256, valueAs, writeSurely, writeWhere } from './record.ts'

export interface SessionState {
  readonly begunAt: Instant
  readonly endsAt: Instant
  /** The address that it was begun from, and how the browser calls itself. */
  readonly from?: string
  readonly browser?: string
}

export interface Session extends SessionState {
  readonly person: string
  /** The hash of its token, by which it is named. */
  readonly id: string
}

/** So long after the last word of whoever works in it a session ends, and never later than so long after it began. */
export const restSeconds = 2 * 3600
export const mostSeconds = 12 * 3600

/** Of one person; who begins another loses the one that ends first. */
const mostSessions = 20

const mark = 'dondoc'
const ownToken = /^dondoc~([0-9A-Za-z_-]{1,40})~[\w-]{43}$/

/** Whether a token says that it was given out here. */
export function isOwnToken(token: string): boolean {
  return token.startsWith(`${mark}~`)
}

/** Begins a session, and answers its token, which is kept nowhere. */
export async function beginSession(
  table: Table,
  person: string,
  { from, browser }: Pick<SessionState, 'from' | 'browser'>,
): Promise<{ readonly token: string; readonly session: Session }> {
  const token = `${mark}~${person}~${randomBytes(32).toString('base64url')}`
  const begunAt = now()
  const state: SessionState = {
    begunAt,
    endsAt: endAfter(begunAt),
    ...(from === undefined ? {} : { from }),
    ...(browser === undefined ? {} : { browser: browser.slice(0, 200) }),
  }
  const session = { ...state, person, id: sha256(token) }
  const before = (await sessionsKept(table, person)).toSorted((a, b) => (a.endsAt < b.endsAt ? 1 : -1))
  const gone = before.filter((one, place) => hasEnded(one) || place >= mostSessions - 1)
  await writeSurely(table, [{ put: { key: keyOf(session), value: asJson(state) } }, ...gone.map(ending)])
  return { token, session }
}

/** The session of a token, while it holds; `since` as of any proof of a person. */
export async function sessionOf(table: Table, token: string): Promise<(Session & Proven) | undefined> {
  const person = ownToken.exec(token)?.[1]
  if (person === undefined) return undefined
  const id = sha256(token)
  const item = await table.get(keyOf({ person, id }))
  if (!item) return undefined
  const session = { ...valueAs<SessionState>(item.value), person, id }
  return hasEnded(session) ? undefined : { ...session, since: Math.floor(Date.parse(session.begunAt) / 1000) }
}

/** Somebody works in it: it lasts on from now. Undefined where it was ended meanwhile. */
export async function extendSession(table: Table, session: Session): Promise<Session | undefined> {
  const { person, id, ...before } = session
  const state = { ...before, endsAt: endAfter(session.begunAt) }
  const put = { key: keyOf(session), value: asJson(state) }
  return (await writeWhere(table, [{ put, when: [{ is: 'present' }] }])) ? { ...state, person, id } : undefined
}

/** Those of a person that hold, the newest first. */
export async function sessionsOf(table: Table, person: string): Promise<readonly Session[]> {
  const all = (await sessionsKept(table, person)).filter((session) => !hasEnded(session))
  return all.toSorted((a, b) => (a.begunAt < b.begunAt ? 1 : -1))
}

export async function endSession(table: Table, session: Pick<Session, 'person' | 'id'>): Promise<void> {
  await writeSurely(table, [ending(session)])
}

/** The writes that end all of a person's sessions but one. */
export async function endingSessions(table: Table, person: string, but?: string): Promise<readonly Write[]> {
  return (await sessionsKept(table, person)).filter(({ id }) => id !== but).map(ending)
}

/** Whole seconds until it ends. */
export function secondsLeft({ endsAt }: Pick<SessionState, 'endsAt'>): number {
  return Math.max(0, Math.floor((Date.parse(endsAt) - Date.now()) / 1000))
}

async function sessionsKept(table: Table, person: string): Promise<Session[]> {
  const { items } = await table.query({ pk: partition(person), limit: 2 * mostSessions })
  return items.map(({ key, value }) => ({ ...valueAs<SessionState>(value), person, id: key.sk }))
}

function hasEnded({ endsAt }: SessionState): boolean {
  return Date.parse(endsAt) <= Date.now()
}

function endAfter(begunAt: Instant): Instant {
  return moment(Math.min(Date.now() + restSeconds * 1000, Date.parse(begunAt) + mostSeconds * 1000))
}

function now(): Instant {
  return moment(Date.now())
}

/** toISOString is how this product writes instants. */
function moment(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}

function ending(session: Pick<Session, 'person' | 'id'>): Write {
  return { remove: keyOf(session) }
}

function keyOf({ person, id }: Pick<Session, 'person' | 'id'>) {
  return { pk: partition(person), sk: id }
}

function partition(person: string): string {
  return `SESSION#${person}`
}
