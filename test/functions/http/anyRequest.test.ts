/** Whatever comes to the door: no answer is a fault, and what is refused changes nothing. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Role } from '../../../domain/access/roles.ts'
import { routes } from '../../../functions/http/routes.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'
import { bodyOf, openObjects, rubbish, text } from './requests.ts'

const anybody = aPerson('moi-vai', Role.options, 'thanh-uy', 'van-phong', 'so-y-te', 'so-xay-dung')
const everyone = ['moi-vai', 'bac-si', 'ky-su', 'thu-ky', 'lanh-dao', 'danh-gia', 'quan-tri']

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({ more: [anybody] })
})

const runs = Number(process.env['DONDOC_REQUESTS_A_ROUTE'] ?? 30)
const settings = { numRuns: runs, seed: Number(process.env['DONDOC_REQUEST_SEED'] ?? 20130107) }

/** Names of things that are there, for each place of an address. */
const places: { readonly [name: string]: readonly string[] } = {
  programme: ['nho'],
  agency: ['so-y-te', 'so-xay-dung'],
  task: ['nho_once', 'nho_conditional'],
  target: ['T01'],
  person: ['bac-si'],
  document: ['vb-nho'],
  kind: ['task', 'target', 'person'],
  thing: ['nho_once', 'nho_T01'],
  year: ['2013'],
}

const askings = routes
  // To move the clock of a demo, and to end a session, is no business of a request nobody thought of.
  .filter(({ path }) => !path.startsWith('/api/clock'))
  .map((route) => {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const place = (name: string) =>
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...(places[name] ?? ['nho'])) }, { weight: 1, arbitrary: text })
    const address = fc
      .tuple(...names.map(place))
      .map((values) =>
        names.reduce((path, name, at) => path.replace(`{${name}}`, encoded(values[at] ?? '')), String(route.path)),
      )
    const query = fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...Object.keys(route.query.def.shape), 'khac'), text) },
    )
    const body = route.body ? fc.oneof({ weight: 9, arbitrary: bodyOf(route.body) }, rubbish) : fc.constant(undefined)
    const headers = fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.constantFrom({ 'if-match': '"1"' }, { 'if-match': 'x' }, { 'dondoc-agency': '../x' }),
      },
      { weight: 1, arbitrary: fc.uuid().map((key) => ({ 'idempotency-key': key })) },
    )
    return [
      `${route.method} ${route.path}`,
      route,
      fc.record({ as: fc.constantFrom(...everyone), address, query, body, headers }),
    ] as const
  })

/** As a browser does; half a surrogate has no place in an address at all. */
function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed())
}

describe.each(askings)('%s', (_, route, asking) => {
  it('answers anything without a fault, and changes nothing where it refuses', async () => {
    await fc.assert(
      fc.asyncProperty(asking, async ({ as, address, query, body, headers }) => {
        const before = api.written.length
        const raw = body === undefined ? undefined : (JSON.stringify(body) ?? 'undefined')
        const { status, body: said } = await api.ask(route.method, address, {
          as,
          query,
          headers,
          ...(raw === undefined ? {} : { raw }),
        })
        expect(api.faults).toEqual([])
        expect(status).toBeLessThan(500)
        if (status < 400) return
        expect(api.written.slice(before)).toEqual([])
        expect(said.detail).toMatch(/^\p{Lu}.*\.$/su)
      }),
      settings,
    )
  })
})

it('nothing of any body takes a field it does not name', () => {
  const open = routes.flatMap(({ operationId, body }) => (body ? openObjects(body, operationId) : []))
  expect(open).toEqual([])
})

it('leaves a trail that is sound', async () => {
  const { flaws } = await verifyTrail(api.office, 'nho')
  expect(flaws).toEqual([])
})
