/**
 * Sessions of an OIDC issuer elsewhere: Cognito, or whatever the office has. A token is taken when its signature, issuer,
 * audience and time hold, on real time, and when a claim of it names exactly one registered person. Sources: OpenID
 * Connect Core 1.0, 3.1.3.7; RFC 8725 (JSON Web Token Best Current Practices); Amazon Cognito Developer Guide,
 * "Verifying JSON web tokens".
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { type Identity, IdentityBusy, type Table } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'

export interface OidcOptions {
  readonly table: Table
  /** As it stands in the tokens, to the letter. */
  readonly issuer: string
  /** The id of this product as a client of the issuer. */
  readonly audience: string
  /** `email`, which must be verified and be one person's mailbox; any other claim holds the person's id. */
  readonly personClaim: string
  /** Where the issuer's keys are; by its discovery document unless told. */
  readonly keys?: string
}

/** Signatures with a public key alone: whoever can verify one must not be able to make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']

export function oidcIdentity(options: OidcOptions): Identity {
  const keys = keysOf(options)
  return {
    signInBy: [],
    signIn: async () => undefined,
    async verify(token) {
      const claims = await claimsOf(token, keys, options)
      return claims && personIn(claims, options)
    },
  }
}

type Keys = ReturnType<typeof createRemoteJWKSet>

async function claimsOf(
  token: string,
  keys: () => Promise<Keys>,
  { issuer, audience }: OidcOptions,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, await keys(), { algorithms, issuer, requiredClaims: ['exp', 'sub'] })
    return isFor(audience, payload) ? payload : undefined
  } catch (error) {
    if (isOfToken(error)) return undefined
    throw new IdentityBusy(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** An ID token names its audience; an access token of Cognito has none, and names the client it was given to. */
function isFor(audience: string, { aud, client_id: client }: JWTPayload): boolean {
  return aud === undefined ? client === audience : [aud].flat().includes(audience)
}

/** What the token itself is to blame for. The rest is the issuer that did not answer, of which nothing follows for the token. */
function isOfToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false
  return !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC'
}

/** Undefined where nobody has it, or several have: nobody acts in another's name because they share a mailbox. */
async function personIn(claims: JWTPayload, { table, personClaim }: OidcOptions): Promise<string | undefined> {
  const value = claims[personClaim]
  if (typeof value !== 'string') return undefined
  const { people } = await registersOf(table)
  if (personClaim !== 'email') return people.has(value) ? value : undefined
  // Some issuers write the truth as text.
  if (String(claims['email_verified']) !== 'true') return undefined
  const holders = [...people.values()].filter(({ mailbox }) => mailbox.toLowerCase() === value.toLowerCase())
  return holders.length === 1 ? holders[0]?.id : undefined
}

/** The issuer's keys, kept as long as this function lives; an issuer that did not answer is asked again. */
function keysOf({ issuer, keys }: OidcOptions): () => Promise<Keys> {
  let known: Promise<Keys> | undefined
  return async () => {
    known ??= keys === undefined ? discovered(issuer) : Promise.resolve(createRemoteJWKSet(new URL(keys)))
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() })

async function discovered(issuer: string): Promise<Keys> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000) })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  const document = Discovery.parse(await answer.json())
  // OpenID Connect Discovery 1.0, 4.3: otherwise somebody else's keys could be taken for the issuer's.
  if (document.issuer !== issuer) throw new Error(`${address} is of the issuer ${document.issuer}`)
  return createRemoteJWKSet(new URL(document.jwks_uri))
}
