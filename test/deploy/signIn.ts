/** Signing in as a browser does: at the pool's own page, with a code and PKCE; the ID token is the session. */
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import { listening } from './loopback.ts'

export interface Pool {
  readonly client: CognitoIdentityProviderClient
  /** Where the emulator answers for the pool's domain. */
  readonly endpoint: string
  readonly userPoolId: string
  readonly clientId: string
  readonly redirectUri: string
}

/** The office invites somebody, who then has a password of their own; twice is once. */
export async function invite({ client, userPoolId }: Pool, mailbox: string, password: string): Promise<void> {
  const user = { UserPoolId: userPoolId, Username: mailbox }
  const attributes = { email: mailbox, email_verified: 'true' }
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
  await client.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }))
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }))
}

/** The ID token of somebody who types their mailbox and password into the pool's page. */
export async function signIn(pool: Pool, mailbox: string, password: string): Promise<string> {
  const { endpoint, clientId, redirectUri } = pool
  const verifier = randomBytes(32).toString('base64url')
  const asked = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const page = await fetch(`${endpoint}/oauth2/authorize?${new URLSearchParams(asked)}`)
  if (page.status !== 200) throw new Error(`the sign-in page answered ${page.status} ${await page.text()}`)
  const typed = new URLSearchParams({ ...asked, username: mailbox, password })
  const back = await fetch(`${endpoint}/login`, { method: 'POST', body: typed, redirect: 'manual' })
  const { searchParams } = new URL(back.headers.get('location') ?? `http://nowhere/?code=&answered=${back.status}`)
  if (searchParams.get('state') !== asked.state) throw new Error(`signing in led to ${searchParams}`)
  const exchange = {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code: searchParams.get('code') ?? '',
    code_verifier: verifier,
  }
  const answer = await fetch(`${endpoint}/oauth2/token`, { method: 'POST', body: new URLSearchParams(exchange) })
  if (answer.status !== 200) throw new Error(`the code was answered with ${answer.status} ${await answer.text()}`)
  const { id_token }: { id_token: string } = Object(await answer.json())
  return id_token
}

/**
 * The keys of a pool, at an address that is known before the pool is. The issuer of an emulated pool has the address of
 * the real service, where nobody of this machine may ask for them.
 */
export interface Keys {
  readonly address: string
  of(pool: Pick<Pool, 'endpoint' | 'userPoolId'>): void
  close(): void
}

export async function serveKeys(): Promise<Keys> {
  let source: string | undefined
  const server = createServer(async (_, response) => {
    const answer = source === undefined ? undefined : await fetch(source)
    response.writeHead(answer?.status ?? 503, { 'content-type': 'application/json' }).end(await answer?.text())
  })
  return {
    address: `http://127.0.0.1:${await listening(server)}/jwks.json`,
    of({ endpoint, userPoolId }) {
      source = `${endpoint}/${userPoolId}/.well-known/jwks.json`
    },
    close: () => void server.close(),
  }
}
