import { describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/http/api.ts'
import { keepExecutionOutcome } from '../../../functions/stores/executionOutcomes.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { programmesInForce } from '../../../functions/stores/programmes.ts'
import { cycleOffice } from '../steps/cycleOffice.ts'
import { secretary, tinyProgramme } from '../tinyProgramme.ts'
import { type Asking, people, requestOf } from './apiOffice.ts'

/** An office in which one programme is in force and workflows run. */
async function anOffice() {
  const { office, services, engine, advanceTo } = await cycleOffice({}, tinyProgramme({ id: 'cu' }))
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  await registerPeople(office.truth, 'cu', people, occasion)
  const identity = {
    verify: async (token: string) => ({ person: token, since: 0 }),
    signInBy: [],
    signIn: async () => undefined,
  }
  const faults: unknown[] = []
  const handler = apiHandler(
    { ...services, files: office.files, identity },
    { onFault: (_, error) => faults.push(error) },
  )
  return {
    office,
    faults,
    inForce: async () => (await programmesInForce(office.truth)).map(({ id }) => id),
    async ask(method: 'GET' | 'POST', path: string, asking: Asking) {
      const { statusCode: status, body = '' } = await handler(requestOf(method, path, asking))
      return { status, body: JSON.parse(body) }
    },
    async morning() {
      await advanceTo('2013-01-07', '10:30')
      await engine.settled()
    },
    settled: () => engine.settled(),
  }
}

/** A file that passes the check, as it would be written. */
function written(id: string) {
  const sections = [
    { id: 'I', title: 'Nhiệm vụ' },
    { id: 'I.1', title: 'Nhiệm vụ cụ thể' },
  ]
  return tinyProgramme({ id, sections, targets: [] })
}

describe('a programme file', () => {
  it('is launched, and what it came to is read; sent again it is the same launch', async () => {
    const { ask, morning, inForce } = await anOffice()
    const body = { programme: written('moi') }
    const begun = await ask('POST', '/api/launches', { as: 'thu-ky', body })
    expect(begun).toMatchObject({ status: 202, body: { state: 'running' } })
    await morning()
    const address = `/api/launches/${begun.body.id}`
    expect(await ask('GET', address, { as: 'thu-ky' })).toMatchObject({
      status: 200,
      body: { state: 'done', outcome: { programme: 'moi', assignments: 6, on: '2013-01-07' } },
    })
    expect(await inForce()).toEqual(['cu', 'moi'])
    const again = await ask('POST', '/api/launches', { as: 'thu-ky', body })
    expect(again).toMatchObject({ status: 202, body: { id: begun.body.id, state: 'done' } })
  })

  it('whose launch has failed says why, and sent again is the next attempt', async () => {
    const { ask, office } = await anOffice()
    const body = { programme: written('moi') }
    const { id } = (await ask('POST', '/api/launches', { as: 'thu-ky', body })).body
    const failed = { machine: 'programme-launch', name: id, status: 'FAILED', error: 'X', cause: 'Hết chỗ' } as const
    await keepExecutionOutcome(office.truth, { ...failed, at: office.clock.now() })
    expect(await ask('GET', `/api/launches/${id}`, { as: 'thu-ky' })).toMatchObject({
      body: { id, state: 'failed', cause: 'Hết chỗ' },
    })
    const again = (await ask('POST', '/api/launches', { as: 'thu-ky', body })).body
    expect([id, again.id]).toEqual([expect.stringMatching(/_a1$/), expect.stringMatching(/_a2$/)])
  })

  it('with problems is refused at once with a sentence for each, and nothing is entered', async () => {
    const { ask, settled, inForce } = await anOffice()
    const programme = { ...written('moi'), document: 'khong-co', title: '' }
    const answer = await ask('POST', '/api/launches', { as: 'thu-ky', body: { programme } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'malformed-request' } })
    expect(answer.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'programme.document',
      'programme.title',
    ])
    await settled()
    expect(await inForce()).toEqual(['cu'])
  })

  it.each([
    ['of an id that was launched with another content', { ...written('cu'), title: 'Khác' }, 409, 'launched-otherwise'],
    [
      'whose document is of a later day',
      {
        ...written('moi'),
        documents: written('moi').documents.map((one) => ({ ...one, issuedOn: '2013-02-01' as const })),
      },
      409,
      'before-document',
    ],
    [
      'that names a registered agency otherwise',
      { ...written('moi'), agencies: written('moi').agencies.map((one) => ({ ...one, name: `${one.name} khác` })) },
      409,
      'registered-otherwise',
    ],
    [
      'of the year 9999',
      { ...written('moi'), period: { from: '2013-01-01', to: '9999-12-31' } },
      422,
      'malformed-request',
    ],
    ['that is none', { khong: 'phai' }, 422, 'malformed-request'],
  ])('%s is refused, and nothing is entered', async (_, programme, status, code) => {
    const { ask, faults, inForce } = await anOffice()
    expect(await ask('POST', '/api/launches', { as: 'thu-ky', body: { programme } })).toMatchObject({
      status,
      body: { code, detail: expect.stringMatching(/\.$/) },
    })
    expect(faults).toEqual([])
    expect(await inForce()).toEqual(['cu'])
  })

  it('is launched by the office, and by nobody else', async () => {
    const { ask } = await anOffice()
    for (const as of ['bac-si', 'lanh-dao', 'danh-gia', 'quan-tri']) {
      const answer = await ask('POST', '/api/launches', { as, body: { programme: written('moi') } })
      expect([answer.status, answer.body.code]).toEqual([403, 'not-allowed'])
    }
    expect((await ask('GET', '/api/launches/khong-co', { as: 'thu-ky' })).body.code).toBe('not-found')
  })
})
