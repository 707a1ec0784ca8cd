import { describe, expect, test } from 'vitest'
import { capacitiesOf, holdersIn, Person } from '../../../domain/agencies/person.ts'
import type { CalendarDate } from '../../../domain/days.ts'

function person(id: string, ...positions: readonly unknown[]): Person {
  return Person.parse({ id, name: `Người ${id}`, mailbox: `${id}@example.com`, positions })
}

const director = person(
  'a',
  {
    agency: 'so-y-te',
    title: 'Giám đốc',
    from: '2012-01-01',
    to: '2013-12-31',
    delegations: [
      { to: 'b', from: '2013-06-01', until: '2013-06-30', document: '12/UQ-SYT' },
      { to: 'c', from: '2013-12-01', until: '2014-01-31' },
    ],
  },
  { agency: 'ubnd-tp', title: 'Phó Chủ tịch', from: '2014-01-01' },
)
const deputy = person('b', { agency: 'so-y-te', title: 'Phó Giám đốc', from: '2012-01-01' })
const third = person('c', { agency: 'so-tai-chinh', title: 'Chuyên viên', from: '2012-01-01' })
// In an order that puts the delegated position first, to see that one's own comes before it.
const people = [director, deputy, third]

const shown = (person: string, day: CalendarDate) =>
  capacitiesOf(person, people, day).map(
    ({ agency, title, onBehalfOf }) => `${title}, ${agency}${onBehalfOf ? ` (${onBehalfOf})` : ''}`,
  )

describe('what a person may act as', () => {
  test.each<[string, CalendarDate, string[]]>([
    ['a', '2011-12-31', []],
    ['a', '2012-01-01', ['Giám đốc, so-y-te']],
    ['a', '2013-12-31', ['Giám đốc, so-y-te']],
    ['a', '2014-01-01', ['Phó Chủ tịch, ubnd-tp']],
    ['b', '2013-05-31', ['Phó Giám đốc, so-y-te']],
    ['b', '2013-06-01', ['Phó Giám đốc, so-y-te', 'Giám đốc, so-y-te (a)']],
    ['b', '2013-06-30', ['Phó Giám đốc, so-y-te', 'Giám đốc, so-y-te (a)']],
    ['b', '2013-07-01', ['Phó Giám đốc, so-y-te']],
    ['c', '2013-12-31', ['Chuyên viên, so-tai-chinh', 'Giám đốc, so-y-te (a)']],
    // The delegation says until the end of January, but the position ended before it.
    ['c', '2014-01-01', ['Chuyên viên, so-tai-chinh']],
    ['x', '2013-06-15', []],
  ])('%s on %s', (who, day, capacities) => {
    expect(shown(who, day)).toEqual(capacities)
  })
})

test('who holds what in an agency, and who acts for them on which paper', () => {
  expect(holdersIn('so-y-te', people, '2013-06-15')).toEqual([
    { person: 'a', agency: 'so-y-te', title: 'Giám đốc' },
    { person: 'b', agency: 'so-y-te', title: 'Giám đốc', onBehalfOf: 'a', document: '12/UQ-SYT', roles: [] },
    { person: 'b', agency: 'so-y-te', title: 'Phó Giám đốc' },
  ])
  expect(holdersIn('so-y-te', people, '2014-06-15').map((one) => one.person)).toEqual(['b'])
})

test('a delegation is not passed on', () => {
  const b = person('b', {
    agency: 'so-y-te',
    title: 'Phó Giám đốc',
    from: '2012-01-01',
    delegations: [{ to: 'c', from: '2013-06-01', until: '2013-06-30' }],
  })
  expect(capacitiesOf('c', [director, b, third], '2013-06-15').map(({ title }) => title)).toEqual([
    'Chuyên viên',
    'Phó Giám đốc',
  ])
})

describe('a person is told what is wrong', () => {
  const position = { agency: 'so-y-te', title: 'Giám đốc', from: '2013-01-01' }
  const wrong = (positions: unknown): string[] => {
    const { error } = Person.safeParse({ id: 'a', name: 'Người a', mailbox: 'a@example.com', positions })
    return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`.trim())
  }

  test.each<[string, unknown, string]>([
    [
      'a position that ends before it begins',
      [{ ...position, to: '2012-12-31' }],
      'positions.0 Ngày đầu phải không sau ngày cuối. Hãy sửa một trong hai ngày.',
    ],
    [
      'a delegation that ends before it begins',
      [{ ...position, delegations: [{ to: 'b', from: '2013-06-30', until: '2013-06-01' }] }],
      'positions.0.delegations.0 Ngày đầu phải không sau ngày cuối. Hãy sửa một trong hai ngày.',
    ],
    [
      'a delegation to oneself',
      [{ ...position, delegations: [{ to: 'a', from: '2013-06-01', until: '2013-06-30' }] }],
      'Không ủy quyền cho chính mình. Hãy chọn người khác.',
    ],
  ])('%s', (_, positions, message) => {
    expect(wrong(positions)).toEqual([message])
  })

  test('no position at all, and unknown fields', () => {
    expect(wrong([])).toHaveLength(1)
    expect(wrong([{ ...position, boss: true }])).toHaveLength(1)
    expect(wrong([{ ...position, to: '2013-01-01' }])).toEqual([])
  })
})

test('who acts by delegation is what the holder is there, and a shared account takes none', () => {
  const head = { ...director, roles: ['departmentHead' as const] }
  const delegated = (to: Person) => capacitiesOf('b', [head, to], '2013-06-15').filter(({ onBehalfOf }) => onBehalfOf)
  expect(delegated(deputy)).toMatchObject([{ roles: ['departmentHead'] }])
  expect(delegated({ ...deputy, shared: true })).toEqual([])
})

test('who left acts in nothing from that day, and nobody acts for them', () => {
  const left = { ...director, left: { on: '2013-06-10' as const } }
  expect(capacitiesOf('a', [left, deputy], '2013-06-09')).toHaveLength(1)
  expect(capacitiesOf('a', [left, deputy], '2013-06-10')).toEqual([])
  expect(holdersIn('so-y-te', [left, deputy], '2013-06-10').map(({ title }) => title)).toEqual(['Phó Giám đốc'])
})
