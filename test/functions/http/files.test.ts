import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { unknownFile } from '../../../functions/stores/files.ts'
import { aDocx } from '../files/packages.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

let api: ApiOffice
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-files-'))
  api = await apiOffice({ filesFolder: folder })
})
afterEach(() => rmSync(folder, { recursive: true }))

const begin = (changes: object = {}, as = 'bac-si') =>
  api.ask('POST', '/api/files', { as, body: { programme: 'nho', bytes: 100, noStateSecrets: true, ...changes } })
const confirm = (id: string, name: string, as = 'bac-si') =>
  api.ask('POST', `/api/files/${id}/confirmation`, { as, body: { name } })

/** As the server of one machine does it. */
function put(url: string, bytes: Uint8Array) {
  const place = api.office.files.sendingAt(new URL(url, 'http://localhost'))
  writeFileSync(place?.draft ?? '', bytes)
  place?.arrived()
}

async function sent(bytes: Uint8Array): Promise<string> {
  const { body } = await begin()
  put(body.sending.url, bytes)
  return body.id
}

const left = () =>
  existsSync(join(folder, 'files'))
    ? readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    : []

describe('a file', () => {
  it('is sent, looked at, taken in and fetched as it was', async () => {
    const bytes = aDocx('Báo cáo kết quả')
    const id = await sent(bytes)
    const { status, body } = await confirm(id, 'Báo cáo.docx')
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { id, name: 'Báo cáo.docx', kind: 'docx', bytes: bytes.length, enteredOn: '2013-01-07', agency: 'so-y-te' },
    })
    expect((await api.ask('GET', `/api/files/${id}`, { as: 'bac-si' })).body).toEqual(body)
    const { status: found, headers } = await api.ask('GET', `/api/files/${id}/content`, { as: 'bac-si' })
    expect(found).toBe(302)
    const place = api.office.files.fetchingAt(new URL(headers['location'] ?? '', 'http://localhost'))
    expect(place).toMatchObject({ name: 'Báo cáo.docx', bytes: bytes.length })
    expect(readFileSync(place?.path ?? '')).toEqual(bytes)
    expect(left()).toHaveLength(1)
  })

  it('confirmed again, because nobody heard, is the same file, and the trail has it once', async () => {
    const id = await sent(Buffer.from('Báo cáo'))
    const first = await confirm(id, 'a.txt')
    expect((await confirm(id, 'b.txt')).body).toEqual(first.body)
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
    const { items } = await api.office.truth.query({ pk: `FILE#${id}`, sk: { beginsWith: 'EVENT#' }, limit: 9 })
    expect(items.map(({ value }) => value['type'])).toEqual(['fileEntered'])
    // Its name and its hash lie beside, where they can be destroyed.
    const removable = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(items[0]?.value['data']).toMatchObject({
      noStateSecrets: true,
      file: { id, name: { removable }, sha256: { removable } },
    })
  })

  it('is known to its programme once it is confirmed', async () => {
    const id = await sent(Buffer.from('Báo cáo'))
    expect(await unknownFile(api.office.table, 'nho', { evidence: [{ files: [id] }] })).toEqual({
      code: 'unknown-file',
      file: id,
    })
    await confirm(id, 'a.txt')
    expect(await unknownFile(api.office.table, 'nho', { draft: { files: [id, id] } })).toBeUndefined()
    expect(await unknownFile(api.office.table, 'khac', { files: [id] })).toEqual({ code: 'unknown-file', file: id })
  })

  it('is confirmed by whoever sent it', async () => {
    const id = await sent(Buffer.from('Báo cáo'))
    expect((await confirm(id, 'a.txt', 'ky-su')).body.code).toBe('not-found')
    await confirm(id, 'a.txt')
    expect((await confirm(id, 'a.txt', 'ky-su')).body.code).toBe('not-found')
  })
})

it('evidence names files that were confirmed, and no others', async () => {
  const id = await sent(Buffer.from('Báo cáo'))
  const handIn = () =>
    api.ask('POST', '/api/tasks/nho_once/results', {
      as: 'bac-si',
      body: { evidence: [{ title: 'Đề án', files: [id] }] },
    })
  const refused = await handIn()
  expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 422, code: 'unknown-file' })
  await confirm(id, 'a.txt')
  expect((await handIn()).status).toBe(200)
})

describe('a file is read', () => {
  const readers = async (id: string) => {
    const all = ['thu-ky', 'bac-si', 'dong-nghiep', 'ky-su', 'noi-khac', 'lanh-dao', 'danh-gia', 'quan-tri']
    const answers = await Promise.all(
      all.flatMap((as) => ['', '/content'].map((part) => api.ask('GET', `/api/files/${id}${part}`, { as }))),
    )
    expect(answers.filter(({ status }) => ![200, 302, 404].includes(status))).toEqual([])
    const canRead = answers.map(({ status }) => status !== 404)
    return all.filter((_, index) => canRead[2 * index] && canRead[2 * index + 1])
  }
  const taken = async () => {
    const id = await sent(Buffer.from('Báo cáo'))
    await confirm(id, 'a.txt')
    return id
  }

  beforeEach(async () => {
    const colleague = aPerson('dong-nghiep', 'department', 'so-y-te')
    const stranger = aPerson('noi-khac', 'department', 'so-khac')
    api = await apiOffice({ filesFolder: folder, more: [colleague, stranger] })
  })

  it('by whoever sent it, until a thing names it', async () => {
    expect(await readers(await taken())).toEqual(['bac-si'])
  })

  it('as the task that it proves: by the lead, who cooperates, the office, leaders and evaluators', async () => {
    const id = await taken()
    const body = { evidence: [{ title: 'Đề án', files: [id] }] }
    expect((await api.ask('POST', '/api/tasks/nho_once/results', { as: 'bac-si', body })).status).toBe(200)
    expect(await readers(id)).toEqual(['thu-ky', 'bac-si', 'dong-nghiep', 'ky-su', 'lanh-dao', 'danh-gia'])
    // Of a task in which they have no part, the builders read nothing.
    const other = await taken()
    const paper = { arrivalNumber: '1', arrivedOn: '2013-01-07', files: [other], text: 'Khẩn trương' }
    const directed = '/api/tasks/nho_continuous/directions/on-paper'
    expect((await api.ask('POST', directed, { as: 'thu-ky', body: paper })).status).toBe(200)
    expect(await readers(other)).toEqual(['thu-ky', 'bac-si', 'dong-nghiep', 'lanh-dao', 'danh-gia'])
  })

  it('as the figure it brought, by everybody who reads targets', async () => {
    const id = await taken()
    const figure = { period: { asOf: '2013-01-04' }, value: 86, kind: 'estimate', source: 'Báo cáo' }
    const body = { ...figure, sourceDate: '2013-01-04', arrivalNumber: '1', arrivedOn: '2013-01-07', files: [id] }
    const entering = '/api/programmes/nho/targets/T01/observations/on-paper'
    expect((await api.ask('POST', entering, { as: 'thu-ky', body })).status).toBe(200)
    expect(await readers(id)).not.toContain('quan-tri')
    expect(await readers(id)).toContain('noi-khac')
  })
})

describe('what is not taken', () => {
  it.each<[string, object, number, string]>([
    ['without the word that it holds no state secret', { noStateSecrets: false }, 422, 'secrecy-undeclared'],
    ['of more than 25 MB', { bytes: 25 * 1024 * 1024 + 1 }, 413, 'file-too-large'],
    ['of no programme', { programme: 'khac' }, 404, 'not-found'],
  ])('a sending %s', async (_, changes, status, code) => {
    const before = api.written.length
    const { status: is, body } = await begin(changes)
    expect({ status: is, code: body.code }).toEqual({ status, code })
    expect(api.written.slice(before)).toEqual([])
  })

  it('a sending by whoever hands nothing in', async () => {
    expect((await begin({}, 'lanh-dao')).body.code).toBe('not-allowed')
  })

  it('what was never sent', async () => {
    const { body } = await begin()
    const { status, body: answer } = await confirm(body.id, 'a.txt')
    expect({ status, code: answer.code }).toEqual({ status: 409, code: 'file-not-sent' })
    expect((await confirm('khong-co', 'a.txt')).status).toBe(404)
    expect((await api.ask('GET', `/api/files/${body.id}`, { as: 'bac-si' })).status).toBe(404)
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'a.txt', 'file-empty'],
    ['a program', Buffer.from('MZ\u0000'), 'a.txt', 'file-kind-unknown'],
    ['a page under the name of a PDF', Buffer.from('<html>'), 'a.pdf', 'file-name-differs'],
    ['a mark in a text', Buffer.from('Số 7\nTUYỆT MẬT\nKhoakhoc'), 'a.txt', 'secrecy-mark'],
    ['a mark in a Word file', aDocx('MẬT', 'Khoakhoc'), 'a.docx', 'secrecy-mark'],
    ['a mark as its name', Buffer.from('Khoakhoc'), 'TỐI MẬT.txt', 'secrecy-mark'],
  ])('%s leaves nothing', async (_, bytes, name, code) => {
    const id = await sent(bytes)
    const { body } = await confirm(id, name)
    expect(body.code).toBe(code)
    expect(JSON.stringify(body)).not.toContain('Khoakhoc')
    expect(left()).toEqual([])
    const everWritten = JSON.stringify(api.written)
    expect(everWritten).not.toContain('Khoakhoc')
    expect(everWritten).not.toContain(JSON.stringify(name))
    // It is as if it had never been announced.
    expect((await confirm(id, 'a.txt')).body.code).toBe('not-found')
  })
})
