import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Pages } from '../../../functions/pages/pages.ts'
import { builtPages } from '../../../local/pages/build.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-dist-'))
let pages: Pages
let builds = 0
const onBuild = () => {
  builds += 1
}

beforeAll(async () => {
  mkdirSync(join(place, 'web-of-other-sources'))
  pages = await builtPages(onBuild, place)
})
afterAll(() => rmSync(place, { recursive: true }))

it('a build is made once for the same sources, and takes the place of older ones', async () => {
  expect(builds).toBe(1)
  const again = await builtPages(onBuild, place)
  expect(builds).toBe(1)
  expect([...again.keys()]).toEqual([...pages.keys()])
  expect(readdirSync(place)).toEqual([expect.stringMatching(/^web-[0-9a-f]{16}$/)])
})

it('the page names what it is made of, and nothing stands in it that the policy forbids', () => {
  const html = pages.get('/index.html')?.body.toString() ?? ''
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(2)
  expect(named.filter((path) => !pages.has(path))).toEqual([])
  expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+=/)
})

it('what an address shows by is of this build, in few files, and none of what every page names', () => {
  const { body, ahead = [] } = pages.get('/index.html') ?? {}
  const ofTask = ahead.find(({ address }) => address === '/nhiem-vu/:id')?.files ?? []
  expect(ofTask[0]).toMatch(/^\/assets\/taskPage-/)
  for (const { address, files } of ahead) {
    const strange = files.filter((file) => !pages.has(file) || body?.includes(file))
    expect({ address, strange, isShort: files.length < 10 }).toEqual({ address, strange: [], isShort: true })
  }
})

it('what is compressed is the same as what is not', () => {
  const assets = [...pages].filter(([path]) => path.startsWith('/assets/'))
  expect(assets.length).toBeGreaterThan(2)
  for (const [path, { body, brotli, forever }] of assets) {
    expect([path, forever, brotliDecompressSync(brotli ?? Buffer.alloc(0)).equals(body)]).toEqual([path, true, true])
  }
})

/** What a first screen may weigh on the way, in bytes: an office's line is shared. */
const budgets = { js: 150_000, css: 15_000, furtherScreen: 40_000, answer: 25_000 }

it('the first screen and each further one keep to their weight', () => {
  const html = pages.get('/index.html')?.body.toString() ?? ''
  const weights = { js: 0, css: 0 }
  for (const [path, { brotli }] of pages) {
    const ending = path.endsWith('.js') ? 'js' : path.endsWith('.css') ? 'css' : undefined
    const weight = brotli?.length ?? 0
    if (ending && html.includes(path)) weights[ending] += weight
    else if (ending) expect([path, weight < budgets.furtherScreen]).toEqual([path, true])
  }
  expect(weights.js).toBeGreaterThan(50_000)
  expect(weights.js).toBeLessThan(budgets.js)
  expect(weights.css).toBeGreaterThan(2000)
  expect(weights.css).toBeLessThan(budgets.css)
})

it('the form behind a link weighs little: it is opened on phones', () => {
  const html = pages.get('/tra-loi.html')?.body.toString() ?? ''
  const named = [...pages].filter(([path]) => html.includes(path))
  const weight = named.reduce((sum, [, { brotli }]) => sum + (brotli?.length ?? 0), html.length)
  expect(named.length).toBeGreaterThan(1)
  expect(weight).toBeLessThan(budgets.answer)
  expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+=/)
})
