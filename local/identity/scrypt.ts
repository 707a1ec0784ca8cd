/**
 * A password as it is kept: by scrypt (RFC 7914), with a salt of its own and the parameters beside it, so that they may
 * grow while what was kept by earlier ones still holds. The cost is one of those that the OWASP Password Storage Cheat
 * Sheet takes for equal: 32 MB and about a quarter of a second for each try.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { normalised } from '../../domain/accounts/password.ts'
import type { Cost, KeptPassword } from '../../functions/stores/accounts.ts'

export const costNow: Cost = { n: 2 ** 15, r: 8, p: 3 }

const keyBytes = 32

export async function kept(password: string, cost: Cost = costNow): Promise<KeptPassword> {
  const salt = randomBytes(16)
  const key = await derived(password, salt, cost)
  return {
    scheme: 'scrypt',
    n: cost.n,
    r: cost.r,
    p: cost.p,
    salt: salt.toString('base64'),
    key: key.toString('base64'),
  }
}

export async function isPassword(password: string, known: KeptPassword): Promise<boolean> {
  const key = Buffer.from(known.key, 'base64')
  const tried = await derived(password, Buffer.from(known.salt, 'base64'), known)
  return key.length === tried.length && timingSafeEqual(key, tried)
}

/** Whether it would be kept otherwise now. */
export function isOutdated({ n, r, p }: Cost, cost: Cost): boolean {
  return n !== cost.n || r !== cost.r || p !== cost.p
}

/** What nobody's password is held against, so that who has none is refused after the same time as who has another. */
export function nobodysPassword(cost: Cost): KeptPassword {
  const [salt, key] = [Buffer.alloc(16).toString('base64'), Buffer.alloc(keyBytes).toString('base64')]
  return { scheme: 'scrypt', ...cost, salt, key }
}

function derived(password: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  // Twice what it needs (128 · n · r bytes): the limit of node:crypto is for mistakes.
  const options = { N: n, r, p, maxmem: 256 * n * r }
  return new Promise((resolve, reject) => {
    scrypt(normalised(password), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
