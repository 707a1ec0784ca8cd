/** A data folder, served as `dondoc serve` does, and a browser's page that looks at it. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core'
import type { Pages } from '../../functions/pages/pages.ts'
import { localFiles } from '../../local/files/files.ts'
import { openFolder } from '../../local/folder/folder.ts'
import { apiOf } from '../../local/http/apiOf.ts'
import { pageServer } from '../../local/http/server.ts'
import { folderLinks } from '../../local/links/linkKeys.ts'
import { outbox } from '../../local/mail/outbox.ts'
import { openSystem, type System } from '../../local/system/system.ts'

const executablePath = '/usr/bin/chromium'
/** A machine without a browser leaves the stories out, and the count says so; a build server has one. */
export const canBrowse = existsSync(executablePath) || process.env['CI'] !== undefined

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

export interface Place {
  readonly system: System
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

interface Serving {
  readonly pages: Pages
  /** At the same port again where a page waits for it; any that is free otherwise. */
  readonly port?: number
  /** What went wrong in the server, which nothing should. */
  readonly onFault: (fault: unknown) => void
}

export async function serve(data: string, { pages, port = 0, onFault }: Serving): Promise<Place> {
  let own = port
  const links = folderLinks(data, () => `http://127.0.0.1:${own}`)
  const system = await openSystem(await openFolder(data), outbox, onFault, links)
  const onFailure = (_: string, error: unknown) => onFault(error)
  const files = localFiles(data)
  const api = await apiOf(system, files, onFailure)
  const server = pageServer({ pages, api, files, onFailure }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  own = typeof address === 'object' ? (address?.port ?? 0) : 0
  return {
    system,
    origin: `http://127.0.0.1:${own}`,
    port: own,
    async close() {
      server.close()
      server.closeAllConnections()
      await system.close()
      system.folder.close()
    },
  }
}

export interface Watched {
  readonly page: Page
  /** Errors of scripts and of the policy, answers that failed, what was asked elsewhere: nothing should be. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** A page of somebody's own: nothing of anyone else's session or drafts. Office people have 1366 x 768, unless told. */
export async function watched(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', (request) => requests.add(request))
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
  page.on('console', (message) => {
    // A machine that does much else runs the scripts seconds after what they asked for beforehand has come.
    if (/was preloaded using link preload but not used/.test(message.text())) return
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
  return { page, complaints, close: () => context.close() }
}

const underWay = new WeakMap<Page, Set<Request>>()

/**
 * Nothing is asked of the server any more, and the page has done what it had to with the answers: whatever an answer
 * set off stands in line before these two turns.
 */
export async function quiet(page: Page): Promise<void> {
  const requests = underWay.get(page)
  for (;;) {
    while (requests?.size) await page.waitForTimeout(20)
    await page.evaluate('new Promise((done) => setTimeout(() => setTimeout(done, 50), 50))')
    if (!requests?.size) return
  }
}

/** What a phone is: as wide as the narrowest that people still carry. */
export const phone = { viewport: { width: 360, height: 740 } } as const

export const signIn = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()

/** The first administrator of an office, with the password that `dondoc init` gave, and then one of their own. */
export async function signInFirst(page: Page, given: string): Promise<void> {
  await page.getByLabel('Tên đăng nhập hoặc hộp thư').fill('quan-tri')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(given)
  await page.keyboard.press('Enter')
  await page.getByLabel('Mật khẩu mới của mình').fill('mưa chiều rơi trên mái ngói')
  await page.getByLabel('Nhập lại mật khẩu mới').fill('mưa chiều rơi trên mái ngói')
  await page.keyboard.press('Enter')
  await titled(page, 'Bàn làm việc')
}

/** A phone has the last places behind one more press. */
export async function goTo(page: Page, name: string): Promise<void> {
  const places = page.getByRole('navigation').first()
  await places.waitFor()
  const link = places.getByRole('link', { name, exact: true })
  if (!(await link.isVisible())) await places.getByRole('button', { name: 'Thêm' }).click()
  await link.click()
}

export const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
