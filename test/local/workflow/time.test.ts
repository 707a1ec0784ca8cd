import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../../domain/days.ts'
import { movableClock } from '../../../local/clock.ts'
import { advance, stepped } from '../../../local/workflow/time.ts'
import { at, bench, machine, start } from './bench.ts'

test('the product’s clock stands at exactly the moment to which it was moved', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e11 }), { minLength: 1, maxLength: 20 }), (steps) => {
      const clock = stepped(movableClock(start))
      let ms = Date.parse(start)
      for (const step of steps) {
        ms += step
        const moment = new Date(ms).toISOString() as Instant
        clock.moveTo(moment)
        expect(clock.now()).toBe(moment)
      }
    }),
  )
})

test('steps take the time from the clock at the moment at which they are called', async () => {
  const seen: string[] = []
  const clock = stepped(movableClock(start))
  const hourly = machine({
    W: { Type: 'Wait', Seconds: 3600, Next: 'T' },
    T: { Type: 'Task', Resource: '${note}', Next: 'W' },
  })
  const { engine } = bench({ hourly }, { note: () => seen.push(clock.now()) }, { clock })
  await engine.startExecution({ stateMachine: 'hourly' })
  await advance(engine, clock, at(3.5 * 3600))
  expect(seen).toEqual([at(3600), at(7200), at(10_800)])
  expect(clock.now()).toBe(at(3.5 * 3600))
  await engine.close()
})

test('a clock is not moved back', () => {
  const { clock } = bench({})
  clock.moveTo(at(1))
  expect(() => clock.moveTo(start)).toThrow('cannot go back')
})
