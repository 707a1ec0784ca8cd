import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkPurpose } from '../../../domain/links/link.ts'
import { tokenOf } from '../../../functions/links/token.ts'
import { limitsOf, linkAllowance } from '../../../functions/middleware/limits.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { changeTask } from '../../../functions/stores/tasks.ts'
import { someLinks, tokensIn } from '../links/someLinks.ts'
import { granted, rulesOf } from '../office.ts'
import { runRound } from '../runRound.ts'
import { doctor } from '../tinyProgramme.ts'
import { type ApiOffice, apiOffice } from './apiOffice.ts'

const health = 'so-y-te@example.com'
const by = { name: 'Nguyễn Văn A', position: 'Chuyên viên', telephone: '028 0000 0000' }
const result = { sends: 'result', evidence: [{ title: 'Đề án', number: '12/ĐA-SYT', issuedOn: '2013-01-07' }] }
const progress = { sends: 'progress', text: 'Đã xong dự thảo' }

let links = someLinks()
let folder: string
let api: ApiOffice
beforeEach(async () => {
  links = someLinks()
  folder = mkdtempSync(join(tmpdir(), 'dondoc-links-'))
  api = await apiOffice({ links, filesFolder: folder })
})
afterEach(() => {
  expect(api.faults).toEqual([])
  rmSync(folder, { recursive: true })
})

const answer: LinkPurpose = { does: 'answer', thing: 'TASK#nho_once', agency: 'so-y-te' }
const issued = (purpose: LinkPurpose = answer, mailbox = health) =>
  tokenOf({ purpose, mailbox, issuedAt: links.realTime() }, links)
const withLink = (link: string, path: string, body?: object, headers: { readonly [name: string]: string } = {}) =>
  api.ask('POST', path, { headers: { 'dondoc-link': link, ...headers }, ...(body ? { body } : {}) })
const open = (link: string) => withLink(link, '/api/links/opening')
const send = (link: string, submission: object = result, headers = {}) =>
  withLink(link, '/api/links/submissions', { by, submission }, headers)
const task = async (id = 'nho_once') => (await api.ask('GET', `/api/tasks/${id}`, { as: 'thu-ky' })).body
const eventsOf = async (id = 'nho_once') =>
  (await api.ask('GET', `/api/tasks/${id}/events`, { as: 'thu-ky' })).body.items
const lettersTo = (mailbox: string) => api.office.posted.filter(({ to }) => to === mailbox)
const lastTo = (mailbox: string) => lettersTo(mailbox).at(-1) ?? { subject: '', text: '' }
const receiptToken = () => tokensIn(lastTo(health).text)[0] ?? ''

describe('the link of a row in the daily letter', () => {
  it('leads to the form of its task, with the words of the clause', async () => {
    await runRound({ ...api.office, links }, '2013-01-07')
    const [letter] = lettersTo(health)
    const [token = ''] = tokensIn(letter?.text ?? '')
    expect(letter?.text).toContain('   Trả lời: https://dondoc.example.com/tra-loi#')
    const { status, body } = await open(token)
    expect({ status, ...body }).toMatchObject({
      status: 200,
      does: 'answer',
      agency: 'Sở Y tế',
      office: 'Văn phòng Thành ủy',
      offers: expect.arrayContaining(['progress']),
    })
  })

  it('is kept nowhere: the letter that is kept, and shown to whoever reads letters, has a mark in its place', async () => {
    await runRound({ ...api.office, links }, '2013-01-07')
    const { body } = await api.ask('GET', `/api/letters/${encodeURIComponent(`2013-01-07.${health}`)}`, {
      as: 'thu-ky',
    })
    expect(body.text).toContain('   Trả lời: [liên kết 1]')
    expect(JSON.stringify(api.written)).not.toContain('tra-loi#')
    const [token = ''] = tokensIn(lettersTo(health)[0]?.text ?? '')
    for (const part of token.split('.').slice(1)) expect(JSON.stringify(api.written)).not.toContain(part)
  })

  it('is not in a letter of an office whose address nobody has told', async () => {
    await runRound(api.office, '2013-01-07')
    const [letter] = lettersTo(health)
    expect(letter?.text).not.toMatch(/liên kết|tra-loi|Trả lời/)
  })
})

describe('opening a link', () => {
  it('changes nothing, however often, and needs no account', async () => {
    const before = api.written.length
    const link = await issued()
    for (let time = 0; time < 3; time += 1) expect((await open(link)).status).toBe(200)
    expect(api.written.slice(before)).toEqual([])
  })

  it('signs nobody in: no cookie comes back, and the link opens nothing else', async () => {
    const link = await issued()
    expect((await open(link)).cookies).toEqual([])
    for (const path of ['/api/session', '/api/tasks/nho_once', '/api/letters']) {
      const { status } = await api.ask('GET', path, {
        headers: { 'dondoc-link': link, authorization: `Bearer ${link}` },
      })
      expect([path, status]).not.toEqual([path, 200])
    }
  })

  it.each([
    ['forged', async () => issued(answer).then((one) => `${one.slice(0, -2)}AA`)],
    [
      'of another office',
      async () => tokenOf({ purpose: answer, mailbox: health, issuedAt: links.realTime() }, someLinks()),
    ],
    ['cut short', async () => (await issued()).slice(0, 60)],
    ['empty', async () => ''],
    ['no link at all', async () => 'xin chào'.replaceAll(/[^\w]/g, '-')],
  ])('that is %s is refused, always with the same words', async (_, made) => {
    const link = await made()
    const wanted = await open('khong-co-gi')
    for (const refused of [await open(link), await send(link), await withLink(link, '/api/links/renewal')]) {
      expect({ status: refused.status, body: refused.body }).toEqual({ status: 403, body: wanted.body })
      expect(refused.body.code).toBe('link-invalid')
    }
    expect((await api.ask('POST', '/api/links/opening', {})).body.code).toBe('link-invalid')
  })

  it('that has expired is refused, and a new one can be asked for', async () => {
    const link = await issued()
    links.forward(31)
    expect((await open(link)).body).toMatchObject({ status: 410, code: 'link-expired' })
    expect((await send(link)).body.code).toBe('link-expired')
    expect((await withLink(link, '/api/links/renewal')).body).toEqual({ mailbox: health })
    const [fresh = ''] = tokensIn(lastTo(health).text)
    expect((await open(fresh)).status).toBe(200)
  })

  it('that went to a mailbox which the agency has no more is refused, and no letter goes there', async () => {
    const link = await issued(answer, 'hop-thu-cu@example.com')
    expect((await open(link)).body.code).toBe('link-withdrawn')
    expect((await withLink(link, '/api/links/renewal')).body.code).toBe('link-withdrawn')
    expect(api.office.posted).toEqual([])
  })

  it('about what is done already is refused', async () => {
    granted(
      await changeTask(api.services, await rulesOf(api.office, 'nho'), 'nho_once', doctor, {
        type: 'submit',
        evidence: [{ title: 'Đề án' }],
      }),
    )
    expect((await open(await issued())).body).toMatchObject({ status: 409, code: 'nothing-to-answer' })
  })

  it('is limited by the link, whoever asks from wherever', async () => {
    api = await apiOffice({ links, limits: limitsOf({ milliseconds: () => 0 }) })
    const [link, other] = [await issued(), await issued({ ...answer, thing: 'TASK#nho_continuous' })]
    for (let time = 0; time < linkAllowance.atOnce; time += 1) expect((await open(link)).status).toBe(200)
    const { status, body, headers } = await open(link)
    expect({ status, code: body.code, wait: headers['retry-after'] }).toEqual({
      status: 429,
      code: 'too-many-by-link',
      wait: '2',
    })
    expect((await open(other)).status).toBe(200)
    expect((await api.ask('GET', '/api/session', { as: 'bac-si' })).status).toBe(200)
  })
})

describe('what is sent by a link', () => {
  it('is recorded in the agency’s name, with who it was, through which mailbox and from where', async () => {
    const { status, body } = await send(await issued())
    expect({ status, body }).toEqual({
      status: 201,
      body: { what: 'kết quả', title: 'Việc once (mục I.1, ý 1)', on: '2013-01-07', office: 'Văn phòng Thành ủy' },
    })
    expect((await task()).standing).toMatchObject({
      state: 'submitted',
      result: { by: 'so-y-te', byLink: { mailbox: health }, evidence: result.evidence },
    })
    expect((await eventsOf())[0]).toMatchObject({
      type: 'resultHandedIn',
      from: '127.0.0.1',
      actor: {
        agency: 'so-y-te',
        position: 'Người trả lời qua liên kết trong thư',
        doer: 'Nguyễn Văn A, Chuyên viên, 028 0000 0000',
        via: health,
      },
    })
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it('uses the link up: sent again it is refused with what was sent and by whom', async () => {
    const link = await issued()
    await send(link, progress)
    const { status, body } = await send(link)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'link-used' })
    expect(body.detail).toContain(
      'đã dùng ngày 07/01/2013: Nguyễn Văn A, Chuyên viên, 028 0000 0000 đã gửi tình hình thực hiện về “Việc once',
    )
    expect((await open(link)).body.code).toBe('link-used')
    expect((await eventsOf()).filter(({ type }: { type: string }) => type !== 'taskGiven')).toHaveLength(1)
  })

  it('does not use it up where it is refused', async () => {
    const link = await issued()
    expect((await send(link, { sends: 'result', evidence: [] })).body.code).toBe('no-evidence')
    expect((await send(link, { sends: 'extension', wanted: '2013-01-08', reason: 'Chờ' })).body.code).toBe(
      'extension-not-later',
    )
    expect((await send(link)).status).toBe(201)
  })

  it('sent again under the same Idempotency-Key is answered as the first time, and counts once', async () => {
    const link = await issued()
    const key = { 'idempotency-key': 'mot-ma-ngau-nhien' }
    const first = await send(link, result, key)
    expect(await send(link, result, key)).toEqual(first)
    expect((await send(link, progress, key)).body.code).toBe('key-used-otherwise')
    expect(lettersTo(health)).toHaveLength(1)
    expect((await send(await issued({ ...answer, thing: 'TASK#nho_continuous' }), progress, key)).status).toBe(201)
  })

  it('at the same moment by two people is taken once', async () => {
    const link = await issued()
    const answers = await Promise.all([send(link), send(link, progress), send(link, { ...progress, text: 'Khác' })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(answers.filter(({ body }) => body.code === 'link-used')).toHaveLength(2)
  })

  it('is about the thing of the link, whatever else the request names', async () => {
    const { status, body } = await send(await issued(), { ...result, task: 'nho_continuous' })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'malformed-request' })
    expect((await send(await issued(), { sends: 'part', text: 'Đã gửi' })).body.code).toBe('nothing-to-answer')
    expect((await send(await issued({ ...answer, thing: 'TASK#nho_dates' }))).body.code).toBe('nothing-to-answer')
    expect((await send(await issued({ ...answer, agency: 'so-xay-dung' }, 'so-xay-dung@example.com'))).body.code).toBe(
      'nothing-to-answer',
    )
  })

  it('names its files, which came by the same link and no other', async () => {
    const link = await issued()
    const file = await sentBy(link, 'Báo cáo')
    const other = await issued({ ...answer, thing: 'TASK#nho_continuous' })
    const begun = await withLink(other, '/api/files/by-link', { bytes: 7, noStateSecrets: true })
    expect((await withLink(link, `/api/files/${begun.body.id}/confirmation/by-link`, { name: 'a.txt' })).status).toBe(
      404,
    )
    const foreign = { sends: 'result', evidence: [{ title: 'Đề án', files: [file] }] }
    expect((await send(other, { sends: 'progress', text: 'Xong' })).status).toBe(201)
    expect(
      (await send(await issued({ ...answer, agency: 'so-y-te' }, 'thutruong.so-y-te@example.com'), foreign)).body.code,
    ).toBe('unknown-file')
    expect((await send(link, foreign)).status).toBe(201)
    expect((await api.ask('GET', `/api/files/${file}`, { as: 'thu-ky' })).status).toBe(200)
    expect((await withLink(link, '/api/files/by-link', { bytes: 7, noStateSecrets: true })).body.code).toBe('link-used')
  })

  it('takes no file without the word that it holds no state secret', async () => {
    const refused = await withLink(await issued(), '/api/files/by-link', { bytes: 7, noStateSecrets: false })
    expect(refused.body.code).toBe('secrecy-undeclared')
  })
})

describe('the receipt', () => {
  it('goes at once to the mailbox of the link, names who sent what, and has one button', async () => {
    await send(await issued(answer, 'thutruong.so-y-te@example.com'))
    const [letter, ...more] = api.office.posted
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      to: 'thutruong.so-y-te@example.com',
      subject: '[Báo nhận] Đã nhận kết quả: Việc once (mục I.1, ý 1)',
    })
    expect(letter?.text).toContain('Người gửi (tự ghi): Nguyễn Văn A, Chuyên viên, 028 0000 0000.')
    expect(letter?.text).toMatch(/Không phải chúng tôi gửi: https:\/\/dondoc\.example\.com\/tra-loi#\S+\n/)
  })

  it('“Không phải chúng tôi gửi” holds the result, tells the office, and ends the links of the mailbox', async () => {
    const [used, unused] = [await issued(), await issued({ ...answer, thing: 'TASK#nho_continuous' })]
    await send(used)
    const disown = receiptToken()
    expect((await open(disown)).body).toMatchObject({
      does: 'disown',
      sent: { what: 'kết quả', on: '2013-01-07', by: 'Nguyễn Văn A, Chuyên viên, 028 0000 0000' },
    })
    links.forward(0.01)
    expect((await withLink(disown, '/api/links/disowning', {})).status).toBe(200)
    expect((await task()).standing.result.onHold).toEqual({
      on: '2013-01-07',
      reason: 'Cơ quan báo không phải cơ quan gửi.',
    })
    const told = lastTo('van-phong@example.com')
    expect(told.subject).toBe('[Tạm giữ] Sở Y tế báo không gửi kết quả: Việc once (mục I.1, ý 1)')
    expect(told.text).toContain('Gửi từ địa chỉ mạng: 127.0.0.1.')
    expect(told.text).toContain('Xử lý: https://dondoc.example.com/nhiem-vu/nho_once')
    expect((await open(unused)).body.code).toBe('link-withdrawn')
    const accepted = await api.ask('POST', '/api/tasks/nho_once/results/acceptance', { as: 'thu-ky', body: {} })
    expect(accepted.body).toMatchObject({ status: 409, code: 'held-as-disowned' })
    expect((await withLink(disown, '/api/links/disowning', {})).body.code).toBe('already-on-hold')
    expect((await verifyTrail(api.office, 'nho')).flaws).toEqual([])
  })

  it.each([
    [progress, 'progress'],
    [{ sends: 'extension', wanted: '2013-05-31', reason: 'Chờ ý kiến' }, 'extensionAsked'],
  ])('of %o is held in the same way', async (submission, field) => {
    await send(await issued(), submission)
    expect((await withLink(receiptToken(), '/api/links/disowning', { reason: 'Sở không gửi' })).status).toBe(200)
    expect((await task())[field].onHold).toEqual({ on: '2013-01-07', reason: 'Sở không gửi' })
  })

  it('disowns what was returned meanwhile all the same: the office is told', async () => {
    await send(await issued())
    const disown = receiptToken()
    await api.ask('POST', '/api/tasks/nho_once/results/return', { as: 'thu-ky', body: { reason: 'Thiếu' } })
    expect((await withLink(disown, '/api/links/disowning', {})).status).toBe(200)
    expect(lastTo('van-phong@example.com').subject).toContain('[Tạm giữ]')
    expect((await task()).standing.state).toBe('open')
  })

  it('opens no form, and a form’s link disowns nothing', async () => {
    await send(await issued())
    expect((await send(receiptToken())).body.code).toBe('link-invalid')
    const other = await issued({ ...answer, thing: 'TASK#nho_continuous' })
    expect((await withLink(other, '/api/links/disowning', {})).body.code).toBe('link-invalid')
  })
})

describe('a new link', () => {
  it('goes to the mailbox of the old one, which then opens nothing', async () => {
    const old = await issued()
    expect((await withLink(old, '/api/links/renewal')).body).toEqual({ mailbox: health })
    expect(lastTo(health).subject).toContain('[Liên kết mới]')
    expect((await open(old)).body.code).toBe('link-withdrawn')
    const [fresh = ''] = tokensIn(lastTo(health).text)
    expect((await send(fresh)).status).toBe(201)
  })

  it('asked for again within minutes, no second letter goes', async () => {
    const old = await issued()
    for (let time = 0; time < 5; time += 1) await withLink(old, '/api/links/renewal')
    expect(lettersTo(health)).toHaveLength(1)
    links.forward(1)
    await withLink(old, '/api/links/renewal')
    expect(lettersTo(health)).toHaveLength(2)
  })

  it('after a first answer takes a second one about the same task', async () => {
    const first = await issued()
    await send(first, progress)
    await withLink(first, '/api/links/renewal')
    const [fresh = ''] = tokensIn(lastTo(health).text)
    expect((await send(fresh)).status).toBe(201)
  })
})

describe('who leaves (thôi đảm nhiệm)', () => {
  it('takes no working link along: those of the mailboxes they read have ended, and others have not', async () => {
    links = someLinks(new Date().toISOString())
    api = await apiOffice({ links, filesFolder: folder })
    const [theirs, others] = [
      await issued(),
      await issued(
        { ...answer, thing: 'TASK#nho_quarterly_2013-Q1', agency: 'so-xay-dung' },
        'so-xay-dung@example.com',
      ),
    ]
    const { status } = await api.ask('POST', '/api/people/bac-si/release', { as: 'quan-tri', body: {} })
    expect(status).toBe(200)
    expect((await open(theirs)).body.code).toBe('link-withdrawn')
    expect((await open(others)).body.code).not.toBe('link-withdrawn')
  })
})

/** A text that was sent by a link, by its file's id. */
async function sentBy(link: string, text: string): Promise<string> {
  const { status, body } = await withLink(link, '/api/files/by-link', { bytes: text.length, noStateSecrets: true })
  expect(status).toBe(201)
  const place = api.office.files.sendingAt(new URL(body.sending.url, 'http://localhost'))
  writeFileSync(place?.draft ?? '', text)
  place?.arrived()
  expect((await withLink(link, `/api/files/${body.id}/confirmation/by-link`, { name: 'Báo cáo.txt' })).status).toBe(200)
  return body.id
}
