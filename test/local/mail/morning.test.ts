import { describe, expect, it } from 'vitest'
import { above, morning } from '../../bench/morning.ts'

describe('a morning over SMTP', () => {
  it('reaches every mailbox once, though the server refuses some, puts some off and drops connections', async () => {
    const { outcome, delivered, refused, toldInstead, dropped, putOff } = await morning({ mailboxes: 200, seed: 1 })
    expect(Math.min(dropped, putOff, refused.size)).toBeGreaterThan(0)
    expect(outcome).toMatchObject({ refused: refused.size, failed: 0 })
    expect(toldInstead).toBe(refused.size)
    const own = [...delivered].filter(([mailbox]) => mailbox !== above)
    expect(own).toHaveLength(200 - refused.size)
    for (const [mailbox, { letters, ids }] of own) {
      expect(refused).not.toContain(mailbox)
      expect(letters).toBe(1)
      expect([...ids]).toEqual([`2013-01-07.${mailbox}`])
    }
  })
})
