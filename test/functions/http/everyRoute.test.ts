/** What holds for every route, those of families yet to come included. */
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { access } from '../../../domain/access/access.ts'
import { Role } from '../../../domain/access/roles.ts'
import { openApiDocument } from '../../../functions/http/openapi.ts'
import type { Route } from '../../../functions/http/route.ts'
import { routes } from '../../../functions/http/routes.ts'
import { contributionKeeping } from '../../../functions/stores/contributions.ts'
import { newCycle } from '../../../functions/stores/cycles.ts'
import { createAll, recordWrites } from '../../../functions/stores/record.ts'
import { aContribution, aCycle, atStage } from '../../domain/cycles/builders.ts'
import { rulesOf } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

/** Whoever it takes: every role, in every agency of the programme. */
const anybody = aPerson('moi-vai', Role.options, 'thanh-uy', 'van-phong', 'so-y-te', 'so-xay-dung')

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({ more: [anybody] })
  const { truth, clock } = api.office
  const rules = await rulesOf(api.office, 'nho')
  const cycle = atStage(aCycle({ id: samples['cycle'] ?? '', lead: 'so-y-te', receivedBy: 'thanh-uy' }), 'gathering')
  const asked = aContribution({ id: samples['contribution'] ?? '', cycle: cycle.id, agency: 'so-xay-dung' })
  const occasion = { at: clock.now(), day: clock.today(), actor: secretary }
  const contribution = { type: 'contributionAsked', data: {}, state: asked }
  await createAll(truth, [
    newCycle(cycle, occasion),
    recordWrites(contributionKeeping(rules), undefined, contribution, occasion),
  ])
})

const named = (all: readonly Route[]) => all.map((route): [string, Route] => [`${route.method} ${route.path}`, route])
const withBody = routes.filter(({ body }) => body !== undefined)
const lists = routes.filter(({ query }) => 'cursor' in query.def.shape)
const ofProgramme = routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/programmes/{'))

/** Addresses of things that are there, for what is refused only after the thing was found. */
const samples: { readonly [param: string]: string } = {
  programme: 'nho',
  agency: 'so-y-te',
  task: 'nho_once',
  cycle: 'nho_R11_2013',
  contribution: 'nho_R11_2013_g1_so-xay-dung',
  year: '2013',
  target: 'T01',
  kind: 'task',
  thing: 'nho_once',
}
const addressOf = ({ path }: Route) => path.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? 'nho')

/** A Vietnamese sentence that ends, not zod's own English. */
const sentence = /^\p{Lu}.*[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ].*\.$/su

/** The answer to a malformed request, and that nothing was written. */
async function refused(route: Route, asking: Parameters<ApiOffice['ask']>[2], address = addressOf(route)) {
  const before = api.written.length
  const { status, body } = await api.ask(route.method, address, { as: 'moi-vai', ...asking })
  expect(api.written.slice(before)).toEqual([])
  expect(api.faults).toEqual([])
  expect(body).toMatchObject({ status, code: expect.any(String), detail: expect.stringMatching(sentence) })
  for (const error of body.errors ?? []) expect(error.sentence).toMatch(sentence)
  return { status, code: body.code, errors: body.errors }
}

describe.each(named(routes))('%s', (_, route) => {
  it('names an action of the table of access', () => {
    expect([...Object.keys(access), 'anyone', 'signedIn']).toContain(route.may)
  })

  it('has a field for each place of its address', () => {
    const places = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(route.params.def.shape).toSorted()).toEqual(places.toSorted())
  })

  it('refuses a parameter nobody knows', async () => {
    expect(await refused(route, { query: { 'khong-co': '1' }, ...(route.body ? { raw: '{}' } : {}) })).toMatchObject({
      status: 400,
      code: 'malformed-request',
    })
  })

  it('refuses whoever has not signed in, unless it is for anyone', async () => {
    if (route.may === 'anyone') return
    const before = api.written.length
    const { status, body } = await api.ask(route.method, addressOf(route), route.body ? { body: {} } : {})
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'not-signed-in' })
    expect(api.written.slice(before)).toEqual([])
  })
})

describe.each(named(withBody))('%s refuses a body', (_, route) => {
  it.each([
    ['that is no JSON', '{"text": '],
    ['that is empty', ''],
    ['with a name that reaches into objects', '{"__proto__": {"a": 1}}'],
  ])('%s', async (_, raw) => {
    expect(await refused(route, { raw })).toMatchObject({ status: 400, code: 'not-json' })
  })

  it('that says it is something else', async () => {
    const asking = { raw: '{}', headers: { 'content-type': 'text/plain' } }
    expect(await refused(route, asking)).toMatchObject({ status: 400, code: 'not-json' })
  })

  it.each([[[]], [7], ['chữ'], [null]])('that is %j', async (body) => {
    expect(await refused(route, { body })).toMatchObject({ status: 422, code: 'malformed-request' })
  })

  it('with a field nobody knows', async () => {
    const { status, code, errors } = await refused(route, { body: { khongCo: 1 } })
    expect({ status, code }).toEqual({ status: 422, code: 'malformed-request' })
    expect(errors.length).toBeGreaterThan(0)
  })

  it('without a field it needs', async () => {
    if (!route.body || z.safeParse(route.body, {}).success) return
    expect(await refused(route, { body: {} })).toMatchObject({ status: 422, code: 'malformed-request' })
  })

  it('with a value of the wrong kind in each of its fields', async () => {
    for (const field of fieldsOf(route.body)) {
      const { status, code } = await refused(route, { body: { [field]: { a: [] } } })
      expect({ field, status, code }).toEqual({ field, status: 422, code: 'malformed-request' })
    }
  })

  it('that is too large', async () => {
    const raw = JSON.stringify({ text: 'đ'.repeat(600_000) })
    expect(await refused(route, { raw })).toMatchObject({ status: 413, code: 'too-large' })
  })
})

describe.each(named(ofProgramme))('%s', (_, route) => {
  it('of a programme that is not there is not found', async () => {
    const address = addressOf(route).replace('/programmes/nho', '/programmes/khong-co')
    const query = route.operationId === 'search' ? { words: 'bảo hiểm' } : {}
    const { status, body } = await api.ask('GET', address, { as: 'moi-vai', query })
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not-found' })
  })
})

describe.each(named(lists))('%s', (_, route) => {
  it.each(['khong-phai-cursor', 'WyIiLCJOSE8iLCJhIiwiYiIsImMiXQ'])(
    'refuses a cursor it did not give: %s',
    async (cursor) => {
      expect(await refused(route, { query: { cursor } })).toMatchObject({ status: 400, code: 'bad-cursor' })
    },
  )

  it.each(['0', '1001', '-1', '1.5', 'x', ''])('refuses a limit of %j', async (limit) => {
    expect(await refused(route, { query: { limit } })).toMatchObject({ status: 400, code: 'malformed-request' })
  })
})

it('no two routes answer at one address', () => {
  const addresses = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([])
})

describe('the OpenAPI document', () => {
  it('has every route, with an id of its own', () => {
    const { openapi, paths = {} } = openApiDocument(routes)
    expect(openapi).toBe('3.1.1')
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => `${method.toUpperCase()} ${path} ${operation.operationId}`),
    )
    const wanted = routes.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`)
    expect(operations.toSorted()).toEqual(wanted.toSorted())
    expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length)
  })

  it('is read by whoever asks', async () => {
    const { status, body } = await api.ask('GET', '/api/openapi.json')
    expect(status).toBe(200)
    expect(body.paths['/api/session'].post.requestBody.required).toBe(true)
  })
})

/** The fields of an object, or of each object of a union. */
function fieldsOf(schema: z.ZodMiniType | undefined): readonly string[] {
  if (schema instanceof z.ZodMiniObject) return Object.keys(schema.def.shape)
  if (!(schema instanceof z.ZodMiniUnion)) return []
  return [...new Set(schema.def.options.flatMap((one) => (one instanceof z.ZodMiniObject ? fieldsOf(one) : [])))]
}
