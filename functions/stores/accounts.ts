/**
 * Accounts that an office keeps itself: ACCOUNT#person. What happened to one stands in the trail, with never a word of a
 * password; how it is kept (PASSWORD), the first one that only sets it (FIRST) and the browsers it was used in (DEVICE#)
 * are items beside it, which are no part of the trail and stay on their machine.
 */
import { randomBytes, randomInt } from 'node:crypto'
import type { Instant } from '../../domain/days.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Key, Services, Table, Write } from '../services.ts'
import { registersOf } from './programmes.ts'
import {
  asJson,
  type Keeping,
  load,
  recordWrites,
  sha256,
  thingOf,
  valueAs,
  writeSurely,
  writeWhere,
} from './record.ts'
import { trailOf } from './registerChanges.ts'
import { endingSessions } from './sessions.ts'

interface AccountState {
  readonly id: string
  readonly programme: string
  /** The moment of the office at which it was opened. */
  readonly since: Instant
}

const accountKeeping: Keeping<AccountState> = {
  kind: 'ACCOUNT',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
}

/** What is kept of a password: the parameters beside it, so that they may grow while what was kept by earlier ones holds. */
export interface KeptPassword extends Cost {
  readonly scheme: 'scrypt'
  /** Base64, as is the key. */
  readonly salt: string
  readonly key: string
}

/** Of scrypt (RFC 7914). */
export interface Cost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** Shown once and kept as its hash: it works once, until a moment of real time, and only to set a password of one's own. */
export interface FirstPassword {
  /** `K7QM-3F9P-…`, as it is shown. */
  readonly code: string
  readonly expiresAt: Instant
}

export interface Account {
  readonly password?: KeptPassword & { readonly setAt: Instant }
  readonly first?: { readonly hash: string; readonly expiresAt: Instant }
}

type AccountServices = Pick<Services, 'table' | 'clock'>

/** Without the letters and digits that are read as one another. 20 of 30 signs: nobody guesses one in a day, or a life. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 20

export async function accountOf(table: Table, person: string): Promise<Account> {
  const [password, first] = await Promise.all([table.get(key(person, 'PASSWORD')), table.get(key(person, 'FIRST'))])
  return {
    ...(password ? { password: valueAs<NonNullable<Account['password']>>(password.value) } : {}),
    ...(first ? { first: valueAs<NonNullable<Account['first']>>(first.value) } : {}),
  }
}

/**
 * Opens an account, or resets one: whatever password it had works no longer, its sessions end, and the first password
 * that is answered is all that is left.
 */
export async function giveFirstPassword(
  services: AccountServices,
  person: string,
  hoursValid: number,
  actor: Actor,
): Promise<FirstPassword> {
  const bare = Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
  const expiresAt = moment(Date.now() + hoursValid * 3_600_000)
  const besides: Write[] = [
    { put: { key: key(person, 'FIRST'), value: { hash: sha256(bare), expiresAt } } },
    { remove: key(person, 'PASSWORD') },
    ...(await endingSessions(services.table, person)),
  ]
  await recorded(services, person, 'firstPasswordGiven', actor, besides)
  return { code: bare.match(/.{4}/g)?.join('-') ?? bare, expiresAt }
}

/** Whether it is the first password of an account, which has not expired. However it is written. */
export function isFirst(typed: string, { first }: Account): boolean {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return first !== undefined && Date.parse(first.expiresAt) > Date.now() && first.hash === sha256(bare)
}

/**
 * Somebody sets their own password. By their first one it must still be there: of two who use it at the same moment, one
 * finds it. `but`: the session that goes on. Answers whether it was set.
 */
export async function setPassword(
  services: AccountServices,
  person: string,
  password: KeptPassword,
  actor: Actor,
  { byFirst, but }: { readonly byFirst?: true; readonly but?: string } = {},
): Promise<boolean> {
  const besides: Write[] = [
    passwordWrite(person, password),
    { remove: key(person, 'FIRST'), ...(byFirst ? { when: [{ is: 'present' } as const] } : {}) },
    ...(await endingSessions(services.table, person, but)),
  ]
  return recorded(services, person, 'passwordSet', actor, besides)
}

/** Keeps the same password by other parameters: nothing happened that anybody would ask about. */
export async function keepAnew(
  table: Table,
  person: string,
  password: KeptPassword,
  before: KeptPassword,
): Promise<void> {
  const write = { ...passwordWrite(person, password), when: [{ attribute: 'key', equals: before.key } as const] }
  await writeWhere(table, [write])
}

/** Whether a browser that says so was used by a person before. */
export async function isTheirDevice(table: Table, person: string, device: string): Promise<boolean> {
  return (await table.get(key(person, deviceName(device)))) !== undefined
}

/** Of one person; who signs in at one more loses the one that is there longest. */
const mostDevices = 10

/** From now on a browser is known as theirs, by what it is given to keep. */
export async function newDevice(table: Table, person: string): Promise<string> {
  const device = randomBytes(32).toString('base64url')
  const { items } = await table.query({ pk: thing(person), sk: { beginsWith: devicePrefix }, limit: 2 * mostDevices })
  const oldest = items.toSorted((a, b) => (String(a.value['since']) < String(b.value['since']) ? -1 : 1))
  const gone = oldest.slice(0, Math.max(0, items.length + 1 - mostDevices))
  await writeSurely(table, [
    { put: { key: key(person, deviceName(device)), value: { since: moment(Date.now()) } } },
    ...gone.map((item): Write => ({ remove: item.key })),
  ])
  return device
}

/** How often an account was tried in vain, and until when the next waits, by a line of it: whose browser, or anybody's. */
export interface TriesInVain {
  readonly tries: number
  /** In milliseconds of real time. */
  readonly freeAt: number
}

export async function triesInVain(table: Table, person: string, line: string): Promise<TriesInVain | undefined> {
  const item = await table.get(key(person, triesName(line)))
  return item && valueAs<TriesInVain>(item.value)
}

export async function keepTries(table: Table, person: string, line: string, tries: TriesInVain): Promise<void> {
  await writeSurely(table, [{ put: { key: key(person, triesName(line)), value: asJson(tries) } }])
}

export async function forgetTries(table: Table, person: string, line: string): Promise<void> {
  await writeSurely(table, [{ remove: key(person, triesName(line)) }])
}

function triesName(line: string): string {
  return `${triesPrefix}${sha256(line)}`
}

const triesPrefix = 'TRIES#'

/** What of an account stays on its machine: it proves who somebody is, and only there. */
export function isSecretOfAccount({ pk, sk }: Key): boolean {
  return pk.startsWith('ACCOUNT#') && isSecret(sk)
}

function isSecret(sk: string): boolean {
  return sk === 'PASSWORD' || sk === 'FIRST' || sk.startsWith(devicePrefix) || sk.startsWith(triesPrefix)
}

const devicePrefix = 'DEVICE#'
const attempts = 4

/** The event, and what changes with it. False: what it rests on is not there any more. */
async function recorded(
  { table, clock }: AccountServices,
  person: string,
  type: 'firstPasswordGiven' | 'passwordSet',
  actor: Actor,
  besides: readonly Write[],
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await load<AccountState>(table, accountKeeping.kind, person)
    const programme = before?.state.programme ?? (await trailOf(table, await registersOf(table)))
    if (programme === undefined) return false
    const occasion = { at: clock.now(), day: clock.today(), actor }
    const state = before?.state ?? { id: person, programme, since: occasion.at }
    const { writes } = recordWrites(accountKeeping, before, { type, data: {}, state, besides }, occasion)
    if (await writeWhere(table, writes)) return true
  }
  return false
}

function passwordWrite(person: string, password: KeptPassword) {
  return { put: { key: key(person, 'PASSWORD'), value: asJson({ ...password, setAt: moment(Date.now()) }) } }
}

function deviceName(device: string): string {
  return `${devicePrefix}${sha256(device)}`
}

function thing(person: string): string {
  return thingOf(accountKeeping.kind, person)
}

function key(person: string, sk: string): Key {
  return { pk: thing(person), sk }
}

/** toISOString is how this product writes instants. */
function moment(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}
