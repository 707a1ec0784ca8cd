import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../../../domain/refusals.ts'
import { endProgramme } from '../../../functions/steps/endProgramme.ts'
import { launch } from '../../../functions/steps/launch.ts'
import {
  applyReorganisation,
  previewReorganisation,
  type ReorganisationOrder,
} from '../../../functions/steps/reorganise.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById } from '../../../functions/stores/assignments.ts'
import { countsOfAgency } from '../../../functions/stores/counts.ts'
import { documentById, registersOf } from '../../../functions/stores/programmes.ts'
import { changeTask, taskById } from '../../../functions/stores/tasks.ts'
import { happenedTo } from '../../../functions/stores/trail.ts'
import { cutOffEverywhere, listing, timeless } from '../cutOff.ts'
import { granted, type Office, openedOffice, openOffice, weathers } from '../office.ts'
import { runRound } from '../runRound.ts'
import {
  anAgency,
  anAssignment,
  builder,
  computedCalendar,
  doctor,
  secretary,
  tinyProgramme,
} from '../tinyProgramme.ts'

/** Sở Xây dựng ends; what it held goes to a new body. */
function merger(changes: Partial<ReorganisationOrder> = {}): ReorganisationOrder {
  return {
    document: {
      id: 'sap-xep',
      title: 'Nghị quyết về sắp xếp cơ quan',
      number: '7/NQ',
      issuedOn: '2013-02-15',
      issuer: 'thanh-uy',
    },
    agencies: [anAgency('so-moi', { name: 'Sở Mới' })],
    from: 'so-xay-dung',
    on: '2013-03-01',
    successors: [{ agency: 'so-moi' }],
    ...changes,
  }
}

async function anOffice(rates = {}) {
  const office = await openedOffice({ rates }, tinyProgramme(), tinyProgramme({ id: 'hai' }))
  office.clock.moveTo('2013-03-01', '08:00')
  return office
}

const holdersOf = async ({ truth }: Pick<Office, 'truth'>, id: string) => {
  const task = await taskById(truth, id)
  return { lead: task?.lead, cooperating: task?.cooperating.map(({ agency }) => agency) }
}

const codeOf = (answer: object | Refusal) => (isRefusal(answer) ? answer.code : undefined)

describe('the preview of a reorganisation', () => {
  it('names each task and assignment with its new holder, in every programme in force, and writes nothing', async () => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice(), table: listed.table }
    for (const id of ['nho', 'hai']) granted(await launch(office, tinyProgramme({ id }), computedCalendar, secretary))
    const before = timeless(await listed.items())
    const { moves, undecided, groups } = granted(await previewReorganisation(office, merger()))
    expect(moves.map(({ programme, thing, id, as, to }) => `${programme} ${thing} ${id} ${as} ${to}`)).toEqual(
      ['hai', 'nho'].flatMap((programme) => [
        `${programme} task ${programme}_quarterly_2013-Q1 lead so-moi`,
        `${programme} task ${programme}_once cooperating so-moi`,
        `${programme} task ${programme}_conditional lead so-moi`,
        `${programme} assignment ${programme}_conditional lead so-moi`,
        `${programme} assignment ${programme}_once cooperating so-moi`,
        `${programme} assignment ${programme}_quarterly lead so-moi`,
      ]),
    )
    expect(undecided).toEqual([])
    expect(groups).toEqual([{ group: 'cac-so', joining: ['so-moi'] }])
    expect(timeless(await listed.items())).toEqual(before)
  })

  it('leaves to a person what no successor, or more than one, was named for', async () => {
    const office = await anOffice()
    const split = merger({
      agencies: [anAgency('so-a'), anAgency('so-b')],
      successors: [
        { agency: 'so-a', clauses: ['I.1-02'] },
        { agency: 'so-b', clauses: ['I.9'] },
      ],
    })
    const { moves, undecided } = granted(await previewReorganisation(office, split))
    expect(new Set(moves.map(({ id, to }) => `${id.slice(4)} ${to}`))).toContain('quarterly so-a')
    expect(undecided.map(({ id, as }) => `${id} ${as}`)).toContain('nho_conditional lead')
    const choices = Object.fromEntries(undecided.map(({ id }) => [id, 'so-b']))
    const chosen = granted(await previewReorganisation(office, { ...split, choices }))
    expect(chosen.undecided).toEqual([])
    expect(chosen.moves.find(({ id }) => id === 'nho_conditional')?.to).toBe('so-b')
  })
})

describe.each(weathers)('a reorganisation on %s', (_, rates) => {
  it('moves what is open in every programme, ends the body with its successors, and the trail verifies', async () => {
    const office = await anOffice(rates)
    const answer = await office.patiently(() => applyReorganisation(office, merger(), secretary))
    expect(isRefusal(answer)).toBe(false)
    for (const programme of ['nho', 'hai']) {
      expect(await holdersOf(office, `${programme}_quarterly_2013-Q1`)).toEqual({ lead: 'so-moi', cooperating: [] })
      expect(await holdersOf(office, `${programme}_once`)).toEqual({ lead: 'so-y-te', cooperating: ['so-moi'] })
      expect(await assignmentById(office.truth, `${programme}_quarterly`)).toMatchObject({ to: { lead: 'so-moi' } })
      expect(await countsOfAgency(office.truth, programme, 'so-xay-dung', '2013-03-01')).toMatchObject({
        openInTime: 0,
      })
      expect((await verifyTrail({ ...office, table: office.truth }, programme)).flaws).toEqual([])
    }
    const { directory, groups } = await registersOf(office.truth)
    expect(directory.get('so-xay-dung')).toMatchObject({
      name: 'Sở Xây dựng',
      to: '2013-02-28',
      successors: [{ agency: 'so-moi', from: '2013-03-01', document: 'sap-xep' }],
    })
    expect(groups.get('cac-so')?.members).toEqual([
      { agency: 'so-y-te' },
      { agency: 'so-xay-dung', to: '2013-02-28' },
      { agency: 'so-moi', from: '2013-03-01' },
    ])
  })

  it('twice is one', async () => {
    const office = await anOffice(rates)
    const apply = () => office.patiently(() => applyReorganisation(office, merger(), secretary))
    expect(isRefusal(await apply())).toBe(false)
    expect(await apply()).toEqual({ moved: 0 })
    const { events } = await happenedTo(office.truth, 'AGENCY#so-xay-dung', { limit: 9 })
    expect(events.map(({ type }) => type)).toEqual(['agencyEnded', 'agencyEntered'])
  })
})

describe('a reorganisation', () => {
  it('leaves what is done under the old name', async () => {
    const office = await anOffice()
    const handIn = { type: 'submit', evidence: [{ title: 'Báo cáo' }] } as const
    granted(await changeTask(office, office.rules, 'nho_quarterly_2013-Q1', builder, handIn))
    granted(await changeTask(office, office.rules, 'nho_quarterly_2013-Q1', secretary, { type: 'accept' }))
    granted(await applyReorganisation(office, merger(), secretary))
    expect(await holdersOf(office, 'nho_quarterly_2013-Q1')).toMatchObject({ lead: 'so-xay-dung' })
    expect(await countsOfAgency(office.truth, 'nho', 'so-xay-dung', '2013-03-01')).toMatchObject({ doneOnTime: 1 })
  })

  it('moves an unanswered part, and leaves an answered one with who answered it', async () => {
    const office = await anOffice()
    const ask = (id: string) =>
      ({ type: 'askPart', id, holder: { agency: 'so-xay-dung' }, what: id, dueOn: '2013-03-20' }) as const
    granted(await changeTask(office, office.rules, 'nho_once', doctor, ask('p1')))
    granted(await changeTask(office, office.rules, 'nho_once', doctor, ask('p2')))
    granted(
      await changeTask(office, office.rules, 'nho_once', builder, { type: 'answerPart', id: 'p1', text: 'Đã gửi' }),
    )
    granted(await applyReorganisation(office, merger(), secretary))
    const task = await taskById(office.truth, 'nho_once')
    expect(task?.parts.map(({ holder }) => holder.agency)).toEqual(['so-xay-dung', 'so-moi'])
  })

  it('sends the successor the next letter, and the old mailbox none', async () => {
    const office = await anOffice()
    granted(await applyReorganisation(office, merger(), secretary))
    office.clock.moveTo('2013-03-04', '07:30')
    await runRound(office, '2013-03-04')
    const mailboxes = office.posted.map(({ to }) => to)
    expect(mailboxes).toContain('so-moi@example.com')
    expect(mailboxes).not.toContain('so-xay-dung@example.com')
  })

  it('makes the next occurrence of a group for its new member', async () => {
    const office = await anOffice()
    granted(await applyReorganisation(office, merger(), secretary))
    office.clock.moveTo('2013-08-01', '07:30')
    await runRound(office, '2013-08-01')
    expect(await taskById(office.truth, 'nho_dates_dot-2_so-moi')).toBeDefined()
    expect(await taskById(office.truth, 'nho_dates_dot-2_so-xay-dung')).toBeUndefined()
  })

  it.each<[string, Partial<ReorganisationOrder>, string]>([
    ['of a body that nobody knows', { from: 'khong-co' }, 'unknown-agency'],
    ['with a successor that nobody knows', { agencies: [] }, 'unknown-agency'],
    ['into itself', { successors: [{ agency: 'so-xay-dung' }] }, 'nothing-to-change'],
    ['with work that nobody takes', { successors: [] }, 'holders-undecided'],
    ['before its day', { on: '2013-03-02' }, 'not-before'],
  ])('%s is refused, and nothing is written', async (_, changes, code) => {
    const listed = listing(openOffice().truth)
    const office = { ...openOffice(), table: listed.table }
    granted(await launch(office, tinyProgramme(), computedCalendar, secretary))
    office.clock.moveTo('2013-03-01', '08:00')
    const before = timeless(await listed.items())
    expect(codeOf(await applyReorganisation(office, merger(changes), secretary))).toBe(code)
    expect(timeless(await listed.items())).toEqual(before)
  })

  it('of a body that is known to end later ends it now', async () => {
    const { agencies } = tinyProgramme()
    const known = agencies.map((agency) =>
      agency.id === 'so-xay-dung' ? { ...agency, to: '2014-06-30' as const } : agency,
    )
    const office = await openedOffice({}, tinyProgramme({ agencies: known }))
    office.clock.moveTo('2013-03-01', '08:00')
    granted(await applyReorganisation(office, merger(), secretary))
    expect((await registersOf(office.truth)).directory.get('so-xay-dung')?.to).toBe('2013-02-28')
    expect(await applyReorganisation(office, merger(), secretary)).toEqual({ moved: 0 })
  })

  it('of a body that holds nothing ends it without a successor, once', async () => {
    const office = await anOffice()
    const order = merger({ from: 'van-phong', successors: [], agencies: [] })
    expect(await applyReorganisation(office, order, secretary)).toEqual({ moved: 0 })
    expect(await applyReorganisation(office, order, secretary)).toEqual({ moved: 0 })
    const { events } = await happenedTo(office.truth, 'AGENCY#van-phong', { limit: 9 })
    expect(events.map(({ type }) => type)).toEqual(['agencyEnded', 'agencyEntered'])
  })

  it('of a body that another document has ended is refused', async () => {
    const office = await anOffice()
    granted(await applyReorganisation(office, merger(), secretary))
    const other = merger({ document: { ...merger().document, id: 'khac' } })
    expect(codeOf(await applyReorganisation(office, other, secretary))).toBe('agency-ended')
  })

  it('cut off anywhere and begun again ends as one that nobody disturbed', async () => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        const office = { ...openOffice(), table }
        const assignments = [
          anAssignment('once', { lead: 'so-y-te', cooperating: [{ agency: 'so-xay-dung' }] }),
          anAssignment('dates', { group: 'cac-so' }),
          anAssignment('continuous', { lead: 'so-xay-dung', schedule: { kind: 'continuous' } }),
        ]
        for (const id of ['nho', 'hai']) {
          const programme = tinyProgramme({ id, assignments, targets: [], clauses: [] })
          granted(await launch(office, programme, computedCalendar, secretary))
        }
      },
      world: () => openOffice({ day: '2013-03-01' }),
      run: async (table, world) => granted(await applyReorganisation({ ...world, table }, merger(), secretary)),
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(15)
  })
})

it('after the last programme has ended, what begins and the document stand in its trail', async () => {
  const office = await openedOffice()
  const { document } = merger()
  const ending = { document, decisions: [], others: { how: 'stopped', document: 'vb-nho' } } as const
  granted(await endProgramme(office, 'nho', ending, secretary))
  office.clock.moveTo('2013-03-01', '08:00')
  granted(await applyReorganisation(office, merger({ document: { ...document, id: 'sau' } }), secretary))
  expect((await registersOf(office.truth)).directory.get('so-moi')).toMatchObject({ programme: 'nho' })
  expect(await documentById(office.truth, 'nho', 'sau')).toMatchObject({ number: '7/NQ' })
  expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
})
