/** What cooperating agencies are asked for is answered by links of letters too: reports, figures, parts of a task. */
import { beforeEach, describe, expect, it } from 'vitest'
import { tokenOf } from '../../../functions/links/token.ts'
import { target } from '../../domain/targets/builders.ts'
import { someLinks, tokensIn } from '../links/someLinks.ts'
import { openedOffice } from '../office.ts'
import { type RunningOffice, runningOffice } from '../steps/cycleOffice.ts'
import { yearlyReport } from '../steps/cycleProgrammes.ts'
import { type ApiOffice, aPerson, apiOver } from './apiOffice.ts'

const building = 'so-xay-dung@example.com'
const by = { name: 'Trần Thị B', position: 'Phó Trưởng phòng', telephone: '028 1111 1111' }

let api: ApiOffice
let running: RunningOffice
beforeEach(async () => {
  const office = await openedOffice(
    { day: '2013-10-14' },
    {
      ...yearlyReport(),
      targets: [target({ id: 'T01', clause: 'I.1-01', owner: 'so-xay-dung', metric: 'Nhà ở xã hội' })],
    },
  )
  running = await runningOffice(Object.assign({}, office, { links: someLinks() }))
  api = await apiOver(office, { ...running.services, files: office.files }, [
    aPerson('bcs', 'department', 'ban-can-su'),
  ])
})

const withLink = (link: string, path: string, body?: object) =>
  api.ask('POST', path, { headers: { 'dondoc-link': link }, ...(body ? { body } : {}) })
const send = (link: string, submission: object) => withLink(link, '/api/links/submissions', { by, submission })
/** The link that follows some words in the last letter of a mailbox. */
function linkAfter(words: string, mailbox = building): string {
  const text = api.office.posted.findLast(({ to, text: said }) => to === mailbox && said.includes(words))?.text ?? ''
  return tokensIn(text.slice(text.indexOf(words)))[0] ?? ''
}
const receipt = () => linkAfter('Không phải chúng tôi gửi')

describe('a report that is owed to a cycle', () => {
  // The cycle asks while the first round goes on; what it asks is in that day's letter or in the next one's.
  beforeEach(async () => {
    await running.round('2013-10-21')
    await running.round('2013-10-22')
  })
  const ofBuilders = '/api/contributions/nho_R11_2013_g1_so-xay-dung'

  it('is opened with its outline, and sent', async () => {
    const link = linkAfter('Gửi báo cáo để tổng hợp')
    const { body } = await withLink(link, '/api/links/opening')
    expect(body).toMatchObject({
      offers: ['contribution'],
      agency: 'Sở Xây dựng',
      outline: { rows: expect.any(Array) },
    })
    const [row] = body.outline.rows
    const rows = [{ clause: row.clause, text: 'Đã xây 200 căn' }]
    expect((await send(link, { sends: 'contribution', rows, evidence: [] })).status).toBe(201)
    expect((await api.ask('GET', ofBuilders, { as: 'ky-su' })).body).toMatchObject({
      state: 'sent',
      byLink: { mailbox: building },
      content: { rows },
    })
  })

  it('takes no row of another agency, and the link still works', async () => {
    const link = linkAfter('Gửi báo cáo để tổng hợp')
    const refused = await send(link, {
      sends: 'contribution',
      rows: [{ clause: 'I.1-02', text: 'Khác' }],
      evidence: [],
    })
    expect(refused.body.code).toBe('row-outside-form')
    expect((await send(link, { sends: 'contribution', rows: [], text: 'Chung', evidence: [] })).status).toBe(201)
  })

  it('is held once its agency says that it did not send it, and the agency sends its own', async () => {
    await send(linkAfter('Gửi báo cáo để tổng hợp'), { sends: 'contribution', rows: [], text: 'Của ai', evidence: [] })
    expect((await withLink(receipt(), '/api/links/disowning', {})).status).toBe(200)
    expect((await api.ask('GET', ofBuilders, { as: 'ky-su' })).body).toMatchObject({ objected: { on: '2013-10-22' } })
    const body = { rows: [], text: 'Của chúng tôi', evidence: [] }
    expect((await api.ask('POST', `${ofBuilders}/content`, { as: 'ky-su', body })).body).toMatchObject({
      state: 'sent',
      content: { text: 'Của chúng tôi' },
    })
  })
})

describe('a figure', () => {
  const thing = 'TARGET#nho_T01'
  const figure = {
    area: null,
    period: { year: 2012 },
    value: 80,
    kind: 'official',
    source: 'Báo cáo',
    sourceDate: '2013-01-07',
  }
  const series = async () =>
    (await api.ask('GET', '/api/programmes/nho/targets/T01/observations', { as: 'ky-su' })).body.items
  const issued = async () => {
    const { links } = running.services
    if (!links) throw new Error('the office has links')
    const purpose = { does: 'answer', thing, agency: 'so-xay-dung' } as const
    return tokenOf({ purpose, mailbox: building, issuedAt: links.realTime() }, links)
  }

  it('is entered by a link, with where it came from; disowned it counts for nothing and stays to be read', async () => {
    const link = await issued()
    expect((await withLink(link, '/api/links/opening')).body).toMatchObject({
      offers: ['figure'],
      figure: { year: 2012 },
    })
    expect((await send(link, { sends: 'figure', ...figure })).status).toBe(201)
    expect(await series()).toMatchObject([{ standing: 'current', value: 80, byLink: { mailbox: building } }])
    expect((await withLink(receipt(), '/api/links/disowning', {})).status).toBe(200)
    expect(await series()).toMatchObject([{ standing: 'held', value: 80 }])
    const { body } = await api.ask('GET', '/api/programmes/nho/targets/T01', { as: 'ky-su' })
    expect(body.figures).toEqual([])
  })

  it('of another area than the agency’s own is not taken', async () => {
    expect((await send(await issued(), { sends: 'figure', ...figure, area: 'so-y-te' })).body.code).toBe('not-allowed')
  })
})

it('a part asked of a cooperating agency is answered by the link of its letter, and nothing else of the task is', async () => {
  const office = await openedOffice({ day: '2013-01-07' })
  running = await runningOffice(Object.assign({}, office, { links: someLinks() }))
  api = await apiOver(office, { ...running.services, files: office.files })
  const part = { holder: { agency: 'so-xay-dung' }, what: 'Số liệu nhà ở', dueOn: '2013-02-01' }
  await api.ask('POST', '/api/tasks/nho_once/parts', { as: 'bac-si', body: part })
  await running.round('2013-01-08')
  const link = linkAfter('Phần việc: Số liệu nhà ở')
  expect((await withLink(link, '/api/links/opening')).body).toMatchObject({ offers: ['part'], part: 'Số liệu nhà ở' })
  expect((await send(link, { sends: 'progress', text: 'Xong' })).body.code).toBe('nothing-to-answer')
  expect((await send(link, { sends: 'part', text: 'Có 200 căn' })).status).toBe(201)
  const task = async () => (await api.ask('GET', '/api/tasks/nho_once', { as: 'bac-si' })).body
  expect((await task()).parts[0].answer).toMatchObject({ text: 'Có 200 căn', byLink: { mailbox: building } })
  expect((await withLink(receipt(), '/api/links/disowning', {})).status).toBe(200)
  expect((await task()).parts[0].answer.onHold).toMatchObject({ on: '2013-01-08' })
  expect(api.faults).toEqual([])
})
