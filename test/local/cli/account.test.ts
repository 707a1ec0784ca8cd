import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { accountOf, isFirst } from '../../../functions/stores/accounts.ts'
import { openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { newPlace, workbook } from '../office/workbooks.ts'
import { called } from './called.ts'

afterEach(() => void vi.useRealTimers())

async function madeOffice(): Promise<{ data: string; code: string }> {
  const data = join(newPlace(), 'data')
  const { out } = await called('init', '--office', '--from', await workbook(), '--data', data, '--json')
  return { data, code: JSON.parse(out).code }
}

it('gives whoever lost theirs a first password for a day, and the one before works no longer', async () => {
  const { data, code: before } = await madeOffice()
  const { code, out, err } = await called('account', 'quan-tri', '--data', data)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const given = /^ {2}((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})$/m.exec(out)?.[1] ?? ''
  expect(out).toContain('đăng nhập bằng tên “quan-tri”')
  const folder = await openFolder(data)
  const account = await accountOf(folder.table, 'quan-tri')
  folder.close()
  // Typed as people type.
  const typed = ` ${given.toLowerCase().replaceAll('-', ' ')}`
  expect([isFirst(typed, account), isFirst(before, account), isFirst('', account)]).toEqual([true, false, false])
  vi.useFakeTimers({ now: Date.now() + 24 * 3_600_000, toFake: ['Date'] })
  expect(isFirst(typed, account)).toBe(false)
  expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
})

it('is for people who are there, of an office', async () => {
  const { data } = await madeOffice()
  expect(await called('account', 'khong-ai', '--data', data)).toMatchObject({
    code: 1,
    err: expect.stringContaining('“khong-ai”'),
  })
  expect(await called('account', '--data', data)).toMatchObject({ code: 2 })
  const demo = join(newPlace(), 'demo')
  ;(await openDemoFolder(demo, instantOf('2015-03-09', '08:00'))).close()
  expect(await called('account', 'chuyen-vien', '--data', demo)).toMatchObject({
    code: 1,
    err: expect.stringContaining('không có mật khẩu'),
  })
})
