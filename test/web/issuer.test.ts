import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { doorAddress, returned } from '../../web/signIn/issuer.ts'

const begun = { state: 's-1', verifier: 'v'.repeat(43), from: '/nhiem-vu/T1' }
const door = {
  authorize: 'https://issuer.example.com/oauth2/authorize?ui_locales=vi',
  clientId: 'dondoc',
  scope: 'openid email',
  redirectUri: 'https://dondoc.example.com/dang-nhap',
}

it('the issuer’s door is asked for a code that only the verifier redeems', async () => {
  const address = new URL(await doorAddress(door, begun))
  expect(address.origin + address.pathname).toBe('https://issuer.example.com/oauth2/authorize')
  expect(Object.fromEntries(address.searchParams)).toEqual({
    ui_locales: 'vi',
    response_type: 'code',
    client_id: 'dondoc',
    redirect_uri: 'https://dondoc.example.com/dang-nhap',
    scope: 'openid email',
    state: 's-1',
    code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
})

describe('who comes back', () => {
  const kept = JSON.stringify(begun)
  it('has a proof, and the page that was wanted', () => {
    expect(returned('?code=c-1&state=s-1', kept)).toEqual({
      proof: { authorizationCode: 'c-1', codeVerifier: begun.verifier },
      from: '/nhiem-vu/T1',
    })
  })

  it.each([
    ['another’s sign-in', '?code=c-1&state=s-2', kept],
    ['a sign-in that nobody began here', '?code=c-1&state=s-1', null],
    ['no code', '?error=access_denied&state=s-1', kept],
    ['no state', '?code=c-1', kept],
  ])('with %s has none', (_, search, remembered) => {
    expect(returned(search, remembered)).toBeUndefined()
  })
})
