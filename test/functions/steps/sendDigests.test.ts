import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { Programme, Settings } from '../../../domain/programme/schema.ts'
import { isRefusal } from '../../../domain/refusals.ts'
import { withAddresses } from '../../../functions/links/addresses.ts'
import { type Letter, MailDelayed, MailRefused, type Services, UnknownOutcome } from '../../../functions/services.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { layOutRemindersPage } from '../../../functions/steps/layOutReminders.ts'
import { firstPage, type PageStart } from '../../../functions/steps/pages.ts'
import { type DigestOutcome, sendDigestsPage } from '../../../functions/steps/sendDigests.ts'
import { type DigestRecord, digestsBetween, latestDigest, removeLines } from '../../../functions/stores/digests.ts'
import { letterById, lettersKept } from '../../../functions/stores/letters.ts'
import { layOut, linesOwedTo, mailboxesOwed, type OwedLine } from '../../../functions/stores/owedLines.ts'
import { shardOf, shards } from '../../../functions/stores/shards.ts'
import { changeTask } from '../../../functions/stores/tasks.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, moodyPost, type Office, openedOffice, openOffice, weathers } from '../office.ts'
import { anAssignment, computedCalendar, doctor, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

const health = 'so-y-te@example.com'
const building = 'so-xay-dung@example.com'

type DigestServices = Pick<Services, 'table' | 'clock' | 'mailer' | 'ids'>

async function pages<Answer extends { next?: PageStart }>(ask: (page: PageStart) => Promise<Answer>) {
  const answers: Answer[] = []
  for (let page: PageStart | undefined = firstPage; page; page = answers.at(-1)?.next) answers.push(await ask(page))
  return answers
}

/** Goes over the queue again while something could not be done. */
async function layOutAll(services: Pick<Services, 'table' | 'clock'>, day: CalendarDate): Promise<void> {
  for (let pass = 1; pass <= 50; pass += 1) {
    const answers = await pages((page) => layOutRemindersPage(services, day, page))
    if (answers.every(({ failed }) => failed === 0)) return
  }
}

async function sendAll(services: DigestServices, day: CalendarDate): Promise<DigestOutcome[]> {
  return (await pages((page) => sendDigestsPage(services, day, page))).flatMap(({ outcomes }) => outcomes)
}

/** Goes over the mailboxes again while some could not be done, past every lease, as the tries of a morning do. */
async function sendUntilDone(office: Office, day: CalendarDate): Promise<void> {
  for (let pass = 1; pass <= 20; pass += 1) {
    const outcomes = await office.patiently(() => sendAll(office, day))
    if (!outcomes.some((outcome) => outcome === 'failed' || outcome === 'inOtherHands')) return
    office.clock.forward(6)
  }
}

const counted = (outcomes: readonly DigestOutcome[]) => {
  const count: Partial<Record<DigestOutcome, number>> = {}
  for (const outcome of outcomes) count[outcome] = (count[outcome] ?? 0) + 1
  return count
}

/** So many tasks of one agency: the day they are given, each is a line of its letter. */
function busyProgramme(tasks: number, changes: { id?: string; title?: string } = {}) {
  const { id = 'nho', title = 'Việc' } = changes
  const names = Array.from({ length: tasks }, (_, n) => `viec-${String(n).padStart(4, '0')}`)
  return tinyProgramme({
    id,
    assignments: names.map((name) =>
      anAssignment(name, {
        lead: 'so-y-te',
        basis: `vb-${id}`,
        title: `${title} ${name}`,
        schedule: due('2013-12-31'),
      }),
    ),
  })
}

const owed = async ({ truth }: Pick<Office, 'truth'>, mailbox: string) =>
  (await linesOwedTo(truth, mailbox, 1000)).map(({ task }) => task)

const lettersTo = ({ posted }: Pick<Office, 'posted'>, mailbox: string) => posted.filter(({ to }) => to === mailbox)

describe.each(weathers)('the letters of a day, on %s', (_, rates) => {
  it('are one for each mailbox, across the programmes that share it', async () => {
    const office = await openedOffice({ rates }, busyProgramme(2), busyProgramme(1, { id: 'hai', title: 'Nơi khác' }))
    await office.patiently(() => layOutAll(office, '2013-01-07'))
    await sendUntilDone(office, '2013-01-07')
    const [letter, ...others] = new Map(lettersTo(office, health).map((one) => [one.id, one])).values()
    expect(others).toEqual([])
    expect(letter?.text).toContain('Chương trình nho')
    expect(letter?.text).toContain('Chương trình hai')
    expect(letter?.text).toContain('Nơi khác viec-0000')
    expect(await owed(office, health)).toEqual([])
    expect(await latestDigest(office.truth, health)).toMatchObject({
      id: `2013-01-07.${health}`,
      state: 'sent',
      sentOn: '2013-01-07',
    })
  })

  it('that nobody sends stay in the outbox, are settled, and are not recorded as sent', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    await layOutAll(office, '2013-01-07')
    const kept = { ...office, mailer: { ...office.mailer, staysInOutbox: true as const } }
    await sendUntilDone(kept, '2013-01-07')
    expect(await owed(office, health)).toEqual([])
    expect(await latestDigest(office.truth, health)).toMatchObject({ state: 'inOutbox', sentOn: '2013-01-07' })
  })

  it('are not followed by another on the same day, whatever is laid out later', async () => {
    const office = await openedOffice({ rates }, busyProgramme(1))
    await office.patiently(() => layOutAll(office, '2013-01-07'))
    await sendUntilDone(office, '2013-01-07')
    const more = busyProgramme(1, { id: 'hai' })
    granted(await office.patiently(() => launch(office, more, computedCalendar, secretary)))
    await office.patiently(() => layOutAll(office, '2013-01-07'))
    await sendUntilDone(office, '2013-01-07')
    expect(new Set(lettersTo(office, health).map(({ id }) => id)).size).toBe(1)
    office.clock.moveTo('2013-01-08', '07:30')
    await sendUntilDone(office, '2013-01-08')
    const ids = new Set(lettersTo(office, health).map(({ id }) => id))
    expect([...ids]).toEqual([`2013-01-07.${health}`, `2013-01-08.${health}`])
  })
})

describe('a letter', () => {
  it.each([
    [1, 2],
    // More lines than go with their record in one transaction.
    [120, 3],
  ])('of %i lines, cut off at any of its %i writes, is never lost and repeated at most once', async (tasks, writes) => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice(), table }
        granted(await launch(office, busyProgramme(tasks), computedCalendar, secretary))
        await layOutAll(office, '2013-01-07')
      },
      world: () => openOffice(),
      run: async (table, world, life) => {
        // Who takes over waits for the lease.
        if (life === 'second') world.clock.forward(6)
        await sendAll({ ...world, table }, '2013-01-07')
      },
      also: ({ posted }, undisturbed) => {
        for (const letter of posted) expect(letter).toEqual(undisturbed.posted[0])
        expect(posted.length).toBeGreaterThan(0)
        expect(posted.length).toBeLessThanOrEqual(undisturbed.posted.length + 1)
      },
    })
    expect(places).toBe(writes)
  })

  it('begun yesterday and never recorded is sent today as it was, and today has no other', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    await layOutAll(office, '2013-01-07')
    const post = moodyPost(office.posted, () => new MailDelayed('the server is away'))
    expect(counted(await sendAll({ ...office, mailer: post }, '2013-01-07'))).toEqual({ failed: 1 })
    const begun = await letterById(office.truth, `2013-01-07.${health}`)
    granted(await launch(office, busyProgramme(1, { id: 'hai' }), computedCalendar, secretary))
    office.clock.moveTo('2013-01-08', '07:30')
    await layOutAll(office, '2013-01-08')
    expect(counted(await sendAll(office, '2013-01-08'))).toEqual({ sent: 1 })
    expect(counted(await sendAll(office, '2013-01-08'))).toEqual({ alreadySent: 1 })
    expect(office.posted).toEqual(begun ? [await withAddresses(begun, undefined)] : [])
    office.clock.moveTo('2013-01-09', '07:30')
    expect(counted(await sendAll(office, '2013-01-09'))).toEqual({ sent: 1 })
    expect(office.posted.map(({ id }) => id)).toEqual([`2013-01-07.${health}`, `2013-01-09.${health}`])
  })

  it('that could not be sent this time is tried again at once', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    await layOutAll(office, '2013-01-07')
    let tries = 0
    const mailer = moodyPost(office.posted, () => {
      tries += 1
      return tries < 3 ? new MailDelayed('the server is away') : undefined
    })
    const services = { ...office, mailer }
    expect(counted(await sendAll(services, '2013-01-07'))).toEqual({ failed: 1 })
    expect(counted(await sendAll(services, '2013-01-07'))).toEqual({ failed: 1 })
    expect(counted(await sendAll(services, '2013-01-07'))).toEqual({ sent: 1 })
    expect(office.posted).toHaveLength(1)
  })

  it('to an address that refuses it is recorded as refused, and stops nobody', async () => {
    const office = await openedOffice()
    await layOutAll(office, '2013-01-07')
    const mailer = moodyPost(office.posted, ({ to }) =>
      to === health ? new MailRefused('no such mailbox') : undefined,
    )
    const services = { ...office, mailer }
    expect(counted(await sendAll(services, '2013-01-07'))).toEqual({ refused: 1, sent: 1 })
    expect(office.posted.map(({ to }) => to)).toEqual([building])
    expect(await latestDigest(office.truth, health)).toMatchObject({ state: 'refused', sentOn: '2013-01-07' })
    expect(await owed(office, health)).toEqual([])
    expect(lettersTo({ posted: [...office.posted] }, health)).toEqual([])
  })

  it('is sent by one of two that find it at the same moment', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    await layOutAll(office, '2013-01-07')
    const outcomes = await Promise.all([sendAll(office, '2013-01-07'), sendAll(office, '2013-01-07')])
    expect(counted(outcomes.flat())).toEqual({ sent: 1, inOtherHands: 1 })
    expect(office.posted).toHaveLength(1)
  })

  it.each([true, false])(
    'that was taken without an answer (carried out: %s) goes the same morning',
    async (carriedOut) => {
      const office = await openedOffice({}, busyProgramme(1))
      await layOutAll(office, '2013-01-07')
      let deaf = true
      const table = {
        ...office.truth,
        async transact(writes: Parameters<Services['table']['transact']>[0]) {
          if (!deaf) return office.truth.transact(writes)
          deaf = false
          if (carriedOut) await office.truth.transact(writes)
          throw new UnknownOutcome('nothing was heard')
        },
      }
      await sendAll({ ...office, table }, '2013-01-07')
      await sendAll({ ...office, table }, '2013-01-07')
      expect(office.posted).toHaveLength(1)
    },
  )

  it('says what its lines say, and no line that has passed since', async () => {
    const office = await openedOffice({}, busyProgramme(2))
    await layOutAll(office, '2013-01-07')
    const withdraw = { type: 'withdraw', document: 'vb-nho', reason: 'Có văn bản thay thế' } as const
    granted(await changeTask(office, office.rules, 'nho_viec-0001', secretary, withdraw))
    await sendAll(office, '2013-01-07')
    expect(office.posted[0]?.text).toContain('viec-0000')
    expect(office.posted[0]?.text).not.toContain('viec-0001')
    expect((await latestDigest(office.truth, health))?.lines.map(({ task }) => task)).toEqual(['nho_viec-0000'])
    expect(await owed(office, health)).toEqual([])
  })

  it('of which nothing holds any more is not written', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    await layOutAll(office, '2013-01-07')
    const withdraw = { type: 'withdraw', document: 'vb-nho', reason: 'Có văn bản thay thế' } as const
    granted(await changeTask(office, office.rules, 'nho_viec-0000', secretary, withdraw))
    expect(await sendAll(office, '2013-01-07')).toEqual(['nothingToSay'])
    expect(office.posted).toEqual([])
    expect(await owed(office, health)).toEqual([])
  })

  it('carries 300 lines; the others follow on the next working day, each once', async () => {
    const office = await openedOffice({}, busyProgramme(310))
    await layOutAll(office, '2013-01-07')
    await sendAll(office, '2013-01-07')
    expect(await owed(office, health)).toHaveLength(10)
    office.clock.moveTo('2013-01-08', '07:30')
    await sendAll(office, '2013-01-08')
    const said = office.posted.map(({ text }) => [...text.matchAll(/Việc (viec-\d+)/g)].map(([, name]) => name))
    expect(said.map(({ length }) => length)).toEqual([300, 10])
    expect(new Set(said.flat()).size).toBe(310)
  })

  it('of long lines carries as many as its item holds', async () => {
    const office = await openedOffice({}, busyProgramme(120, { title: 'Đẩy mạnh '.repeat(200) }))
    await layOutAll(office, '2013-01-07')
    expect(counted(await sendAll(office, '2013-01-07'))).toEqual({ sent: 1 })
    const left = await owed(office, health)
    expect(left.length).toBeGreaterThan(20)
    expect(left.length).toBeLessThan(120)
  })

  it('says again what is laid out again after it: a task that was opened again, twice', async () => {
    const office = await openedOffice({}, busyProgramme(1))
    const line: OwedLine = {
      mailbox: health,
      addressee: 'Sở Y tế',
      as: 'lead',
      level: 'lead',
      task: 'nho_viec-0000',
      key: '2013-01-07:reopened',
      what: 'reopened',
      since: '2013-01-07',
    }
    await layOut(office.truth, [line])
    expect(counted(await sendAll(office, '2013-01-07'))).toEqual({ sent: 1 })
    await layOut(office.truth, [line])
    office.clock.moveTo('2013-01-08', '07:30')
    expect(counted(await sendAll(office, '2013-01-08'))).toEqual({ sent: 1 })
  })

  it('lets what is late and due soon ride along, without causing a letter', async () => {
    const programme = tinyProgramme({
      assignments: [
        anAssignment('late', { lead: 'so-y-te', schedule: due('2013-01-08') }),
        anAssignment('soon', { lead: 'so-y-te', schedule: due('2013-01-25') }),
        anAssignment('cause', { lead: 'so-y-te', schedule: due('2013-01-21') }),
        anAssignment('others', { lead: 'so-xay-dung', schedule: due('2013-01-08') }),
      ],
    })
    const office = await openedOffice({}, programme)
    for (let day = 7; day <= 18; day += 1) {
      const date: CalendarDate = `2013-01-${String(day).padStart(2, '0')}` as CalendarDate
      if (!office.rules.calendar.isWorkingDay(date)) continue
      office.clock.moveTo(date, '09:00')
      await layOutAll(office, date)
      await sendAll(office, date)
    }
    const letters = lettersTo(office, health)
    const last = letters.at(-1)
    expect(last?.id).toBe(`2013-01-18.${health}`)
    expect(last?.text).toContain('Việc cause')
    expect(last?.text).toContain('Việc late')
    expect(last?.text).toContain('Việc soon')
    expect(last?.text).not.toContain('Việc others')
    const ridersOn18 = (await latestDigest(office.truth, health))?.riders
    expect(ridersOn18?.toSorted()).toEqual(['nho_late', 'nho_soon'])
    // On the 17th nothing fell due for it, and the late one alone caused no letter.
    expect(letters.some(({ id }) => id.startsWith('2013-01-17'))).toBe(false)
  })

  it.each([
    // More than a letter lists, so that they would fill it.
    ['alone', 20, []],
    [
      'beside a programme that was tracked earlier',
      1,
      [tinyProgramme({ id: 'hai', trackedFrom: '2013-01-02', assignments: [] })],
    ],
  ] as const)('says nothing of what fell due before tracking and is open, %s', async (_, old, others) => {
    const led = (id: string, dueOn: CalendarDate) => anAssignment(id, { lead: 'so-y-te', schedule: due(dueOn) })
    const assignments = [
      ...Array.from({ length: old }, (_, n) => led(`old-${n}`, '2013-01-08')),
      led('late', '2013-01-10'),
      led('cause', '2013-01-21'),
    ]
    const office = await openedOffice({}, tinyProgramme({ trackedFrom: '2013-01-10', assignments }), ...others)
    office.clock.moveTo('2013-01-18', '09:00')
    await layOutAll(office, '2013-01-18')
    const aboutLate = (await linesOwedTo(office.truth, health, 1000)).filter(({ task }) => task === 'nho_late')
    await removeLines(office.truth, health, aboutLate)
    await sendAll(office, '2013-01-18')
    const [letter] = lettersTo(office, health)
    expect(letter?.text).toContain('Việc cause')
    expect(letter?.text).toContain('Việc late')
    expect(letter?.text).not.toContain('Việc old')
    expect(letter?.subject).toContain('1 việc quá hạn')
    expect(await latestDigest(office.truth, health)).toMatchObject({ riders: ['nho_late'] })
  })
})

describe('the queue of letters', () => {
  const line = (mailbox: string, n: number): OwedLine => ({
    mailbox,
    addressee: mailbox,
    as: 'lead',
    level: 'lead',
    task: `viec-${String(n).padStart(4, '0')}`,
    key: '2013-01-04:late-1',
    what: 'late',
    since: '2013-01-07',
  })

  it('names every mailbox of a shard once, in pages, however many lines each has', async () => {
    const { truth } = openOffice()
    const mailboxes = Array.from({ length: 40 }, (_, n) => `hop-${String(n).padStart(2, '0')}@example.com`)
    for (const [n, mailbox] of mailboxes.entries()) {
      await layOut(
        truth,
        Array.from({ length: n % 7 === 0 ? 130 : 2 }, (_, at) => line(mailbox, at)),
      )
    }
    const found: string[] = []
    for (let shard = 0; shard < shards; shard += 1) {
      let page = await mailboxesOwed(truth, shard, '', 3)
      while (page.size > 0) {
        for (const [mailbox, lines] of page) {
          found.push(mailbox)
          if (lines) expect(lines).toEqual(await linesOwedTo(truth, mailbox, 1000))
        }
        page = await mailboxesOwed(truth, shard, [...page.keys()].at(-1) ?? '', 3)
      }
    }
    expect(found.toSorted()).toEqual(mailboxes)
    expect(new Set(mailboxes.map(shardOf)).size).toBe(shards)
  })

  it('holds a line once, however often it is laid out', async () => {
    const { truth } = openOffice()
    await layOut(truth, [line(health, 1), line(health, 2)])
    await layOut(truth, [line(health, 1)])
    expect(await linesOwedTo(truth, health, 9)).toHaveLength(2)
  })
})

describe('letters that were kept', () => {
  it('are listed newest first, and by the days they were sent on', async () => {
    const office = await openedOffice()
    for (const day of ['2013-01-07', '2013-02-01'] as const) {
      office.clock.moveTo(day, '09:00')
      await layOutAll(office, day)
      await sendAll(office, day)
    }
    const kept: Letter[] = []
    let cursor: string | undefined
    do {
      const page = await lettersKept(office.truth, { limit: 1, ...(cursor ? { cursor } : {}) })
      kept.push(...page.letters)
      cursor = page.cursor
    } while (cursor)
    expect(
      kept
        .map(({ id }) => id.slice(0, 10))
        .toSorted()
        .toReversed(),
    ).toEqual(kept.map(({ id }) => id.slice(0, 10)))
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(office.posted.map(({ id }) => id)))
    const sent = async (from: CalendarDate, to: CalendarDate): Promise<readonly DigestRecord[]> =>
      (await digestsBetween({ table: office.truth }, from, to, { limit: 99 })).digests
    expect((await sent('2013-01-07', '2013-01-07')).map(({ mailbox }) => mailbox)).toEqual([building, health])
    expect(await sent('2013-01-08', '2013-01-31')).toEqual([])
    expect((await sent('2013-01-07', '2013-02-01')).length).toBe(office.posted.length)
  })
})

it('an answer that was handed in between the step and the letter is not called late', async () => {
  const office = await openedOffice(
    {},
    tinyProgramme({ assignments: [anAssignment('once', { lead: 'so-y-te', schedule: due('2013-01-10') })] }),
  )
  office.clock.moveTo('2013-01-11', '07:30')
  await layOutAll(office, '2013-01-11')
  const answer = await changeTask(office, office.rules, 'nho_once', doctor, {
    type: 'submit',
    evidence: [{ title: 'Báo cáo' }],
  })
  expect(isRefusal(answer)).toBe(false)
  await sendAll(office, '2013-01-11')
  expect(office.posted.some(({ text }) => text.includes('quá hạn'))).toBe(false)
})

it('two agencies that write one mailbox differently have one letter a day between them', async () => {
  const programme = tinyProgramme({
    assignments: [anAssignment('one', { lead: 'so-y-te' }), anAssignment('other', { lead: 'so-xay-dung' })],
  })
  const agencies = programme.agencies.map((agency, n) => ({
    ...agency,
    mailbox: n % 2 ? 'AP1@example.com' : 'ap1@example.com',
  }))
  const checked = Programme.parse({ ...programme, agencies })
  const office = await openedOffice({}, checked)
  await layOutAll(office, '2013-01-07')
  await sendAll(office, '2013-01-07')
  expect(office.posted.map(({ to }) => to)).toEqual(['ap1@example.com'])
})

describe('that a result was handed in', () => {
  const office = 'van-phong@example.com'
  const evidence = [{ title: 'Báo cáo' }]

  /** Handed in on a Monday, of a programme whose office hears of what waits for it after so many working days. */
  async function handedIn(toAcceptor: readonly number[]) {
    const settings = Settings.parse({ ladder: { toAcceptor } })
    const assignments = [
      anAssignment('one', { lead: 'so-y-te' }),
      anAssignment('other', { lead: 'so-xay-dung', schedule: { ...conditional, reviewOn: '2013-01-09' } }),
    ]
    const opened = await openedOffice({}, tinyProgramme({ settings, assignments }))
    granted(await changeTask(opened, opened.rules, 'nho_one', doctor, { type: 'submit', evidence }))
    return opened
  }
  const conditional = { kind: 'conditional', condition: 'Khi có nghị định' } as const

  /** What the office's letters of these days say. */
  async function told(opened: Office, from: CalendarDate, until: CalendarDate) {
    const days: Record<string, readonly string[]> = {}
    for (let day = from; day <= until; day = addDays(day, 1)) {
      opened.clock.moveTo(day, '07:30')
      await layOutAll(opened, day)
      await sendAll(opened, day)
      const letter = await latestDigest(opened.truth, office)
      if (letter?.sentOn === day) days[day] = letter.lines.map(({ what }) => what).toSorted()
    }
    return days
  }

  it('goes with the next letter that the office gets for another reason', async () => {
    expect(await told(await handedIn([7]), '2013-01-08', '2013-01-11')).toEqual({
      '2013-01-09': ['handedIn', 'toReview'],
    })
  })

  it('is a reason of its own once it has waited three working days, and where it is said that it waits, is not said', async () => {
    const lone = await handedIn([])
    expect(await told(lone, '2013-01-08', '2013-01-08')).toEqual({})
    const withdraw = { type: 'withdraw', document: 'vb-nho', reason: 'Trùng việc' } as const
    granted(await changeTask(lone, lone.rules, 'nho_other', secretary, withdraw))
    expect(await told(lone, '2013-01-09', '2013-01-14')).toEqual({ '2013-01-11': ['handedIn'] })
    expect(await told(await handedIn([2, 5]), '2013-01-08', '2013-01-14')).toEqual({
      '2013-01-09': ['toAccept', 'toReview'],
      '2013-01-14': ['toAccept'],
    })
  })

  it('is never said of what was accepted meanwhile', async () => {
    const opened = await handedIn([7])
    expect(await told(opened, '2013-01-08', '2013-01-08')).toEqual({})
    expect(await owed(opened, office)).toEqual(['nho_one'])
    granted(await changeTask(opened, opened.rules, 'nho_one', secretary, { type: 'accept' }))
    expect(await told(opened, '2013-01-09', '2013-01-14')).toEqual({ '2013-01-09': ['toReview'] })
    expect(await owed(opened, office)).toEqual([])
  })
})
