import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countsOfProgramme } from '../../../functions/stores/counts.ts'
import { type KeptLetter, letterWrite } from '../../../functions/stores/letters.ts'
import { instantOf } from '../../../local/clock.ts'
import { type Folder, openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { pageServer } from '../../../local/http/server.ts'
import { called, programme28 } from '../cli/called.ts'

const place = mkdtempSync(join(tmpdir(), 'dondoc-http-'))
const data = join(place, 'data')
const failures: string[] = []
let folder: Folder
let server: Server

beforeAll(async () => {
  await called('rehearse', programme28, '--until', '2013-03-04', '--data', data)
  folder = await openFolder(data)
  server = pageServer({ folder, onFailure: (code) => failures.push(code) }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  folder.close()
  rmSync(place, { recursive: true })
})

const pages = ['/', '/thu', '/khong-co', '/thu?sau=x']

describe('the first page', () => {
  it('says which programme, which day, and that all is a demo after an illustrative plan', async () => {
    const { status, body } = await asked('/')
    expect(status).toBe(200)
    for (const text of [
      'Chương trình hành động thực hiện Nghị quyết số 15-NQ/TW về một số vấn đề về chính sách xã hội',
      'Văn bản số 28-CTrHĐ/TU ngày 08/11/2012',
      '(mô phỏng): <time datetime="2013-03-04">thứ Hai, ngày 04/03/2013</time>',
      'Đây là bản dùng thử.',
      '“Kế hoạch minh họa thực hiện Chương trình hành động số 28-CTrHĐ/TU” là <strong>minh họa</strong>',
      'Không thông tin nào rời khỏi máy này',
      'Các trang làm việc',
    ]) {
      expect(body).toContain(text)
    }
  })

  it('shows the four classes as the counts have them, and every agency in a row that adds up to them', async () => {
    const { body } = await asked('/')
    const { all, byAgency } = await countsOfProgramme(folder.table, '28-ctrhd-tu', folder.clock.today())
    const shown = [...body.matchAll(/<li class="\w+"><span class="count">([\d.]+)</g)].map(([, count]) => Number(count))
    expect(shown).toEqual([all.doneOnTime, all.doneLate, all.openInTime, all.openLate])
    const rows = [...body.matchAll(/<tr><th scope="row">[^<]+<\/th>(.*?)<\/tr>/g)].map(([, cells = '']) =>
      [...cells.matchAll(/>(\d+)<\/td>/g)].map(([, figure]) => Number(figure)),
    )
    expect(rows).toHaveLength(byAgency.size)
    for (const [column, name] of (['doneOnTime', 'doneLate', 'openInTime', 'openLate'] as const).entries()) {
      expect(rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)).toBe(all[name])
    }
  })

  it('names the agencies in Vietnamese order', async () => {
    const { body } = await asked('/')
    const names = [...body.matchAll(/<th scope="row">([^<]+)</g)].map(([, name = '']) => name)
    expect(names).toEqual(names.toSorted(new Intl.Collator('vi').compare))
    expect(names.findIndex((name) => name.startsWith('Đ'))).toBeLessThan(
      names.findIndex((name) => name.startsWith('H')),
    )
  })

  it('of a folder in which nothing was launched says so', async () => {
    const empty = await openDemoFolder(join(place, 'trong'), instantOf('2015-03-09', '07:00'))
    const own = pageServer({ folder: empty, onFailure: () => {} }).listen(0, '127.0.0.1')
    await once(own, 'listening')
    const { status, body } = await asked('/', { to: own })
    expect(status).toBe(200)
    expect(body).toContain('Chưa có chương trình nào đang thực hiện.')
    expect(body).toContain('Chưa có thư nào.')
    own.close()
    empty.close()
  })
})

describe('the outbox', () => {
  it('lists every letter once, the newest first, by pages', async () => {
    const ids: string[] = []
    for (let next: string | undefined = '/thu'; next; ) {
      const { status, body } = await asked(next)
      expect(status).toBe(200)
      ids.push(...[...body.matchAll(/<li><a href="\/thu\/([^"]+)"/g)].map(([, id = '']) => decodeURIComponent(id)))
      next = /href="(\/thu\?sau=[^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(ids.length).toBeGreaterThan(100)
    expect(new Set(ids).size).toBe(ids.length)
    const days = ids.map((id) => id.slice(0, 10))
    expect(days).toEqual(days.toSorted().reverse())
  })

  it('opens a letter as it was composed', async () => {
    const { body: list } = await asked('/thu')
    const [, href = ''] = /<li><a href="([^"]+)"/.exec(list) ?? []
    const { status, body } = await asked(href)
    expect(status).toBe(200)
    expect(body).toMatch(/<pre class="letter">Kính gửi: [^<]+Trân trọng\.[^<]+<\/pre>/)
  })

  it('shows what looks like markup as the text it is', async () => {
    const letter: KeptLetter = {
      id: `<b>'"&`,
      to: 'a"onmouseover=x@example.com',
      subject: '<script>alert(1)</script>',
      text: '</pre><img src=x onerror=alert(1)>',
      composedAt: instantOf('2013-03-04', '09:00'),
    }
    await folder.table.transact([letterWrite(letter)])
    for (const path of ['/', '/thu', `/thu/${encodeURIComponent(letter.id)}`]) {
      const { status, body } = await asked(path)
      expect(status).toBe(200)
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(body).not.toMatch(/<(?:script|img|b)[ >]|"onmouseover/)
    }
  })
})

describe('every page', () => {
  it.each(pages)(
    '%s is Vietnamese, has one heading of the first rank, and asks nothing of the outside',
    async (path) => {
      const { body } = await asked(path)
      expect(body).toMatch(/^<!doctype html>\n<html lang="vi">/)
      expect(body.match(/<h1>/g)).toHaveLength(1)
      for (const [, target] of body.matchAll(/(?:href|src)="([^"]*)"/g)) expect(target).toMatch(/^[/#](?!\/)/)
      expect(body).not.toMatch(/<script|<form|<iframe|style="|\son\w+="/)
      const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, id] of body.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(id)
    },
  )

  it.each([...pages, '/style.css', '/icon.svg'])('%s is sent with a strict policy and kept by nobody', async (path) => {
    const { headers } = await asked(path)
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  it.each(['/', '/thu', '/style.css', '/icon.svg'])(
    '%s answers HEAD as it answers GET, without the body',
    async (path) => {
      const [got, head] = [await asked(path), await asked(path, { method: 'HEAD' })]
      expect(head).toMatchObject({ status: got.status, body: '' })
      expect(head.headers['content-length']).toBe(got.headers['content-length'])
    },
  )

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    for (const path of pages) {
      const { status, headers, body } = await asked(path, { method })
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
      expect(body).toContain('Trang này chỉ để xem')
    }
  })

  it.each([
    '/khong-co',
    '/thu/khong-co',
    '/thu/',
    '/thu/a/b',
    '/thu/%',
    '/thu?sau=x',
    '/style.css/x',
    '//',
    '/%2e%2e/folder.json',
  ])('%s is not there, and says so', async (path) => {
    const { status, body } = await asked(path)
    expect(status).toBe(404)
    expect(body).toContain('Không tìm thấy trang')
  })

  it.each(['localhost', 'LOCALHOST:8028', '127.0.0.1:1', '[::1]:8028'])('answers to the name %s', async (host) => {
    expect((await asked('/', { host })).status).toBe(200)
  })

  it.each(['example.com', 'localhost.example.com', '127.0.0.1.example.com', 'localhost:x', '10.0.0.1', '0.0.0.0'])(
    'answers nothing to the name %s',
    async (host) => {
      const { status, body } = await asked('/', { host })
      expect(status).toBe(421)
      expect(body).not.toContain('28-CTrHĐ')
    },
  )

  it('that cannot be made is an error with a code, which whoever runs it is told too', async () => {
    const closed = await openDemoFolder(join(place, 'dong'), instantOf('2015-03-09', '07:00'))
    closed.close()
    const broken = pageServer({ folder: closed, onFailure: (code) => failures.push(code) }).listen(0, '127.0.0.1')
    await once(broken, 'listening')
    failures.length = 0
    const { status, body } = await asked('/', { to: broken })
    broken.close()
    expect(status).toBe(500)
    expect(failures).toHaveLength(1)
    expect(body).toContain(`mã lỗi ${failures[0]}`)
  })
})

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

async function asked(path: string, options: { method?: string; host?: string; to?: Server } = {}): Promise<Answer> {
  const { method = 'GET', host = 'localhost', to = server } = options
  const address = to.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const asking = request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false }).end()
  const [response] = await once(asking, 'response')
  response.setEncoding('utf8')
  let body = ''
  for await (const text of response) body += text
  return { status: response.statusCode, headers: response.headers, body }
}
