/**
 * Every screen and every state of it, for whoever sees little, reads it aloud, types only, or enlarges it: both
 * languages, light and dark, colours that the system forces, 200 %, a phone, windows open, forms refused.
 */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { called } from '../local/cli/called.ts'
import { workbook } from '../local/office/workbooks.ts'
import { browsing } from './browsing.ts'
import { cutOff, lostWithColours, smallText, tooWide, violations } from './measures.ts'
import { canBrowse, phone, signIn, signInFirst, titled, type Watched, watched } from './place.ts'
import { demoFolder, openScreen, type Person, people, type Screen, screens, settled } from './screens.ts'

const desk = { width: 1366, height: 768 }
/** What a desk's screen shows at 200 %. */
const enlarged = { width: 683, height: 384 }

describe.skipIf(!canBrowse)('everybody can use every screen', { timeout: 120_000 }, () => {
  const { place, browser, faults, demo, served, opened } = browsing(demoFolder)

  /** One page for each person and language: signing in again for each screen would prove nothing more. */
  const shared = new Map<string, Promise<Watched>>()
  afterAll(async () => {
    for (const one of shared.values()) await (await one).close()
  })

  function pageOf(who: Person | undefined, language: 'vi' | 'en' = 'vi'): Promise<Watched> {
    const key = `${who} ${language}`
    const known = shared.get(key) ?? begun(who, language)
    shared.set(key, known)
    return known
  }

  async function begun(who: Person | undefined, language: 'vi' | 'en'): Promise<Watched> {
    const one = await watched(browser(), demo().origin)
    if (who) {
      await signIn(one.page, people[who])
      await one.page.getByRole('navigation').first().waitFor()
    }
    await one.page.evaluate(`localStorage.setItem('dondoc-language', '${language}')`)
    return one
  }

  /** All that is asked of a screen as it stands. What changes colours alone is asked about colours alone. */
  async function flaws(page: Page): Promise<readonly string[]> {
    const found: string[] = []
    const note = (where: string, what: readonly string[]) => found.push(...what.map((one) => `${where}: ${one}`))
    note('light', await violations(page))
    note('light', await smallText(page))
    note('light', await cutOff(page))
    await page.emulateMedia({ colorScheme: 'dark' })
    note('dark', await violations(page, 'color-contrast'))
    await page.emulateMedia({ colorScheme: 'light' })
    note('forced colours', await lostWithColours(page))
    for (const viewport of [enlarged, phone.viewport]) {
      await page.setViewportSize(viewport)
      const where = `${viewport.width} px`
      note(where, await tooWide(page))
      note(where, await cutOff(page))
      note(where, await violations(page, 'target-size'))
    }
    await page.setViewportSize(desk)
    return found
  }

  it.each(screens)('$name', async (screen: Screen) => {
    const { page } = await pageOf(screen.who)
    await openScreen(page, demo().origin, screen)
    expect(await flaws(page)).toEqual([])
  })

  it.each(screens)('$name, in English', async (screen: Screen) => {
    const { page } = await pageOf(screen.who, 'en')
    await openScreen(page, demo().origin, screen)
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    expect(await violations(page)).toEqual([])
    expect([...(await tooWide(page)), ...(await cutOff(page))]).toEqual([])
  })

  /** Opens, one after the other, what the buttons of a page open over it, and looks at each. */
  async function flawsOfWindows(page: Page, buttons: string): Promise<readonly string[]> {
    const found: string[] = []
    let opened = 0
    for (const more of await page.locator('main details > summary').all()) await more.click()
    for (const button of await page.locator(buttons).all()) {
      if (!(await button.isVisible())) continue
      const name = (await button.textContent()) ?? ''
      await button.click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      opened += 1
      await page.waitForLoadState('networkidle')
      found.push(...(await flaws(page)).map((flaw) => `${name}: ${flaw}`))
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }
    expect(opened).toBeGreaterThan(0)
    return found
  }

  const aDecision = { list: '/nhiem-vu?cho=decision', link: '/nhiem-vu/' }
  it.each([
    ['the office', 'office', 'vi', aDecision, '.actions button'],
    ['the office, in English,', 'office', 'en', aDecision, '.actions button'],
    ['a department', 'department', 'vi', { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' }, '.actions button'],
    ['a leader', 'leader', 'vi', '/tong-quan', '.decide button'],
    ['whoever accepts at a desk', 'office', 'vi', '/', '.rowActs .mantine-Button-root[data-variant="light"]'],
    ['whoever enters figures', 'office', 'vi', { list: '/chi-tieu', link: '/chi-tieu/' }, '.actions button'],
    ['whoever evaluates', 'evaluator', 'vi', '/dot-ky', '.actions button'],
    ['whoever keeps the register', 'office', 'vi', '/quan-tri', '.filters button, .register tr:nth-child(1) .linklike'],
  ] as const)('the windows in which %s acts', async (_, who, language, at, buttons) => {
    const { page } = await pageOf(who, language)
    await openScreen(page, demo().origin, { at })
    expect(await flawsOfWindows(page, buttons)).toEqual([])
  })

  it('a form that was refused', async () => {
    const { page } = await pageOf('department')
    await openScreen(page, demo().origin, { at: { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' } })
    await page.getByRole('button', { name: 'Nộp kết quả' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('')
    await dialog.getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await flaws(page)).toEqual([])
  })

  it('what was asked and has not come yet, what cannot be reached, and what is asked again', async () => {
    const { page } = await opened()
    await signIn(page, people.office)
    await titled(page, 'Bàn làm việc')
    const tasks = '**/api/programmes/*/tasks*'
    await page.route(tasks, () => {})
    await page.goto(`${demo().origin}/nhiem-vu`)
    await page.getByRole('status').getByText('Đang tải').waitFor({ state: 'attached' })
    expect(await flaws(page)).toEqual([])

    await page.unroute(tasks)
    await page.route(tasks, (route) => route.abort())
    await page.goto(`${demo().origin}/nhiem-vu`)
    await page.getByRole('alert').getByText('Không kết nối được với hệ thống.').waitFor()
    expect(await flaws(page)).toEqual([])

    await page.unroute(tasks)
    await page.getByRole('alert').getByRole('button').click()
    await page.getByRole('table', { name: 'Nhiệm vụ' }).waitFor()
  })

  it('an office in which nothing has begun', async () => {
    const data = join(place, 'office')
    const made = await called('init', '--office', '--from', await workbook(), '--data', data, '--json')
    const office = await served(data)
    const { page, close } = await watched(browser(), office.origin)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await flaws(page)).toEqual([])
    await signInFirst(page, JSON.parse(made.out).code)
    for (const at of ['/', '/tong-quan', '/nhiem-vu', '/chi-tieu', '/dot-ky', '/lich', '/quan-tri', '/giao-viec']) {
      await openScreen(page, office.origin, { at })
      expect([at, await flaws(page)]).toEqual([at, []])
    }
    await close()
    await office.close()
    expect(faults).toEqual([])
  })

  it('by the keyboard alone: past the frame in one step, or through the places in their order, each seen to be there', async () => {
    const { page } = await opened()
    await signIn(page, people.office)
    await titled(page, 'Bàn làm việc')
    await page.reload()
    await settled(page)
    const focused = () => page.evaluate<string>('document.activeElement?.textContent ?? ""')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Đến nội dung chính')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement?.id')).toBe('noi-dung')

    await page.reload()
    await settled(page)
    const places = await page.getByRole('navigation').first().getByRole('link').allTextContents()
    const met: string[] = []
    for (let step = 0; step < places.length + 2; step += 1) {
      await page.keyboard.press('Tab')
      met.push(await focused())
    }
    expect(met.slice(2)).toEqual(places)
    // Each is seen to have it.
    expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid')
  })
})
