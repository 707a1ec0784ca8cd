import { describe, expect, it } from 'vitest'
import type { Table } from '../../../functions/services.ts'
import { enterDocument } from '../../../functions/stores/documents.ts'
import { expectingVersion } from '../../../functions/stores/expected.ts'
import { documentById } from '../../../functions/stores/programmes.ts'
import { granted, type Office, openedOffice, weathers } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'

const paper = { id: 'giay', title: 'Thông báo', number: '1-TB/TU', issuedOn: '2013-01-05', issuer: 'thanh-uy' } as const

function numbered(office: Office, table: Table, number: string) {
  const services = { table, clock: office.clock }
  return office.patiently(() => enterDocument(services, 'nho', { ...paper, number }, 'Ghi nhầm số', secretary))
}

describe.each(weathers)('a change over an expected version on %s', (_, rates) => {
  it('is recorded where nobody was first, and what follows from it may change the thing again', async () => {
    const office = await openedOffice({ rates })
    granted(await numbered(office, office.table, '1-TB/TU'))
    const expecting = expectingVersion(office.table, 'DOCUMENT#nho_giay', 1)
    granted(await numbered(office, expecting, '2-TB/TU'))
    granted(await numbered(office, expecting, '3-TB/TU'))
    expect((await documentById(office.truth, 'nho', 'giay'))?.number).toBe('3-TB/TU')
  })

  it('is refused where somebody was, however often it is tried', async () => {
    const office = await openedOffice({ rates })
    granted(await numbered(office, office.table, '1-TB/TU'))
    granted(await numbered(office, office.table, '2-TB/TU'))
    const late = await numbered(office, expectingVersion(office.table, 'DOCUMENT#nho_giay', 1), '3-TB/TU')
    expect(late).toEqual({ code: 'changed-meanwhile' })
    expect((await documentById(office.truth, 'nho', 'giay'))?.number).toBe('2-TB/TU')
  })

  it('of another thing is not its concern', async () => {
    const office = await openedOffice({ rates })
    granted(await numbered(office, expectingVersion(office.table, 'DOCUMENT#nho_khac', 7), '1-TB/TU'))
    expect((await documentById(office.truth, 'nho', 'giay'))?.number).toBe('1-TB/TU')
  })
})
