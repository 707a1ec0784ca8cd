import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../domain/programme/schema.ts'
import { daysTyped, rulesValue, settingsSent } from '../../../web/calendar/settingsForm.ts'

const now: Settings = {
  ladder: {
    before: [30, 7, 3, 1],
    onTheDay: true,
    lateToLead: [1],
    lateToOffice: [5],
    toAcceptor: [3, 7],
    toContributors: [3],
  },
  acceptance: true,
  roll: 'none',
  beforeIncludesDay: true,
  lateEntryWorkingDays: 5,
  returnPauseWorkingDays: 3,
  extensionNoticeWorkingDays: 3,
}

describe('of the rules only what differs is sent', () => {
  it('nothing, where nothing does', () => {
    expect(settingsSent(rulesValue(now), now)).toBeUndefined()
  })

  it.each([
    [{ before: '10, 2' }, { ladder: { before: [10, 2] } }],
    [{ before: '' }, { ladder: { before: [] } }],
    [
      { onTheDay: false, roll: true },
      { ladder: { onTheDay: false }, roll: 'nextWorkingDay' },
    ],
    [{ acceptance: false }, { acceptance: false }],
    [{ lateEntryWorkingDays: '7' }, { lateEntryWorkingDays: 7 }],
    [{ before: '30,7,3,1' }, undefined],
    [{ before: 'nhiều' }, undefined],
  ] as const)('%o: %o', (typed, sent) => {
    expect(settingsSent({ ...rulesValue(now), ...typed }, now)).toEqual(sent)
  })
})

it.each([
  ['30, 7;3 1', [30, 7, 3, 1]],
  [' ', []],
  ['0', undefined],
  ['251', undefined],
  ['1,5 ngày', undefined],
] as const)('the days “%s” are %o', (typed, days) => {
  expect(daysTyped(typed)).toEqual(days)
})
