import { describe, expect, it } from 'vitest'
import type { ProgrammeState } from '../../../domain/programme/programmeState.ts'
import { Settings } from '../../../domain/programme/schema.ts'
import { created } from '../../../functions/steps/registers.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { programmeKeeping } from '../../../functions/stores/programmes.ts'
import { createAll, writeSurely } from '../../../functions/stores/record.ts'
import { openOffice } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'

const programme: ProgrammeState = {
  id: 'nho',
  title: 'Chương trình',
  document: 'vb-nho',
  period: { from: '2013-01-01', to: '2014-12-31' },
  stages: [],
  trackedFrom: '2013-01-07',
  settings: Settings.parse({}),
  launchedOn: '2013-01-07',
  status: 'inForce',
}

/** What verify says of a programme with one clause, whose launch said this of its words. */
async function flawsWith(told: object) {
  const office = openOffice()
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  const begun = { content: 'x', programme, ...told }
  await createAll(office.truth, [created(programmeKeeping, programme, 'launchBegun', begun, occasion)])
  const key = { pk: 'CLAUSES#nho', sk: '1-01' }
  await writeSurely(office.truth, [{ put: { key, value: { id: 'I.1-01', title: 'Ý một' } } }])
  return (await verifyTrail(office, 'nho')).flaws
}

describe('the words of a programme', () => {
  it('that its launch said nothing of are held against nothing', async () => {
    expect(await flawsWith({})).toEqual([])
  })

  it.each([[null], ['words'], [7], [{ 'CLAUSES#nho 1-01': 7 }]])(
    'of which it said %j are a flaw of the launch',
    async (words) => {
      expect(await flawsWith({ words })).toEqual([{ thing: 'PROGRAMME#nho', seq: 1, what: 'unreadable' }])
    },
  )

  it('that it never entered are named', async () => {
    expect(await flawsWith({ words: {} })).toEqual([{ thing: 'CLAUSES#nho 1-01', what: 'stateDiffers' }])
  })
})
