import { describe, expect, it } from 'vitest'
import { ClockMove, destination } from '../../domain/clockMove.ts'

const today = '2015-03-09'

describe('where a move of the clock leads', () => {
  it.each([
    [{ by: 'day' }, '2015-03-10'],
    [{ by: 'week' }, '2015-03-16'],
    [{ by: 'nextDeadline' }, '2015-03-31'],
    [{ by: 'date', to: '2020-12-31' }, '2020-12-31'],
  ] as const)('%o: %s', (move, day) => {
    expect(destination(move, today, '2015-03-31')).toBe(day)
  })

  it.each([
    [{ by: 'date', to: '2015-03-09' }, 'clock-goes-forward'],
    [{ by: 'date', to: '2012-11-08' }, 'clock-goes-forward'],
    [{ by: 'date', to: '2025-03-10' }, 'clock-too-far'],
    [{ by: 'nextDeadline' }, 'no-deadline-ahead'],
  ] as const)('%o is refused: %s', (move, code) => {
    expect(destination(move, today, undefined)).toMatchObject({ code })
  })

  it('ends with the years the working calendar is computed for', () => {
    expect(destination({ by: 'date', to: '2099-12-31' }, '2099-12-30', undefined)).toBe('2099-12-31')
    expect(destination({ by: 'day' }, '2099-12-31', undefined)).toMatchObject({ code: 'clock-too-far' })
  })

  it.each([{}, { by: 'year' }, { by: 'date' }, { by: 'date', to: '2015-02-30' }, { by: 'day', to: '2015-03-10' }])(
    'is not read from %o',
    (body) => {
      expect(ClockMove.safeParse(body).success).toBe(false)
    },
  )
})
