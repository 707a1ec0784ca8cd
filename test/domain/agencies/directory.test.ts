import { describe, expect, test } from 'vitest'
import { type Directory, headWritten, nameOf, officeOf, recipients } from '../../../domain/agencies/directory.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import type { Agency } from '../../../domain/programme/schema.ts'
import type { Audience } from '../../../domain/reminders/ladder.ts'
import { aTask } from '../tasks/builders.ts'

function agency(id: string, changes: Partial<Agency> = {}): Agency {
  const head = { position: `Giám đốc ${id}`, mailbox: `giamdoc.${id}@example.com` }
  return { id, name: `Tên ${id}`, mailbox: `${id}@example.com`, head, ...changes }
}

function directory(...changed: readonly Agency[]): Directory {
  const all = [
    agency('so-y-te'),
    agency('so-tai-chinh'),
    agency('ubnd-tp', { office: 'vp-ubnd' }),
    agency('vp-ubnd'),
    ...changed,
  ]
  return new Map(all.map((one) => [one.id, one]))
}

const successor = (id: string, from: CalendarDate, field?: string) => ({
  agency: id,
  from,
  ...(field ? { field } : {}),
})
const told = (audience: Audience, known = directory(), day: CalendarDate = '2013-03-01', task = aTask()) =>
  recipients(task, audience, known, day).map(({ mailbox, as }) => `${as}: ${mailbox}`)

describe('who is meant', () => {
  test('the lead, its thủ trưởng, who cooperates, the office of the agency that gave it', () => {
    expect(recipients(aTask(), 'lead', directory(), '2013-03-01')).toEqual([
      { mailbox: 'so-y-te@example.com', addressee: 'Tên so-y-te', as: 'lead' },
    ])
    expect(recipients(aTask(), 'head', directory(), '2013-03-01')).toEqual([
      { mailbox: 'giamdoc.so-y-te@example.com', addressee: 'Giám đốc so-y-te', as: 'lead' },
    ])
    expect(told('cooperating')).toEqual(['cooperating: so-tai-chinh@example.com'])
    expect(told('office')).toEqual(['office: vp-ubnd@example.com'])
    expect(told({ agency: 'so-tai-chinh' })).toEqual(['cooperating: so-tai-chinh@example.com'])
  })

  test('an agency without an office is its own', () => {
    expect(told('office', directory(), '2013-03-01', aTask({ givenBy: 'so-tai-chinh' }))).toEqual([
      'office: so-tai-chinh@example.com',
    ])
  })

  test('an agency nobody knows gets nothing, and is called by its id', () => {
    const lost = aTask({ lead: 'x', givenBy: 'x', cooperating: [{ agency: 'x' }, { agency: 'so-tai-chinh' }] })
    expect(told('lead', directory(), '2013-03-01', lost)).toEqual([])
    expect(told('head', directory(), '2013-03-01', lost)).toEqual([])
    expect(told('office', directory(), '2013-03-01', lost)).toEqual([])
    expect(told('cooperating', directory(), '2013-03-01', lost)).toEqual(['cooperating: so-tai-chinh@example.com'])
    expect([nameOf('x', directory()), nameOf('so-y-te', directory())]).toEqual(['x', 'Tên so-y-te'])
  })
})

describe('an agency that ended', () => {
  const merged = agency('so-y-te', { to: '2013-02-28', successors: [successor('so-moi', '2013-03-01')] })
  const known = directory(merged, agency('so-moi'))

  test('is written to up to its last day, its successor from the day after', () => {
    expect(told('lead', known, '2013-02-28')).toEqual(['lead: so-y-te@example.com'])
    expect(told('lead', known, '2013-03-01')).toEqual(['lead: so-moi@example.com'])
    expect(told('head', known, '2013-03-01')).toEqual(['lead: giamdoc.so-moi@example.com'])
    expect(nameOf('so-y-te', known)).toBe('Tên so-y-te')
  })

  test('has its own mailbox to its last day, though its successor was there before', () => {
    const into = agency('so-y-te', { to: '2013-02-28', successors: [successor('so-cu', '2013-01-01')] })
    expect(told('lead', directory(into, agency('so-cu')), '2013-02-28')).toEqual(['lead: so-y-te@example.com'])
    expect(told('lead', directory(into, agency('so-cu')), '2013-03-01')).toEqual(['lead: so-cu@example.com'])
  })

  test('is followed through those that ended in their turn', () => {
    const again = agency('so-moi', { to: '2013-12-31', successors: [successor('so-moi-2', '2014-01-01')] })
    const chain = directory(merged, again, agency('so-moi-2'))
    expect(told('lead', chain, '2013-12-31')).toEqual(['lead: so-moi@example.com'])
    expect(told('lead', chain, '2014-01-01')).toEqual(['lead: so-moi-2@example.com'])
  })

  test('and was divided keeps its mailbox: none of two is guessed', () => {
    const divided = agency('so-y-te', {
      to: '2013-02-28',
      successors: [successor('a', '2013-03-01', 'Khám bệnh'), successor('b', '2013-03-01', 'Dược')],
    })
    expect(told('lead', directory(divided, agency('a'), agency('b')), '2013-03-01')).toEqual([
      'lead: so-y-te@example.com',
    ])
  })

  test('and went to one for two fields is that one’s', () => {
    const twice = agency('so-y-te', {
      to: '2013-02-28',
      successors: [successor('a', '2013-03-01', 'Khám bệnh'), successor('a', '2013-03-01', 'Dược')],
    })
    expect(told('lead', directory(twice, agency('a')), '2013-03-01')).toEqual(['lead: a@example.com'])
  })

  test.each<[string, Agency]>([
    ['has no successor', agency('so-y-te', { to: '2013-02-28' })],
    ['has one only later', agency('so-y-te', { to: '2013-02-28', successors: [successor('so-moi', '2013-04-01')] })],
    ['has one nobody knows', agency('so-y-te', { to: '2013-02-28', successors: [successor('x', '2013-03-01')] })],
    [
      'goes round in a circle',
      agency('so-y-te', { to: '2013-02-28', successors: [successor('so-y-te', '2013-03-01')] }),
    ],
  ])('but %s keeps its mailbox', (_, ended) => {
    expect(told('lead', directory(ended, agency('so-moi')), '2013-03-01')).toEqual(['lead: so-y-te@example.com'])
  })

  test('passes on the office it had', () => {
    const giver = agency('ubnd-tp', {
      office: 'vp-ubnd',
      to: '2013-02-28',
      successors: [successor('ubnd-moi', '2013-03-01')],
    })
    const office = agency('vp-ubnd', { to: '2013-02-28', successors: [successor('vp-moi', '2013-03-01')] })
    const both = directory(giver, office, agency('ubnd-moi', { office: 'vp-ubnd' }), agency('vp-moi'))
    expect(officeOf('ubnd-tp', both, '2013-03-01')).toBe('vp-ubnd')
    expect(told('office', both, '2013-03-01')).toEqual(['office: vp-moi@example.com'])
    expect(told('office', both, '2013-02-28')).toEqual(['office: vp-ubnd@example.com'])
  })
})

test.each([
  ['Giám đốc Sở', 'Sở Y tế', 'Giám đốc Sở Y tế'],
  ['Giám đốc', 'Bảo hiểm xã hội thành phố', 'Giám đốc Bảo hiểm xã hội thành phố'],
  ['Chủ tịch Ủy ban nhân dân quận', 'Ủy ban nhân dân Quận 1', 'Chủ tịch Ủy ban nhân dân Quận 1'],
  ['Chủ tịch Ủy ban nhân dân huyện', 'Ủy ban nhân dân huyện Củ Chi', 'Chủ tịch Ủy ban nhân dân huyện Củ Chi'],
  ['Bí thư Quận ủy', 'Quận ủy Bình Tân', 'Bí thư Quận ủy Bình Tân'],
  ['Chánh Thanh tra thành phố', 'Thanh tra thành phố', 'Chánh Thanh tra thành phố'],
  ['Chủ nhiệm Ủy ban Kiểm tra Thành ủy', 'Ủy ban Kiểm tra Thành ủy', 'Chủ nhiệm Ủy ban Kiểm tra Thành ủy'],
  ['Bí thư Thành ủy', 'Ban Thường vụ Thành ủy', 'Bí thư Thành ủy'],
])('a letter to the %s of %s is addressed to %s', (position, name, addressee) => {
  expect(headWritten({ name, head: { position, mailbox: 'x@example.com' } })).toBe(addressee)
})

test('a head who is called by the short name of the agency is not named twice', () => {
  const head = { position: 'Bí thư Thành Đoàn', mailbox: 'x@example.com' }
  expect(headWritten({ name: 'Đoàn Thanh niên thành phố', shortName: 'Thành Đoàn', head })).toBe('Bí thư Thành Đoàn')
})
