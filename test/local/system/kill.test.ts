/** The server killed as a power cut would, while its clock runs through a year and a department works with it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { executionName } from '../../../domain/cycles/cycle.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { Day } from '../../../domain/programme/schema.ts'
import { cyclesOfProgramme } from '../../../functions/stores/cycles.ts'
import { roundOf } from '../../../functions/stores/rounds.ts'
import { happenedTo } from '../../../functions/stores/trail.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { addressOf, called, ended, started } from '../cli/called.ts'

const kills = process.env['DONDOC_LONG'] === '1' ? 50 : 3
/** Continuous work of the department: what is told of it is never refused. */
const task = '28-ctrhd-tu_II-2-5-2-06'

test(`the server killed ${kills} times while its clock runs: all that it acknowledged is there, and everything goes on`, {
  timeout: kills * 30_000,
}, async () => {
  const data = join(newPlace(), 'data')
  const told: string[] = []
  const days: CalendarDate[] = []
  for (let kill = 0; kill < kills; kill += 1) {
    const server = started(['serve', '--data', data, '--port', '0'])
    const gone = ended(server)
    const api = await signedIn(await addressOf(server))
    const today = await api.today()
    // What was acknowledged as having passed has passed.
    expect(today >= (days.at(-1) ?? today)).toBe(true)
    expect(await api.post('/api/clock', { by: 'date', to: addDays(today, 365) })).toBe(202)
    setTimeout(() => server.kill('SIGKILL'), 150 + Math.random() * 1500)
    await untilCut(async () => {
      const text = `Lần ${kill}, việc ${told.length}`
      if ((await api.post(`/api/tasks/${task}/progress`, { text })) === 200) told.push(text)
      days.push(await api.today())
    })
    expect(await gone).toMatchObject({ code: null })
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  }

  const server = started(['serve', '--data', data, '--port', '0'])
  const gone = ended(server)
  const api = await signedIn(await addressOf(server))
  const last = addDays(await api.today(), 3)
  await api.post('/api/clock', { by: 'date', to: last })
  while ((await api.today()) < last || (await api.isMoving())) await wait(20)
  server.kill('SIGTERM')
  expect(await gone).toMatchObject({ code: 0, err: '' })

  expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  const folder = await openFolder(data)
  onTestFinished(() => folder.close())
  expect(told.length).toBeGreaterThan(kills)
  expect(await progressOf(folder.table)).toEqual(expect.arrayContaining(told))
  for (let day: CalendarDate = '2015-03-10'; day <= last; day = addDays(day, 1)) {
    expect(await roundOf(folder.table, day)).toMatchObject({ day, state: 'done' })
  }
  const executions = folder.openExecutions()
  onTestFinished(() => executions.close())
  const all = executions.list({ before: Number.MAX_SAFE_INTEGER, limit: 10_000 })
  expect(all.filter(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED')).toEqual([])
  const { cycles } = await cyclesOfProgramme(folder.table, '28-ctrhd-tu', { limit: 1000 })
  const open = cycles.filter(({ stage }) => stage.name !== 'planned' && stage.name !== 'ended')
  const running = new Set(all.flatMap(({ status, name }) => (status === 'RUNNING' ? [name] : [])))
  expect(open.filter((cycle) => !running.has(executionName(cycle)))).toEqual([])
})

const Clock = z.object({ today: Day, movingTo: z.optional(Day) })

interface SignedIn {
  /** Answers the status. */
  post(path: string, body: object): Promise<number>
  today(): Promise<CalendarDate>
  isMoving(): Promise<boolean>
}

async function signedIn(address: string): Promise<SignedIn> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const post = (path: string, body: object, more = {}) =>
    fetch(new URL(path, address), { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) })
  const session = await post('/api/session', { person: 'chuyen-vien-so-y-te' })
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  // Who asks too often is told to wait, and asks again; whoever is refused for good would be so for ever.
  const clock = async () => {
    const refusals: number[] = []
    while (refusals.length < 200) {
      const response = await fetch(new URL('/api/clock', address), { headers: { cookie } })
      if (response.ok) return Clock.parse(await response.json())
      refusals.push(response.status)
      await wait(50)
    }
    throw new Error(`The clock could not be read: ${[...new Set(refusals)]}`)
  }
  return {
    post: async (path, body) => (await post(path, body, { cookie })).status,
    today: async () => (await clock()).today,
    isMoving: async () => (await clock()).movingTo !== undefined,
  }
}

/** Again and again, until the connection is cut in the middle. */
async function untilCut(act: () => Promise<void>): Promise<void> {
  try {
    for (;;) await act()
  } catch (error) {
    // What fetch says of a connection that is gone.
    if (!(error instanceof TypeError)) throw error
  }
}

async function progressOf(table: Parameters<typeof happenedTo>[0]): Promise<readonly unknown[]> {
  const texts: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await happenedTo(table, `TASK#${task}`, { limit: 500, ...(cursor ? { cursor } : {}) })
    texts.push(...page.events.flatMap(({ type, data }) => (type === 'progressReported' ? [data['text']] : [])))
    cursor = page.cursor
  } while (cursor)
  return texts
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-killed-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
