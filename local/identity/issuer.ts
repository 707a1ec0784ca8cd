/**
 * The built-in issuer of one machine: sessions are tokens signed with a key that never leaves the data folder (EdDSA).
 * It runs on real time whatever day the office has, and what one folder issued, no other accepts.
 */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose'
import * as z from 'zod/mini'
import type { Identity, Proven, Session, SignInProof } from '../../functions/services.ts'

/** Who a proof of sign-in proves, by the folder's kind: a demo's chosen person, the bearer of an office's code. */
export type SignIn = {
  readonly by: Identity['signInBy']
  readonly personOf: (proof: SignInProof) => Promise<string | undefined>
}

/** A working day and the evening after it. */
const sessionSeconds = 12 * 3600
const algorithm = 'EdDSA'

export interface IssuerKey {
  sign(person: string, seconds: number): Promise<string>
  /** The session of a token of this key that has not expired. */
  verify(token: string): Promise<Proven | undefined>
}

export function builtInIdentity(key: IssuerKey, signIn: SignIn): Identity {
  return {
    verify: (token) => key.verify(token),
    signInBy: signIn.by,
    async signIn(proof): Promise<Session | undefined> {
      const person = await signIn.personOf(proof)
      if (person === undefined) return undefined
      return { person, token: await key.sign(person, sessionSeconds), seconds: sessionSeconds }
    },
  }
}

/** The key of a data folder, made when it is first asked for. */
export async function issuerKey(folder: string): Promise<IssuerKey> {
  const path = join(folder, keyName)
  if (!existsSync(path)) makeKey(path, await newKey())
  return keyOf(PrivateKey.parse(JSON.parse(readFileSync(path, 'utf8'))))
}

const keyName = 'session-key.json'

const PrivateKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
})
type PrivateKey = z.infer<typeof PrivateKey>

async function newKey(): Promise<PrivateKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return PrivateKey.parse(await exportJWK(privateKey))
}

/** Readable by its owner alone from its first byte; whole or not there at all, and never over one that is there. */
function makeKey(path: string, key: PrivateKey): void {
  const draft = `${path}.tmp`
  rmSync(draft, { force: true })
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(key)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

async function keyOf(jwk: PrivateKey): Promise<IssuerKey> {
  const { d: _, ...publicJwk } = jwk
  const [privateKey, publicKey] = [await importJWK(jwk, algorithm), await importJWK(publicJwk, algorithm)]
  // The key's own name says whose sessions these are: another folder's are of another audience.
  const audience = await calculateJwkThumbprint(publicJwk)
  const issuer = 'dondoc'
  return {
    sign(person, seconds) {
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({})
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(person)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(privateKey)
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: [algorithm],
          issuer,
          audience,
          requiredClaims: ['sub', 'exp', 'iat'],
        })
        const { sub, iat } = payload
        return sub === undefined || iat === undefined ? undefined : { person: sub, since: iat }
      } catch {
        return undefined
      }
    },
  }
}
