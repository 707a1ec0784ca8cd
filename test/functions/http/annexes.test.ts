import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Programme } from '../../../domain/programme/schema.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { allAssignments } from '../../../functions/stores/assignments.ts'
import { countsOfProgramme } from '../../../functions/stores/counts.ts'
import { everyTask, taskById } from '../../../functions/stores/tasks.ts'
import { type AnnexCells, annexDocx, annexXlsx } from '../reading/annexFiles.ts'
import { illustratedPlan } from '../reading/illustratedPlan.ts'
import { runRound } from '../runRound.ts'
import { type ApiOffice, aPerson, apiOffice } from './apiOffice.ts'

let api: ApiOffice
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-annexes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const document = {
  id: 'ke-hoach-ubnd',
  title: 'Kế hoạch thực hiện Chương trình',
  number: '01/KH-UBND',
  issuedOn: '2013-01-04',
  issuer: 'ubnd-tp',
}

/** Sent and taken in as any file is. */
async function sent(bytes: Uint8Array, name: string, programme: string, as: string): Promise<string> {
  const { body } = await api.ask('POST', '/api/files', {
    as,
    body: { programme, bytes: bytes.length, noStateSecrets: true },
  })
  const place = api.office.files.sendingAt(new URL(body.sending.url, 'http://localhost'))
  writeFileSync(place?.draft ?? '', bytes)
  place?.arrived()
  await api.ask('POST', `/api/files/${body.id}/confirmation`, { as, body: { name } })
  return body.id
}

const read = async (
  bytes: Uint8Array,
  name: string,
  programme = '28-ctrhd-tu',
  as = 'van-thu',
  on: unknown = document,
) =>
  api.ask('POST', `/api/programmes/${programme}/annexes`, {
    as,
    body: { document: on, file: await sent(bytes, name, programme, as) },
  })

async function applied(id: string, as = 'van-thu') {
  const outcomes: { assignment: string; outcome: string }[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const { status, body } = await api.ask('POST', `/api/annexes/${id}/application`, { as, body: { from } })
    expect(status, JSON.stringify(body)).toBe(200)
    outcomes.push(...body.outcomes)
    from = body.next
  }
  return outcomes
}

describe('the annex of 104 rows', () => {
  const { programme, rows } = illustratedPlan()
  beforeEach(async () => {
    const clerk = aPerson('van-thu', 'secretariat', 'vp-ubnd-tp', 'vp-thanh-uy')
    api = await apiOffice({ filesFolder: folder, more: [clerk] }, programme)
  })

  it.each([
    ['.docx', annexDocx],
    ['.xlsx', annexXlsx],
  ] as const)(
    'gives all of them from %s, a second time nothing, and undone nothing is left',
    async (ending, file) => {
      const { truth } = api.office
      const before = await standing()
      const { status, body } = await read(await file(rows), `phu-luc${ending}`)
      expect({ status, rows: body.rows, ready: body.ready, doubtful: body.doubtful }).toEqual({
        status: 201,
        rows: 104,
        ready: 99,
        doubtful: 0,
      })
      // Nothing is given by reading.
      expect((await standing()).assignments).toEqual(before.assignments)

      const outcomes = await applied(body.id)
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 99 }, () => 'given'))
      const given = new Map((await allAssignments(truth, programme.id)).map((one) => [one.clause, one]))
      for (const wanted of illustratedPlan().entries) {
        const { to, cooperating, product, givenBy, schedule } = given.get(wanted.clause) ?? {}
        expect({ to, cooperating, product, givenBy, schedule: dueOf(schedule) }).toEqual({
          to: wanted.lead ? { lead: wanted.lead } : { group: wanted.group },
          cooperating: wanted.cooperating ?? [],
          product: wanted.product,
          givenBy: 'ubnd-tp',
          schedule: dueOf(wanted.schedule),
        })
      }

      const after = await standing()
      expect((await applied(body.id)).every(({ outcome }) => outcome === 'already')).toBe(true)
      const again = await read(await file(rows), `phu-luc-gui-lai${ending}`)
      expect(again.body).toMatchObject({ ready: 0, doubtful: 0, missing: [] })
      expect(await standing()).toEqual(after)

      const undone = await api.ask('POST', `/api/annexes/${body.id}/undoing`, { as: 'van-thu' })
      expect({ status: undone.status, state: undone.body.state, ready: undone.body.ready }).toEqual({
        status: 200,
        state: 'undone',
        ready: 99,
      })
      expect(await standing()).toEqual(before)
      await runRound(api.office, '2013-01-08')
      expect(api.office.posted.filter(({ text }) => text.includes('01/KH-UBND'))).toEqual([])
      expect(await verifyTrail(api.office, programme.id)).toMatchObject({ flaws: [] })

      // And it may be given after all.
      await read(await file(rows), `phu-luc${ending}`)
      expect((await applied(body.id)).every(({ outcome }) => outcome === 'given')).toBe(true)
      expect((await standing()).counts).toEqual(after.counts)
    },
    60_000,
  )

  it('tells each agency of all its work in one letter', async () => {
    const { body } = await read(await annexXlsx(rows), 'phu-luc.xlsx')
    await applied(body.id)
    await runRound(api.office, '2013-01-08')
    const mailboxes = api.office.posted.map(({ to }) => to)
    expect(new Set(mailboxes).size).toBe(mailboxes.length)
    const leads = new Set(illustratedPlan().entries.flatMap(({ lead }) => (lead === undefined ? [] : [lead])))
    for (const lead of leads) {
      const { mailbox = '' } = [...programme.agencies].find(({ id }) => id === lead) ?? {}
      expect(mailboxes, lead).toContain(mailbox)
    }
  }, 60_000)

  /** What anybody sees of it: assignments but for the mark of an undoing, tasks in lists, counts, documents. */
  async function standing() {
    const { truth, clock } = api.office
    const assignments = await allAssignments(truth, programme.id)
    const { body } = await api.ask('GET', `/api/programmes/${programme.id}/documents`, { as: 'van-thu' })
    return {
      assignments: assignments.map(({ undone: _, ...one }) => one),
      tasks: (await everyTask(truth, programme.id)).map(({ id }) => id),
      counts: (await countsOfProgramme(truth, programme.id, clock.today())).all,
      documents: body.items.map(({ id }: { id: string }) => id),
    }
  }
})

describe('a row of an annex', () => {
  const row = (changes: Partial<AnnexCells>): AnnexCells => ({
    number: '1',
    place: '',
    what: 'Xây dựng nhà ở xã hội cho công nhân',
    lead: 'Sở Xây dựng',
    cooperating: '',
    product: '',
    time: '',
    ...changes,
  })
  const on = { ...document, issuer: 'thanh-uy' }
  const shown = async (...rows: readonly AnnexCells[]) =>
    (await read(await annexXlsx(rows), 'phu-luc.xlsx', 'nho', 'thu-ky', on)).body
  beforeEach(async () => {
    api = await apiOffice({ filesFolder: folder })
  })

  it('that no clause is like is shown and gives nothing', async () => {
    const view = await shown(row({ what: 'Mua sắm thiết bị văn phòng' }))
    expect(view.proposals[0]).toMatchObject({ state: 'doubtful', gives: [], doubts: [{ about: 'clause', may: [] }] })
    expect(
      (await api.ask('POST', `/api/annexes/${view.id}/application`, { as: 'thu-ky', body: {} })).body,
    ).toMatchObject({
      status: 409,
      code: 'nothing-to-change',
    })
  })

  it('of a clause with several assignments, of several leads, or of a body nobody knows is a question', async () => {
    const view = await shown(
      row({ place: 'Mục I.1, ý 1', what: 'Đẩy mạnh bảo hiểm y tế toàn dân', lead: 'Sở Y tế, Sở Xây dựng' }),
      row({ place: 'I.1-07', lead: 'Sở Du lịch' }),
    )
    const doubts = view.proposals.map(({ doubts: all }: { doubts: { about: string; words: string }[] }) =>
      all.map(({ about, words }) => [about, words]),
    )
    expect(doubts).toEqual([
      [
        ['clause', ''],
        ['lead', 'Sở Y tế, Sở Xây dựng'],
      ],
      [
        ['clause', 'I.1-7'],
        ['lead', 'Sở Du lịch'],
      ],
    ])
  })

  it('gives what a person says of it', async () => {
    const { id } = await shown(
      row({ what: 'Việc khác', lead: 'Sở Y tế, Sở Xây dựng', time: 'Hằng quý', place: 'I.1-01' }),
    )
    const schedule = { kind: 'once', dueOn: '2013-05-31', bound: 'by' }
    const answer = { row: 1, assignments: ['nho_unassigned'], to: { lead: 'so-y-te' }, schedule }
    const asked = await api.ask('POST', `/api/annexes/${id}/answers`, { as: 'thu-ky', body: { answers: [answer] } })
    expect(asked.body).toMatchObject({ ready: 1, proposals: [{ state: 'ready', by: 'person' }] })
    expect(await applied(id, 'thu-ky')).toEqual([{ assignment: 'nho_unassigned', outcome: 'given' }])
    expect(await taskById(api.office.truth, 'nho_unassigned')).toMatchObject({
      lead: 'so-y-te',
      cooperating: [{ agency: 'so-xay-dung' }],
      deadline: { dueOn: '2013-05-31' },
    })
  })

  it('that changes what was given shows the change, and undone the task is what it was', async () => {
    const before = await taskById(api.office.truth, 'nho_once')
    const { id, proposals } = await shown(row({ what: 'Việc once', lead: 'SXD', time: '30/6/2013', product: 'Đề án' }))
    expect(proposals[0].gives).toEqual([{ assignment: 'nho_once', effect: 'amends', changes: ['to', 'schedule'] }])
    await applied(id, 'thu-ky')
    expect(await taskById(api.office.truth, 'nho_once')).toMatchObject({ lead: 'so-xay-dung' })
    await api.ask('POST', `/api/annexes/${id}/undoing`, { as: 'thu-ky' })
    expect(await taskById(api.office.truth, 'nho_once')).toEqual(before)
    expect(await verifyTrail(api.office, 'nho')).toMatchObject({ flaws: [] })
  })

  it('whose work somebody began cannot be undone, and then none of the annex is', async () => {
    const { id } = await shown(row({ what: 'Việc khác' }))
    const answers = [{ row: 1, assignments: ['nho_unassigned'] }]
    await api.ask('POST', `/api/annexes/${id}/answers`, { as: 'thu-ky', body: { answers } })
    await applied(id, 'thu-ky')
    const progress = { as: 'ky-su', body: { text: 'Đã khảo sát' } }
    expect((await api.ask('POST', '/api/tasks/nho_unassigned/progress', progress)).status).toBe(200)
    const undone = await api.ask('POST', `/api/annexes/${id}/undoing`, { as: 'thu-ky' })
    expect(undone.body).toMatchObject({ status: 409, code: 'annex-in-use' })
    expect(await taskById(api.office.truth, 'nho_unassigned')).toMatchObject({ standing: { state: 'open' } })
  })

  it('of a file without such a table is refused', async () => {
    const answer = await read(await annexXlsx([]), 'trong.xlsx', 'nho', 'thu-ky', on)
    expect(answer.body).toMatchObject({ status: 422, code: 'annex-without-rows' })
  })
})

/** When it is due, as far as an annex says it. */
function dueOf(schedule: Programme['assignments'][number]['schedule'] | undefined) {
  if (schedule?.kind === 'once') return schedule.dueOn
  return schedule?.kind === 'recurring' && schedule.every === 'yearly' ? schedule.due : 'continuous'
}
