import { beforeEach, expect, it } from 'vitest'
import { type KeptLine, keptNowhere, type Slowing, slowing } from '../../../local/identity/slowing.ts'

let now: number
let slow: Slowing
let kept: Map<string, KeptLine>

/** The clock of a process begins with it; the one on the wall goes on. */
function started(): Slowing {
  const began = now
  const lines = {
    of: async (line: string) => kept.get(line),
    keep: async (line: string, one: KeptLine) => void kept.set(line, one),
    forget: async (line: string) => void kept.delete(line),
  }
  return slowing(lines, {
    milliseconds: () => now - began,
    wall: () => now,
    rest: async (milliseconds) => {
      now += milliseconds
    },
  })
}

beforeEach(() => {
  now = 1000
  kept = new Map()
  slow = started()
})

/** The seconds that a try waited. */
async function waited(line: string): Promise<number> {
  const before = now
  expect(await slow.turn(line)).toBeUndefined()
  return (now - before) / 1000
}

async function times(count: number, line: string): Promise<number[]> {
  const all: number[] = []
  for (let at = 0; at < count; at += 1) all.push(await waited(line))
  return all
}

it('a few tries wait for nothing, the next ones longer and longer, and never longer than a quarter of a minute', async () => {
  expect(await times(12, 'quan-tri')).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15])
})

it('the right one begins anew, and so does who was away', async () => {
  await times(10, 'quan-tri')
  await slow.wasRight('quan-tri')
  expect(await waited('quan-tri')).toBe(0)
  await times(9, 'quan-tri')
  now += 16 * 60_000
  expect(await waited('quan-tri')).toBe(0)
})

it('whoever is guessed at elsewhere does not wait where they have been before', async () => {
  await times(30, 'quan-tri')
  expect(await waited('quan-tri by this browser')).toBe(0)
})

it('who tries many times at once is let through one by one, and told when to come again where the line is long', async () => {
  const patient = slowing(keptNowhere, { milliseconds: () => 0, wall: () => 0, rest: () => Promise.resolve() })
  const answers = await Promise.all(Array.from({ length: 40 }, () => patient.turn('quan-tri')))
  // Five at once, then six that stand in line for 1 + 2 + 4 + 8 + 15 + 15 seconds.
  expect(answers.filter((seconds) => seconds === undefined)).toHaveLength(11)
  expect(answers.at(-1)).toBeGreaterThan(0)
})

it('a restart begins no line anew that makes somebody wait, and keeps none of who mistyped once or twice', async () => {
  await times(2, 'lanh-dao')
  await times(8, 'quan-tri')
  expect([...kept.keys()]).toEqual(['quan-tri'])
  slow = started()
  expect(await waited('quan-tri')).toBe(8)
  expect(await waited('lanh-dao')).toBe(0)
  await slow.wasRight('quan-tri')
  expect(kept.size).toBe(0)
  slow = started()
  expect(await waited('quan-tri')).toBe(0)
})
