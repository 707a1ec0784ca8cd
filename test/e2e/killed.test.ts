/** The server is a program of its own here, and is killed in the middle of a form: nothing that was typed is lost. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { builtPages } from '../../local/pages/build.ts'
import { addressOf, started } from '../local/cli/called.ts'
import { canBrowse, openBrowser, signIn, titled, watched } from './place.ts'
import { demoFolder, people } from './screens.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-killed-'))
const data = join(place, 'data')
let browser: Browser
let server: ChildProcess
let origin: string

describe.skipIf(!canBrowse)('a server that is killed', () => {
  beforeAll(async () => {
    ;[browser] = await Promise.all([openBrowser(), demoFolder(data), builtPages(() => {})])
    await serve('0')
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await killed()
    rmSync(place, { recursive: true })
  })

  async function serve(port: string): Promise<void> {
    server = started(['serve', '--data', data, '--port', port])
    origin = (await addressOf(server)).replace(/\/$/, '')
  }

  async function killed(): Promise<void> {
    server.kill('SIGKILL')
    await once(server, 'close')
  }

  async function atTheForm(task: string): Promise<Page> {
    const { page, close } = await watched(browser, origin)
    onTestFinished(close)
    await signIn(page, people.department)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${origin}${task}`)
    await page.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    return page
  }

  const form = (page: Page) => page.getByRole('dialog')
  const field = (page: Page) => form(page).getByRole('textbox', { name: 'Đã làm được gì' })
  const send = (page: Page) => form(page).getByRole('button', { name: 'Cập nhật tiến độ' }).click()

  it('loses nothing of a form: what had reached it is there on another machine, what had not is in the page', async () => {
    const { page: desk, close } = await watched(browser, origin)
    await signIn(desk, people.department)
    const task = await desk.locator('main a[href^="/nhiem-vu/"]').last().getAttribute('href')
    await close()
    const page = await atTheForm(task ?? '')
    const kept = page.waitForResponse(
      (answer) => /\/api\/drafts\//.test(answer.url()) && answer.request().method() === 'PUT',
    )
    await field(page).fill('Đã khảo sát xong ba quận')
    await kept
    const port = new URL(origin).port
    await killed()
    await field(page).fill('Đã khảo sát xong ba quận, đang lập báo cáo')
    await send(page)
    await form(page).getByText('Không kết nối được với hệ thống.').waitFor()
    await serve(port)

    const elsewhere = await atTheForm(task ?? '')
    await form(elsewhere).getByText('Đã lấy lại bản nháp').waitFor()
    expect(await field(elsewhere).inputValue()).toMatch(/^Đã khảo sát xong ba quận/)

    // Whose page was open goes on where they were, without signing in again.
    expect(await field(page).inputValue()).toBe('Đã khảo sát xong ba quận, đang lập báo cáo')
    await send(page)
    await form(page).waitFor({ state: 'hidden' })
    await page.getByText('Đã khảo sát xong ba quận, đang lập báo cáo').first().waitFor()

    const { page: office, close: closeOffice } = await watched(browser, origin)
    onTestFinished(closeOffice)
    await signIn(office, people.office)
    await titled(office, 'Bàn làm việc')
    await office.goto(`${origin}${task}`)
    await office.getByText('Đã khảo sát xong ba quận, đang lập báo cáo').first().waitFor()
  })

  it('loses nothing of a page that was closed with it', async () => {
    const { page: desk, close } = await watched(browser, origin)
    onTestFinished(close)
    await signIn(desk, people.department)
    await titled(desk, 'Bàn làm việc')
    await desk.locator('main a[href^="/nhiem-vu/"]').first().click()
    await desk.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await field(desk).fill('Đã trình dự thảo')
    const port = new URL(origin).port
    await killed()
    await serve(port)
    await desk.reload()
    await desk.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await form(desk).getByText('Đã lấy lại bản nháp').waitFor()
    expect(await field(desk).inputValue()).toBe('Đã trình dự thảo')
  })
})
