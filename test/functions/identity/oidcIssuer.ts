/** An issuer of OpenID Connect on this machine: its discovery document, its keys, and codes that it gives for tokens. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { onTestFinished } from 'vitest'

export interface OidcIssuer {
  readonly issuer: string
  /** A token of its own. */
  sign(claims: Claims, seconds: number): Promise<string>
  /** The same without a word of the key that signed it. */
  unnamed(claims: Claims, seconds: number): Promise<string>
  /** The same signed by a key that is not its own. */
  forge(claims: Claims, seconds: number, kid?: string): Promise<string>
  /** Signs with another key from now on, and shows the old one beside it until that is forgotten. */
  rotate(): Promise<{ forgetOld(): void }>
  /** A code for whoever has the verifier of this challenge: what it gives, once. */
  code(challenge: string, claims: Claims): string
  /** Requests answered, by path. */
  readonly asked: string[]
  /** What it says of itself otherwise. */
  readonly says: { issuer?: string; keys?: unknown }
  /** While it is set, every answer has this status. */
  trouble?: number
}

export const audience = 'dondoc-client'

/** As Cognito signs. Made once: RSA takes a quarter of a second. */
const pairs = Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256'), generateKeyPair('RS256')])

/** Of a token; undefined takes away what every token has. */
export type Claims = { readonly [name: string]: unknown }

export async function listeningIssuer(): Promise<OidcIssuer> {
  const [keys, others, later] = await pairs
  const shown = async ({ publicKey }: typeof keys, kid: string) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg: 'RS256',
    use: 'sig',
  })
  let jwks = [await shown(keys, 'k1')]
  let current = { key: keys.privateKey, kid: 'k1' }
  const renewals = new Map<string, Claims>()
  const codes = new Map<string, { challenge: string; claims: Claims }>()
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString()
    const path = request.url ?? ''
    own.asked.push(path)
    const [status, value] = own.trouble ? [own.trouble, {}] : await answer(path, new URLSearchParams(body))
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // The port of a server that listens is known.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })

  async function answer(path: string, form: URLSearchParams): Promise<[number, object]> {
    if (path === '/pool/keys') return [200, { keys: own.says.keys ?? jwks }]
    if (path === '/pool/.well-known/openid-configuration')
      return [200, { ...document(), issuer: own.says.issuer ?? issuer }]
    if (form.get('grant_type') === 'refresh_token') {
      const again = renewals.get(form.get('refresh_token') ?? '')
      renewals.delete(form.get('refresh_token') ?? '')
      return again ? [200, await tokensFor(again)] : [400, { error: 'invalid_grant' }]
    }
    const given = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isOurs = form.get('client_id') === audience && form.get('redirect_uri') === redirectUri
    if (!given || given.challenge !== challenge || !isOurs) return [400, { error: 'invalid_grant' }]
    codes.delete(form.get('code') ?? '')
    return [200, await tokensFor(given.claims)]
  }

  async function tokensFor(claims: Claims): Promise<object> {
    const refresh_token = `renewal-${own.asked.length}`
    renewals.set(refresh_token, claims)
    return { access_token: 'a', token_type: 'Bearer', id_token: await own.sign(claims, 3600), refresh_token }
  }

  const document = () => ({
    issuer,
    jwks_uri: `${issuer}/keys`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    end_session_endpoint: `${issuer}/logout`,
  })

  const signed = (claims: Claims, seconds: number, { key, kid }: { key: typeof current.key; kid?: string }) => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ iss: issuer, aud: audience, iat: now, exp: now + seconds, ...claims })
      .setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) })
      .sign(key)
  }

  const own: OidcIssuer = {
    issuer,
    sign: (claims, seconds) => signed(claims, seconds, current),
    unnamed: (claims, seconds) => signed(claims, seconds, { key: current.key }),
    forge: (claims, seconds, kid = 'k1') => signed(claims, seconds, { key: others.privateKey, kid }),
    async rotate() {
      const old = jwks
      current = { key: later.privateKey, kid: 'k2' }
      const fresh = await shown(later, 'k2')
      jwks = [...old, fresh]
      return {
        forgetOld() {
          jwks = [fresh]
        },
      }
    },
    code(challenge, claims) {
      const code = `code-${codes.size + 1}`
      codes.set(code, { challenge, claims })
      return code
    },
    asked: [],
    says: {},
  }
  return own
}

export const redirectUri = 'https://dondoc.example.com/dang-nhap'
