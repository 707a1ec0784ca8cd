/** An office's own accounts in the browser: the first password, one's own, what is open, an end that is said, and who it is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { builtPages } from '../../local/pages/build.ts'
import { called, programme28 } from '../local/cli/called.ts'
import { administrator, personHeadings, workbook } from '../local/office/workbooks.ts'
import { canBrowse, goTo, openBrowser, type Place, serve, titled, watched } from './place.ts'

const own = 'mưa chiều rơi trên mái ngói'
const place = mkdtempSync(join(tmpdir(), 'dondoc-accounts-'))
const faults: unknown[] = []
let browser: Browser
let office: Place
let first: string

describe.skipIf(!canBrowse)('an office without an issuer', () => {
  beforeAll(async () => {
    const data = join(place, 'data')
    const clerk = [
      'van-thu',
      'Văn thư Sở Y tế',
      'vanthu@example.com',
      'van-phong',
      'Văn thư',
      '02/01/2025',
      'Văn phòng',
    ]
    const from = await workbook(undefined, [personHeadings, administrator, clerk], undefined, place)
    const { out } = await called('init', '--office', '--from', from, '--data', data, '--json')
    first = JSON.parse(out).code
    await called('launch', programme28, '--data', data)
    const [pages, opened] = await Promise.all([builtPages(() => {}), openBrowser()])
    browser = opened
    office = await serve(data, { pages, onFault: (fault) => faults.push(fault) })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await office.close()
    rmSync(place, { recursive: true })
    expect(faults).toEqual([])
  })

  async function opened() {
    const page = await watched(browser, office.origin)
    onTestFinished(() => page.close())
    return page
  }

  it('a first password is changed before anything is seen; afterwards one’s own opens the same page', async () => {
    const { page, complaints } = await opened()
    await page.goto(`${office.origin}/quan-tri/nguoi`)
    await page.getByLabel('Tên đăng nhập hoặc hộp thư').fill('quan-tri')
    await page.getByLabel('Mật khẩu', { exact: true }).fill(first)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Hãy đặt mật khẩu của mình').waitFor()
    await page.getByLabel('Mật khẩu mới của mình').fill('matkhau123456')
    await page.getByLabel('Nhập lại mật khẩu mới').fill('matkhau123456')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('hay dùng').waitFor()
    await page.getByLabel('Mật khẩu mới của mình').fill(own)
    await page.getByLabel('Nhập lại mật khẩu mới').fill(own)
    await page.keyboard.press('Enter')
    await titled(page, 'Quản trị')
    expect(page.url()).toBe(`${office.origin}/quan-tri/nguoi`)
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(own)

    await page.getByRole('link', { name: 'Đang đăng nhập: Người quản trị' }).click()
    await titled(page, 'Tài khoản của tôi')
    await page.getByText('(phiên này)').waitFor()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByLabel('Tên đăng nhập hoặc hộp thư').waitFor()
    expect(complaints.filter((complaint) => !/\/api\/session$|status of 4(?:09|22)/.test(complaint))).toEqual([])
  })

  it('an administrator gives another theirs, once, and ends their sessions', async () => {
    const { page, complaints } = await opened()
    await page.getByLabel('Tên đăng nhập hoặc hộp thư').fill('quantri@example.com')
    await page.getByLabel('Mật khẩu', { exact: true }).fill(own)
    await page.keyboard.press('Enter')
    await goTo(page, 'Quản trị')
    await page.getByRole('link', { name: 'Người, chức vụ', exact: true }).click()
    await page.getByRole('button', { name: 'Tài khoản Văn thư Sở Y tế' }).click()
    await page.getByText('Chưa có mật khẩu riêng.').waitFor()
    await page.getByRole('button', { name: 'Cấp mật khẩu lần đầu' }).click()
    const given = await page.getByRole('dialog').locator('output').textContent()
    expect(given).toMatch(/^(?:[2-9A-Z]{4}-){4}[2-9A-Z]{4}$/)

    const { page: theirs } = await opened()
    await theirs.getByLabel('Tên đăng nhập hoặc hộp thư').fill('van-thu')
    await theirs.getByLabel('Mật khẩu', { exact: true }).fill(given ?? '')
    await theirs.keyboard.press('Enter')
    await theirs.getByLabel('Mật khẩu mới của mình').fill(`${own} cũ`)
    await theirs.getByLabel('Nhập lại mật khẩu mới').fill(`${own} cũ`)
    await theirs.keyboard.press('Enter')
    await theirs.getByRole('link', { name: 'Văn thư Sở Y tế' }).waitFor()
    // A session that began in the second in which sessions are ended may not be told from one before.
    await theirs.waitForTimeout(1100)
    // What the window said of sessions is of before: it is opened anew.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Tài khoản Văn thư Sở Y tế' }).click()
    await page.getByText('Phiên làm việc đang mở: 1.').waitFor()
    await page.getByRole('button', { name: 'Kết thúc mọi phiên làm việc' }).click()
    await page.getByText('Không có phiên làm việc nào đang mở.').waitFor()
    await theirs.reload()
    await theirs.getByLabel('Tên đăng nhập hoặc hộp thư').waitFor()
    expect(complaints).toEqual([])
  })

  it('the end of a session is said before it comes, and one press goes on', async () => {
    const { page } = await opened()
    await page.clock.install()
    await page.getByLabel('Tên đăng nhập hoặc hộp thư').fill('quan-tri')
    await page.getByLabel('Mật khẩu', { exact: true }).fill(own)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Người quản trị' }).waitFor()
    // The server's word counts; here it is what the server would say two hours later.
    await page.route('**/api/session', (route) =>
      route.request().method() === 'GET' ? answeredWith(route, { secondsLeft: 200 }) : route.continue(),
    )
    await page.clock.fastForward('01:56:30')
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc sắp kết thúc' })
    await dialog.getByText('còn khoảng').waitFor()
    await dialog.getByRole('button', { name: 'Làm việc tiếp' }).click()
    await dialog.waitFor({ state: 'detached' })
  })
})

/** The true answer with some of it otherwise. */
async function answeredWith(route: Route, change: object): Promise<void> {
  const response = await route.fetch()
  await route.fulfill({ response, json: { ...(await response.json()), ...change } })
}
