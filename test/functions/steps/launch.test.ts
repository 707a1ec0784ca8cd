import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { applyReorganisation } from '../../../functions/steps/reorganise.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById, assignmentsOfProgramme } from '../../../functions/stores/assignments.ts'
import { clausesOf, registersOf } from '../../../functions/stores/programmes.ts'
import { search } from '../../../functions/stores/search.ts'
import { taskById, tasksOfProgramme } from '../../../functions/stores/tasks.ts'
import { cutOffEverywhere, listing, timeless } from '../cutOff.ts'
import { granted, openedOffice, openOffice, weathers } from '../office.ts'
import { aGroup, anAgency, anAssignment, computedCalendar, secretary, tinyProgramme } from '../tinyProgramme.ts'

describe.each(weathers)('a launch on %s', (_, rates) => {
  it('brings the programme into force with all it assigns', async () => {
    const office = openOffice({ rates })
    const launched = await office.patiently(() => launch(office, tinyProgramme(), computedCalendar, secretary))
    expect(launched).toEqual({ programme: 'nho', assignments: 6, unassigned: 1, targets: 1 })
    expect((await registersOf(office.truth)).programmes.get('nho')).toMatchObject({
      status: 'inForce',
      launchedOn: '2013-01-07',
      trackedFrom: '2013-01-07',
    })
    const { tasks } = await tasksOfProgramme(office.truth, 'nho', { limit: 99 })
    expect(tasks.map(({ id }) => id)).toEqual([
      'nho_once',
      'nho_conditional',
      'nho_continuous',
      'nho_quarterly_2013-Q1',
    ])
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })

  it('twice is a launch once', async () => {
    const office = openOffice({ rates })
    const run = () => office.patiently(() => launch(office, tinyProgramme(), computedCalendar, secretary))
    const first = await run()
    const events = async () => (await verifyTrail({ ...office, table: office.truth }, 'nho')).events
    const before = await events()
    office.clock.moveTo('2013-01-08', '08:00')
    expect(await run()).toEqual(first)
    expect(await events()).toBe(before)
  })
})

describe('a launch', () => {
  it.each([
    ['alone', [] as string[]],
    ['beside a programme with the same agencies', ['hai']],
  ])('%s, cut off anywhere and begun again, ends as one that nobody disturbed', async (_, others) => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice(), table }
        for (const id of others) granted(await launch(office, tinyProgramme({ id }), computedCalendar, secretary))
      },
      world: () => openOffice(),
      run: (table, { clock }) => launch({ table, clock }, tinyProgramme(), computedCalendar, secretary),
      // How often the registers were written to says nothing of what they hold.
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(20)
  })

  it('with another content than it was begun with is refused, and changes nothing', async () => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice(), table: listed.table }
    granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
    const before = timeless(await listed.items())
    const other = tinyProgramme({ clauses: [{ id: 'I.1-01', title: 'Khác' }] })
    expect(await launch(office, other, computedCalendar, secretary)).toEqual({
      code: 'launched-otherwise',
      programme: 'nho',
    })
    expect(timeless(await listed.items())).toEqual(before)
  })

  it('leaves an agency that another programme has registered as it stands, and finds it in both', async () => {
    const { truth } = await openedOffice({}, tinyProgramme(), tinyProgramme({ id: 'hai' }))
    for (const programme of ['nho', 'hai']) {
      const found = await search(truth, programme, 'so y te', 9)
      expect(found.map(({ kind, id }) => [kind, id])).toEqual([['agency', 'so-y-te']])
    }
  })

  it.each([
    ['mailbox', { mailbox: 'khac@example.com' }],
    ['name', { name: 'Sở Y tế mới' }],
    ['head', { head: { position: 'Giám đốc', mailbox: 'giamdoc@example.com' } }],
    ['office', { office: 'van-phong' }],
    ['superior', { superior: 'thanh-uy' }],
  ])(
    'that names a registered agency with another %s writes nothing, and the corrected file is launched',
    async (field, changes) => {
      const listed = listing(openOffice().truth)
      const office = { ...openOffice(), table: listed.table }
      granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
      const before = timeless(await listed.items())
      const agencies = tinyProgramme().agencies.map((agency) =>
        agency.id === 'so-y-te' ? anAgency('so-y-te', { name: 'Sở Y tế', ...changes }) : agency,
      )
      expect(await launch(office, tinyProgramme({ id: 'hai', agencies }), computedCalendar, secretary)).toEqual({
        code: 'registered-otherwise',
        kind: 'agency',
        id: 'so-y-te',
        name: 'Sở Y tế',
        differs: [field],
      })
      expect(timeless(await listed.items())).toEqual(before)
      granted(await launch(office, tinyProgramme({ id: 'hai' }), computedCalendar, secretary))
    },
  )

  it('that names a registered group with other members is refused, and in another order is not', async () => {
    const office = await openedOffice()
    const group = (id: string, members: readonly string[]) =>
      tinyProgramme({ id, groups: [{ id: 'cac-so', name: 'Các sở', members: members.map((agency) => ({ agency })) }] })
    expect(await launch(office, group('hai', ['so-y-te']), computedCalendar, secretary)).toMatchObject({
      code: 'registered-otherwise',
      kind: 'group',
      differs: ['members'],
    })
    granted(await launch(office, group('hai', ['so-xay-dung', 'so-y-te']), computedCalendar, secretary))
  })

  it('that repeats what was first entered is no conflict after a reorganisation', async () => {
    const office = await openedOffice()
    const document = {
      id: 'nq-1',
      title: 'Nghị quyết',
      number: '1-NQ',
      issuedOn: '2013-01-07',
      issuer: 'thanh-uy',
    } as const
    const successors = [{ agency: 'so-xay-dung' }]
    const order = { document, agencies: [], from: 'so-y-te', on: '2013-01-07', successors } as const
    granted(await applyReorganisation(office, order, secretary))
    expect((await registersOf(office.truth)).directory.get('so-y-te')?.to).toBe('2013-01-06')
    granted(await launch(office, tinyProgramme({ id: 'hai' }), computedCalendar, secretary))
  })

  it('on a day before its document is refused and writes nothing; one whose day is awaited may begin', async () => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice({ day: '2013-01-01' }), table: listed.table }
    expect(await launch(office, tinyProgramme(), computedCalendar, secretary)).toEqual({
      code: 'before-document',
      issuedOn: '2013-01-02',
      today: '2013-01-01',
    })
    expect(await listed.items()).toEqual(timeless([]))
    const documents = tinyProgramme().documents.map((document) => ({ ...document, issuedOn: null }))
    granted(await launch(office, tinyProgramme({ documents }), computedCalendar, secretary))
  })

  it('makes the old results of a programme that is tracked later, and nobody hears of them', async () => {
    const office = openOffice()
    const late = '2013-04-01'
    granted(await launch(office, tinyProgramme(), computedCalendar, secretary, late))
    expect(await taskById(office.truth, 'nho_once')).toMatchObject({ beforeTracking: true })
    expect((await registersOf(office.truth)).programmes.get('nho')?.trackedFrom).toBe(late)
  })

  it('gives each of 60 members of a group its own task', async () => {
    const { agencies, group } = aGroup('quan-huyen', 60)
    const office = await openedOffice(
      {},
      tinyProgramme({
        agencies: [...tinyProgramme().agencies, ...agencies],
        groups: [group],
        assignments: [anAssignment('all', { group: 'quan-huyen' })],
      }),
    )
    const { tasks } = await tasksOfProgramme(office.truth, 'nho', { limit: 99 })
    expect(tasks.map(({ lead }) => lead)).toEqual(agencies.map(({ id }) => id))
  })

  it('keeps every clause, in the order of its document, however the document numbers them', async () => {
    const ids = ['II.ket', 'III.1-1', 'XIII-1', 'XIV-1', 'XIV-2', 'Dieu-5.Khoan-2', 'Dieu-5.Khoan-10']
    const clauses = ids.toReversed().map((id) => ({ id, title: `Ý ${id}` }))
    const assignments = ids.map((clause, n) => anAssignment(`viec-${9 - n}`, { clause, lead: 'so-y-te' }))
    const office = await openedOffice({}, tinyProgramme({ clauses, assignments, targets: [] }))
    expect((await clausesOf(office.truth, 'nho')).map(({ id }) => id)).toEqual(ids)
    const { tasks } = await tasksOfProgramme(office.truth, 'nho', { limit: 99 })
    expect(tasks.map(({ clause }) => clause)).toEqual(ids)
    expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
  })

  it('keeps what nobody was given as an assignment without a task', async () => {
    const { truth } = await openedOffice()
    expect(await assignmentById(truth, 'nho_unassigned')).not.toHaveProperty('to')
    const { assignments } = await assignmentsOfProgramme(truth, 'nho', { limit: 99 })
    expect(assignments.map(({ id }) => id)).toEqual(
      ['conditional', 'continuous', 'dates', 'once', 'unassigned', 'quarterly'].map((id) => `nho_${id}`),
    )
  })

  it('of a programme that has ended is refused', async () => {
    const office = await openedOffice()
    const item = await office.truth.get({ pk: 'PROGRAMMES', sk: 'nho' })
    if (!item) throw new Error('no programme')
    const ended = { ...item, value: { ...item.value, status: 'ended' } }
    await office.truth.transact([{ put: ended }, { update: { pk: 'REGISTERS', sk: 'REVISION' }, add: { revision: 1 } }])
    const again = await launch(office, tinyProgramme(), computedCalendar, secretary)
    expect(isRefusal(again) && again.code).toBe('programme-not-in-force')
  })
})
