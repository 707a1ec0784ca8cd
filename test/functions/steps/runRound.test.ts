import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import type { Table, Write } from '../../../functions/services.ts'
import { MailDelayed, MailRefused, TableBusy, UnknownOutcome } from '../../../functions/services.ts'
import { assignByDocument } from '../../../functions/steps/assignByDocument.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { openOccurrencesPage } from '../../../functions/steps/openOccurrences.ts'
import { firstPage, type PageStart } from '../../../functions/steps/pages.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { digestsBetween } from '../../../functions/stores/digests.ts'
import { lastRound, roundOf, takeRound } from '../../../functions/stores/rounds.ts'
import { latestSeal, seals } from '../../../functions/stores/seals.ts'
import { taskById, tasksOfProgramme } from '../../../functions/stores/tasks.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, moodyPost, type Office, openedOffice, openOffice, weathers } from '../office.ts'
import { runRound } from '../runRound.ts'
import { aGroup, anAssignment, computedCalendar, secretary, tinyProgramme } from '../tinyProgramme.ts'

/** The rounds of every day from one to another, each at 07:30, as they end. */
async function rounds(office: Office, from: CalendarDate, to: CalendarDate) {
  const outcomes = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    office.clock.moveTo(day, '09:00')
    outcomes.push(await office.patiently(() => runRound(office, day)))
  }
  return outcomes
}

const lettersOn = async ({ truth }: Office, day: CalendarDate) =>
  (await digestsBetween({ table: truth }, day, day, { limit: 99 })).digests.map(({ mailbox }) => mailbox)

describe.each(weathers)('the round on %s', (_, rates) => {
  it('opens what is due to open, sends what is owed, seals the days before and records itself', async () => {
    const office = await openedOffice({ rates })
    await rounds(office, '2013-01-08', '2013-02-01')
    // What a morning of faults could not send is counted by its round, and sent by the next.
    const [morning, next] = [await lettersOn(office, '2013-01-08'), await lettersOn(office, '2013-01-09')]
    expect(new Set([...morning, ...next])).toEqual(new Set(['so-xay-dung@example.com', 'so-y-te@example.com']))
    const round = await roundOf(office.truth, '2013-01-08')
    expect(next.length).toBeLessThanOrEqual(round?.state === 'done' ? round.outcome.failed : 0)
    expect(await taskById(office.truth, 'nho_dates_dot-1_so-y-te')).toMatchObject({ givenOn: '2013-02-01' })
    expect(await lettersOn(office, '2013-02-01')).toContain('so-y-te@example.com')
    expect((await latestSeal(office.truth, 'nho'))?.day).toBe('2013-01-31')
    expect(await lastRound(office.truth)).toMatchObject({ day: '2013-02-01', state: 'done' })
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })

  it('that was missed for a week catches up, and says nothing twice', async () => {
    const office = await openedOffice({ rates })
    await rounds(office, '2013-01-08', '2013-03-27')
    await rounds(office, '2013-04-08', '2013-04-09')
    const task = await taskById(office.truth, 'nho_once')
    const late = task?.spoken.filter((key) => key.startsWith('2013-03-29:'))
    expect(late).toEqual(expect.arrayContaining(['2013-03-29:late-1', '2013-03-29:office-5']))
    expect(new Set(task?.spoken).size).toBe(task?.spoken.length)
    // What a morning of faults could not send goes on the next.
    const letters = [...(await lettersOn(office, '2013-04-08')), ...(await lettersOn(office, '2013-04-09'))]
    expect(letters.toSorted()).toEqual([
      'so-xay-dung@example.com',
      'so-y-te@example.com',
      'thutruong.so-y-te@example.com',
      'van-phong@example.com',
    ])
    expect((await latestSeal(office.truth, 'nho'))?.day).toBe('2013-04-08')
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })
})

describe('the round', () => {
  it('is taken by one of two at the same moment', async () => {
    const office = await openedOffice()
    office.clock.moveTo('2013-01-08', '07:30')
    const outcomes = await Promise.all([runRound(office, '2013-01-08'), runRound(office, '2013-01-08')])
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1)
    expect(office.posted).toHaveLength(2)
    expect(await runRound(office, '2013-01-08')).toBeUndefined()
  })

  it('on a day off opens what is due to open, and sends no letter', async () => {
    const office = await openedOffice(
      {},
      tinyProgramme({
        assignments: [
          anAssignment('saturday', {
            lead: 'so-y-te',
            schedule: { kind: 'once', dueOn: '2013-03-29', bound: 'by', opensOn: '2013-01-12' },
          }),
        ],
      }),
    )
    const [outcome] = await rounds(office, '2013-01-12', '2013-01-12')
    expect(outcome).toMatchObject({ occurrences: 1, reminders: 0, letters: 0 })
    expect(office.posted).toEqual([])
    await rounds(office, '2013-01-13', '2013-01-14')
    expect(office.posted.map(({ id }) => id)).toEqual(['2013-01-14.so-y-te@example.com'])
  })

  it('counts what it could not send, and what refused it, and stops for neither', async () => {
    const office = await openedOffice()
    const mailer = moodyPost(office.posted, ({ to }) =>
      to.startsWith('so-y-te') ? new MailDelayed('the server is away') : new MailRefused('no such mailbox'),
    )
    office.clock.moveTo('2013-01-08', '07:30')
    // What Sở Xây dựng gave back went to the office, which gave it back too.
    expect(await runRound({ ...office, mailer }, '2013-01-08')).toMatchObject({ letters: 0, refused: 2, failed: 1 })
    expect(await roundOf(office.truth, '2013-01-08')).toMatchObject({ state: 'done', outcome: { failed: 1 } })
    expect(await rounds(office, '2013-01-09', '2013-01-09')).toMatchObject([{ letters: 1, failed: 0 }])
  })

  it('goes on past an entry that the table was busy for, and comes back to it', async () => {
    let busy = 12
    const office = await openedOffice({
      around: (table) => ({
        ...table,
        transact(writes) {
          const speaks = writes.some((write) => 'put' in write && write.put.value['type'] === 'spokenOf')
          if (!speaks || busy === 0) return table.transact(writes)
          busy -= 1
          return Promise.reject(new TableBusy('a conflict'))
        },
      }),
    })
    const [outcome] = await rounds(office, '2013-01-08', '2013-01-08')
    expect(busy).toBe(0)
    expect(outcome).toMatchObject({ failed: 0, letters: 2 })
  })

  it('of an office without a programme is a round that found nothing to do', async () => {
    const office = openOffice({ day: '2013-01-07' })
    expect(await rounds(office, '2013-01-08', '2013-01-08')).toEqual([
      { occurrences: 0, reminders: 0, escalations: 0, letters: 0, refused: 0, failed: 0 },
    ])
  })

  it('says nothing of a programme whose launch has not ended', async () => {
    const office = openOffice({ day: '2013-01-07' })
    const stopped: Table = {
      ...office.truth,
      transact(writes) {
        const isLast = writes.some((write) => 'put' in write && write.put.value['type'] === 'launched')
        return isLast ? Promise.reject(new Error('cut off')) : office.truth.transact(writes)
      },
    }
    await expect(launch({ ...office, table: stopped }, tinyProgramme(), computedCalendar, secretary)).rejects.toThrow()
    await rounds(office, '2013-01-08', '2013-01-08')
    expect(office.posted).toEqual([])
    granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
    await rounds(office, '2013-01-09', '2013-01-09')
    expect(office.posted).toHaveLength(2)
  })

  it.each<[string, CalendarDate, number]>([
    ['given today', '2013-01-08', 4],
    ['late since the day before', '2013-04-01', 5],
    ['to open today', '2013-02-01', 3],
  ])('with work %s, cut off anywhere, ends as one that nobody disturbed', async (_, day, most) => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice({ day: '2013-01-07' }), table }
        granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
        for (let on: CalendarDate = '2013-01-08'; on < day; on = addDays(on, 1)) {
          office.clock.moveTo(on, '09:00')
          await runRound(office, on)
        }
      },
      world: () => openOffice({ day }),
      run: async (table, world, life) => {
        if (life === 'second') world.clock.forward(61)
        await runRound({ ...world, table }, day)
      },
      // What one life did is not counted by the other.
      leavingOut: ({ key }) => key.pk === 'ROUNDS',
      also: ({ posted }, undisturbed) => {
        const ids = (letters: typeof posted) => [...new Set(letters.map(({ id }) => id))].toSorted()
        expect(ids(posted)).toEqual(ids(undisturbed.posted))
        for (const letter of undisturbed.posted) {
          const times = posted.filter(({ id }) => id === letter.id)
          for (const one of times) expect(one).toEqual(letter)
          expect(times.length).toBeLessThanOrEqual(2)
        }
        expect(posted.length).toBeLessThanOrEqual(undisturbed.posted.length + most)
      },
    })
    expect(places).toBeGreaterThan(8)
  })

  it('opens an occurrence of a group of 24 once for each of them, wherever it was cut off', async () => {
    const { agencies, group } = aGroup('quan', 24)
    const opensOn = '2013-02-01'
    const programme = tinyProgramme({
      agencies: [...tinyProgramme().agencies, ...agencies],
      groups: [group],
      assignments: [
        anAssignment('all', {
          group: 'quan',
          schedule: { kind: 'dates', occurrences: [{ id: 'dot-1', opensOn, dueOn: '2013-03-15' }] },
        }),
      ],
    })
    await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice({ day: '2013-01-07' }), table }
        granted(await launch(office, programme, computedCalendar, secretary))
      },
      world: () => openOffice({ day: opensOn }),
      run: async (table, world) => {
        for (let page: PageStart | undefined = firstPage; page; ) {
          page = (await openOccurrencesPage({ ...world, table }, opensOn, page)).next
        }
        const { tasks } = await tasksOfProgramme(table, 'nho', { limit: 99 })
        expect(tasks.map(({ lead }) => lead)).toEqual(agencies.map(({ id }) => id))
        expect(await assignmentById(table, 'nho_all')).toMatchObject({ opened: ['dot-1'] })
      },
    })
  })

  it('opens an occurrence for those who are members of the group on its day', async () => {
    const office = await openedOffice(
      {},
      tinyProgramme({
        groups: [
          {
            id: 'cac-so',
            name: 'Các sở',
            members: [
              { agency: 'so-y-te', to: '2013-06-30' },
              { agency: 'so-xay-dung', from: '2013-07-01' },
            ],
          },
        ],
      }),
    )
    await rounds(office, '2013-02-01', '2013-02-01')
    await rounds(office, '2013-08-01', '2013-08-01')
    const { tasks } = await tasksOfProgramme(office.truth, 'nho', { limit: 99 })
    expect(tasks.filter(({ assignment }) => assignment === 'nho_dates').map(({ id }) => id)).toEqual([
      'nho_dates_dot-1_so-y-te',
      'nho_dates_dot-2_so-xay-dung',
    ])
  })
})

describe('the record of a round', () => {
  const inHalfAnHour = '2013-01-07T01:30:00.000Z'
  const take = (office: Pick<Office, 'table' | 'clock'>, holder: string) =>
    takeRound(office, '2013-01-07', holder, inHalfAnHour)

  it('is kept from others until its lease has run out, and then taken by one of them', async () => {
    const office = openOffice()
    expect(await take(office, 'a')).toMatchObject({ holder: 'a' })
    expect(await take(office, 'b')).toBeUndefined()
    expect(await take(office, 'a')).toMatchObject({ holder: 'a' })
    office.clock.forward(61)
    const taken = await Promise.all([take(office, 'b'), take(office, 'c')])
    expect(taken.filter((one) => one !== undefined)).toHaveLength(1)
  })

  it('that was finished while somebody thought its holder dead is not taken again', async () => {
    const office = openOffice()
    await take(office, 'a')
    office.clock.forward(61)
    const table: Table = {
      ...office.truth,
      async transact(writes) {
        const finished = { day: '2013-01-07', state: 'done', holder: 'a', leaseUntil: inHalfAnHour }
        await office.truth.transact([{ put: { key: { pk: 'ROUNDS', sk: '2013-01-07' }, value: finished } }])
        return office.truth.transact(writes)
      },
    }
    expect(await take({ ...office, table }, 'b')).toBeUndefined()
    expect(await roundOf(office.truth, '2013-01-07')).toMatchObject({ state: 'done' })
  })

  it('that was taken without an answer is its holder’s', async () => {
    const office = openOffice()
    const deaf = (carriedOut: boolean): Table => ({
      ...office.truth,
      async transact(writes: readonly Write[]) {
        if (carriedOut) await office.truth.transact(writes)
        throw new UnknownOutcome('nothing was heard')
      },
    })
    await expect(take({ ...office, table: deaf(false) }, 'a')).rejects.toBeInstanceOf(UnknownOutcome)
    expect(await take({ ...office, table: deaf(true) }, 'a')).toMatchObject({ holder: 'a' })
  })
})

describe('seals', () => {
  it('stand for every day up to yesterday, each chained to the one before, on days off too', async () => {
    const office = await openedOffice()
    await rounds(office, '2013-01-08', '2013-01-21')
    const days = []
    let previous = 'origin'
    for await (const seal of seals(office.truth, 'nho')) {
      expect(seal.previous).toBe(previous)
      previous = seal.hash
      days.push(seal.day)
    }
    expect(days).toEqual(Array.from({ length: 14 }, (_, n) => addDays('2013-01-07', n)))
  })

  it('go on over a programme that gives new work by a later document', async () => {
    const office = await openedOffice()
    await rounds(office, '2013-01-08', '2013-01-10')
    const document = {
      id: 'kh',
      title: 'Kế hoạch',
      number: '5/KH',
      issuedOn: '2013-01-10',
      issuer: 'thanh-uy',
    } as const
    const assignments = [anAssignment('unassigned', { lead: 'so-y-te' })]
    await assignByDocument(office, 'nho', { document, agencies: [], groups: [], assignments }, secretary)
    await rounds(office, '2013-01-11', '2013-01-14')
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })
})
