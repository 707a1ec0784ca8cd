import { expect, it } from 'vitest'
import type { Person } from '../../../domain/agencies/person.ts'
import { newPosition, positionSent, positionShown } from '../../../web/admin/position.ts'

const plain = { agency: 'so-y-te', title: 'Chuyên viên', from: '2013-01-07' } as const
const whole: Person['positions'][number] = {
  ...plain,
  to: '2014-12-31',
  roles: ['departmentHead'],
  programmes: ['nho'],
  delegations: [
    { to: 'pho-giam-doc', from: '2013-06-01', until: '2013-06-30', document: 'GUQ 5' },
    { to: 'chuyen-vien', from: '2013-07-01', until: '2013-07-02' },
  ],
}

it.each([
  ['with all that it can have', whole],
  ['with no more than it must', plain],
])('a position that is shown and sent again is the same: %s', (_, position) => {
  expect(positionSent(positionShown(position))).toEqual(position)
})

it('a new position begins today and says nothing more', () => {
  const typed = { ...newPosition('2013-01-07'), agency: 'so-y-te', title: ' Chuyên viên ' }
  expect(positionSent(typed)).toEqual(plain)
})
