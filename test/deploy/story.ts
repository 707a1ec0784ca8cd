/**
 * The last weeks of 2012 in a system that was deployed, as people live them through its HTTP API: the programme is
 * launched, its plan gives the work, letters leave, a result is returned and accepted, a deadline is extended, the yearly
 * report is gathered with an agency silent, and an evaluation is sealed by two people.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../domain/days.ts'
import { annex, launched, programme } from './office.ts'

export interface Answer {
  readonly status: number
  readonly body: Body
  /** Where it leads to, of an answer that leads elsewhere. */
  readonly location?: string
}

// biome-ignore lint/suspicious/noExplicitAny: a story looks for what it expects to be there
type Body = any

export interface Execution {
  readonly machine: string
  readonly name: string
}

/** The system as its people, and those who run it, reach it. */
export interface Living {
  ask(method: 'GET' | 'POST' | 'PUT', as: string, path: string, body?: unknown): Promise<Answer>
  /** What a browser gets of an address before anybody has signed in, or with a session that is none. */
  visit(path: string, token?: string): Promise<{ readonly status: number; readonly text: string }>
  /** Through the mornings of all days between, each with its round. */
  moveTo(day: CalendarDate): Promise<void>
  /** Sends a file's bytes to where the system said, and answers the status. */
  send(sending: { readonly url: string; readonly fields?: object }, bytes: Uint8Array): Promise<number>
  /** The bytes at an address that the system gave. */
  fetched(location: string): Promise<Uint8Array>
  /** Asks again until it is so, for as long as workflows may take. */
  until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found>
  /** Ends an execution from without, as an operator could. */
  stop(execution: Execution): Promise<void>
  /** Deploys a later version over the one that runs. */
  upgrade(): Promise<void>
  /** Whether an execution runs, or ran, on the later version's definition. */
  isLater(execution: Execution): Promise<boolean>
  /** How many versions of a content the bucket keeps, and whether it holds them against whoever may delete. */
  kept(sha256: string): Promise<{ readonly versions: number; readonly isHeld: boolean }>
  /** The letters that have left for a mailbox so far. */
  lettersTo(mailbox: string): Promise<readonly string[]>
  /** Tells what was shown to hold. */
  shown(fact: string): void
}

interface Story extends Living {
  get(as: string, path: string): Promise<Body>
  post(as: string, path: string, body?: unknown): Promise<Body>
  put(as: string, path: string, body: unknown): Promise<Body>
  /** A cycle, once its workflow has brought it to a stage or an outcome. */
  reaches(as: string, cycle: string, to: string): Promise<Body>
}

const planAt = '/api/cycles/28-ctrhd-tu_R05'
const reportAt = '/api/cycles/28-ctrhd-tu_R11_2012'

export async function liveThrough2012(living: Living): Promise<void> {
  const story = storyOf(living)
  await doorsAreShut(story)
  await programmeIsLaunched(story)
  await planIsIssued(story)
  await executionIsStopped(story)
  await systemIsUpgraded(story)
  await resultIsAccepted(story)
  await fileIsDestroyed(story)
  await reportIsReceived(story)
  await deadlineIsExtended(story)
  await evaluationIsSealed(story)
  await yearEnds(story)
}

async function doorsAreShut({ visit, get, shown }: Story): Promise<void> {
  assert.match((await visit('/')).text, /<title>Đôn đốc<\/title>/)
  assert.match(JSON.parse((await visit('/api/openapi.json')).text).openapi, /^3\.1\./)
  assert.equal((await visit('/api/programmes')).status, 401)
  assert.equal((await visit('/api/programmes', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjaHUtdGljaCJ9.')).status, 401)
  shown('the pages and the description of the API are open to anybody, everything else to nobody without a session')
  assert.equal((await get('chu-tich', '/api/session')).person, 'chu-tich')
  shown('a person signed in at the user pool by code and PKCE, and is who the office has registered')
}

async function programmeIsLaunched({ get, post, until, shown }: Story): Promise<void> {
  const { id } = await post('van-phong-thanh-uy', '/api/launches', { programme: launched() })
  const { outcome } = await until('the launch is over', async () => {
    const now = await get('van-phong-thanh-uy', `/api/launches/${id}`)
    return now.state === 'running' ? undefined : now
  })
  assert.equal(outcome?.programme, programme)
  shown(`the programme was launched through the API, and entered by its workflow: ${outcome.assignments} assignments`)
}

async function planIsIssued(story: Story): Promise<void> {
  const { get, post, put, moveTo, reaches, shown } = story
  await moveTo('2012-11-09')
  await reaches('ban-can-su', planAt, 'drafting')
  const [letter = ''] = await story.lettersTo('bcsd.ubnd@example.com')
  assert.match(letter, /Kế hoạch và lộ trình triển khai thực hiện Chương trình/)
  shown('the first round opened the plan and the report, and a letter told the lead')

  await put('ban-can-su', `${planAt}/annex`, annex())
  await post('ban-can-su', `${planAt}/drafts`, { draft: { title: 'Dự thảo Kế hoạch' }, consultUntil: '2012-11-16' })
  for (const agency of ['so-y-te', 'ubnd-tp']) await contribute(story, agency, `28-ctrhd-tu_R05_g1_${agency}`)
  await moveTo('2012-11-19')
  const { silent } = await reaches('ban-can-su', planAt, 'reviewing')
  assert.deepEqual(silent, ['so-ldtbxh'])
  shown('of three bodies consulted one was silent, and its silence was recorded when the day had passed')

  await post('van-phong-thanh-uy', `${planAt}/drafts/acceptance`)
  await reaches('ban-can-su', planAt, 'issuing')
  const document = { title: 'Kế hoạch', number: '5900/KH-UBND', issuedOn: '2012-11-19', signer: 'Chủ tịch' }
  await post('ban-can-su', `${planAt}/issue`, { document })
  await reaches('ban-can-su', planAt, 'issued')
  assert.equal((await get('so-y-te', '/api/tasks/28-ctrhd-tu_II-2-3-01')).lead, 'so-y-te')
  shown('the plan was issued, and its annex gave both departments their tasks')
}

async function executionIsStopped({ get, moveTo, stop, until, shown }: Story): Promise<void> {
  const { execution } = await get('ban-can-su', reportAt)
  await stop(execution)
  const trouble = await until(
    'what ended badly is recorded',
    async () => (await get('ban-can-su', reportAt)).trouble ?? undefined,
  )
  assert.deepEqual([trouble.attempt, trouble.status], [1, 'ABORTED'])
  await moveTo('2012-11-20')
  const taken = await get('ban-can-su', reportAt)
  assert.deepEqual([taken.attempt, taken.execution.status], [2, 'RUNNING'])
  shown('an execution that was stopped was recorded by the rule, and the next round began the next attempt')
}

async function systemIsUpgraded({ get, upgrade, shown }: Story): Promise<void> {
  const before = (await get('ban-can-su', reportAt)).execution
  await upgrade()
  assert.deepEqual((await get('ban-can-su', reportAt)).execution, before)
  shown('a later version was deployed over the one that ran: its data are there, and its executions run on')
}

async function resultIsAccepted({ ask, get, post, moveTo, send, fetched, lettersTo, shown }: Story): Promise<void> {
  await moveTo('2012-12-03')
  const letters = await lettersTo('soyte@example.com')
  assert.ok(letters.filter((one) => one.includes('12/12/2012')).length >= 2, letters.join('\n\n'))
  shown('the health department was told of its task, and reminded of it')

  const at = '/api/tasks/28-ctrhd-tu_II-2-3-01'
  const text = new TextEncoder().encode('Kế hoạch của Sở Y tế thực hiện Chương trình hành động.\n')
  const file = { programme, bytes: text.length, noStateSecrets: true }
  const { id, sending } = await post('so-y-te', '/api/files', file)
  assert.ok((await send(sending, text)) < 300)
  await post('so-y-te', `/api/files/${id}/confirmation`, { name: 'Kế hoạch.txt' })
  const evidence = [{ title: 'Kế hoạch', number: '12/KH-SYT', issuedOn: '2012-12-03', files: [id] }]
  await post('so-y-te', `${at}/results`, { evidence })
  await post('van-phong-ubnd', `${at}/results/return`, { reason: 'Chưa có dự toán kinh phí' })
  await post('so-y-te', `${at}/results`, { evidence })
  await post('van-phong-ubnd', `${at}/results/acceptance`, {})
  assert.equal((await get('so-y-te', at)).class, 'doneOnTime')
  const { location = '' } = await ask('GET', 'van-phong-ubnd', `/api/files/${id}/content`)
  assert.deepEqual(await fetched(location), text)
  shown('a result with a file was returned, handed in again and accepted: done on time, its file as it was sent')
}

/** What was sent by mistake goes when two people have decided so on a paper, and not before, whoever may delete. */
async function fileIsDestroyed({ ask, post, send, kept, shown }: Story): Promise<void> {
  const bytes = new TextEncoder().encode('Danh sách gửi nhầm.\n')
  const file = { programme, bytes: bytes.length, noStateSecrets: true }
  const { id, sending } = await post('so-y-te', '/api/files', file)
  assert.ok((await send(sending, bytes)) < 300)
  await post('so-y-te', `/api/files/${id}/confirmation`, { name: 'Danh sách.txt' })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  assert.deepEqual(await kept(sha256), { versions: 1, isHeld: true })

  const paper = { number: '21/QĐ-UBND', issuedOn: '2012-12-03', issuer: 'Ủy ban nhân dân thành phố' }
  await post('van-phong-ubnd', `/api/destructions/files/${id}`, { paper, reason: 'Gửi nhầm' })
  const confirmation = `/api/destructions/files/${id}/confirmation`
  assert.equal((await ask('POST', 'van-phong-ubnd', confirmation)).status, 403)
  assert.equal((await post('chu-tich', confirmation)).stage, 'done')
  assert.deepEqual(await kept(sha256), { versions: 0, isHeld: true })
  assert.equal((await ask('GET', 'so-y-te', `/api/files/${id}/content`)).body.code, 'file-destroyed')
  shown('a file is held by its bucket until two people destroy it on a paper; then no version of it is left')
}

async function reportIsReceived(story: Story): Promise<void> {
  const { get, post, moveTo, reaches, isLater, shown } = story
  const asked = (await get('ban-can-su', reportAt)).contributions.map(({ agency }: { agency: string }) => agency)
  assert.ok(['ban-to-chuc', 'ban-tuyen-giao', 'ban-dan-van', 'ubkt-thanh-uy'].every((one) => asked.includes(one)))
  for (const agency of ['ban-to-chuc', 'ban-tuyen-giao', 'ban-dan-van']) {
    await contribute(story, agency, `28-ctrhd-tu_R11_2012_g1_${agency}`)
  }
  await moveTo('2012-12-10')
  const { gatherUntil, silent } = await reaches('ban-can-su', reportAt, 'finalising')
  assert.equal(gatherUntil, '2012-12-07')
  assert.ok(silent.includes('ubkt-thanh-uy') && !silent.includes('ban-to-chuc'))
  shown('the day of the yearly report passed with agencies silent: they are named, and it went on without them')

  const document = { title: 'Báo cáo năm 2012', number: '15-BC/BCS', issuedOn: '2012-12-10', signer: 'Bí thư' }
  await post('ban-can-su', `${reportAt}/reports`, { document })
  await reaches('ban-can-su', reportAt, 'receiving')
  await post('van-phong-thanh-uy', `${reportAt}/reports/receipt`, {})
  const { execution } = await reaches('ban-can-su', reportAt, 'received')
  assert.equal(await isLater(execution), false)
  shown('the report was finalised, received and archived, all on the definition that its execution had begun with')
}

async function deadlineIsExtended({ post, shown }: Story): Promise<void> {
  const at = '/api/tasks/28-ctrhd-tu_II-1-01/extension-requests'
  const asked = await post('so-lao-dong', at, { wanted: '2012-12-28', reason: 'Chờ số liệu' })
  assert.equal(asked.extensionAsked.timing, 'inTime')
  const decision = { grant: '2012-12-28', reason: 'Đồng ý', document: '28-ctrhd-tu' }
  const { dueOn, originalDueOn } = await post('chu-tich', `${at}/decision`, decision)
  assert.deepEqual([dueOn, originalDueOn], ['2012-12-28', '2012-12-14'])
  shown('an extension was asked for in time and decided by the leader; the original deadline stays')
}

async function evaluationIsSealed({ ask, post, put, moveTo, reaches, isLater, shown }: Story): Promise<void> {
  const { id } = await post('danh-gia', `/api/programmes/${programme}/evaluations`, {
    title: 'Đánh giá đột xuất về việc làm',
    clause: 'III.2-2',
    document: '28-ctrhd-tu',
    closesOn: '2012-12-11',
    dueOn: '2012-12-24',
    targets: ['T01', 'T02'],
  })
  const at = `/api/cycles/${id}`
  await moveTo('2012-12-19')
  await reaches('danh-gia', at, 'judging')
  for (const target of ['T01', 'T02']) {
    const opinion = { verdict: 'not-enough-data', reason: 'Chưa có số liệu năm 2012' }
    await put('danh-gia', `${at}/opinions/${target}`, opinion)
  }
  await post('danh-gia', `${at}/conclusion`)
  const { evaluation } = await reaches('danh-gia', at, 'sealing')
  assert.equal(evaluation.concludedBy, 'danh-gia')
  assert.equal((await ask('POST', 'danh-gia', `${at}/seal`, { withMissing: true })).status, 403)
  await post('chot', `${at}/seal`, { withMissing: true })
  const sealed = await reaches('danh-gia', at, 'sealed')
  assert.deepEqual([sealed.evaluation.sealedBy, await isLater(sealed.execution)], ['chot', true])
  shown('an evaluation was judged and concluded by one person, refused to the same, and sealed by another')
}

async function yearEnds({ get, post, moveTo, shown }: Story): Promise<void> {
  await moveTo('2012-12-31')
  assert.equal((await get('so-lao-dong', '/api/tasks/28-ctrhd-tu_II-1-01')).class, 'openLate')
  const { flaws, anchor } = await post('chu-tich', `/api/programmes/${programme}/verification`, {})
  assert.deepEqual([flaws, typeof anchor], [[], 'string'])
  shown('the year ended with one task late, and its trail is whole')
}

/** An agency fills in the form it was given, and sends it. */
async function contribute({ ask, post, until }: Story, as: string, contribution: string): Promise<void> {
  const at = `/api/contributions/${contribution}`
  const form = await until(`${as} is asked`, async () => {
    const { status, body } = await ask('GET', as, `${at}/form`)
    return status === 200 ? body : undefined
  })
  const rows = form.rows.map(({ clause, target }: { clause: string; target?: string }) => {
    return { clause, ...(target === undefined ? {} : { target }), text: 'Đã thực hiện' }
  })
  await post(as, `${at}/content`, { rows, text: 'Thống nhất', evidence: [] })
}

function storyOf(living: Living): Story {
  /** What is refused ends the story with the words of the refusal. */
  async function done(method: 'GET' | 'POST' | 'PUT', as: string, path: string, sent?: unknown): Promise<Body> {
    const { status, body } = await living.ask(method, as, path, sent)
    assert.ok(status < 300, `${method} ${path} by ${as}: ${status} ${JSON.stringify(body)}`)
    return body
  }
  const get: Story['get'] = (as, path) => done('GET', as, path)
  return {
    ...living,
    get,
    post: (as, path, body) => done('POST', as, path, body),
    put: (as, path, body) => done('PUT', as, path, body),
    reaches: (as, cycle, to) =>
      living.until(`${cycle} is at ${to}`, async () => {
        const now = await get(as, cycle)
        return now.stage === to || now.outcome === to ? now : undefined
      }),
  }
}
