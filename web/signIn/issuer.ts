/**
 * Signing in at an issuer elsewhere, by code and PKCE (RFC 6749, 4.1; RFC 7636): the browser goes to the issuer's door
 * and comes back with a code, which only this tab can use, because it alone knows the verifier. The API exchanges it; no
 * token is ever seen here.
 */
import * as z from 'zod/mini'
import type { SignInChoices } from '../../domain/access/sessionView.ts'

export type IssuerDoor = NonNullable<SignInChoices['issuer']>

export interface IssuerProof {
  readonly authorizationCode: string
  readonly codeVerifier: string
}

/** What this tab keeps while the browser is at the issuer's. */
const Begun = z.object({ state: z.string(), verifier: z.string(), from: z.string() })
type Begun = z.infer<typeof Begun>

/** `from`: the page that was wanted, to which whoever has signed in returns. */
export function newSignIn(from: string): Begun {
  return { state: randomText(), verifier: randomText(), from }
}

export async function doorAddress(
  { authorize, clientId, scope, redirectUri }: IssuerDoor,
  { state, verifier }: Pick<Begun, 'state' | 'verifier'>,
): Promise<string> {
  const address = new URL(authorize)
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return address.href
}

/** Of a sign-in that was begun here alone: nobody is signed in by an address that somebody else sent them. */
export function returned(
  search: string,
  begun: string | null,
): { readonly proof: IssuerProof; readonly from: string } | undefined {
  const query = new URLSearchParams(search)
  const [code, state] = [query.get('code'), query.get('state')]
  const ours = begun === null ? undefined : Begun.safeParse(JSON.parse(begun)).data
  if (!code || !ours || state !== ours.state) return undefined
  return { proof: { authorizationCode: code, codeVerifier: ours.verifier }, from: ours.from }
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)).buffer)
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
