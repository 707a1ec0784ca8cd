/** What every driver of the keys that sign links does. */
import { expect, it } from 'vitest'
import type { LinkKeys } from '../../functions/services.ts'

export interface LinkKeysAtATime {
  /** A driver over what was kept, as another process opens it, at a moment of real time. */
  open(realTime: () => number): LinkKeys
}

export function linkKeysContract(driver: string, begin: () => Promise<LinkKeysAtATime>): void {
  const at = Date.parse('2026-11-24T01:00:00Z')
  const until = at + 1000

  it(`${driver}: a key that nobody made is not there`, async () => {
    expect(await (await begin()).open(() => at).named('202611')).toBeUndefined()
  })

  it(`${driver}: a key is made once, of 256 bits, and whoever opens them next finds it`, async () => {
    const kept = await begin()
    const made = await kept.open(() => at).made('202611', until)
    expect(made.length).toBe(32)
    const next = kept.open(() => at)
    expect(Buffer.from((await next.named('202611')) ?? []).equals(made)).toBe(true)
    expect(Buffer.from(await next.made('202611', until + 5)).equals(made)).toBe(true)
    expect(Buffer.from(await next.made('202612', until)).equals(made)).toBe(false)
  })

  it(`${driver}: whoever makes one at the same moment gets the same`, async () => {
    const keys = (await begin()).open(() => at)
    const [one, other] = await Promise.all([keys.made('202611', until), keys.made('202611', until)])
    expect(Buffer.from(one).equals(other)).toBe(true)
  })

  it(`${driver}: a key whose time is over is there for nobody`, async () => {
    const kept = await begin()
    let now = at
    const keys = kept.open(() => now)
    await keys.made('202611', until)
    now = until
    expect(await keys.named('202611')).toBeUndefined()
    expect(await kept.open(() => now).named('202611')).toBeUndefined()
  })
}
