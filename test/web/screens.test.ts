import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { screens } from '../e2e/screens.ts'

const sourceOf = (file: string) => readFileSync(new URL(`../../web/${file}`, import.meta.url), 'utf8')

/** The addresses of the router, and of the parts of the administration, which share one. */
const routes = [...sourceOf('pages.tsx').matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
const parts = [...sourceOf('admin/adminPage.tsx').matchAll(/'(\/quan-tri[^']*)'/g)].map(([, path = '']) => path)

const looked = screens.map(({ at }) => (typeof at === 'string' ? (at.split('?')[0] ?? at) : `${at.link}:`))

/** Addresses that the demo has nothing at, by the story that brings it there and looks at it as these are looked at. */
const elsewhere: { readonly [path: string]: string } = { '/giao-viec/phu-luc/:id': 'annex.test.ts' }

it('every address of the pages is a screen that is looked at in both languages, light, dark and enlarged', () => {
  expect(routes.length).toBeGreaterThan(15)
  expect(parts.length).toBeGreaterThan(5)
  const isLooked = (path: string) =>
    looked.some((one) => (path.includes('/:') ? one.startsWith(path.slice(0, path.indexOf(':'))) : one === path))
  const unseen = [...routes, ...parts].filter((path) => !isLooked(path.replace(/\/:part\?$/, '')))
  expect(unseen).toEqual(Object.keys(elsewhere))
  for (const story of Object.values(elsewhere)) {
    expect(readFileSync(new URL(`../e2e/${story}`, import.meta.url), 'utf8')).toContain('violations(page)')
  }
})
