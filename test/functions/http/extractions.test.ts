import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { checkProgramme } from '../../../domain/programme/check.ts'
import { answers, text } from '../../domain/extraction/recordedAnswers.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

let api: ApiOffice
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-extractions-'))
  api = await apiOffice({ filesFolder: folder, more: [aPerson('khac', 'secretariat', 'van-phong')] })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Sent and taken in as any file is. */
async function sent(bytes: Uint8Array, name = 'van-ban.txt'): Promise<string> {
  const { body } = await api.ask('POST', '/api/files', {
    as: 'thu-ky',
    body: { programme: 'nho', bytes: bytes.length, noStateSecrets: true },
  })
  const place = api.office.files.sendingAt(new URL(body.sending.url, 'http://localhost'))
  writeFileSync(place?.draft ?? '', bytes)
  place?.arrived()
  await api.ask('POST', `/api/files/${body.id}/confirmation`, { as: 'thu-ky', body: { name } })
  return body.id
}
const read = (file: string, as = 'thu-ky') => api.ask('POST', '/api/extractions', { as, body: { file } })
const decide = (id: string, body: object) => api.ask('POST', `/api/extractions/${id}/decisions`, { as: 'thu-ky', body })

describe('a document that was sent', () => {
  it('is read to the same as by the command, with its text at the same places', async () => {
    const file = await sent(Buffer.from(text))
    const { status, body } = await read(file)
    expect({ status, extracted: body.extracted }).toEqual({ status: 201, extracted: extract(text) })
    expect(body).toMatchObject({ entered: 0, all: body.extracted.items.length })
    expect((await api.ask('GET', `/api/extractions/${file}/text`, { as: 'khac' })).body).toEqual({ text })
  })

  it('is read for its sender, and reviewed by the office', async () => {
    const file = await sent(Buffer.from(text))
    expect((await read(file, 'khac')).body.code).toBe('unknown-file')
    await read(file)
    const kept = await decide(file, { decisions: [{ item: 0, does: 'accept' }] })
    expect(kept.body.entered).toBe(1)
    // Read again, it is the same review.
    expect((await read(file)).body.entered).toBe(1)
    expect((await api.ask('GET', `/api/extractions/${file}`, { as: 'khac' })).body.entered).toBe(1)
  })

  it('in an old font is refused with what to do', async () => {
    const old = await sent(Buffer.from('Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc'))
    expect((await read(old)).body).toMatchObject({ status: 422, code: 'document-unreadable' })
  })

  it('becomes a programme file that validates once every proposal was decided about', async () => {
    const file = await sent(Buffer.from(text))
    const { body } = await read(file)
    const make = () => api.ask('POST', `/api/extractions/${file}/programme`, { as: 'thu-ky', body: answers })
    expect((await make()).body).toMatchObject({ status: 409, code: 'review-unfinished' })
    const decisions = body.extracted.items.map((_: unknown, item: number) => ({ item, does: 'accept' }))
    expect((await decide(file, { decisions })).body).toMatchObject({ entered: body.all, all: body.all })
    const made = await make()
    expect(checkProgramme(made.body.programme)).not.toHaveProperty('problems')
    const unanswered = await api.ask('POST', `/api/extractions/${file}/programme`, {
      as: 'thu-ky',
      body: { ...answers, bodies: {} },
    })
    expect(unanswered.body.missing).toContainEqual(expect.objectContaining({ clause: 'III.2-3' }))
  })
})
