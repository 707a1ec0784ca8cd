import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../web/look/colours.css', import.meta.url), 'utf8')

/** The hexadecimal colours set where a selector stands. */
function coloursAt(selector: RegExp): { readonly [name: string]: string } {
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, head = '']) => selector.test(head))
  const body = blocks.map(([, , text = '']) => text).join('\n')
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  )
}

const light = coloursAt(/:root\s*$/)
const schemes = { light, dark: { ...light, ...coloursAt(/"dark"/) } } as const

/** What is read on what. */
const pairs: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'ink-soft', 'brand', 'sign-red'].flatMap((text) => on(text, 'paper', 'sheet')),
  ...['ink', 'ink-soft', 'brand'].flatMap((text) => on(text, 'brand-soft')),
  ...['red', 'amber', 'green', 'blue', 'grey'].flatMap((tone) => on(`sign-${tone}`, `${tone}-soft`)),
  ...['red', 'amber', 'green', 'blue'].flatMap((tone) => on(`sign-${tone}`, 'sheet')),
  ['ink', 'sim'],
  ['brand', 'sim'],
  ['sign-red', 'sim'],
  ['ink', 'grey-soft'],
  ['ink', 'red-soft'],
]

function on(text: string, ...grounds: readonly string[]): [string, string][] {
  return grounds.map((ground) => [text, ground])
}

describe.each(Object.entries(schemes))('in the %s', (_, colours) => {
  it.each(pairs)('%s on %s has the contrast of WCAG 2.2 AA', (text, ground) => {
    expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5)
  })
})

it('contrast is counted as WCAG 2.2 counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 1)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

function contrast(one: string | undefined, other: string | undefined): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance; a colour that is not there has none, and fails. */
function luminance(hex = ''): number {
  const [r = Number.NaN, g = Number.NaN, b = Number.NaN] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
