/**
 * People of an OIDC issuer elsewhere: Cognito, or whatever the office has. A token is taken when its signature, issuer,
 * audience and time hold, on real time, and when a claim of it names exactly one registered person. Sources: OpenID
 * Connect Core 1.0, 3.1.3.7 and 12; OpenID Connect RP-Initiated Logout 1.0; RFC 7636 (PKCE); RFC 8725 (JSON Web Token Best
 * Current Practices); Amazon Cognito Developer Guide, "Verifying JSON web tokens" and "The managed login sign-out endpoint".
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { type Identity, IdentityBusy, type Table, type Vouched } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'

export interface OidcOptions {
  readonly table: Table
  /** As it stands in the tokens, to the letter. */
  readonly issuer: string
  /** The id of this product as a public client of the issuer. */
  readonly audience: string
  /** `email`, which must be verified and be one person's mailbox; any other claim holds the person's id. */
  readonly personClaim: string
  /** Where the issuer's keys are; by its discovery document unless told. */
  readonly keys?: string
  /** Where the issuer sends the browser back to, with its code. Without it nobody begins a session here. */
  readonly redirectUri?: string
}

/** Signatures with a public key alone: whoever can verify one must not be able to make one. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** What the ID token must tell, in OpenID Connect's words. */
const scope = 'openid email'

export function oidcIdentity(options: OidcOptions): Identity {
  const { issuer, audience, redirectUri } = options
  const discovery = keptOnce(() => discovered(issuer))
  const keys = keptOnce(async () => createRemoteJWKSet(new URL(options.keys ?? (await discovery()).jwks_uri)))

  async function proven(token: string): Promise<{ person: string; claims: JWTPayload } | undefined> {
    const claims = await answered(() => claimsOf(token, keys, options))
    const person = claims && (await personIn(claims, options))
    return claims && person !== undefined ? { person, claims } : undefined
  }

  const verify: Identity['verify'] = async (token) => {
    const session = await proven(token)
    // Of a token that does not say when it began, every end that anybody put to sessions is the end.
    return session && { person: session.person, since: session.claims.iat ?? 0 }
  }
  if (redirectUri === undefined) return { verify, signInBy: [], signIn: async () => undefined }

  async function vouched(asked: { readonly [name: string]: string }): Promise<Vouched | undefined> {
    const tokens = await answered(async () =>
      tokensFor({ ...asked, client_id: audience }, (await discovery()).token_endpoint),
    )
    const session = tokens && (await proven(tokens.id_token))
    if (!session) return undefined
    const { refresh_token: renewal } = tokens
    return { person: session.person, ...(renewal === undefined ? {} : { renewal }) }
  }

  return {
    verify,
    signInBy: ['issuer'],
    issuerDoor: () =>
      answered(async () => {
        const { authorization_endpoint: authorize, end_session_endpoint: end } = await discovery()
        const leave = end === undefined ? {} : { leave: leaving(end, audience, new URL('/', redirectUri).href) }
        return { authorize, clientId: audience, scope, redirectUri, ...leave }
      }),
    async signIn(proof) {
      if (!('authorizationCode' in proof)) return undefined
      const { authorizationCode: code, codeVerifier: code_verifier } = proof
      return vouched({ grant_type: 'authorization_code', code, code_verifier, redirect_uri: redirectUri })
    },
    renew: (renewal) => vouched({ grant_type: 'refresh_token', refresh_token: renewal }),
  }
}

/** The standard and Cognito name the same by different words; each leaves the other's alone. */
function leaving(end: string, client: string, back: string): string {
  const address = new URL(end)
  const asked = { client_id: client, post_logout_redirect_uri: back, logout_uri: back }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return address.href
}

type Keys = ReturnType<typeof createRemoteJWKSet>

async function claimsOf(
  token: string,
  keys: () => Promise<Keys>,
  { issuer, audience }: OidcOptions,
): Promise<JWTPayload | undefined> {
  const known = await keys()
  try {
    const { payload } = await jwtVerify(token, known, { algorithms, issuer, requiredClaims: ['exp', 'sub'] })
    return isFor(audience, payload) ? payload : undefined
  } catch (error) {
    if (isOfToken(error)) return undefined
    throw error
  }
}

/** An ID token names its audience; an access token of Cognito has none, and names the client it was given to. */
function isFor(audience: string, { aud, client_id: client }: JWTPayload): boolean {
  return aud === undefined ? client === audience : [aud].flat().includes(audience)
}

/** What the token itself is to blame for. The rest is the issuer that did not answer, of which nothing follows for it. */
function isOfToken(error: unknown): boolean {
  return error instanceof errors.JOSEError && !ofIssuer.has(error.code)
}

/** No answer in time, another status than 200, keys that make no sense. */
const ofIssuer = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'])

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

const patienceMs = 5000

const Discovery = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  end_session_endpoint: z.optional(z.url()),
})

async function discovered(issuer: string): Promise<z.infer<typeof Discovery>> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  const document = Discovery.parse(await answer.json())
  // OpenID Connect Discovery 1.0, 4.3: otherwise somebody else's keys could be taken for the issuer's.
  if (document.issuer !== issuer) throw new Error(`${address} is of the issuer ${document.issuer}`)
  return document
}

const Tokens = z.object({ id_token: z.string(), refresh_token: z.optional(z.string()) })

/** Undefined for a code, or a word to ask again by, that the issuer does not know, or knows to be another's or used up. */
async function tokensFor(
  asked: { readonly [name: string]: string },
  endpoint: string,
): Promise<z.infer<typeof Tokens> | undefined> {
  const body = new URLSearchParams(asked)
  const answer = await fetch(endpoint, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) })
  if (answer.status === 400 || answer.status === 401) return undefined
  if (!answer.ok) throw new Error(`${endpoint} answered ${answer.status}`)
  return Tokens.parse(await answer.json())
}

/** Kept as long as this function lives; what failed is asked again. */
function keptOnce<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined
  return async () => {
    known ??= ask()
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
}

/** What goes wrong on the way to the issuer is for the caller to try again. */
async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    throw new IdentityBusy(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
