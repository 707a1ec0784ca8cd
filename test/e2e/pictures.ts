/**
 * `npm run screens`: docs/screens, a picture of every screen at 1366 x 768 and of three on a phone, in the demo that
 * `npm start` opens. The same demo gives the same pictures: whoever changes nothing that is seen changes no file.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { builtPages } from '../../local/pages/build.ts'
import { openBrowser, phone, quiet, serve, signIn, watched } from './place.ts'
import { demoFolder, openScreen, type Person, people, screens } from './screens.ts'

const shown = fileURLToPath(new URL('../../docs/screens/', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'dondoc-screens-'))
const data = join(place, 'data')

await demoFolder(data)
const demo = await serve(data, {
  pages: await builtPages(() => {}),
  onFault(fault) {
    throw fault
  },
})
const browser = await openBrowser()
try {
  for (const name of readdirSync(shown)) if (name.endsWith('.png')) rmSync(join(shown, name))
  for (const who of new Set(screens.map((screen) => screen.who))) await picturesOf(browser, who)
  await picturesOfPhone(browser)
} finally {
  await browser.close()
  await demo.close()
  rmSync(place, { recursive: true })
}

async function picturesOf(browser: Browser, who: Person | undefined): Promise<void> {
  const { page, close } = await pageOf(browser, who)
  for (const screen of screens.filter((one) => one.who === who && !one.isState)) {
    await openScreen(page, demo.origin, screen)
    await picture(page, screen.name)
  }
  await close()
}

/** A department on its way: its desk, one task, the form of a result. */
async function picturesOfPhone(browser: Browser): Promise<void> {
  const { page, close } = await pageOf(browser, 'department', phone)
  await openScreen(page, demo.origin, { at: '/' })
  await picture(page, 'ban-lam-viec-360')
  await openScreen(page, demo.origin, { at: { list: '/nhiem-vu?loai=openInTime', link: '/nhiem-vu/' } })
  await picture(page, 'chi-tiet-360')
  await page.getByRole('button', { name: 'Nộp kết quả' }).click()
  await page.getByRole('dialog').waitFor()
  await quiet(page)
  await picture(page, 'nop-ket-qua-360')
  await close()
}

async function pageOf(browser: Browser, who: Person | undefined, options = {}) {
  const one = await watched(browser, demo.origin, { reducedMotion: 'reduce', ...options })
  if (who) {
    await signIn(one.page, people[who])
    await one.page.getByRole('navigation').first().waitFor()
  }
  return one
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shown, `${name}.png`), animations: 'disabled', caret: 'hide' })
}
