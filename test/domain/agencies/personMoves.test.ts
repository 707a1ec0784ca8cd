import { describe, expect, it } from 'vitest'
import { Person } from '../../../domain/agencies/person.ts'
import { movedTo, movesOfPeople } from '../../../domain/agencies/personMoves.ts'

const on = '2013-03-01'
const person = (id: string, ...positions: object[]) =>
  Person.parse({ id, name: id, mailbox: `${id}@example.com`, positions })
const inOld = (changes: object = {}) => ({ agency: 'cu', title: 'Chuyên viên', from: '2010-01-01', ...changes })

describe('whoever holds a position in a body that ends', () => {
  it.each<[string, object, object[]]>([
    ['goes on in the other', {}, [{ to: '2013-02-28' }, { agency: 'moi', from: on }]],
    [
      'who would have left later leaves later',
      { to: '2013-06-30' },
      [{ to: '2013-02-28' }, { agency: 'moi', to: '2013-06-30' }],
    ],
    ['who had left stays where they were', { to: '2013-02-28' }, [{ agency: 'cu', to: '2013-02-28' }]],
    ['who was to begin begins in the other', { from: '2013-04-01' }, [{ agency: 'moi', from: '2013-04-01' }]],
  ])('%s', (_, position, becomes) => {
    expect(movedTo(person('a', inOld(position)), 'cu', 'moi', on).positions).toMatchObject(becomes)
    expect(movedTo(person('a', inOld(position)), 'cu', 'moi', on).positions).toHaveLength(becomes.length)
  })

  it('moved twice is moved once, and positions elsewhere stay', () => {
    const before = person('a', inOld(), { agency: 'khac', title: 'Ủy viên', from: '2011-01-01' })
    const once = movedTo(before, 'cu', 'moi', on)
    expect(movedTo(once, 'cu', 'moi', on)).toEqual(once)
    expect(once.positions.at(-1)).toEqual(before.positions[1])
  })

  it('keeps what was delegated, on each side of the day', () => {
    const delegations = [
      { to: 'b', from: '2013-01-01', until: '2013-05-31' },
      { to: 'c', from: '2012-01-01', until: '2012-12-31' },
      { to: 'd', from: '2013-04-01', until: '2013-04-30' },
    ]
    const { positions } = movedTo(person('a', inOld({ delegations })), 'cu', 'moi', on)
    expect(positions.map((one) => one.delegations)).toEqual([
      [
        { to: 'b', from: '2013-01-01', until: '2013-02-28' },
        { to: 'c', from: '2012-01-01', until: '2012-12-31' },
      ],
      [
        { to: 'b', from: on, until: '2013-05-31' },
        { to: 'd', from: '2013-04-01', until: '2013-04-30' },
      ],
    ])
  })

  it('loses it where nobody takes over', () => {
    expect(movedTo(person('a', inOld()), 'cu', null, on).positions).toMatchObject([{ agency: 'cu', to: '2013-02-28' }])
    expect(movedTo(person('a', inOld({ from: '2013-04-01' })), 'cu', null, on).positions).toEqual([])
  })
})

describe('who goes where', () => {
  const people = [
    person('a', inOld()),
    person('b', inOld({ to: '2012-12-31' })),
    person('c', inOld({ agency: 'khac' })),
  ]
  const moves = (successors: string[], choices = {}) =>
    movesOfPeople({ from: 'cu', on, successors: successors.map((agency) => ({ agency })) }, people, choices)

  it.each([
    ['to the only successor', ['moi'], [{ to: 'moi' }], 0],
    ['nowhere, where there is none', [], [{ to: null }], 0],
    ['is nobody’s guess, where there are several', ['moi', 'hai'], [], 1],
    ['to the one of several that takes two fields', ['moi', 'moi'], [{ to: 'moi' }], 0],
  ])('%s', (_, successors, going, undecided) => {
    const found = moves(successors)
    expect(found.moves).toMatchObject(going)
    expect(found.undecided).toHaveLength(undecided)
    expect([...found.moves, ...found.undecided].map((one) => one.person)).toEqual(['a'])
  })

  it('is what somebody chose', () => {
    expect(moves(['moi', 'hai'], { a: 'hai' }).moves).toMatchObject([{ person: 'a', to: 'hai' }])
  })
})
