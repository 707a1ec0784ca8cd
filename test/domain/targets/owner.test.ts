import { expect, it } from 'vitest'
import { decideOwner } from '../../../domain/targets/owner.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'
import { target } from './builders.ts'

const directory = new Map(
  [anAgency('so-y-te'), anAgency('so-cu', { to: '2013-06-30' })].map((one) => [one.id, one] as const),
)
const named = (owner: string, document = 'vb-nho', day: '2013-06-30' | '2013-07-01' = '2013-06-30') =>
  decideOwner(target({ owner: 'so-xay-dung' }), { owner, document }, directory, day)

it('the owner of a target is named on a document, and the event carries the target whole', () => {
  const is = target({ owner: 'so-y-te' })
  expect(named('so-y-te')).toEqual({ type: 'targetOwnerNamed', owner: 'so-y-te', document: 'vb-nho', is })
})

it('the owner of a target is a body that works on that day, and another than before', () => {
  expect(named('so-cu')).toMatchObject({ type: 'targetOwnerNamed' })
  expect(named('so-cu', 'vb-nho', '2013-07-01')).toEqual({ code: 'agency-ended', agency: 'so-cu', on: '2013-06-30' })
  expect(named('so-la')).toEqual({ code: 'unknown-agency', agency: 'so-la' })
  expect(named('so-y-te', ' ')).toEqual({ code: 'document-missing' })
  expect(
    decideOwner(target({ owner: 'so-y-te' }), { owner: 'so-y-te', document: 'vb' }, directory, '2013-01-01'),
  ).toEqual({ code: 'nothing-to-change' })
})
