/**
 * Every state of the screens beside the one that they open in, looked at as accessible.test.ts looks at that: windows
 * open, forms refused, answers on their way or lost, an office in which nothing has begun, the form behind a letter's
 * link; and the keyboard alone.
 */
import { join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lettersKept } from '../../functions/stores/letters.ts'
import { called } from '../local/cli/called.ts'
import { workbook } from '../local/office/workbooks.ts'
import { browsing } from './browsing.ts'
import { cutOff, flaws, inTheOtherLanguage, violations } from './measures.ts'
import { canBrowse, quiet, signIn, signInFirst, titled, watched } from './place.ts'
import { demoFolder, openScreen, people, screens, settled } from './screens.ts'
import { sharedPages } from './sharedPages.ts'

describe.skipIf(!canBrowse)('everybody can use every state of the screens', { timeout: 120_000 }, () => {
  const browsed = browsing(demoFolder)
  const { place, browser, faults, demo, served, opened } = browsed
  const pageOf = sharedPages(browsed)

  /** In the language that the page is not in: what another language can change. */
  async function flawsInEnglish(page: Page): Promise<readonly string[]> {
    return [...(await violations(page)), ...(await inTheOtherLanguage(page)), ...(await cutOff(page))]
  }

  /** Opens, one after the other, what the buttons of a page open over it, and looks at each. */
  async function flawsOfWindows(page: Page, buttons: string, look: typeof flaws): Promise<readonly string[]> {
    const found: string[] = []
    let opened = 0
    await page.evaluate(`for (const one of document.querySelectorAll('main details')) one.open = true`)
    for (const button of await page.locator(buttons).all()) {
      if (!(await button.isVisible()) || !(await button.isEnabled())) continue
      const name = (await button.textContent()) ?? ''
      await button.click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      opened += 1
      await quiet(page)
      found.push(...(await look(page)).map((flaw) => `${name}: ${flaw}`))
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }
    expect(opened).toBeGreaterThan(0)
    return found
  }

  const ofARow = '.register tr:nth-child(1) .linklike'
  it.each([
    ['the office', 'office', { list: '/nhiem-vu?cho=decision', link: '/nhiem-vu/' }, '.actions button'],
    ['a department', 'department', { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' }, '.actions button'],
    ['a leader', 'leader', '/tong-quan', '.decide button'],
    ['whoever accepts at a desk', 'office', '/', '.rowActs .mantine-Button-root[data-variant="light"]'],
    ['whoever enters figures', 'office', { list: '/chi-tieu', link: '/chi-tieu/' }, '.actions button'],
    ['whoever evaluates', 'evaluator', '/dot-ky', '.actions button'],
    ['whoever keeps the agencies', 'office', '/quan-tri', `.filters button, ${ofARow}`],
    ['whoever keeps the groups', 'office', '/quan-tri/nhom', '.actions button, .groupShown:nth-of-type(1) > .linklike'],
    ['whoever keeps the people', 'office', '/quan-tri/nguoi', `.filters button, ${ofARow}`],
    ['whoever keeps the papers', 'office', '/quan-tri/van-ban', `main button, ${ofARow}`],
    ['whoever has something destroyed', 'office', '/quan-tri/huy', '.filters button'],
    ['whoever asks for the keys', 'leader', '/', '.keyButton'],
  ] as const)('the windows in which %s acts', async (_, who, at, buttons) => {
    const { page } = await pageOf(who)
    await openScreen(page, demo().origin, { at })
    expect(await flawsOfWindows(page, buttons, flaws)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    expect(await flawsOfWindows(page, buttons, flawsInEnglish)).toEqual([])
    await page.getByRole('button', { name: 'Tiếng Việt' }).click()
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
    await page.route('**/api/opened*', (route) => route.continue({ url: withNothingAhead(route) }))
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

  /** The frame comes with the first answer, and nothing ahead of it; what the screen itself asks for is held or lost. */
  const lateOrLost = [
    ['has not come yet', () => new Promise<void>(() => {}), '.waiting, main h1'],
    ['is lost', (route: Route) => route.abort(), 'main [role="alert"], main h1'],
  ] as const
  it.each(lateOrLost)('every screen of the office while what it asks for %s', async (_, answer, shown) => {
    const { page, close } = await watched(browser(), demo().origin)
    await signIn(page, people.office)
    await titled(page, 'Bàn làm việc')
    await page.route('**/api/**', (route) =>
      isFirst(route) ? route.continue({ url: withNothingAhead(route) }) : answer(route),
    )
    const found: string[] = []
    for (const { name, who, at } of screens) {
      if (who !== 'office' || typeof at !== 'string') continue
      await page.goto(`${demo().origin}${at}`)
      await page.locator(shown).first().waitFor()
      found.push(...(await violationsThatStay(page)).map((flaw) => `${name}: ${flaw}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push(...(await violations(page, 'color-contrast')).map((flaw) => `${name}, dark: ${flaw}`))
      await page.emulateMedia({ colorScheme: 'light' })
    }
    await close()
    expect(found).toEqual([])
  })

  it("the form behind a letter's link, from the page that shows nothing to the receipt; used again; of no letter", async () => {
    const { page: office } = await pageOf('office')
    const { letters } = await lettersKept(demo().system.services.table, { limit: 200 })
    const asking = letters.find(({ places = [] }) => places.some((one) => 'form' in one && one.form.does === 'answer'))
    await openScreen(office, demo().origin, { at: `/thu/${encodeURIComponent(asking?.id ?? '')}` })
    const link = (await office.locator('.letter a[href*="#"]').first().getAttribute('href')) ?? ''

    const { page } = await opened()
    const answered = async (state: string, language: 'Tiếng Việt' | 'English') => {
      await titled(page, /./)
      const found = language === 'English' ? await flawsInEnglish(page) : await flaws(page)
      expect([state, language, found]).toEqual([state, language, []])
    }
    const open = async () => {
      await page.goto('about:blank')
      await page.goto(link)
    }
    await open()
    await answered('before it is opened', 'Tiếng Việt')
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    await answered('before it is opened', 'English')
    await page.getByRole('button', { name: 'Open the form' }).click()
    await page.getByLabel('Full name').waitFor()
    for (const kind of await page.getByRole('radio').all()) {
      await kind.check()
      await answered(`the form: ${await kind.locator('..').textContent()}`, 'English')
    }
    page.on('dialog', (dialog) => dialog.accept())
    await open()
    await page.getByRole('button', { name: 'Tiếng Việt' }).click()
    await page.locator('html[lang="vi"]').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await page.getByLabel('Họ và tên').waitFor()
    for (const kind of await page.getByRole('radio').all()) {
      await kind.check()
      await answered(`the form: ${await kind.locator('..').textContent()}`, 'Tiếng Việt')
    }
    await page.getByLabel('Cập nhật tình hình thực hiện').check()
    await page.getByRole('button', { name: 'Xác nhận và gửi' }).click()
    await page.getByRole('alert').getByText('đang để trống').waitFor()
    await answered('what is missing', 'Tiếng Việt')
    await page.getByLabel('Tình hình thực hiện đến nay').fill('Đã xong dự thảo')
    await page.getByLabel('Họ và tên').fill('Người trực văn thư')
    await page.getByLabel('Chức vụ').fill('Chuyên viên')
    await page.getByLabel('Điện thoại').fill('028 0000 0000')
    await page.getByRole('button', { name: 'Xác nhận và gửi' }).click()
    await titled(page, 'Đã nhận')
    await answered('the receipt', 'Tiếng Việt')
    await open()
    await page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await page.getByText('Mỗi liên kết chỉ dùng để gửi một lần').waitFor()
    await answered('used before', 'Tiếng Việt')
    await page.goto(new URL('/tra-loi', link).href)
    await answered('of no letter', 'Tiếng Việt')
    expect(faults).toEqual([])
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

/** Between a page's script and its first answer there is nothing for a blink, a heading neither. */
async function violationsThatStay(page: Page): Promise<readonly string[]> {
  let flaws = await violations(page)
  for (let again = 0; flaws.length > 0 && again < 4; again += 1) {
    await page.waitForTimeout(500)
    flaws = await violations(page)
  }
  return flaws
}

function isFirst(route: Route): boolean {
  return new URL(route.request().url()).pathname === '/api/opened'
}

/** The first question without the page that is being opened: then none of its own is answered with it. */
function withNothingAhead(route: Route): string {
  const url = new URL(route.request().url())
  url.search = ''
  return url.href
}
