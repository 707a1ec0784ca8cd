/**
 * A mail scanner follows every address of every letter before anybody reads one, by GET and by HEAD: nothing changes, and
 * each link then works exactly once.
 */
import { expect, it } from 'vitest'
import { pageAnswer } from '../../../functions/pages/answer.ts'
import type { Pages } from '../../../functions/pages/pages.ts'
import { layOutRemindersPage } from '../../../functions/steps/layOutReminders.ts'
import { firstPage, type PageStart } from '../../../functions/steps/pages.ts'
import { sendDigestsPage } from '../../../functions/steps/sendDigests.ts'
import { someLinks, tokensIn } from '../links/someLinks.ts'
import { aGroup, anAssignment, tinyProgramme } from '../tinyProgramme.ts'
import { apiOffice } from './apiOffice.ts'

const letters = 1000

/** The one page of every link, as it is built. */
const page = { type: 'text/html', body: Buffer.from('Trả lời thư nhắc việc'), forever: false }
const pages: Pages = new Map([['/tra-loi.html', page]])

it(`each link of ${letters} letters works exactly once, whoever followed it before`, { timeout: 60_000 }, async () => {
  const { agencies } = aGroup('so', letters)
  const tiny = tinyProgramme()
  const links = someLinks()
  const api = await apiOffice(
    { links },
    {
      ...tiny,
      agencies: [...tiny.agencies, ...agencies],
      groups: [],
      assignments: agencies.map(({ id }) => anAssignment(id, { lead: id })),
    },
  )
  const services = { ...api.office, links }
  await everyPage((at) => layOutRemindersPage(services, '2013-01-07', at))
  await everyPage((at) => sendDigestsPage(services, '2013-01-07', at))
  const tokens = api.office.posted.flatMap(({ text }) => tokensIn(text))
  expect([api.office.posted.length, new Set(tokens).size]).toEqual([letters, letters])

  const before = api.written.length
  const seen = new Set<string>()
  for (const token of tokens) {
    for (const method of ['GET', 'HEAD'] as const) {
      const { status, body } = pageAnswer(
        { method, url: `/tra-loi#${token}`, acceptEncoding: '', hasSession: false },
        pages,
      )
      seen.add(`${status} ${body}`)
      seen.add(String((await api.ask(method, '/api/links/opening', { headers: { 'dondoc-link': token } })).status))
    }
  }
  expect([...seen].toSorted()).toEqual(['200 Trả lời thư nhắc việc', '405'])
  expect(api.written.length).toBe(before)

  const by = { name: 'Nguyễn Văn A', position: 'Văn thư', telephone: '028 0000 0000' }
  const body = { by, submission: { sends: 'progress', text: 'Đang làm' } }
  const outcomes = { first: new Set<string>(), second: new Set<string>() }
  for (const token of tokens) {
    for (const which of ['first', 'second'] as const) {
      const answer = await api.ask('POST', '/api/links/submissions', { headers: { 'dondoc-link': token }, body })
      outcomes[which].add(`${answer.status} ${answer.body.code ?? ''}`)
    }
  }
  expect(outcomes).toEqual({ first: new Set(['201 ']), second: new Set(['409 link-used']) })
  expect(api.faults).toEqual([])
})

async function everyPage(ask: (at: PageStart) => Promise<{ readonly next?: PageStart }>): Promise<void> {
  for (let at: PageStart | undefined = firstPage; at; ) at = (await ask(at)).next
}
