import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { main } from '../../../local/cli/main.ts'
import { called, ended, programme28, started } from './called.ts'

const { out: usage } = await called('--help')
const commands = [...usage.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name = '']) => name)

describe('help', () => {
  it('lists the commands on stdout, and the code is 0', async () => {
    expect(commands).toEqual(expect.arrayContaining(['serve', 'validate', 'rehearse', 'launch', 'verify', 'backup']))
    expect(await called('--help')).toEqual({ code: 0, out: usage, err: '' })
    expect(await called('-h')).toEqual({ code: 0, out: usage, err: '' })
  })

  it.each(commands)('of %s says how it is called, and names each of its options', async (name) => {
    const { code, out, err } = await called(name, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.startsWith(`Cách dùng: dondoc ${name}`)).toBe(true)
    const file = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    const { command } = await import(`../../../local/cli/${file}.ts`)
    for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`)
  })
})

describe('wrong usage is told in Vietnamese, with the usage, on stderr, and the code is 2', () => {
  it.each([
    [[], 'Cần tên của một lệnh.'],
    [['làm'], 'Không có lệnh “làm”.'],
    [['constructor'], 'Không có lệnh “constructor”.'],
    [['verify', '--dta', 'x'], 'Không có tham số “--dta”.'],
    [['verify', '-x'], 'Không có tham số “-x”.'],
    [['verify', '--data'], 'Tham số “--data” cần một giá trị.'],
    [['verify', '--data='], 'Tham số “--data” cần một giá trị.'],
    [['verify', '--data', '--json'], 'Tham số “--data” cần một giá trị.'],
    [['verify', '--json=có'], 'Tham số “--json” không nhận giá trị; ở đây ghi “có”.'],
    [['verify', 'data'], 'Lệnh này không nhận “data”.'],
    [['rehearse'], 'Cần đúng một tệp chương trình, ở đây có 0.'],
    [['rehearse', 'a', 'b'], 'Cần đúng một tệp chương trình, ở đây có 2.'],
    [['rehearse', 'a', '--until', '31/12/2020'], 'như 2020-12-31; ở đây ghi “31/12/2020”.'],
    [['rehearse', 'a', '--until', '2015-02-29'], 'ở đây ghi “2015-02-29”.'],
    [['rehearse', 'a', '--seed', '1.5'], 'Tham số “--seed” cần một số nguyên từ 0 đến 4294967295; ở đây ghi “1.5”.'],
    [['rehearse', 'a', '--seed', '-1'], 'Tham số “--seed” cần một số nguyên từ 0 đến 4294967295; ở đây ghi “-1”.'],
    [['rehearse', 'a', '--seed=-1'], 'Tham số “--seed” cần một số nguyên từ 0 đến 4294967295; ở đây ghi “-1”.'],
    [['rehearse', 'a', '--behaviour', 'lười'], 'là một trong: punctual, mixed, late, silent; ở đây ghi “lười”.'],
    [['serve', '--port', '70000'], 'cần một số nguyên từ 0 đến 65535; ở đây ghi “70000”.'],
    [['backup'], 'Cần --to: nơi đặt bản sao.'],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await called(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(err).toContain('Cách dùng: dondoc')
  })
})

describe('a refusal', () => {
  const data = join(tmpdir(), 'dondoc-khong-co')

  it('is one sentence on stderr, and the code is 1', async () => {
    const { code, out, err } = await called('verify', '--data', data)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^Không có dữ liệu ở .*\.$/)
  })

  it('is with --json also one document on stdout', async () => {
    const { code, out, err } = await called('verify', '--data', data, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({ problems: [{ code: 'absent', sentence: err }] })
  })
})

describe('an error that nobody foresaw', () => {
  const broken = {
    out: () => {},
    resolve: (): string => {
      throw new TypeError('the caller has no place')
    },
  }

  it('is a sentence with a code, the same each time, and no stack', async () => {
    vi.stubEnv('DONDOC_DEBUG', '')
    const [first, second]: [string[], string[]] = [[], []]
    expect(await main(['verify'], { ...broken, err: (text) => first.push(text) })).toBe(1)
    await main(['verify'], { ...broken, err: (text) => second.push(text) })
    expect(first).toEqual([expect.stringMatching(/^Chương trình gặp lỗi ngoài dự kiến \(mã lỗi L-[0-9A-F]{6}\)\./)])
    expect(second).toEqual(first)
  })

  it('shows its stack to whoever asks for it with DONDOC_DEBUG', async () => {
    vi.stubEnv('DONDOC_DEBUG', '1')
    const lines: string[] = []
    await main(['verify'], { ...broken, err: (text) => lines.push(text) })
    expect(lines[0]).toMatch(/TypeError: the caller has no place\n\s+at /)
  })
})

describe('the program', () => {
  it('resolves paths from where npm says the person stands', async () => {
    const place = newPlace()
    writeFileSync(join(place, 'hỏng.yaml'), '')
    const { code, err } = await ended(started(['validate', 'hỏng.yaml'], { env: { INIT_CWD: place } }))
    expect(code).toBe(1)
    expect(err).toMatch(/^hỏng\.yaml:1:1: Tệp không có nội dung/)
  })

  it('resolves paths from its own folder where npm says nothing', async () => {
    const place = newPlace()
    const { code } = await ended(started(['launch', resolve(programme28), '--data', 'dữ liệu'], { from: place }))
    expect([code, readdirSync(place)]).toEqual([0, ['dữ liệu']])
  })

  it('ends well for a reader who stops after the first line', async () => {
    const child = started(['rehearse', programme28, '--until', '2012-11-30', '--json'])
    child.stdout?.destroy()
    const { code, err } = await ended(child)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('keeps no more on stdout than the one document, and nothing on a stderr that nobody watches', async () => {
    const { code, out, err } = await ended(started(['rehearse', programme28, '--until', '2012-11-30', '--json']))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ programme: '28-ctrhd-tu' })
  })
})

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-main-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  return place
}
