/** A rehearsed demo, served, and a browser to look at it: what every story of the pages begins with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Pages } from '../../functions/pages/pages.ts'
import { builtPages } from '../../local/pages/build.ts'
import { called, programme28 } from '../local/cli/called.ts'
import { openBrowser, type Place, serve, type Watched, watched } from './place.ts'
import type { demoFolder } from './screens.ts'

export interface Browsing {
  /** Where folders may be made; gone afterwards. */
  readonly place: string
  browser(): Browser
  /** What went wrong in the server, which nothing should. */
  readonly faults: unknown[]
  /** The demo, once it is served. */
  demo(): Place
  /** The same folder, served again. */
  replaceDemo(again: Place): void
  /** Another folder, or the same again; at the same port where a page waits for it. */
  served(data: string, port?: number): Promise<Place>
  /** A page of the demo, or of another place, closed after the story. */
  opened(at?: Pick<Place, 'origin'>, options?: BrowserContextOptions): Promise<Watched>
}

/**
 * Registers what stands up before the stories of a file, and is torn down after them. `until`: the day that the
 * programme has come to, or the demo of `npm start` as it is.
 */
export function browsing(until: string | typeof demoFolder): Browsing {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-web-'))
  const faults: unknown[] = []
  let pages: Pages
  let demo: Place | undefined
  let browser: Browser

  beforeAll(async () => {
    const data = join(place, 'data')
    // In dist/, where the next file of stories finds them built.
    ;[pages, browser] = await Promise.all([
      builtPages(() => {}),
      openBrowser(),
      typeof until === 'string' ? called('rehearse', programme28, '--until', until, '--data', data) : until(data),
    ])
    demo = await served(data)
  })
  afterAll(async () => {
    await browser.close()
    await demo?.close()
    rmSync(place, { recursive: true })
  })

  const served = (data: string, port = 0) => serve(data, { pages, port, onFault: (fault) => faults.push(fault) })

  function theDemo(): Place {
    if (!demo) throw new Error('The demo is served before the first story')
    return demo
  }

  return {
    place,
    browser: () => browser,
    faults,
    demo: theDemo,
    replaceDemo(again) {
      demo = again
    },
    served,
    async opened({ origin } = theDemo(), options = {}) {
      const page = await watched(browser, origin, options)
      onTestFinished(() => page.close())
      return page
    },
  }
}
