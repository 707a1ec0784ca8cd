/**
 * `npm run bench:web`: what an office waits for, on a PC four times slower than this machine and a line of 1.6 Mbps with
 * 150 ms: desk, overview, list and one task of a programme with 2,000 tasks, each opened for the first time, and the
 * worst key stroke in the filter. Three runs, the median counts.
 *
 * Ends with 1 where a bound is missed by more than a third (a machine that does other work is slower); `--runs N` (3).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { addDays } from '../../domain/days.ts'
import type { GivenEntry } from '../../domain/programme/schema.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { assignByDocument } from '../../functions/steps/assignByDocument.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { openFolder } from '../../local/folder/folder.ts'
import { builtPages } from '../../local/pages/build.ts'
import { openBrowser, titled } from '../e2e/place.ts'
import { demoFolder, people, settled } from '../e2e/screens.ts'
import { addressOf, started } from '../local/cli/called.ts'
import { type Bound, closing, median, say } from './report.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
const runs = Number(values.runs)
const programme = '28-ctrhd-tu'
/** To the 716 of the demo; the list says that they are 2,000. */
const added = 1284
const place = mkdtempSync(join(tmpdir(), 'dondoc-bench-'))
const bounds: Bound[] = []
/** A noisy machine misses by chance what is just kept. */
const patience = 1.3

try {
  const data = join(place, 'data')
  say('2,000 tasks …')
  await demoFolder(data)
  await fill(data)
  await weigh()
  const server = started(['serve', '--data', data, '--port', '0'])
  const browser = await openBrowser()
  try {
    await measure(browser, new URL(await addressOf(server)).origin)
  } finally {
    await browser.close()
    server.kill('SIGINT')
    await new Promise((done) => server.once('close', done))
  }
} finally {
  rmSync(place, { recursive: true, maxRetries: 3 })
}
process.exitCode = closing(bounds)

/** One more document gives what is missing to 2,000 tasks, to every body of the city in turn, over three years. */
async function fill(data: string): Promise<void> {
  const folder = await openFolder(data)
  const actor: Actor = { person: 'chuyen-vien-van-phong', position: 'Chuyên viên tổng hợp', agency: 'vp-ubnd-tp' }
  try {
    const services = { table: folder.table, clock: folder.clock }
    const today = services.clock.today()
    const leads = [...(await registersOf(services.table)).directory.values()].filter(
      ({ superior }) => superior === 'ubnd-tp',
    )
    const document = {
      id: 'van-ban-do',
      title: 'Kế hoạch bổ sung',
      number: '99/KH-UBND',
      issuedOn: today,
      issuer: 'ubnd-tp',
    }
    const assignments = Array.from({ length: added }, (_, index): GivenEntry => {
      const lead = leads[index % leads.length]?.id ?? 'so-y-te'
      return {
        id: `bo-sung-${index}`,
        clause: `II.1-0${(index % 5) + 1}`,
        kind: 'task',
        title: `Rà soát, báo cáo kết quả thực hiện chính sách hỗ trợ hộ nghèo, đợt ${index + 1}`,
        product: 'Báo cáo kết quả rà soát, kiến nghị cơ chế, chính sách',
        lead,
        givenBy: 'ubnd-tp',
        basis: document.id,
        schedule: { kind: 'once', dueOn: addDays(today, 5 + (index % 1000)), bound: 'by' },
      }
    })
    const refused = await assignByDocument(
      services,
      programme,
      { document, agencies: [], groups: [], assignments },
      actor,
    )
    if (refused.length > 0) throw new Error(JSON.stringify(refused[0]))
  } finally {
    folder.close()
  }
}

/** What the first screen weighs on the way, in kilobytes. */
async function weigh(): Promise<void> {
  const pages = await builtPages(() => {})
  const html = pages.get('/index.html')?.body.toString() ?? ''
  const weight = (ending: string) =>
    [...pages].reduce(
      (sum, [path, { brotli }]) => (path.endsWith(ending) && html.includes(path) ? sum + (brotli?.length ?? 0) : sum),
      0,
    ) / 1000
  bounds.push({ what: 'first screen: script, KB brotli', found: weight('.js'), most: 150 })
  bounds.push({ what: 'first screen: styles, KB brotli', found: weight('.css'), most: 15 })
}

async function measure(browser: Browser, origin: string): Promise<void> {
  const entered = await browser.newContext()
  const first = await entered.newPage()
  await first.goto(origin)
  await first.getByRole('button', { name: people.office }).click()
  await titled(first, 'Bàn làm việc')
  await first.goto(`${origin}/nhiem-vu`)
  await first.getByText('2.000 nhiệm vụ').waitFor()
  const task = await first.locator('.tasks a').first().getAttribute('href')
  const session = await entered.storageState()
  await entered.close()
  const screens = { desk: '/', overview: '/tong-quan', tasks: '/nhiem-vu', task: task ?? '' }
  for (const [name, path] of Object.entries(screens)) {
    const seen: Seen[] = []
    for (let run = 0; run < runs; run += 1) {
      say(`${name}: ${run}/${runs}`)
      // A browser that was never here.
      const context = await browser.newContext({ storageState: session, viewport: { width: 1366, height: 768 } })
      seen.push(await openedSlowly(context, `${origin}${path}`, name === 'tasks'))
      await context.close()
    }
    const of = (what: keyof Seen) => median(seen.map((one) => one[what]))
    bounds.push({ what: `${name}: LCP, s`, found: of('lcp') / 1000, most: 2 * patience })
    bounds.push({ what: `${name}: CLS`, found: of('cls'), most: 0.02 })
    bounds.push({ what: `${name}: whole after, s`, found: of('whole') / 1000 })
    bounds.push({ what: `${name}: received, KB`, found: of('received') / 1000 })
    if (name === 'tasks') bounds.push({ what: 'tasks: worst key stroke, ms', found: of('key'), most: 80 * patience })
  }
}

interface Seen {
  /** Milliseconds, as all but `cls`. */
  readonly lcp: number
  readonly cls: number
  /** Until nothing is asked any more. */
  readonly whole: number
  /** Bytes. */
  readonly received: number
  readonly key: number
}

/** What the browser itself says of a visit. */
interface Noted {
  readonly lcp: number
  readonly cls: number
  readonly key: number
}

async function openedSlowly(context: BrowserContext, address: string, types: boolean): Promise<Seen> {
  const page = await context.newPage()
  await page.addInitScript(`
    globalThis.noted = { lcp: 0, cls: 0, key: 0 }
    const watch = (type, note, options) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options })
    watch('largest-contentful-paint', (entry) => { noted.lcp = entry.startTime })
    watch('layout-shift', (entry) => { if (!entry.hadRecentInput) noted.cls += entry.value })
    watch('event', (entry) => { noted.key = Math.max(noted.key, entry.duration) }, { durationThreshold: 16 })
  `)
  const devTools = await context.newCDPSession(page)
  let received = 0
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    received += encodedDataLength
  })
  await devTools.send('Network.enable')
  const bytesPerSecond = (1.6 * 1_000_000) / 8
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(address)
  await settled(page)
  const whole = await page.evaluate<number>(
    `Math.max(...performance.getEntriesByType('resource').map(({ responseEnd }) => responseEnd))`,
  )
  if (types) await typed(page)
  const noted = await page.evaluate<Noted>('noted')
  return { ...noted, whole, received }
}

/** Two words as somebody types them; each key is answered before the next. */
async function typed(page: Page): Promise<void> {
  const field = page.getByRole('searchbox')
  await field.focus()
  for (const key of 'ho ngheo') {
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.waitForTimeout(250)
  }
  await page.waitForTimeout(500)
}
