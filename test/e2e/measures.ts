/** What is asked of every screen, so that whoever sees little, types only, or prints can use it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 at level AA and what axe-core calls good practice; targets of 24 px, which it does not check unless asked. */
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}

const desk = { width: 1366, height: 768 }
/** What a desk's screen shows at 200 %. */
const enlarged = { width: 683, height: 384 }
const phone = { width: 360, height: 740 }

/** All that is asked of a screen as it stands. What changes colours alone is asked about colours alone. */
export async function flaws(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  const note = (where: string, what: readonly string[]) => found.push(...what.map((one) => `${where}: ${one}`))
  note('light', await violations(page))
  note('light', await smallText(page))
  note('light', await cutOff(page))
  note('light', await inTheOtherLanguage(page))
  await page.emulateMedia({ colorScheme: 'dark' })
  note('dark', await violations(page, 'color-contrast'))
  await page.emulateMedia({ colorScheme: 'light' })
  note('forced colours', await lostWithColours(page))
  for (const viewport of [enlarged, phone]) {
    await page.setViewportSize(viewport)
    const where = `${viewport.width} px`
    note(where, await tooWide(page))
    note(where, await cutOff(page))
    note(where, await violations(page, 'target-size'))
  }
  await page.setViewportSize(desk)
  return found
}

/** Each rule that the screen breaks, with where. `only`: one rule, where nothing else can have changed. */
export async function violations(page: Page, only?: string): Promise<readonly string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axeSource)
  const options =
    only === undefined ? rules : { runOnly: { type: 'rule', values: [only] }, resultTypes: ['violations'] }
  // A link in running text is as high as its line, which WCAG 2.5.8 excepts, also where a paragraph is links alone.
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)}).then((found) => ({
    violations: found.violations.map((one) => ({
      ...one,
      nodes: one.nodes.filter((node) => one.id !== 'target-size' || !document.querySelector(node.target[0])?.matches('p > a')),
    })),
  }))`)
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.split('\n').at(-1)?.trim()}`,
    ),
  )
}

/** What is wider than the window, so that somebody would have to scroll sideways to read a line. */
export async function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > width + 1 && one.children.length === 0)
      .slice(0, 5)
      .map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 40))
      .concat('scrolls to ' + document.documentElement.scrollWidth)
  })()`)
}

/** Text that its own box cuts off, or that runs out of its cell into the next. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
  const runsOut = (cell) => {
    const { right } = cell.getBoundingClientRect()
    return [...cell.querySelectorAll('*')].some((one) => !one.closest('.unseen, svg, select') && one.checkVisibility() && one.getBoundingClientRect().right > right + 1)
  }
  return [...document.querySelectorAll('body *')].filter((one) => {
    if (one.matches('td, th') && one.clientWidth > 1 && runsOut(one)) return true
    const style = getComputedStyle(one)
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY)
    if (!hides || style.clipPath !== 'none' || one.matches('svg *, input, select') || one.clientWidth === 0 || !one.checkVisibility()) return false
    return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1
  }).map((one) => one.tagName + '.' + one.className + ' ' + (one.textContent ?? '').slice(0, 60))})()`)
}

/** Text under 16 px, outside of drawings, whose axes may have less. */
export async function smallText(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const found = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const one = text.parentElement
      if (!one || !text.textContent?.trim() || one.closest('svg, script, noscript') || !one.checkVisibility()) continue
      const size = Number.parseFloat(getComputedStyle(one).fontSize)
      if (size < 16) found.add(one.tagName + '.' + one.className + ' ' + size + ' px')
    }
    return [...found]
  })()`)
}

/**
 * Where the system forces its colours, a ground and a colour say nothing any more: what they told needs a line. The
 * browser paints text in the system's own, which nothing here may forbid.
 */
export async function lostWithColours(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  try {
    return await page.evaluate(`(() => {
      const told = '.status, .cells a, .places a[aria-current], .mantine-Button-root[data-variant="filled"], input:not([type="file"]), select, textarea, dialog'
      const lost = [...document.querySelectorAll(told)].filter((one) => {
        if (!one.checkVisibility() || one.matches('.picker, .unseen')) return false
        const { borderTopStyle, borderBottomStyle, borderTopWidth, borderBottomWidth, appearance } = getComputedStyle(one)
        const hasLine = (style, width) => style !== 'none' && Number.parseFloat(width) > 0
        return !hasLine(borderTopStyle, borderTopWidth) && !hasLine(borderBottomStyle, borderBottomWidth) && appearance === 'none'
      })
      const kept = [...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).forcedColorAdjust === 'none' && one.textContent?.trim() && !one.closest('svg'))
      return [...lost, ...kept].map((one) => one.tagName + '.' + one.className)
    })()`)
  } finally {
    await page.emulateMedia({ forcedColors: 'none' })
  }
}

/**
 * Words of the pages that were left in the other language: in Vietnamese, words that only English has; in English, what
 * names a thing (a column, a fact, a button) and has a Vietnamese letter. What the office wrote says so by its `lang`.
 */
export async function inTheOtherLanguage(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const isEnglish = document.documentElement.lang === 'en'
    const foreign = isEnglish
      ? /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i
      : /\\b(the|and|of|not|with|for|has|was|been|this|that|from|is|are)\\b/i
    const names = isEnglish ? 'th[scope="col"], dt, legend, button, summary, h2, nav a' : '*'
    const found = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const one = text.parentElement
      if (!one?.closest(names) || one.closest('script, noscript, .unseen') || !foreign.test(text.textContent ?? '')) continue
      if (one.closest('[lang]').lang === document.documentElement.lang) found.add('in the other language: ' + text.textContent.slice(0, 60))
    }
    return [...found]
  })()`)
}
