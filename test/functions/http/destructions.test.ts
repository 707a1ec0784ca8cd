/** Hủy theo văn bản: two people, one paper, nothing left, and a trail that still verifies. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { valueAs } from '../../../functions/stores/record.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

const paper = { number: '12/QĐ-VP', issuedOn: '2013-01-04', issuer: 'Văn phòng Thành ủy' }
const body = { paper, reason: 'Gửi nhầm tệp' }

let api: ApiOffice
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-destroy-'))
  const head = aPerson('chanh-vp', ['secretariatHead', 'administrator'], 'van-phong')
  api = await apiOffice({ filesFolder: folder, more: [head] })
})
afterEach(() => rmSync(folder, { recursive: true }))

async function aFile(content: string, name: string): Promise<string> {
  const announced = { programme: 'nho', bytes: 100, noStateSecrets: true }
  const { body: begun } = await api.ask('POST', '/api/files', { as: 'bac-si', body: announced })
  const sending = api.office.files.sendingAt(new URL(begun.sending.url, 'http://localhost'))
  writeFileSync(sending?.draft ?? '', content)
  sending?.arrived()
  expect((await api.ask('POST', `/api/files/${begun.id}/confirmation`, { as: 'bac-si', body: { name } })).status).toBe(
    200,
  )
  return begun.id
}

const askFor = (thing: string, as = 'thu-ky', more: object = {}) =>
  api.ask('POST', `/api/destructions/${thing}`, { as, body: { ...body, ...more } })
const confirm = (thing: string, as = 'chanh-vp') => api.ask('POST', `/api/destructions/${thing}/confirmation`, { as })
const bytesLeft = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))

/** All that stands about a thing, in its partition. */
async function stored(thing: string): Promise<string> {
  const { items } = await api.office.truth.query({ pk: thing, limit: 100 })
  return JSON.stringify(items)
}

describe('a file', () => {
  it('is destroyed when another confirms: no byte, no name, no hash is left, and the trail verifies and says it', async () => {
    const id = await aFile('Khoakhoc', 'Danhsachbon.txt')
    const { sha256 } = (await api.ask('GET', `/api/files/${id}`, { as: 'bac-si' })).body
    expect((await askFor(`files/${id}`)).body).toMatchObject({ stage: 'asked', name: 'Danhsachbon.txt', paper })
    expect(bytesLeft()).toContain('Khoakhoc')
    expect((await confirm(`files/${id}`)).body).toMatchObject({
      stage: 'done',
      name: 'Tệp đã hủy theo văn bản số 12/QĐ-VP ngày 04/01/2013',
      askedBy: { person: 'thu-ky' },
      confirmedBy: { person: 'chanh-vp' },
    })
    expect(bytesLeft()).toEqual([])
    const left = await stored(`FILE#${id}`)
    for (const trace of ['Khoakhoc', 'Danhsachbon', sha256]) expect(left).not.toContain(trace)
    expect(await stored(`CONTENT#${sha256}`)).toBe('[]')
    const { flaws, destroyed } = await verifyTrail(api.office, 'nho')
    expect(flaws).toEqual([])
    expect(destroyed).toEqual([{ thing: `FILE#${id}`, paper, askedBy: 'thu-ky', confirmedBy: 'chanh-vp' }])
    expect((await api.ask('GET', `/api/files/${id}/content`, { as: 'bac-si' })).body.code).toBe('file-destroyed')
  })

  it('is not destroyed by one person, whichever hat they wear, nor without a paper', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    expect((await askFor(`files/${id}`, 'chanh-vp')).status).toBe(200)
    expect((await confirm(`files/${id}`, 'chanh-vp')).body.code).toBe('own-destruction')
    expect((await confirm(`files/${id}`, 'thu-ky')).body.code).toBe('not-allowed')
    expect((await confirm(`files/${id}`, 'lanh-dao')).status).toBe(200)
    const other = await aFile('Khac', 'b.txt')
    expect((await confirm(`files/${other}`)).body.code).toBe('no-destruction-asked')
    expect((await askFor(`files/${other}`, 'thu-ky', { paper: { ...paper, number: '' } })).status).toBe(422)
    expect((await askFor(`files/${other}`, 'bac-si')).body.code).toBe('not-allowed')
    expect((await askFor(`files/${other}`, 'quan-tri')).body.code).toBe('not-allowed')
    expect(bytesLeft()).toEqual(['Khac'])
  })

  it('stays where the asking was dropped, and is asked for again', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    await askFor(`files/${id}`)
    expect((await askFor(`files/${id}`)).body.code).toBe('destruction-pending')
    expect((await api.ask('POST', `/api/destructions/files/${id}/dropping`, { as: 'lanh-dao' })).status).toBe(204)
    expect((await confirm(`files/${id}`)).body.code).toBe('no-destruction-asked')
    expect((await api.ask('GET', `/api/files/${id}/content`, { as: 'bac-si' })).status).toBe(302)
    expect((await api.ask('GET', '/api/destructions', { as: 'lanh-dao' })).body.items).toEqual([])
    expect((await askFor(`files/${id}`)).status).toBe(200)
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('with the content of another leaves the other its bytes, until that one goes too', async () => {
    const [one, other] = [await aFile('Khoakhoc', 'a.txt'), await aFile('Khoakhoc', 'b.txt')]
    for (const [id, left] of [
      [one, ['Khoakhoc']],
      [other, []],
    ] as const) {
      await askFor(`files/${id}`)
      expect((await confirm(`files/${id}`)).status).toBe(200)
      expect(bytesLeft()).toEqual(left)
    }
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('of which only the confirmation was recorded is read by nobody, and confirming again goes on', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    await askFor(`files/${id}`)
    const { destroy } = api.office.files
    api.office.files.destroy = async () => {
      throw new Error('cut off')
    }
    expect((await confirm(`files/${id}`)).status).toBe(500)
    api.office.files.destroy = destroy
    expect((await api.ask('GET', `/api/files/${id}/content`, { as: 'bac-si' })).body.code).toBe('file-destroyed')
    expect((await api.ask('GET', '/api/destructions', { as: 'thu-ky' })).body.items).toMatchObject([
      { stage: 'confirmed' },
    ])
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
    expect((await confirm(`files/${id}`)).body.stage).toBe('done')
    expect(bytesLeft()).toEqual([])
  })

  it('that is going can be named by nothing', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    await askFor(`files/${id}`)
    await confirm(`files/${id}`)
    const evidence = { evidence: [{ title: 'Đề án', files: [id] }] }
    expect((await api.ask('POST', '/api/tasks/nho_once/results', { as: 'bac-si', body: evidence })).body.code).toBe(
      'file-destroyed',
    )
  })
})

describe('a personal field', () => {
  const person = 'people/ky-su'
  const release = () => api.ask('POST', '/api/people/ky-su/release', { as: 'quan-tri', body: {} })

  it('of somebody who left is destroyed in the register and in every event, and the trail verifies', async () => {
    expect((await askFor(person, 'quan-tri', { fields: ['name'] })).body.code).toBe('still-serving')
    await release()
    expect((await askFor(person, 'quan-tri', { fields: ['name', 'mailbox'] })).body).toMatchObject({
      fields: ['name', 'mailbox'],
    })
    expect((await confirm(person)).body).toMatchObject({ stage: 'done', name: expect.stringContaining('12/QĐ-VP') })
    for (const place of ['PERSON#ky-su', 'PEOPLE']) {
      const left = await stored(place)
      expect(left).not.toContain('Người ky-su')
      expect(left).not.toContain('ky-su@example.com')
    }
    const { flaws, destroyed } = await verifyTrail(api.office, 'nho')
    expect(flaws).toEqual([])
    expect(destroyed).toMatchObject([{ thing: 'PERSON#ky-su', askedBy: 'quan-tri' }])
    // Position and agency of each day stay.
    expect((await api.ask('GET', '/api/people/ky-su', { as: 'thu-ky' })).body.positions).toHaveLength(1)
    const told = (await api.ask('GET', '/api/trail/person/ky-su', { as: 'danh-gia' })).body.items
    expect(told.at(-1)).toMatchObject({
      type: 'personEntered',
      data: { person: { name: { removable: expect.any(String) } } },
    })
  })

  it('alone leaves the others', async () => {
    await release()
    await askFor(person, 'thu-ky', { fields: ['name'] })
    expect((await confirm(person)).status).toBe(200)
    const { body: left } = await api.ask('GET', '/api/people/ky-su', { as: 'quan-tri' })
    expect(left).toMatchObject({
      name: 'đã hủy theo văn bản số 12/QĐ-VP ngày 04/01/2013',
      mailbox: 'ky-su@example.com',
    })
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('that stands in the chain itself, as in a trail of an earlier version, is refused', async () => {
    await release()
    const key = { pk: 'PERSON#ky-su', sk: 'EVENT#000001' }
    const item = await api.office.truth.get(key)
    const data = { person: { id: 'ky-su', name: 'Người ky-su' } }
    await api.office.truth.transact([{ put: { key, value: { ...item?.value, data } } }])
    expect((await askFor(person, 'quan-tri', { fields: ['name'] })).body.code).toBe('not-removable')
    expect((await askFor(person, 'quan-tri', { fields: ['mailbox'] })).status).toBe(200)
  })
})

describe('what somebody did by hand to what may be destroyed is named', () => {
  const beside = async (id: string, path: string) => ({ pk: `FILE#${id}`, sk: `REMOVABLE#000001#${path}` })

  it('a name that was removed without a paper', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    await api.office.truth.transact([{ remove: await beside(id, 'file.name') }])
    expect((await verifyTrail(api.office, 'nho')).flaws).toContainEqual({
      thing: `FILE#${id}`,
      seq: 1,
      what: 'valueMissing',
    })
  })

  it('a name that was exchanged', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    const key = await beside(id, 'file.name')
    const kept = valueAs<{ salt: string }>((await api.office.truth.get(key))?.value ?? {})
    await api.office.truth.transact([{ put: { key, value: { salt: kept.salt, value: 'b.txt' } } }])
    expect((await verifyTrail(api.office, 'nho')).flaws).toContainEqual({
      thing: `FILE#${id}`,
      seq: 1,
      what: 'valueChanged',
    })
  })

  it('a name that was put back after it was destroyed', async () => {
    const id = await aFile('Khoakhoc', 'a.txt')
    const key = await beside(id, 'file.name')
    const kept = await api.office.truth.get(key)
    await askFor(`files/${id}`)
    await confirm(`files/${id}`)
    if (kept) await api.office.truth.transact([{ put: kept }])
    expect((await verifyTrail(api.office, 'nho')).flaws).toContainEqual({
      thing: `FILE#${id}`,
      seq: 1,
      what: 'notDestroyed',
    })
  })
})
