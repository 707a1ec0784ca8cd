/** What every driver of the identity port answers, whoever keeps the accounts. */
import { expect, it } from 'vitest'
import type { Identity, SignInProof } from '../../functions/services.ts'

export interface Proving {
  readonly identity: Identity
  /** What proves `bac-si` here, anew each time it is asked for. */
  proof(): Promise<SignInProof>
}

export function identityContract(open: () => Promise<Proving>): void {
  it('whoever proves who they are is who they are', async () => {
    const { identity, proof } = await open()
    expect(await identity.signIn(await proof())).toMatchObject({ person: 'bac-si' })
  })

  it.each<SignInProof>([
    { person: 'khong-ai' },
    { name: 'khong-ai', password: 'mưa chiều rơi trên mái ngói' },
    { authorizationCode: 'x', codeVerifier: 'v'.repeat(43) },
  ])('%j proves nobody', async (proof) => {
    const { identity } = await open()
    expect(await identity.signIn(proof)).toBeUndefined()
  })

  it.each(['', 'abc', 'a.b.c', 'dondoc~bac-si~x'])('a token %j proves nobody', async (token) => {
    const { identity } = await open()
    expect(await identity.verify(token)).toBeUndefined()
  })
}
