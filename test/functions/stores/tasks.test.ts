import { describe, expect, it } from 'vitest'
import type { Actor, Task } from '../../../domain/tasks/task.ts'
import { TableBusy } from '../../../functions/services.ts'
import { linesOwedTo } from '../../../functions/stores/owedLines.ts'
import { programmeContext } from '../../../functions/stores/programmes.ts'
import { recordWrites } from '../../../functions/stores/record.ts'
import { search } from '../../../functions/stores/search.ts'
import {
  changeTask,
  speakOf,
  taskById,
  taskKeeping,
  tasksByDeadline,
  tasksFollowedBy,
  tasksLedBy,
  tasksOfProgramme,
  tasksOwed,
  tasksToDecide,
} from '../../../functions/stores/tasks.ts'
import { granted, openedOffice, weathers } from '../office.ts'
import { anAgency, anAssignment, doctor, due, leader, secretary, tinyProgramme } from '../tinyProgramme.ts'

type Office = Awaited<ReturnType<typeof openedOffice>>

/** Four tasks of so-y-te, entered in an order of their own, and one of so-xay-dung. */
const fiveTasks = tinyProgramme({
  assignments: [
    anAssignment('march', { clause: 'II.1-10', lead: 'so-y-te', schedule: due('2013-03-15') }),
    anAssignment('january', { clause: 'II.1-02', lead: 'so-y-te', schedule: due('2013-01-31') }),
    anAssignment('always', { clause: 'III', lead: 'so-y-te', schedule: { kind: 'continuous' } }),
    anAssignment('february', { clause: 'II.1.3-01', lead: 'so-y-te', schedule: due('2013-02-28') }),
    anAssignment('building', { clause: 'I.2-01', lead: 'so-xay-dung', schedule: due('2013-02-15') }),
  ],
})

const names = (tasks: readonly Task[]) => tasks.map(({ id }) => id.replace(/^nho_/, ''))

function act(office: Office, id: string, actor: Actor, command: Parameters<typeof changeTask>[4]) {
  return office.patiently(() => changeTask(office, office.rules, `nho_${id}`, actor, command))
}

/** Every page of a list, each asked for until it answers. */
async function wholeList(
  office: Office,
  ask: (page: { limit: number; cursor?: string }) => Promise<{ tasks: readonly Task[]; cursor?: string }>,
) {
  const found: Task[] = []
  let cursor: string | undefined
  do {
    const page = await office.patiently(() => ask({ limit: 2, ...(cursor ? { cursor } : {}) }))
    found.push(...page.tasks)
    cursor = page.cursor
  } while (cursor)
  return names(found)
}

async function openAndEnded(office: Office, agency: string) {
  return {
    open: await wholeList(office, (page) => tasksLedBy(office.table, agency, 'open', page)),
    ended: await wholeList(office, (page) => tasksLedBy(office.table, agency, 'ended', page)),
  }
}

describe.each(weathers)('the lists of tasks on %s', (_, rates) => {
  it("an agency's come by deadline, undated ones last, and ended ones apart", async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    expect(await openAndEnded(office, 'so-y-te')).toEqual({
      open: ['january', 'february', 'march', 'always'],
      ended: [],
    })
    granted(await act(office, 'february', doctor, { type: 'submit', evidence: [{ title: 'Báo cáo' }] }))
    expect((await openAndEnded(office, 'so-y-te')).open).toContain('february')
    granted(await act(office, 'february', secretary, { type: 'accept' }))
    granted(
      await act(office, 'march', secretary, { type: 'withdraw', document: 'vb-nho', reason: 'Có văn bản thay thế' }),
    )
    expect(await openAndEnded(office, 'so-y-te')).toEqual({ open: ['january', 'always'], ended: ['february', 'march'] })
    granted(await act(office, 'february', secretary, { type: 'reopen', reason: 'Thiếu số liệu' }))
    expect(await openAndEnded(office, 'so-y-te')).toEqual({ open: ['january', 'february', 'always'], ended: ['march'] })
  })

  it("an agency's within a span include both its days, and nothing undated", async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    const within = (span: object) =>
      wholeList(office, (page) => tasksLedBy(office.table, 'so-y-te', 'open', { ...span, ...page }))
    expect(await within({ from: '2013-01-31', until: '2013-02-28' })).toEqual(['january', 'february'])
    expect(await within({ from: '2013-02-01' })).toEqual(['february', 'march'])
    expect(await within({ until: '2013-01-30' })).toEqual([])
  })

  it('a task whose lead changed stands with the new lead only', async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    const change = { type: 'changeHolder', from: 'so-y-te', to: 'so-xay-dung', document: 'vb-nho' } as const
    granted(await act(office, 'february', secretary, change))
    expect((await openAndEnded(office, 'so-y-te')).open).toEqual(['january', 'march', 'always'])
    expect((await openAndEnded(office, 'so-xay-dung')).open).toEqual(['building', 'february'])
  })

  it("a programme's come in the order of the document", async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    expect(await wholeList(office, (page) => tasksOfProgramme(office.table, 'nho', page))).toEqual([
      'building',
      'january',
      'march',
      'february',
      'always',
    ])
  })

  it("a programme's in one state come by deadline: what is late is open up to yesterday", async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    granted(await act(office, 'january', doctor, { type: 'submit', evidence: [{ title: 'Báo cáo' }] }))
    const inState = (state: Task['standing']['state'], span: object = {}) =>
      wholeList(office, (page) => tasksByDeadline(office.table, 'nho', state, { ...span, ...page }))
    expect(await inState('open')).toEqual(['building', 'february', 'march'])
    expect(await inState('open', { until: '2013-02-27' })).toEqual(['building'])
    expect(await inState('submitted')).toEqual(['january'])
    expect(await inState('continuous')).toEqual(['always'])
    expect(await inState('done')).toEqual([])
  })

  it('what waits for a decision stands there until it is decided, the longest waiting first', async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    const waiting = () => wholeList(office, (page) => tasksToDecide(office.table, 'thanh-uy', page))
    const more = (wanted: '2013-04-30') => ({ type: 'askExtension', wanted, reason: 'Chờ số liệu' }) as const
    granted(await act(office, 'march', doctor, { type: 'disputeLead', reason: 'Không thuộc chức năng' }))
    office.clock.moveTo('2013-01-24', '08:00')
    granted(await act(office, 'january', doctor, more('2013-04-30')))
    granted(await act(office, 'february', doctor, more('2013-04-30')))
    expect(await waiting()).toEqual(['march', 'february', 'january'])
    granted(await act(office, 'january', leader, { type: 'decideExtension', grant: '2013-04-30', reason: 'Đồng ý' }))
    granted(await act(office, 'february', leader, { type: 'decideExtension', grant: null, reason: 'Đủ thời gian' }))
    const answer = { type: 'answerDispute', lead: 'so-y-te', reason: 'Giữ nguyên', document: 'vb-nho' } as const
    granted(await act(office, 'march', leader, answer))
    expect(await waiting()).toEqual([])
  })

  it("a person's are those they follow, by deadline", async () => {
    const office = await openedOffice({ rates }, fiveTasks)
    await follow(office, 'march', 'chuyen-vien-1')
    await follow(office, 'january', 'chuyen-vien-1')
    await follow(office, 'february', 'chuyen-vien-2')
    const followed = (span: object = {}) =>
      wholeList(office, (page) => tasksFollowedBy(office.table, 'chuyen-vien-1', { ...span, ...page }))
    expect(await followed()).toEqual(['january', 'march'])
    expect(await followed({ from: '2013-02-01' })).toEqual(['march'])
  })
})

/** No command sets a follower yet: the state is written as one would. */
async function follow(office: Office, id: string, follower: string) {
  const item = await office.truth.get({ pk: `TASK#nho_${id}`, sk: 'STATE' })
  const task = await taskById(office.truth, `nho_${id}`)
  if (!task || !item) throw new Error(`no task ${id}`)
  const head = { seq: Number(item.value['version']), hash: String(item.value['hash']) }
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  const change = { type: 'seen', data: {}, state: { ...task, follower } }
  await office.truth.transact(recordWrites(taskKeeping(office.rules), { state: task, head }, change, occasion).writes)
}

describe('what is owed about a task', () => {
  const owedOn = async (office: Office, day: '2013-01-31' | '2013-02-01' | '2013-01-07') => {
    const { tasks } = await tasksOwed(office.truth, day, { limit: 50 })
    return names(tasks).toSorted()
  }

  async function speak(office: Office, id: string) {
    const context = await programmeContext(office.truth, 'nho')
    if (!context) throw new Error('no programme')
    return office.patiently(() => speakOf(office, context.rules, context.directory, `nho_${id}`))
  }

  it.each(weathers)('is laid out for each mailbox with the record that it was, and once, on %s', async (_, rates) => {
    const office = await openedOffice({ rates }, fiveTasks)
    office.clock.moveTo('2013-02-01', '08:00')
    expect(await owedOn(office, '2013-02-01')).toContain('january')
    const lines = await speak(office, 'january')
    expect(lines.map(({ mailbox, what, level }) => ({ mailbox, what, level }))).toEqual(
      expect.arrayContaining([
        { mailbox: 'so-y-te@example.com', what: 'late', level: 'lead' },
        { mailbox: 'thutruong.so-y-te@example.com', what: 'late', level: 'head' },
      ]),
    )
    expect(await linesOwedTo(office.truth, 'thutruong.so-y-te@example.com', 9)).toHaveLength(1)
    expect(await owedOn(office, '2013-02-01')).not.toContain('january')
    expect(await speak(office, 'january')).toEqual([])
    const task = await taskById(office.truth, 'nho_january')
    expect(new Set(task?.spoken).size).toBe(task?.spoken.length)
  })

  it('by two at once is laid out once', async () => {
    const office = await openedOffice({}, fiveTasks)
    office.clock.moveTo('2013-02-01', '08:00')
    await Promise.all([speak(office, 'january'), speak(office, 'january')])
    const { items } = await office.truth.query({ pk: 'TASK#nho_january', sk: { beginsWith: 'EVENT#' }, limit: 9 })
    expect(items.map(({ value }) => value['type'])).toEqual(['taskGiven', 'spokenOf'])
  })

  it('is told once to a mailbox that two cooperating agencies share', async () => {
    const shared = { mailbox: 'chung@example.com' }
    const programme = tinyProgramme({
      agencies: [...tinyProgramme().agencies, anAgency('phong-a', shared), anAgency('phong-b', shared)],
      assignments: [
        anAssignment('once', { lead: 'so-y-te', cooperating: [{ agency: 'phong-a' }, { agency: 'phong-b' }] }),
      ],
    })
    const office = await openedOffice({}, programme)
    const lines = await speak(office, 'once')
    expect(lines.filter(({ mailbox }) => mailbox === 'chung@example.com')).toHaveLength(1)
  })

  it.each(weathers)('to more mailboxes than one transaction takes reaches each of them, on %s', async (_, rates) => {
    const many = Array.from({ length: 130 }, (_, n) => anAgency(`phoi-hop-${n}`))
    const programme = tinyProgramme({
      agencies: [...tinyProgramme().agencies, ...many],
      assignments: [anAssignment('once', { lead: 'so-y-te', cooperating: many.map(({ id }) => ({ agency: id })) })],
    })
    const office = await openedOffice({ rates }, programme)
    expect(new Set((await speak(office, 'once')).map(({ mailbox }) => mailbox)).size).toBe(131)
    for (const { mailbox } of many) expect(await linesOwedTo(office.truth, mailbox, 9)).toHaveLength(1)
    expect(await speak(office, 'once')).toEqual([])
  })

  it('stays owed, and is not said to be laid out, where others are first at every try', async () => {
    const office = await openedOffice({}, fiveTasks)
    const rival = {
      ...office.truth,
      async transact(writes: Parameters<typeof office.truth.transact>[0]) {
        granted(await changeTask({ ...office, table: office.truth }, office.rules, 'nho_january', doctor, progress))
        return office.truth.transact(writes)
      },
    }
    const context = await programmeContext(office.truth, 'nho')
    if (!context) throw new Error('no programme')
    const told = speakOf({ ...office, table: rival }, context.rules, context.directory, 'nho_january')
    await expect(told).rejects.toBeInstanceOf(TableBusy)
    expect(await owedOn(office, '2013-01-07')).toContain('january')
  })
})

const progress = { type: 'reportProgress', text: 'Đang làm' } as const

describe('evidence', () => {
  it('is found by its number, in the search of its programme', async () => {
    const office = await openedOffice({}, fiveTasks)
    const evidence = [{ title: 'Báo cáo kết quả', number: '123/BC-SYT' }]
    granted(await act(office, 'january', doctor, { type: 'submit', evidence }))
    expect((await search(office.truth, 'nho', '123 bc syt', 9)).map(({ kind, id }) => ({ kind, id }))).toEqual([
      { kind: 'evidence', id: 'nho_january#0' },
    ])
  })
})
