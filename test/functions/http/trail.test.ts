import readXlsxFile from 'read-excel-file/node'
import { beforeEach, describe, expect, it } from 'vitest'
import { canonical } from '../../../domain/trail/chain.ts'
import { digestOf, digestsIn, type KeptValues } from '../../../domain/trail/removable.ts'
import { zipParts } from '../../../functions/files/zip.ts'
import { sha256 } from '../../../functions/stores/record.ts'
import { runRound } from '../runRound.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const ask = (path: string, as = 'danh-gia', query: { [name: string]: string } = {}) =>
  api.ask('GET', path, { as, query })
const seen = () => api.ask('POST', '/api/tasks/nho_once/progress', { as: 'bac-si', body: { text: 'Đã họp' } })
const typesOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.items.map(({ type }: { type: string }) => type)

describe('what happened', () => {
  it('in a programme, newest first, between two moments, by pages', async () => {
    api.office.clock.moveTo('2013-01-09', '09:00')
    await seen()
    const from = { from: '2013-01-09T00:00:00.000Z' }
    const { body } = await ask('/api/programmes/nho/events', 'danh-gia', from)
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      thing: 'TASK#nho_once',
      day: '2013-01-09',
      actor: { person: 'bac-si', position: 'Chuyên viên', agency: 'so-y-te' },
      data: { text: 'Đã họp' },
    })
    const until = { until: '2013-01-08T00:00:00.000Z', limit: '3' }
    const first = await ask('/api/programmes/nho/events', 'danh-gia', until)
    const next = await ask('/api/programmes/nho/events', 'danh-gia', { ...until, cursor: first.body.cursor })
    const both = [...first.body.items, ...next.body.items].map(({ hash }) => hash)
    expect(new Set(both).size).toBe(6)
  })

  it('by one person’s hand', async () => {
    await seen()
    expect(typesOf(await ask('/api/people/bac-si/events'))).toEqual(['progressReported'])
    expect(typesOf(await ask('/api/people/khong-ai/events'))).toEqual([])
  })

  it.each([
    ['task', 'nho_once', 'taskGiven'],
    ['target', 'nho_T01', 'targetEntered'],
    ['agency', 'so-y-te', 'agencyEntered'],
    ['person', 'bac-si', 'personEntered'],
    ['document', 'nho_vb-nho', 'documentEntered'],
  ])('to one thing: %s %s', async (kind, id, first) => {
    expect(typesOf(await ask(`/api/trail/${kind}/${id}`)).at(-1)).toBe(first)
  })

  it('to nothing that is there is not found', async () => {
    expect((await ask('/api/trail/task/khong-co')).status).toBe(404)
    expect((await ask('/api/trail/khac/nho_once')).status).toBe(400)
  })

  it('is not for departments', async () => {
    for (const path of ['/api/programmes/nho/events', '/api/people/bac-si/events', '/api/trail/task/nho_once']) {
      expect((await ask(path, 'bac-si')).body.code).toBe('not-allowed')
    }
  })
})

describe('the trail as a file', () => {
  it('is a line for each event, whole, which anybody can prove', async () => {
    await seen()
    const { status, headers, body } = await ask('/api/programmes/nho/events/export')
    expect([status, headers['content-type']]).toEqual([200, 'application/jsonl; charset=utf-8'])
    expect(headers['content-disposition']).toContain('attachment; filename="nhat-ky-nho.jsonl"')
    const lines: { hash: string; data: object; kept?: KeptValues }[] = String(body)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const listed = (await ask('/api/programmes/nho/events', 'danh-gia', { limit: '200' })).body.items
    expect(lines.map(({ hash }) => hash)).toEqual(listed.map(({ hash }: { hash: string }) => hash))
    for (const { hash, kept = {}, ...event } of lines) {
      expect(sha256(canonical(event))).toBe(hash)
      // Each value that may be destroyed is beside its digest, with the salt that it was made with.
      const digests = [...digestsIn({ ...event.data })]
      expect(digests).toEqual(Object.entries(kept).map(([path, value]) => [path, digestOf(value, sha256)]))
    }
    expect(lines.some(({ kept }) => kept)).toBe(true)
  })

  it('is a workbook in which nothing typed is a formula', async () => {
    await api.ask('POST', '/api/tasks/nho_once/progress', { as: 'bac-si', body: { text: '=HYPERLINK("x")' } })
    const { body } = await ask('/api/programmes/nho/events/export', 'danh-gia', { format: 'xlsx' })
    const [sheet] = await readXlsxFile(body)
    expect(sheet?.data[0]?.slice(0, 4)).toEqual(['Thời điểm (UTC)', 'Ngày', 'Việc', 'Đối tượng'])
    expect(sheet?.data.flat()).toContain('progressReported')
    const parts = zipParts(body) ?? []
    for (const part of parts) expect(Buffer.from(part.read(5_000_000)).toString()).not.toMatch(/<f[ >]/)
  })

  it('between two moments, and from where the last part ended', async () => {
    const none = await ask('/api/programmes/nho/events/export', 'danh-gia', { until: '2000-01-01T00:00:00.000Z' })
    expect([none.status, none.body, none.headers['dondoc-cursor']]).toEqual([200, undefined, undefined])
  })

  it('is for whoever reads the trail', async () => {
    expect((await ask('/api/programmes/nho/events/export', 'bac-si')).body.code).toBe('not-allowed')
    expect((await ask('/api/programmes/khac/events/export')).body.code).toBe('not-found')
    expect((await ask('/api/programmes/nho/events/export', 'danh-gia', { format: 'pdf' })).status).toBe(400)
  })
})

describe('proving the trail', () => {
  const verify = (as: string, body: object = {}) => api.ask('POST', '/api/programmes/nho/verification', { as, body })

  it('finds a sound trail sound, and gives the anchor to keep', async () => {
    api.office.clock.moveTo('2013-01-08', '07:30')
    await runRound(api.office, '2013-01-08')
    const before = api.written.length
    const { body } = await verify('danh-gia')
    expect(body).toMatchObject({
      sound: true,
      found: 0,
      flaws: [],
      seals: 1,
      anchor: expect.stringMatching(/^\w{64}$/),
    })
    const { items } = (await ask('/api/programmes/nho/seals')).body
    expect(items).toEqual([{ day: '2013-01-07', hash: body.anchor, previous: 'origin' }])
    expect((await verify('danh-gia', { anchor: body.anchor })).body.sound).toBe(true)
    expect(api.written.slice(before)).toEqual([])
  })

  it('names what somebody touched, in a sentence', async () => {
    const key = { pk: 'TASK#nho_once', sk: 'STATE' }
    const item = await api.office.truth.get(key)
    if (!item) throw new Error('no task')
    await api.office.truth.transact([{ put: { ...item, value: { ...item.value, title: 'Việc khác' } } }])
    const { body } = await verify('lanh-dao')
    expect(body.sound).toBe(false)
    expect(body.flaws).toContainEqual({
      thing: 'TASK#nho_once',
      what: 'stateDiffers',
      sentence: 'TASK#nho_once: trạng thái không khớp với các sự kiện đã ghi.',
    })
    const anchored = await verify('lanh-dao', { anchor: 'ab'.repeat(32) })
    expect(anchored.body.flaws.map(({ what }: { what: string }) => what)).toContain('anchorMissing')
  })

  it.each([
    ['bac-si', 'nho', {}, 403, 'not-allowed'],
    ['thu-ky', 'nho', {}, 403, 'not-allowed'],
    ['danh-gia', 'khac', {}, 404, 'not-found'],
    ['danh-gia', '.office', {}, 404, 'not-found'],
    ['danh-gia', 'nho', { anchor: 'xyz' }, 422, 'malformed-request'],
  ])('%s on %s with %j is refused', async (as, programme, body, status, code) => {
    const answer = await api.ask('POST', `/api/programmes/${programme}/verification`, { as, body })
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  })
})
