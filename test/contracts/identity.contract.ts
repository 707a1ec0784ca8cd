/** What every driver of the identity port answers of a session, whoever issued it. */
import { afterEach, expect, it, vi } from 'vitest'
import type { Identity } from '../../functions/services.ts'

export interface Issuing {
  readonly identity: Identity
  /** A session of a registered person, for so many seconds from now. */
  issue(person: string, seconds: number): Promise<string>
  /** The same by a key of somebody else's, who says that they are the issuer. */
  forge(person: string, seconds: number): Promise<string>
}

/** `bac-si` and `lanh-dao` are registered. */
export function identityContract(open: () => Promise<Issuing>): void {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('a session proves its person', async () => {
    const { identity, issue } = await open()
    expect((await identity.verify(await issue('bac-si', 60)))?.person).toBe('bac-si')
    expect((await identity.verify(await issue('lanh-dao', 60)))?.person).toBe('lanh-dao')
  })

  it('a session ends in real time', async () => {
    const { identity, issue } = await open()
    const token = await issue('bac-si', 60)
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    expect(await identity.verify(token)).toBeUndefined()
  })

  it('what somebody else signed proves nobody', async () => {
    const { identity, forge } = await open()
    expect(await identity.verify(await forge('bac-si', 60))).toBeUndefined()
  })

  it.each<[string, (token: string) => string]>([
    ['rubbish', () => 'abc'],
    ['nothing', () => ''],
    ['another person by the same signature', (token) => withPayload(token, { sub: 'lanh-dao' })],
    ['a later end by the same signature', (token) => withPayload(token, { exp: 9_999_999_999 })],
    ['no signature at all', (token) => withHeader(token, { alg: 'none' }).replace(/[^.]*$/, '')],
  ])('%s proves nobody', async (_, forged) => {
    const { identity, issue } = await open()
    expect(await identity.verify(forged(await issue('bac-si', 60)))).toBeUndefined()
  })

  it('a proof of another kind begins no session', async () => {
    const { identity } = await open()
    expect(await identity.signIn({ code: 'K7QM-3F9P-0000-0000-0000' })).toBeUndefined()
    expect(await identity.signIn({ person: 'khong-ai' })).toBeUndefined()
  })
}

function withPayload(token: string, change: object): string {
  const [header, payload = '', signature] = token.split('.')
  return [header, changed(payload, change), signature].join('.')
}

function withHeader(token: string, change: object): string {
  const [header = '', ...rest] = token.split('.')
  return [changed(header, change), ...rest].join('.')
}

function changed(part: string, change: object): string {
  const value: object = JSON.parse(Buffer.from(part, 'base64url').toString())
  return Buffer.from(JSON.stringify({ ...value, ...change })).toString('base64url')
}
