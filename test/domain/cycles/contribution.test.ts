import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Contribution,
  type ContributionCommand,
  contributionAsTask,
  contributionCan,
  contributionLifecycle,
  contributionNextOn,
  contributionOwed,
  countsAs,
  decideContribution,
  evolveContribution,
} from '../../../domain/cycles/contribution.ts'
import { nextStep } from '../../../domain/cycles/nextStep.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { isRefusal } from '../../../domain/refusals.ts'
import { stillHolds } from '../../../domain/reminders/ladder.ts'
import { aContribution, aCycle, atStage, rules } from './builders.ts'

const content = { rows: [{ clause: 'I.1-01', text: 'Đã thực hiện' }], evidence: [] }
const send: ContributionCommand = { type: 'send', content }

function having(
  contribution: Contribution,
  command: ContributionCommand,
  closed: boolean,
  today: CalendarDate,
  ended = false,
) {
  const event = decideContribution(contribution, command, { today, closed, ended })
  return isRefusal(event) ? event : evolveContribution(contribution, event, { day: today })
}

describe('a contribution', () => {
  it.each(Object.entries(contributionLifecycle))(
    '%s is done in the states of its row, and refused in the others',
    (_, row) => {
      const action = Object.entries(contributionLifecycle).find(
        ([, one]) => one === row,
      )?.[0] as ContributionCommand['type']
      for (const state of ['asked', 'returned', 'sent', 'closed', 'late', 'withdrawn'] as const) {
        const contribution = state
        const expected = row[state] === 'yes' ? 'yes' : { code: row[state], contribution }
        expect(contributionCan(action, { state })).toEqual(expected)
      }
    },
  )

  it('is in time while the gathering is open, whatever day was written on it', () => {
    expect(having(aContribution(), send, false, '2013-12-20')).toMatchObject({ state: 'sent', sentOn: '2013-12-20' })
  })

  it('is kept after the closing, marked late, and counts for nothing', () => {
    const late = having(aContribution({ state: 'closed' }), send, true, '2013-12-20')
    expect(late).toMatchObject({ state: 'late', content })
    expect(isRefusal(late) || countsAs(late)).toEqual({ asked: 1, sent: 0 })
  })

  it('that was sent in time stays as it was sent once the gathering is closed', () => {
    expect(having(aContribution({ state: 'sent' }), send, true, '2013-12-20')).toMatchObject({
      code: 'gathering-closed',
    })
  })

  it.each([
    ['nothing at all', { rows: [], evidence: [] }, 'text-missing'],
    ['more than an item holds', { rows: [{ clause: 'I.1-01', text: 'ữ'.repeat(60_000) }], evidence: [] }, 'too-long'],
    [
      'a letter of tomorrow',
      { ...content, onPaper: { arrivalNumber: '1', arrivedOn: '2013-11-02' } },
      'arrival-in-future',
    ],
  ] as const)('refuses %s', (_, sent, code) => {
    expect(having(aContribution(), { type: 'send', content: sent }, false, '2013-11-01')).toMatchObject({ code })
  })

  it('counts from the day its letter arrived when the office entered it', () => {
    const onPaper = { arrivalNumber: '77', arrivedOn: '2013-11-28' } as const
    const entered = having(aContribution(), { type: 'send', content: { ...content, onPaper } }, false, '2013-12-02')
    expect(entered).toMatchObject({ state: 'sent', sentOn: '2013-11-28' })
  })
})

describe('what was entered from paper', () => {
  const onPaper = { arrivalNumber: '77', arrivedOn: '2013-11-28' } as const
  const entered = aContribution({ state: 'sent', content: { ...content, onPaper }, sentOn: '2013-11-28' })

  it('is told to the agency, which may object once', () => {
    const { owed } = contributionOwed(entered, rules, '2013-12-02')
    expect(owed.map(({ what }) => what)).toEqual(['recordedForYou'])
    expect(stillHolds('recordedForYou', contributionAsTask(entered, aCycle()), undefined)).toBe(true)
    const objected = having(entered, { type: 'object', reason: 'Không phải của Sở' }, true, '2013-12-09')
    expect(objected).toMatchObject({ objected: { on: '2013-12-09' } })
    expect(isRefusal(objected) || having(objected, { type: 'object', reason: 'Nữa' }, true, '2013-12-09')).toEqual({
      code: 'already-on-hold',
    })
  })

  it('gives way to its own word, after the closing too, which then is late', () => {
    const objected = { ...entered, objected: { on: '2013-12-09', reason: 'Không phải của Sở' } } as const
    const own = having(objected, send, true, '2013-12-10')
    expect(own).toMatchObject({ state: 'late', content, sentOn: '2013-12-10' })
    expect(own).not.toHaveProperty('objected')
  })

  it('cannot be objected to where the agency sent it itself', () => {
    const own = aContribution({ state: 'sent', content })
    expect(having(own, { type: 'object', reason: 'Nhầm' }, false, '2013-12-02')).toEqual({
      code: 'not-recorded-on-paper',
    })
  })
})

describe('asking once more', () => {
  it('reaches who was silent, also after the closing, and once a day', () => {
    const again = having(aContribution({ state: 'closed' }), { type: 'askAgain' }, true, '2013-12-09')
    if (isRefusal(again)) throw new Error(again.code)
    expect(contributionOwed(again, rules, '2013-12-09').owed.map(({ what }) => what)).toEqual(['askedAgain'])
    expect(stillHolds('askedAgain', contributionAsTask(again, aCycle()), undefined)).toBe(true)
    expect(having(again, { type: 'askAgain' }, true, '2013-12-09')).toEqual({ code: 'nothing-to-change' })
    expect(having(again, { type: 'askAgain' }, true, '2013-12-10')).toMatchObject({ askedAgainOn: '2013-12-10' })
  })

  it('reaches nobody who has sent, and nothing of a cycle that has ended', () => {
    const ask = { type: 'askAgain' } as const
    expect(having(aContribution({ state: 'sent', content }), ask, false, '2013-12-02')).toMatchObject({
      code: 'contribution-not-open',
    })
    expect(having(aContribution({ state: 'closed' }), ask, true, '2014-02-03', true)).toMatchObject({
      code: 'cycle-ended',
    })
  })

  it('is no longer spoken of once it came, though late', () => {
    const again = aContribution({ state: 'closed', askedAgainOn: '2013-12-09' })
    const late = having(again, send, true, '2013-12-09')
    expect(isRefusal(late) || contributionNextOn(late, rules)).toBeUndefined()
  })
})

describe('the reminders of a contribution', () => {
  it('say that it was asked, then the nearest step only, then nothing once it was sent', () => {
    const asked = aContribution()
    const { owed, settled } = contributionOwed(asked, rules, '2013-10-21')
    expect(owed.map(({ what }) => what)).toEqual(['given'])
    const told = { ...asked, spoken: settled }
    expect(contributionNextOn(told, rules)).toBe('2013-12-03')
    expect(contributionOwed(told, rules, '2013-12-03').owed.map(({ key }) => key)).toEqual(['2013-12-06:before-3'])
    const missed = contributionOwed(told, rules, '2013-12-06')
    expect(missed.owed.map(({ key }) => key)).toEqual(['2013-12-06:before-3'])
    expect(missed.settled).toEqual(['2013-12-06:before-3'])
    expect(contributionNextOn({ ...told, state: 'sent' }, rules)).toBeUndefined()
  })

  it('come as often as the programme says', () => {
    const ladder = { ...rules.settings.ladder, toContributors: [10, 5] }
    const often = { ...rules, settings: { ...rules.settings, ladder } }
    const told = aContribution({ spoken: contributionOwed(aContribution(), often, '2013-10-21').settled })
    expect(contributionNextOn(told, often)).toBe('2013-11-22')
    const next = { ...told, spoken: [...told.spoken, ...contributionOwed(told, often, '2013-11-22').settled] }
    expect(contributionNextOn(next, often)).toBe('2013-11-29')
  })

  it('come on the day itself where the programme says so, and there it is the day that speaks', () => {
    const ladder = { ...rules.settings.ladder, toContributors: [3, 0] }
    const toTheDay = { ...rules, settings: { ...rules.settings, ladder } }
    const told = aContribution({ spoken: contributionOwed(aContribution(), toTheDay, '2013-12-03').settled })
    expect(contributionNextOn(told, toTheDay)).toBe('2013-12-06')
    expect(contributionOwed(told, toTheDay, '2013-12-06').owed.map(({ key }) => key)).toEqual(['2013-12-06:due'])
  })

  it('leave a member of a group to the ladder of its own task', () => {
    expect(contributionNextOn(aContribution({ task: 'nho_R11_2013_so-y-te' }), rules)).toBeUndefined()
  })

  it('still hold while the contribution is owed, and no longer', () => {
    const spoken = ['2013-12-06:before-3']
    const view = (state: Contribution['state']) =>
      contributionAsTask(aContribution({ state, spoken }), atStage(aCycle(), 'gathering'))
    expect(stillHolds('before', view('asked'), undefined)).toBe(true)
    expect(stillHolds('before', view('sent'), undefined)).toBe(false)
  })
})

const dayIn = (offset: number) => addDays('2013-10-21', offset)
const happening = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  what: fc.constantFrom('send', 'return', 'withdraw', 'close'),
  on: fc.integer({ min: 0, max: 60 }),
})

describe('whatever happens to the contributions of a gathering', () => {
  it('the gathering is complete exactly when everybody still asked has sent in time, or its day is over', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (story) => {
        const cycle = atStage(aCycle(), 'gathering')
        let contributions = ['a', 'b', 'c', 'd'].map((agency) => aContribution({ id: agency, agency }))
        for (const { who, what, on } of story.toSorted((a, b) => a.on - b.on)) {
          const today = dayIn(on)
          const closed = today > cycle.gatherUntil
          contributions = contributions.map((one, index) => {
            if (index !== who) return one
            const answer = having(one, commandOf(what), closed, today)
            return isRefusal(answer) ? one : answer
          })
        }
        const counters = contributions
          .map(countsAs)
          .reduce((a, b) => ({ asked: a.asked + b.asked, sent: a.sent + b.sent }), { asked: 0, sent: 0 })
        const owing = contributions.filter(({ state }) => state !== 'sent' && state !== 'withdrawn')
        const before = nextStep(cycle, counters, '2013-11-01')
        expect(before.do === 'close').toBe(owing.length === 0)
        expect(nextStep(cycle, counters, '2013-12-07').do).toBe('close')
        expect(counters.sent).toBeLessThanOrEqual(counters.asked)
      }),
    )
  })

  it('one that was sent in time is never late, and one that came late is never in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (first, second) => {
        const until = aCycle().gatherUntil
        let contribution: Contribution = aContribution()
        for (const on of [first, second].toSorted((a, b) => a - b)) {
          const today = dayIn(on)
          const closed = today > until
          if (closed && contribution.state === 'asked') contribution = { ...contribution, state: 'closed' }
          const answer = having(contribution, send, closed, today)
          if (!isRefusal(answer)) contribution = answer
        }
        expect(contribution.state).toBe(dayIn(Math.min(first, second)) <= until ? 'sent' : 'late')
      }),
    )
  })
})

function commandOf(what: 'send' | 'return' | 'withdraw' | 'close'): ContributionCommand {
  switch (what) {
    case 'send':
      return send
    case 'return':
      return { type: 'return', reason: 'Thiếu số liệu' }
    case 'withdraw':
      return { type: 'withdraw', reason: 'Đã sắp xếp' }
    case 'close':
      return { type: 'close' }
  }
}
