import { beforeEach, expect, it } from 'vitest'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

let api: ApiOffice
beforeEach(async () => {
  api = await apiOffice()
})

const place = '/api/drafts/nho_once.submit'
const draft = (text: string, savedAt = 1000) => ({ values: { note: text, evidence: [{ title: 'Đề án' }] }, savedAt })
const read = async (as: string) => (await api.ask('GET', place, { as })).body

it('what somebody types is theirs alone, the last word counts, and it is gone once it was sent', async () => {
  expect(await read('bac-si')).toEqual({})
  expect(await api.ask('PUT', place, { as: 'bac-si', body: draft('Dự thảo') })).toMatchObject({ status: 204 })
  await api.ask('PUT', place, { as: 'bac-si', body: draft('Dự thảo lần hai', 2000) })
  expect(await read('bac-si')).toEqual({ draft: draft('Dự thảo lần hai', 2000) })
  expect(await read('thu-ky')).toEqual({})
  await api.ask('DELETE', place, { as: 'thu-ky' })
  expect(await read('bac-si')).toEqual({ draft: draft('Dự thảo lần hai', 2000) })
  expect(await api.ask('DELETE', place, { as: 'bac-si' })).toMatchObject({ status: 204 })
  expect(await read('bac-si')).toEqual({})
})

it('one that is longer than anybody types is refused with a sentence, and keeps what was there', async () => {
  await api.ask('PUT', place, { as: 'bac-si', body: draft('Dự thảo') })
  const { status, body } = await api.ask('PUT', place, { as: 'bac-si', body: draft('x'.repeat(60_000)) })
  expect([status, body.errors[0].path]).toEqual([422, 'values'])
  expect(body.errors[0].sentence).toContain('Bản nháp dài quá')
  expect(await read('bac-si')).toEqual({ draft: draft('Dự thảo') })
})
