import { describe, expect, it } from 'vitest'
import { nextStep, stillWaits } from '../../../domain/cycles/nextStep.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import { aCycle, atStage } from './builders.ts'

const gathering = atStage(aCycle(), 'gathering')

describe('what is next', () => {
  it.each([
    [
      'two of three have sent, on the last day',
      { asked: 3, sent: 2 },
      '2013-12-06',
      { do: 'wait', until: '2013-12-07' },
    ],
    ['all have sent, early', { asked: 3, sent: 3 }, '2013-11-01', { do: 'close' }],
    ['the day after the last day', { asked: 3, sent: 2 }, '2013-12-07', { do: 'close' }],
    ['nobody is asked any more', { asked: 0, sent: 0 }, '2013-11-01', { do: 'close' }],
  ] as const)('of a gathering when %s', (_, counters, today, next) => {
    expect(nextStep(gathering, counters, today)).toEqual(next)
  })

  it('is the figures only once their closing day is over', () => {
    const freezing = atStage(aCycle(), 'freezing')
    const on = (today: CalendarDate) => nextStep(freezing, { asked: 0, sent: 0 }, today)
    expect(on('2013-11-30')).toEqual({ do: 'wait', until: '2013-12-01' })
    expect(on('2013-12-01')).toEqual({ do: 'freeze' })
  })

  it('is nothing but people where they must act, without a day', () => {
    for (const name of ['drafting', 'reviewing', 'issuing', 'finalising', 'receiving', 'judging', 'sealing'] as const) {
      expect(nextStep(atStage(aCycle(), name), { asked: 0, sent: 0 }, '2013-12-01')).toEqual({ do: 'wait' })
    }
  })
})

describe('whoever waits', () => {
  it('goes on waiting for the same day, and looks at anything else', () => {
    expect(stillWaits({ until: '2013-12-07' }, { do: 'wait', until: '2013-12-07' })).toBe(true)
    expect(stillWaits({ until: '2013-12-07' }, { do: 'wait', until: '2013-12-12' })).toBe(false)
    expect(stillWaits({ until: '2013-12-07' }, { do: 'close' })).toBe(false)
    expect(stillWaits({}, { do: 'wait' })).toBe(true)
  })
})
