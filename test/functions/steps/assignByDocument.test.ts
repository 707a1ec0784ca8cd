import { describe, expect, it } from 'vitest'
import { type AssigningDocument, assignByDocument } from '../../../functions/steps/assignByDocument.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { assignmentById, changeAssignment } from '../../../functions/stores/assignments.ts'
import { search } from '../../../functions/stores/search.ts'
import { taskById } from '../../../functions/stores/tasks.ts'
import { happenedTo } from '../../../functions/stores/trail.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, openedOffice, openOffice, weathers } from '../office.ts'
import { aGroup, anAgency, anAssignment, computedCalendar, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

const { agencies: districts, group } = aGroup('quan', 24)

/** A plan that gives the unassigned clause to 24 districts, and another lead to the one given once. */
function aPlan(changes: Partial<AssigningDocument> = {}): AssigningDocument {
  const document = { id: 'ke-hoach', title: 'Kế hoạch', number: '5/KH', issuedOn: '2013-01-07', issuer: 'thanh-uy' }
  return {
    document: { ...document, issuedOn: '2013-01-07' },
    agencies: [...districts, anAgency('so-tai-chinh', { name: 'Sở Tài chính' })],
    groups: [group],
    assignments: [
      anAssignment('unassigned', { group: 'quan', basis: 'ke-hoach' }),
      anAssignment('quarterly', { lead: 'so-tai-chinh', basis: 'ke-hoach', schedule: due('2013-06-28') }),
    ],
    ...changes,
  }
}

const eventsOf = async (office: Pick<ReturnType<typeof openOffice>, 'truth'>, id: string) =>
  (await happenedTo(office.truth, `ASSIGNMENT#nho_${id}`, { limit: 99 })).events.map(({ type }) => type).toReversed()

describe.each(weathers)('a document that assigns, on %s', (_, rates) => {
  it('gives what was given to nobody, amends what was given, and opens what begins at once', async () => {
    const office = await openedOffice({ rates })
    const give = () => office.patiently(() => assignByDocument(office, 'nho', aPlan(), secretary))
    expect(await give()).toEqual([])
    expect(await assignmentById(office.truth, 'nho_unassigned')).toMatchObject({
      to: { group: 'quan' },
      basis: 'ke-hoach',
      opened: ['once'],
    })
    expect(await assignmentById(office.truth, 'nho_quarterly')).toMatchObject({ to: { lead: 'so-tai-chinh' } })
    for (const { id } of districts) expect(await taskById(office.truth, `nho_unassigned_${id}`)).toBeDefined()
    expect(await search(office.truth, 'nho', 'tai chinh', 9)).toHaveLength(1)
  })

  it('twice gives once', async () => {
    const office = await openedOffice({ rates })
    const give = () => office.patiently(() => assignByDocument(office, 'nho', aPlan(), secretary))
    expect(await give()).toEqual([])
    expect(await give()).toEqual([])
    expect(await eventsOf(office, 'unassigned')).toEqual(['assignmentEntered', 'assignmentGiven', 'occurrenceOpened'])
    const amended = ['assignmentEntered', 'occurrenceOpened', 'assignmentAmended', 'occurrenceOpened']
    expect(await eventsOf(office, 'quarterly')).toEqual(amended)
  })
})

describe('a document that assigns what the programme did not have', () => {
  const added = anAssignment('moi', { title: 'Lập quỹ', lead: 'so-y-te', product: 'Đề án', basis: 'ke-hoach' })
  const giving = (...assignments: readonly ReturnType<typeof anAssignment>[]) => aPlan({ assignments })
  const refusalOf = async (office: Awaited<ReturnType<typeof openedOffice>>, changes: Partial<typeof added>) =>
    (await assignByDocument(office, 'nho', giving({ ...added, ...changes }), secretary)).map(
      ({ refusal: { code } }) => code,
    )

  it('enters it on its own basis, gives it, opens it, and the trail holds', async () => {
    const office = await openedOffice()
    expect(await assignByDocument(office, 'nho', giving(added), secretary)).toEqual([])
    expect(await assignmentById(office.truth, 'nho_moi')).toMatchObject({
      title: 'Lập quỹ',
      clause: 'I.1-01',
      to: { lead: 'so-y-te' },
      basis: 'ke-hoach',
      addedBy: 'ke-hoach',
      opened: ['once'],
    })
    expect(await taskById(office.truth, 'nho_moi')).toMatchObject({ lead: 'so-y-te', basis: 'ke-hoach' })
    expect(await search(office.truth, 'nho', 'lap quy', 9)).toMatchObject([{ id: 'nho_moi' }])
    expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
  })

  it('enters it once, and a later document amends it', async () => {
    const office = await openedOffice()
    for (let time = 0; time < 2; time += 1) await assignByDocument(office, 'nho', giving(added), secretary)
    expect(await eventsOf(office, 'moi')).toEqual(['assignmentEntered', 'assignmentGiven', 'occurrenceOpened'])
    const later = giving({ ...added, lead: 'so-xay-dung' })
    const document = { ...later.document, id: 'ke-hoach-2' }
    expect(await assignByDocument(office, 'nho', { ...later, document }, secretary)).toEqual([])
    expect(await assignmentById(office.truth, 'nho_moi')).toMatchObject({
      to: { lead: 'so-xay-dung' },
      addedBy: 'ke-hoach',
    })
  })

  it.each<[string, Partial<typeof added>, string]>([
    ['of a clause that the document has not', { clause: 'I.9' }, 'unknown-clause'],
    ['whose lead nobody knows', { lead: 'khong-co' }, 'unknown-agency'],
    ['whose lead cooperates in it', { cooperating: [{ agency: 'so-y-te' }] }, 'lead-also-cooperates'],
    ['that could be the task of another', { id: 'unassigned_quan-01' }, 'entered-otherwise'],
  ])('enters nothing %s', async (_, changes, code) => {
    const office = await openedOffice()
    expect(await refusalOf(office, changes)).toEqual([code])
    expect(await assignmentById(office.truth, `nho_${changes.id ?? 'moi'}`)).toBeUndefined()
  })

  it('does not give another thing the id of what it entered', async () => {
    const office = await openedOffice()
    expect(await refusalOf(office, {})).toEqual([])
    expect(await refusalOf(office, { title: 'Xây trường' })).toEqual(['entered-otherwise'])
    expect(await refusalOf(office, { clause: 'I.1-02' })).toEqual(['entered-otherwise'])
  })

  it('stands in a section too', async () => {
    const office = await openedOffice()
    expect(await refusalOf(office, { clause: 'I.1' })).toEqual([])
  })

  it('cut off anywhere and begun again ends as one that nobody disturbed', async () => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        granted(await launch({ ...openOffice(), table }, tinyProgramme(), computedCalendar, secretary))
      },
      world: () => openOffice(),
      run: (table, { clock }) => assignByDocument({ table, clock }, 'nho', giving(added), secretary),
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(3)
  })
})

describe('a document that assigns', () => {
  it('run again does not undo what a later one changed', async () => {
    const office = await openedOffice()
    expect(await assignByDocument(office, 'nho', aPlan(), secretary)).toEqual([])
    const later = aPlan({ agencies: [], groups: [], assignments: [anAssignment('quarterly', { lead: 'so-y-te' })] })
    const document = { ...later.document, id: 'ke-hoach-2' }
    expect(await assignByDocument(office, 'nho', { ...later, document }, secretary)).toEqual([])
    expect(await assignByDocument(office, 'nho', aPlan(), secretary)).toEqual([])
    expect(await assignmentById(office.truth, 'nho_quarterly')).toMatchObject({ to: { lead: 'so-y-te' } })
  })

  it('that names a registered agency otherwise gives nothing and is not entered, until it is corrected', async () => {
    const office = await openedOffice()
    const wrong = aPlan({
      agencies: [...aPlan().agencies, anAgency('so-y-te', { name: 'Sở Y tế', office: 'van-phong' })],
    })
    const refusal = {
      code: 'registered-otherwise',
      kind: 'agency',
      id: 'so-y-te',
      name: 'Sở Y tế',
      differs: ['office'],
    }
    expect(await assignByDocument(office, 'nho', wrong, secretary)).toEqual([
      { assignment: 'nho_unassigned', refusal },
      { assignment: 'nho_quarterly', refusal },
    ])
    expect(await assignByDocument(office, 'nho', { ...wrong, assignments: [] }, secretary)).toEqual([
      { assignment: 'nho', refusal },
    ])
    expect(await office.truth.get({ pk: 'DOCUMENT#nho_ke-hoach', sk: 'STATE' })).toBeUndefined()
    expect(await assignByDocument(office, 'nho', aPlan(), secretary)).toEqual([])
  })

  it('cut off anywhere and begun again ends as one that nobody disturbed', async () => {
    const places = await cutOffEverywhere({
      before: async (table) => {
        granted(await launch({ ...openOffice(), table }, tinyProgramme(), computedCalendar, secretary))
      },
      world: () => openOffice(),
      run: (table, { clock }) => assignByDocument({ table, clock }, 'nho', aPlan(), secretary),
      leavingOut: ({ key }) => key.pk === 'REGISTERS',
    })
    expect(places).toBeGreaterThan(20)
  })

  it('says what it could not give, and gives the rest', async () => {
    const office = await openedOffice()
    const withdraw = { type: 'withdraw', document: 'vb-nho' } as const
    granted(await changeAssignment(office, office.rules, 'nho_quarterly', secretary, withdraw))
    const plan = aPlan()
    const refused = await assignByDocument(
      office,
      'nho',
      { ...plan, assignments: [...plan.assignments, anAssignment('khong-co')] },
      secretary,
    )
    expect(refused.map(({ assignment, refusal: { code } }) => [assignment, code])).toEqual([
      ['nho_quarterly', 'assignment-withdrawn'],
      ['nho_khong-co', 'unknown-assignment'],
    ])
    expect(await assignmentById(office.truth, 'nho_unassigned')).toMatchObject({ to: { group: 'quan' } })
  })

  it('of a programme that is not in force gives nothing', async () => {
    const office = await openedOffice()
    expect(await assignByDocument(office, 'khong-co', aPlan(), secretary)).toEqual([
      { assignment: 'khong-co', refusal: { code: 'not-found', thing: 'khong-co' } },
    ])
  })
})
