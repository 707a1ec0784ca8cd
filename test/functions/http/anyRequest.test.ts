/** Whatever comes to the door: no answer is a fault, and what is refused changes nothing. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Role } from '../../../domain/access/roles.ts'
import { routes } from '../../../functions/http/routes.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { type ApiOffice, aPerson, apiOffice, isOfRefusals } from './apiOffice.ts'
import { bodyOf, openObjects, rubbish, text } from './requests.ts'

const anybody = aPerson('moi-vai', Role.options, 'thanh-uy', 'van-phong', 'so-y-te', 'so-xay-dung')
const more = [
  anybody,
  aPerson('thanh-tra', 'inspection', 'thanh-uy'),
  aPerson('chanh-van-phong', 'secretariatHead', 'van-phong'),
  aPerson('giam-doc', 'departmentHead', 'so-y-te'),
  { ...aPerson('chung', 'department', 'so-y-te'), shared: true as const },
  aPerson('khong-vai', [], 'van-phong'),
  // Whatever happens to people happens to this one, so that the others stay who they are.
  aPerson('nguoi-khac', 'department', 'so-y-te'),
]
/** Every role, all of them in one, an account of several people, one with no role, and nobody. */
const everyone = [
  ...['moi-vai', 'bac-si', 'ky-su', 'thu-ky', 'lanh-dao', 'danh-gia', 'quan-tri'],
  ...['thanh-tra', 'chanh-van-phong', 'giam-doc', 'chung', 'khong-vai', undefined],
]

let api: ApiOffice
beforeAll(async () => {
  api = await apiOffice({ more })
})

const runs = Number(process.env['DONDOC_REQUESTS_A_ROUTE'] ?? 30)
const settings = { numRuns: runs, seed: Number(process.env['DONDOC_REQUEST_SEED'] ?? 20130107) }

/** Names of things that are there, for each place of an address. */
const places: { readonly [name: string]: readonly string[] } = {
  programme: ['nho'],
  agency: ['so-y-te', 'so-xay-dung'],
  task: ['nho_once', 'nho_conditional'],
  target: ['T01'],
  person: ['nguoi-khac'],
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
          ...(as === undefined ? {} : { as }),
          query,
          headers,
          ...(raw === undefined ? {} : { raw }),
        })
        expect(api.faults).toEqual([])
        expect(status).toBeLessThan(500)
        if (status < 400) return
        expect(api.written.slice(before)).toEqual([])
        expect(said.detail).toMatch(/^\p{Lu}.*\.$/su)
        // Nothing of how it is made: no place in a file, no name of a class.
        expect(JSON.stringify(said)).not.toMatch(/\.ts\b|node:|node_modules|[A-Z]\w+Error\b/)
      }),
      settings,
    )
  })
})

it('nothing of any body takes a field it does not name', () => {
  const open = routes.flatMap(({ operationId, body }) => (body ? openObjects(body, operationId) : []))
  expect(open).toEqual([])
})

it('of whoever may do nothing, not one leaves a trace in what is kept', async () => {
  const kept = () =>
    JSON.stringify(
      [...api.office.truth.items()].filter(({ key }) => !isOfRefusals(key) && !key.sk.startsWith('REFUSALS#')),
    )
  const before = kept()
  for (const [, { method, may, path }, asking] of askings) {
    if (may === 'anyone' || may === 'signedIn' || method === 'GET') continue
    for (const { address, query, body, headers } of fc.sample(asking, { numRuns: 6, seed: settings.seed })) {
      for (const as of ['khong-vai', 'khong-ai', undefined]) {
        const raw = body === undefined ? {} : { raw: JSON.stringify(body) ?? '' }
        const { status } = await api.ask(method, address, { query, headers, ...raw, ...(as ? { as } : {}) })
        // An address that was made of rubbish may be no address at all.
        expect([401, 403, 404, 405, 413], `${method} ${path}`).toContain(status)
      }
    }
  }
  expect(kept()).toBe(before)
})

it('leaves a trail that is sound', async () => {
  const { flaws } = await verifyTrail(api.office, 'nho')
  expect(flaws).toEqual([])
})
