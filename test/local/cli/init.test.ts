import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { accountOf, isFirst } from '../../../functions/stores/accounts.ts'
import { officeKept } from '../../../functions/stores/office.ts'
import { openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { listeningPost } from '../mail/postOffice.ts'
import { administrator, newPlace, personHeadings, workbook } from '../office/workbooks.ts'
import { called, programme28 } from './called.ts'

afterEach(() => void vi.useRealTimers())

describe('dondoc init --office', () => {
  it('makes a folder with its agencies and people, and shows the first administrator’s first password once', async () => {
    const data = join(newPlace(), 'data')
    const { code, out, err } = await called('init', '--office', '--from', await workbook(), '--data', data)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const shown = /^ {2}((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})$/m.exec(out)?.[1] ?? ''
    expect(out).toContain('2 cơ quan, 1 người dùng')
    // Kept as its hash alone, and for the owner's eyes.
    for (const name of readdirSync(data))
      expect(readFileSync(join(data, name), 'latin1')).not.toContain(shown.slice(0, 9))
    expect(statSync(data).mode & 0o077).toBe(0)

    const folder = await openFolder(data)
    expect(folder.kind).toBe('office')
    expect(isFirst(shown, await accountOf(folder.table, 'quan-tri'))).toBe(true)
    folder.close()
    expect(await called('verify', '--data', data)).toMatchObject({ code: 0, err: '' })
  })

  it('writes nothing where the workbook has a problem', async () => {
    const data = join(newPlace(), 'data')
    const from = await workbook(undefined, [personHeadings, administrator.with(3, 'khong-co')])
    const { code, out, err } = await called('init', '--office', '--from', from, '--data', data)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Trang “Người dùng”, hàng 2, cột D (Mã cơ quan)')
    expect(existsSync(data)).toBe(false)
  })

  it('takes a programme into force beside what is registered, and both trails verify', async () => {
    const { data } = await madeOffice()
    expect(await called('launch', programme28, '--data', data)).toMatchObject({ code: 0, err: '' })
    const { code, out } = await called('verify', '--data', data)
    expect(code).toBe(0)
    expect(out).toContain('.office: 6 sự kiện của 6 đối tượng')
  })

  it('keeps its settings without the password, and changes what is named again', async () => {
    const { data } = await madeOffice('--public-url', 'https://dondoc.example.com', ...mailTo(2525))
    await called('init', '--office', '--data', data, '--public-url', 'https://moi.example.com/')
    await called('init', '--office', '--data', data, '--seal-letters', 'daily')
    const folder = await openFolder(data)
    expect((await officeKept(folder.table))?.settings).toEqual({
      publicUrl: 'https://moi.example.com/',
      mail: { host: '127.0.0.1', port: 2525, security: 'none', from: 'dondoc@example.com' },
      sealLetters: 'daily',
    })
    folder.close()
  })

  it('a test letter leaves before anything is written, or nothing is', async () => {
    const { port, arrived } = await listeningPost()
    const data = join(newPlace(), 'data')
    const asked = ['init', '--office', '--from', await workbook(), '--data', data, '--test-letter', 'toi@example.com']
    const refused = await called(...asked, ...mailTo(1))
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('chưa có gì được ghi') })
    expect(existsSync(data)).toBe(false)
    expect(await called(...asked, ...mailTo(port))).toMatchObject({ code: 0 })
    expect(arrived.map(({ to }) => to)).toEqual(['toi@example.com'])
  })

  it('a demo never becomes an office, nor an office a demo', async () => {
    const demo = join(newPlace(), 'demo')
    ;(await openDemoFolder(demo, instantOf('2015-03-09', '08:00'))).close()
    expect(await called('init', '--office', '--data', demo)).toMatchObject({
      code: 1,
      err: expect.stringContaining('không chuyển'),
    })
    expect(await called('init', '--office', '--from', await workbook(), '--data', demo)).toMatchObject({ code: 1 })
    const { data } = await madeOffice()
    expect(await called('rehearse', programme28, '--data', data)).toMatchObject({
      code: 1,
      err: expect.stringContaining('là của cơ quan'),
    })
  })

  it.each([
    [['--public-url', 'http://dondoc.example.com'], 'phải bắt đầu bằng https://'],
    [['--public-url', 'dondoc'], 'có dạng https://ten-may/'],
    [[...mailTo(25), '--smtp-user', 'a', '--smtp-host', 'mail.example.com'], 'dạng rõ'],
    [[...mailTo(587), '--smtp-security', 'starttls', '--smtp-user', 'a'], 'DONDOC_SMTP_PASSWORD đang trống'],
    [[...mailTo(25), '--mail-from', 'a'], '“--mail-from” cần một hộp thư'],
  ])('%j is refused', async (options, says) => {
    vi.stubEnv('DONDOC_SMTP_PASSWORD', undefined)
    const data = join(newPlace(), 'data')
    const { code, err } = await called('init', '--office', '--from', await workbook(), '--data', data, ...options)
    expect(code).toBe(1)
    expect(err).toContain(says)
    expect(existsSync(data)).toBe(false)
  })

  it('the template is written where nothing is', async () => {
    const path = join(newPlace(), 'mau.xlsx')
    expect(await called('init', '--template', path)).toMatchObject({ code: 0, err: '' })
    expect(await called('init', '--template', path)).toMatchObject({
      code: 1,
      err: expect.stringContaining('không ghi đè'),
    })
    expect(await called('init', '--office', '--from', path, '--data', join(path, '..', 'data'))).toMatchObject({
      code: 0,
    })
  })
})

async function madeOffice(...options: readonly string[]): Promise<{ data: string }> {
  const data = join(newPlace(), 'data')
  await called('init', '--office', '--from', await workbook(), '--data', data, ...options)
  return { data }
}

function mailTo(port: number): string[] {
  return [
    '--smtp-host',
    '127.0.0.1',
    '--smtp-port',
    String(port),
    '--smtp-security',
    'none',
    '--mail-from',
    'dondoc@example.com',
  ]
}
