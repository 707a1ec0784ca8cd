/**
 * One-time codes for people of an office. A code is shown once and kept as its hash; it works once, within a day of real
 * time, whatever day the office has.
 */
import { randomInt } from 'node:crypto'
import type { Instant } from '../../domain/days.ts'
import type { Services, Table } from '../../functions/services.ts'
import { sha256, writeSurely, writeWhere } from '../../functions/stores/record.ts'
import type { SignIn } from '../identity/issuer.ts'

/** Without the letters and digits that are read as one another. 20 of 30 signs: nobody guesses one in a day, or a life. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 20
const hoursValid = 24

export interface SignInCode {
  /** `K7QM-3F9P-…`, as it is shown. */
  readonly code: string
  readonly expiresAt: Instant
}

/** A new code for a person. An earlier one of theirs that nobody used works no longer. */
export async function issueCode(table: Table, person: string): Promise<SignInCode> {
  const bare = Array.from({ length }, () => signs[randomInt(signs.length)]).join('')
  // toISOString is how this product writes instants.
  const expiresAt = new Date(Date.now() + hoursValid * 3_600_000).toISOString() as Instant
  const { items } = await table.query({ pk: codes, limit: 1000 })
  const earlier = items.filter(({ value }) => value['person'] === person)
  await writeSurely(table, [
    ...earlier.slice(0, 50).map(({ key }) => ({ remove: key })),
    { put: { key: { pk: codes, sk: sha256(bare) }, value: { person, expiresAt } } },
  ])
  return { code: bare.match(/.{4}/g)?.join('-') ?? bare, expiresAt }
}

/** The person a typed code is for; it is used up. Undefined for one that is unknown, used or too old. */
export async function takeCode(table: Table, typed: string): Promise<string | undefined> {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  if (bare.length !== length) return undefined
  const key = { pk: codes, sk: sha256(bare) }
  const { person, expiresAt } = (await table.get(key))?.value ?? {}
  if (typeof person !== 'string' || typeof expiresAt !== 'string' || Date.parse(expiresAt) <= Date.now())
    return undefined
  // Of two who type it at the same moment, one finds it there.
  return (await writeWhere(table, [{ remove: key, when: [{ is: 'present' }] }])) ? person : undefined
}

/** How people of an office sign in. */
export function codeSignIn({ table }: Pick<Services, 'table'>): SignIn {
  return { by: ['code'], personOf: async (proof) => ('code' in proof ? takeCode(table, proof.code) : undefined) }
}

const codes = 'SIGN-IN-CODES'
