/** A rehearsed demo, served, and a browser to look at it: what every story of the pages begins with. */
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Pages } from '../../functions/pages/pages.ts'
import { localFiles } from '../../local/files/files.ts'
import { openFolder } from '../../local/folder/folder.ts'
import { apiOf } from '../../local/http/apiOf.ts'
import { pageServer } from '../../local/http/server.ts'
import { outbox } from '../../local/mail/outbox.ts'
import { builtPages } from '../../local/pages/build.ts'
import { openSystem, type System } from '../../local/system/system.ts'
import { called, programme28 } from '../local/cli/called.ts'

const executablePath = '/usr/bin/chromium'
/** A machine without a browser leaves the stories out, and the count says so; a build server has one. */
export const canBrowse = existsSync(executablePath) || process.env['CI'] !== undefined

export interface Place {
  readonly system: System
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

interface Browsing {
  /** Where folders may be made; gone afterwards. */
  readonly place: string
  /** What went wrong in the server, which nothing should. */
  readonly faults: unknown[]
  /** The demo, once it is served. */
  demo(): Place
  /** The same folder, served again. */
  replaceDemo(again: Place): void
  /** Another folder, or the same again; at the same port where a page waits for it. */
  served(data: string, port?: number): Promise<Place>
  /** A page whose every complaint counts: errors of scripts and of the policy, answers that failed, what went elsewhere. */
  opened(
    at?: Place,
    viewport?: { readonly width: number; readonly height: number },
  ): Promise<{ readonly page: Page; readonly complaints: string[] }>
}

/** Registers what stands up before the stories of a file, and is torn down after them. */
export function browsing(until: string): Browsing {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-web-'))
  const faults: unknown[] = []
  let pages: Pages
  let demo: Place | undefined
  let browser: Browser

  beforeAll(async () => {
    const data = join(place, 'data')
    ;[pages] = await Promise.all([
      builtPages(() => {}, join(place, 'dist')),
      called('rehearse', programme28, '--until', until, '--data', data),
    ])
    demo = await served(data)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await demo?.close()
    rmSync(place, { recursive: true })
  })

  async function served(data: string, port = 0): Promise<Place> {
    const system = await openSystem(await openFolder(data), outbox, (fault) => faults.push(fault))
    const onFailure = (_: string, error: unknown) => faults.push(error)
    const files = localFiles(data)
    const api = await apiOf(system, files, onFailure)
    const server = pageServer({ pages, api, files, onFailure }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const own = typeof address === 'object' ? (address?.port ?? 0) : 0
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

  function theDemo(): Place {
    if (!demo) throw new Error('The demo is served before the first story')
    return demo
  }

  return {
    place,
    faults,
    demo: theDemo,
    replaceDemo(again) {
      demo = again
    },
    served,
    async opened({ origin } = theDemo(), viewport = { width: 1366, height: 768 }) {
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
    },
  }
}

export const signIn = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()

/** A phone has the last places behind one more press. */
export async function goTo(page: Page, name: string): Promise<void> {
  const places = page.getByRole('navigation').first()
  await places.waitFor()
  const link = places.getByRole('link', { name, exact: true })
  if (!(await link.isVisible())) await places.getByRole('button', { name: 'Thêm' }).click()
  await link.click()
}

export const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
