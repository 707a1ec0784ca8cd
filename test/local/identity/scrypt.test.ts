import { expect, it } from 'vitest'
import { costNow, isOutdated, isPassword, kept, nobodysPassword } from '../../../local/identity/scrypt.ts'

const cheap = { n: 2 ** 10, r: 8, p: 1 }

it('a password is known by what is kept of it, and nothing else is', async () => {
  const known = await kept('mưa rơi trên phố huyện', cheap)
  expect(await isPassword('mưa rơi trên phố huyện', known)).toBe(true)
  for (const other of ['Mưa rơi trên phố huyện', 'mưa rơi trên phố huyện ', '']) {
    expect(await isPassword(other, known)).toBe(false)
  }
  expect(JSON.stringify(known)).not.toContain('phố')
})

it('is the same however a machine composes its letters', async () => {
  const known = await kept('mưa rơi trên phố huyện'.normalize('NFD'), cheap)
  expect(await isPassword('mưa rơi trên phố huyện'.normalize('NFC'), known)).toBe(true)
})

it('two people who take the same are not seen to have the same', async () => {
  const [one, another] = [await kept('mưa rơi trên phố', cheap), await kept('mưa rơi trên phố', cheap)]
  expect(one.key).not.toBe(another.key)
})

it('holds by the cost it was kept at, and says when that is not today’s', async () => {
  const [old, now] = [await kept('mưa rơi trên phố', cheap), await kept('mưa rơi trên phố')]
  expect([isOutdated(old, costNow), isOutdated(now, costNow)]).toEqual([true, false])
  expect(now).toMatchObject(costNow)
  expect(await isPassword('mưa rơi trên phố', old)).toBe(true)
  expect(await isPassword('mưa rơi trên phố', now)).toBe(true)
})

it('nobody’s is reckoned as today’s and is never right', async () => {
  expect(nobodysPassword(costNow)).toMatchObject(costNow)
  expect(await isPassword('', nobodysPassword(cheap))).toBe(false)
})
