import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { SignInChoices } from '../../../domain/access/sessionView.ts'
import { ClockView } from '../../../domain/clockMove.ts'
import { openFolder } from '../../../local/folder/folder.ts'
import { workbook } from '../office/workbooks.ts'
import { addressOf, called, ended, programme28, started } from './called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-serve-'))
afterAll(() => rmSync(place, { recursive: true }))

it('a first start makes a demo, also when an earlier one was killed at it, and ends cleanly when told to', {
  timeout: 60_000,
}, async () => {
  const data = join(place, 'data')
  const killed = started(['serve', '--data', data, '--port', '0'])
  await wait(700)
  killed.kill('SIGKILL')
  await once(killed, 'close')

  const child = started(['serve', '--port', '0'], { from: place })
  const said = ended(child)
  const address = await addressOf(child)
  expect(await (await fetch(address)).text()).toMatch(/<title>Đôn đốc<\/title>[\s\S]*<script type="module"/)
  expect(await todayAt(address)).toBe('2015-03-09')

  expect(await called('serve', '--data', data)).toMatchObject({
    code: 1,
    err: expect.stringContaining('đang được một lần chạy khác'),
  })
  expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })

  child.kill('SIGTERM')
  const { code, out, err } = await said
  expect(code).toBe(0)
  expect(out).toContain(`Đôn đốc đang chạy tại ${address} (thư mục dữ liệu: ${data}). Dừng: Ctrl+C.\n`)
  expect(out).toContain(`Don Doc is running at ${address} (data: ${data}). Stop: Ctrl+C.\n`)
  // Five people, in the words of both languages.
  expect(out).toContain(
    '\n  Chuyên viên tổng hợp, Văn phòng Thành ủy: quản trị, văn phòng (administrator, secretariat)\n',
  )
  expect(out.match(/^ {2}\S/gm)).toHaveLength(5)
  expect(out).toContain('Nothing leaves this machine')
  // Nothing is made where one was prepared.
  expect(err).toMatch(/^(?:Đang tạo dữ liệu dùng thử trong .*, đến ngày 09\/03\/2015…\n)?$/)
  ;(await openFolder(data)).close()
})

it("shows a folder that is there as it stands, and somebody's own rehearsal is not gone on with", async () => {
  const data = join(place, 'own')
  await called('rehearse', programme28, '--until', '2012-11-30', '--data', data)
  const child = started(['serve', '--data', data, '--port', '0'])
  const said = ended(child)
  expect(await todayAt(await addressOf(child))).toBe('2012-11-30')
  child.kill('SIGINT')
  expect(await said).toMatchObject({ code: 0, err: '' })
})

it('an office folder shows nothing of itself to whoever has not signed in, and copies itself beside', async () => {
  const data = join(place, 'office')
  await called('init', '--office', '--from', await workbook(), '--data', data)
  expect(await called('serve', '--data', data, '--host', '0.0.0.0')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Hãy thêm --certificate và --key'),
  })
  const child = started(['serve', '--data', data, '--port', '0'])
  const said = ended(child)
  const address = await addressOf(child)
  for (const path of ['letters', 'clock', 'programmes']) {
    expect((await fetch(new URL(`api/${path}`, address))).status).toBe(401)
  }
  expect(await (await fetch(new URL('api/session/choices', address))).json()).toEqual({
    ways: ['password'],
    people: [],
  })
  child.kill('SIGTERM')
  expect(await said).toMatchObject({ code: 0, err: '' })
  expect(readdirSync(`${data}-sao-luu`)).toHaveLength(1)
})

it('a port that somebody else has is told, and the folder is let go', async () => {
  const data = join(place, 'port')
  await called('launch', programme28, '--data', data)
  const holder = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')
  const address = holder.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { code, out, err } = await called('serve', '--data', data, '--port', String(port))
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(`Cổng ${port} đang được chương trình khác sử dụng.`)
  ;(await openFolder(data)).close()
})

/** The office day, as whoever signs in first sees it. */
async function todayAt(address: string): Promise<string> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const { people } = SignInChoices.parse(await (await fetch(new URL('api/session/choices', address))).json())
  const body = JSON.stringify({ person: people[0]?.person })
  const begun = await fetch(new URL('api/session', address), { method: 'POST', headers, body })
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return ClockView.parse(await (await fetch(new URL('api/clock', address), { headers: { cookie } })).json()).today
}
