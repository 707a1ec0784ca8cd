/**
 * The pages as a person uses them, in a browser: signing in, the classes, a task, the clock, a letter, a cycle. A
 * machine without a browser leaves this out, and the count says so; a build server has one.
 */
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { written } from '../../domain/days.ts'
import { fourClasses } from '../../domain/tasks/classes.ts'
import type { Pages } from '../../functions/pages/pages.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { localFiles } from '../../local/files/files.ts'
import { openFolder } from '../../local/folder/folder.ts'
import { apiOf } from '../../local/http/apiOf.ts'
import { pageServer } from '../../local/http/server.ts'
import { outbox } from '../../local/mail/outbox.ts'
import { builtPages } from '../../local/pages/build.ts'
import { openSystem, type System } from '../../local/system/system.ts'
import { called, programme28 } from '../local/cli/called.ts'
import { workbook } from '../local/office/workbooks.ts'

const executablePath = '/usr/bin/chromium'
const canBrowse = existsSync(executablePath) || process.env['CI'] !== undefined

describe.skipIf(!canBrowse)('a demo in a browser', { timeout: 60_000 }, () => {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-web-'))
  const faults: unknown[] = []
  let pages: Pages
  let demo: Place
  let browser: Browser

  beforeAll(async () => {
    const data = join(place, 'data')
    ;[pages] = await Promise.all([
      builtPages(() => {}, join(place, 'dist')),
      called('rehearse', programme28, '--until', '2013-03-14', '--data', data),
    ])
    demo = await served(data)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await demo.close()
    rmSync(place, { recursive: true })
  })

  interface Place {
    readonly system: System
    readonly origin: string
    close(): Promise<void>
  }

  async function served(data: string): Promise<Place> {
    const system = await openSystem(await openFolder(data), outbox, (fault) => faults.push(fault))
    const onFailure = (_: string, error: unknown) => faults.push(error)
    const files = localFiles(data)
    const api = await apiOf(system, files, onFailure)
    const server = pageServer({ pages, api, files, onFailure }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return {
      system,
      origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      async close() {
        server.close()
        server.closeAllConnections()
        await system.close()
        system.folder.close()
      },
    }
  }

  /** A page whose every complaint counts: errors of scripts and of the policy, answers that failed, what went elsewhere. */
  async function opened({ origin }: Place = demo, viewport = { width: 1366, height: 768 }) {
    const context = await browser.newContext({ viewport })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) complaints.push(`asked ${request.url()}`)
    })
    await page.goto(origin)
    return { page, complaints }
  }

  const signIn = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()
  /** A phone has the last places behind one more press. */
  const goTo = async (page: Page, name: string) => {
    const places = page.getByRole('navigation')
    const link = places.getByRole('link', { name, exact: true })
    if (!(await link.isVisible())) await places.getByRole('button', { name: 'Thêm' }).click()
    await link.click()
  }
  const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

  it('the office sees the classes, a task with its history, a week pass, a letter, a cycle', async () => {
    const { page, complaints } = await opened()
    await titled(page, 'Chọn người để đăng nhập')
    expect(await page.getByRole('listitem').count()).toBe(5)
    await signIn(page, /Văn phòng Thành ủy/)
    await titled(page, 'Bàn làm việc')
    await page.getByText('Thời gian mô phỏng · chương trình 28-CTrHĐ/TU').waitFor()

    await goTo(page, 'Tổng quan')
    await titled(page, 'Tổng quan')
    const { all } = await countsOfProgramme(demo.system.services.table, '28-ctrhd-tu', '2013-03-14')
    await page.locator('.cells .count').first().waitFor()
    expect(await page.locator('.cells .count').allTextContents()).toEqual(fourClasses.map((name) => String(all[name])))

    await page.getByRole('link', { name: 'Chưa hoàn thành, trong hạn' }).click()
    await titled(page, 'Nhiệm vụ')
    const list = page.getByRole('table', { name: 'Nhiệm vụ' })
    await list.waitFor()
    await page.getByText(`${all.openInTime} nhiệm vụ`).waitFor()
    const before = await list.locator('tbody tr').count()
    expect(before).toBe(Math.min(all.openInTime, 120))
    await page.keyboard.press('/')
    await page.keyboard.type('ho ngheo')
    await expect.poll(() => list.locator('tbody tr').count()).toBeLessThan(before)
    // The list follows each key: it is right once the last one was heard.
    const first = list.locator('tbody tr').first()
    await expect.poll(async () => (await first.textContent())?.toLowerCase()).toContain('hộ nghèo')

    const link = list.getByRole('link').first()
    const title = await link.textContent()
    await link.click()
    await titled(page, title ?? '')
    await page.locator('.history li').first().waitFor()
    expect(await page.locator('.history').textContent()).toContain('Giao nhiệm vụ')

    await page.getByRole('button', { name: '+1 tuần' }).click()
    await page.getByText('Đã đến ngày 21/03/2013.').waitFor({ timeout: 30_000 })
    await page.getByText('Hôm nay: thứ Năm, 21/03/2013').waitFor()

    await goTo(page, 'Hộp thư')
    await page.locator('.letters a').first().click()
    await page.getByText('Kính gửi: ').waitFor()
    const letterDay = await page.locator('.facts time').getAttribute('datetime')
    expect(String(letterDay) > '2013-03-14').toBe(true)

    await goTo(page, 'Đợt, kỳ')
    await page.getByRole('link', { name: /Kế hoạch và lộ trình triển khai/ }).click()
    await page.locator('.course li').first().waitFor()
    expect(await page.getByRole('list').filter({ hasText: 'chờ ban hành' }).getByRole('listitem').count()).toBe(8)
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })

  it('a department has its own work alone on its desk; English is one click away and is remembered', async () => {
    const { page, complaints } = await opened(demo, { width: 360, height: 740 })
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    const tasks = await page.locator('.tasks td.lead').allTextContents()
    expect(tasks.filter((lead) => lead !== 'Sở Y tế')).toEqual([])
    for (const name of ['Tổng quan', 'Nhiệm vụ', 'Chỉ tiêu', 'Đợt, kỳ', 'Hộp thư', 'Bàn làm việc']) {
      await goTo(page, name)
      await page.waitForLoadState('networkidle')
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 360])
    }
    await page.getByRole('button', { name: 'English' }).click()
    await titled(page, 'My desk')
    await page.reload()
    await titled(page, 'My desk')
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await titled(page, 'Choose who to sign in as')
    expect(complaints).toEqual([])
  })

  it('shortcuts are for whoever is not typing; a wrong day is told at its field, a past one by the API', async () => {
    const { page, complaints } = await opened()
    await signIn(page, /Chủ tịch Ủy ban nhân dân thành phố/)
    await titled(page, 'Tổng quan')
    const field = page.getByRole('textbox', { name: 'Đến ngày' })
    await page.keyboard.press('?')
    const shortcuts = page.getByRole('dialog', { name: 'Phím tắt' })
    await shortcuts.waitFor()
    await page.keyboard.press('Escape')
    await shortcuts.waitFor({ state: 'hidden' })
    await field.fill('')
    await field.pressSequentially('?/')
    expect(await field.inputValue()).toBe('?/')
    expect(await shortcuts.isVisible()).toBe(false)

    await field.fill('31/02/2015')
    await field.press('Enter')
    await page.getByText('Chưa đọc được ngày này.').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await field.fill('080313')
    await field.press('Enter')
    await page.getByRole('alert').getByText('08/03/2013').waitFor()
    // The API's refusal is an answer of 422, which a browser tells as an error of its own.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
    expect(written(demo.system.services.clock.today())).not.toBe('08/03/2013')
  })

  it("an office's first administrator comes in by the code, once; nothing there is simulated", async () => {
    const data = join(place, 'office')
    const made = await called('init', '--office', '--from', await workbook(), '--data', data, '--json')
    const { code } = JSON.parse(made.out)
    const office = await served(data)
    onTestFinished(() => office.close())
    const { page, complaints } = await opened(office)
    await titled(page, 'Đăng nhập')
    await page.getByRole('textbox', { name: 'Mã đăng nhập một lần' }).fill(` ${code} `)
    await page.keyboard.press('Enter')
    await titled(page, 'Bàn làm việc')
    await page.getByText('Chưa có chương trình nào đang thực hiện.').waitFor()
    expect(await page.getByText('mô phỏng').count()).toBe(0)
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByRole('textbox', { name: 'Mã đăng nhập một lần' }).fill(code)
    expect(complaints).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('đã dùng').waitFor()
    expect(faults).toEqual([])
  })
})
