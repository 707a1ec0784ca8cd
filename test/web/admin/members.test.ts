import { describe, expect, it } from 'vitest'
import { membersAfter, membersOn } from '../../../web/admin/members.ts'

const members = [
  { agency: 'quan-1' },
  { agency: 'quan-2', from: '2013-01-01', to: '2014-12-31' },
  { agency: 'quan-3', to: '2016-01-01' },
] as const

it('whoever has left, or is yet to join, is no member on the day', () => {
  expect(membersOn(members, '2014-06-01')).toEqual(['quan-1', 'quan-2', 'quan-3'])
  expect(membersOn(members, '2015-06-01')).toEqual(['quan-1', 'quan-3'])
  expect(membersOn(members, '2012-06-01')).toEqual(['quan-1', 'quan-3'])
})

describe('a group whose members are chosen anew', () => {
  it('keeps everybody who was in it, with the day they left; who joins does so from today', () => {
    expect(membersAfter(members, ['quan-1', 'quan-2'], '2015-06-01', '2015-05-31')).toEqual([
      { agency: 'quan-1' },
      { agency: 'quan-2', from: '2013-01-01', to: '2014-12-31' },
      { agency: 'quan-3', to: '2015-05-31' },
      { agency: 'quan-2', from: '2015-06-01' },
    ])
  })

  it('that nobody left is as it was', () => {
    expect(membersAfter(members, ['quan-3', 'quan-1'], '2015-06-01', '2015-05-31')).toEqual(members)
  })

  it('that begins has its members without a day', () => {
    expect(membersAfter([], ['quan-1'], undefined, '2015-05-31')).toEqual([{ agency: 'quan-1' }])
  })
})
