import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { allItems } from '../../../functions/paging.ts'
import type { Table } from '../../../functions/services.ts'
import { writeSurely } from '../../../functions/stores/record.ts'
import {
  beginSession,
  endingSessions,
  endSession,
  extendSession,
  mostSeconds,
  restSeconds,
  sessionOf,
  sessionsOf,
} from '../../../functions/stores/sessions.ts'
import { openTable } from '../../../local/sqlite/table.ts'

let table: Table
beforeEach(() => {
  table = openTable(':memory:')
  vi.useFakeTimers({ now: Date.parse('2026-11-24T00:30:00Z'), toFake: ['Date'] })
})
afterEach(() => void vi.useRealTimers())

const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)
const begin = (person = 'bac-si') => beginSession(table, person, { from: '192.0.2.7', browser: 'Trình duyệt' })

it('a session is its person’s until it has rested too long', async () => {
  const { token } = await begin()
  expect(await sessionOf(table, token)).toMatchObject({ person: 'bac-si', from: '192.0.2.7', since: 1795480200 })
  pass(restSeconds - 1)
  expect(await sessionOf(table, token)).toBeDefined()
  pass(1)
  expect(await sessionOf(table, token)).toBeUndefined()
})

it('whoever works in it goes on, and not beyond a day’s work', async () => {
  const { token, session } = await begin()
  let lived = 0
  while ((await sessionOf(table, token)) && lived < 2 * mostSeconds) {
    expect(await extendSession(table, session)).toBeDefined()
    pass(3000)
    lived += 3000
  }
  expect(lived).toBeGreaterThanOrEqual(mostSeconds)
  expect(lived).toBeLessThan(mostSeconds + 3000)
})

it('what was ended is not extended back to life', async () => {
  const { token, session } = await begin()
  await endSession(table, session)
  expect(await extendSession(table, session)).toBeUndefined()
  expect(await sessionOf(table, token)).toBeUndefined()
})

it('ending all but one leaves that one, and nobody else’s', async () => {
  const [first, second, others] = [await begin(), await begin(), await begin('ky-su')]
  await writeSurely(table, await endingSessions(table, 'bac-si', second.session.id))
  expect(await sessionOf(table, first.token)).toBeUndefined()
  expect(await sessionOf(table, second.token)).toBeDefined()
  expect(await sessionOf(table, others.token)).toBeDefined()
})

it('the store never holds a token, and of one person no more than twenty sessions', async () => {
  const tokens: string[] = []
  for (let count = 0; count < 25; count += 1) {
    tokens.push((await begin()).token)
    pass(1)
  }
  const kept = JSON.stringify(await allItems(table, { pk: 'SESSION#bac-si' }))
  for (const token of tokens) expect(kept).not.toContain(token.split('~')[2])
  expect(await sessionsOf(table, 'bac-si')).toHaveLength(20)
  expect(await sessionOf(table, tokens.at(-1) ?? '')).toBeDefined()
  expect(await sessionOf(table, tokens[0] ?? '')).toBeUndefined()
})

it('those that are over go with the next that begins', async () => {
  await begin()
  pass(mostSeconds)
  await begin()
  expect(await allItems(table, { pk: 'SESSION#bac-si' })).toHaveLength(1)
})
