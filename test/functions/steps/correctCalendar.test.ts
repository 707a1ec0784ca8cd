import { describe, expect, it } from 'vitest'
import { correctCalendar, previewCalendar } from '../../../functions/steps/correctCalendar.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { registersOf } from '../../../functions/stores/programmes.ts'
import { tasksOwed } from '../../../functions/stores/tasks.ts'
import { happenedTo } from '../../../functions/stores/trail.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'
import { cutOffEverywhere, listing, timeless } from '../cutOff.ts'
import { granted, type Office, openedOffice, openOffice, weathers } from '../office.ts'
import { runRound } from '../runRound.ts'
import { anAssignment, computedCalendar, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

/** With the orders of every year: that of 2013 takes Friday 15/2 off, and Saturday 23/2 is worked for it. */
const orders = calendarFile()

/** A task whose first step before its deadline, 7 working days, falls near Tết. */
const programme = (id: string) =>
  tinyProgramme({
    id,
    assignments: [
      anAssignment('near', { lead: 'so-y-te', schedule: due('2013-02-22') }),
      anAssignment('far', { lead: 'so-xay-dung', schedule: due('2013-12-20') }),
    ],
    targets: [],
    clauses: [],
  })

async function queue({ truth }: Pick<Office, 'truth'>) {
  const places: Record<string, string> = {}
  const { items } = await truth.query({ index: 'byDay', pk: 'REMIND', limit: 99 })
  for (const { indexes } of items) {
    const [day = '', id = ''] = indexes?.byDay?.sk.split('#') ?? []
    places[id] = day
  }
  return places
}

/** After the letters of the giving. */
async function anOffice(rates = {}) {
  const office = await openedOffice({ rates }, programme('nho'), programme('hai'))
  office.clock.moveTo('2013-01-08', '07:30')
  await office.patiently(() => runRound(office, '2013-01-08'))
  office.clock.moveTo('2013-01-25', '07:30')
  await office.patiently(() => runRound(office, '2013-01-25'))
  return office
}

describe('the preview of a calendar', () => {
  it('shows the days that change and the reminders that move, and writes nothing', async () => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice(), table: listed.table }
    granted(await launch(office, programme('nho'), computedCalendar, secretary))
    office.clock.moveTo('2013-01-25', '07:30')
    await runRound(office, '2013-01-25')
    const before = timeless(await listed.items())
    const { days, reminders } = await previewCalendar(office, orders)
    expect(days).toContainEqual({ day: '2013-02-15', was: 'làm việc', becomes: 'nghỉ hoán đổi dịp Tết Nguyên đán' })
    const near = reminders.find(({ task }) => task === 'nho_near')
    expect(near).toMatchObject({ programme: 'nho', title: 'Việc near' })
    expect(near && near.to < near.from).toBe(true)
    expect(timeless(await listed.items())).toEqual(before)
  })

  it('of the calendar that is kept shows nothing', async () => {
    const none = { added: 0, removed: 0 }
    expect(await previewCalendar(await anOffice(), computedCalendar)).toMatchObject({
      days: [],
      reminders: [],
      difference: { letters: none, reminders: none },
    })
  })
})

describe.each(weathers)('a changed calendar on %s', (_, rates) => {
  it('puts every open task where its preview says, in every programme', async () => {
    const office = await anOffice(rates)
    const { days, reminders } = await previewCalendar({ ...office, table: office.truth }, orders)
    expect(reminders.length).toBeGreaterThan(1)
    const before = await queue(office)
    const corrected = granted(await office.patiently(() => correctCalendar(office, orders, secretary)))
    expect(corrected.days).toEqual(days)
    const moved = Object.fromEntries(reminders.map(({ task, to }) => [task, to]))
    expect(await queue(office)).toEqual({ ...before, ...moved })
    expect((await registersOf(office.truth)).calendar.isWorkingDay('2013-02-15')).toBe(false)
  })

  it('is told in the trail of each programme once, and the trail verifies', async () => {
    const office = await anOffice(rates)
    for (let time = 0; time < 2; time += 1) await office.patiently(() => correctCalendar(office, orders, secretary))
    for (const id of ['nho', 'hai']) {
      const { events } = await happenedTo(office.truth, `PROGRAMME#${id}`, { limit: 9 })
      expect(events.map(({ type }) => type)).toEqual(['calendarChanged', 'launched', 'launchBegun'])
      expect((await verifyTrail({ ...office, table: office.truth }, id)).flaws).toEqual([])
    }
  })
})

describe('a changed calendar', () => {
  it('is refused where no programme has brought one', async () => {
    expect(await correctCalendar(openOffice(), orders, secretary)).toMatchObject({ code: 'not-found' })
  })

  it('twice moves nothing the second time, and still says which days it changed', async () => {
    const office = await anOffice()
    const first = granted(await correctCalendar(office, orders, secretary))
    expect(first.replanned).toBeGreaterThan(0)
    expect(await correctCalendar(office, orders, secretary)).toEqual({ days: first.days, replanned: 0 })
  })

  it('and back again leaves the queue as it was', async () => {
    const office = await anOffice()
    const before = await queue(office)
    await correctCalendar(office, orders, secretary)
    expect(await queue(office)).not.toEqual(before)
    await correctCalendar(office, computedCalendar, secretary)
    expect(await queue(office)).toEqual(before)
  })

  it('is found in the queue on the day that it says', async () => {
    const office = await anOffice()
    const [reminder] = (await previewCalendar(office, orders)).reminders
    await correctCalendar(office, orders, secretary)
    const { tasks } = await tasksOwed(office.truth, reminder?.to ?? '2013-01-01', { limit: 9 })
    expect(tasks.map(({ id }) => id)).toContain(reminder?.task)
  })

  it('cut off anywhere and begun again ends as one that nobody disturbed', async () => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice(), table }
        for (const id of ['nho', 'hai']) granted(await launch(office, programme(id), computedCalendar, secretary))
        office.clock.moveTo('2013-01-25', '07:30')
        await runRound(office, '2013-01-25')
      },
      world: () => openOffice({ day: '2013-01-25' }),
      run: (table, world) => correctCalendar({ ...world, table }, orders, secretary),
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(3)
  })
})
