import { describe, expect, it } from 'vitest'
import {
  changeContribution,
  contributionById,
  contributionsOf,
  handOver,
} from '../../../functions/stores/contributions.ts'
import { countersOf, cycleById } from '../../../functions/stores/cycleItems.ts'
import { annexOf, keepAnnex } from '../../../functions/stores/cyclePapers.ts'
import { cyclesOfProgramme } from '../../../functions/stores/cycles.ts'
import { granted } from '../office.ts'
import { cycleOffice } from '../steps/cycleOffice.ts'
import { lead, officer, plan, yearlyReport } from '../steps/cycleProgrammes.ts'
import { anAgency, anAssignment, doctor } from '../tinyProgramme.ts'

const id = 'nho_R11_2013'
const ofDoctors = `${id}_g1_so-y-te`
const content = { rows: [{ clause: 'I.1-01', text: 'Đã thực hiện' }], evidence: [] }

async function opened() {
  const office = await cycleOffice({ day: '2013-10-18' }, yearlyReport())
  await office.round('2013-10-21')
  return office
}

describe('a contribution', () => {
  it('is on its agency’s list until it was sent', async () => {
    const { office, send } = await opened()
    const owed = async () => (await contributionsOf(office.truth, 'so-y-te', 'open', { limit: 10 })).contributions
    expect(await owed()).toMatchObject([{ id: ofDoctors, dueOn: '2013-12-06' }])
    await send(ofDoctors, 'so-y-te')
    expect(await owed()).toEqual([])
  })

  it('is counted once, however often it is sent and returned', async () => {
    const { office, services, rules, send } = await opened()
    for (const sent of [1, 0, 1]) {
      if (sent === 1) await send(ofDoctors, 'so-y-te')
      else granted(await changeContribution(services, rules, ofDoctors, officer, { type: 'return', reason: 'Thiếu' }))
      expect(await countersOf(office.truth, { id, gathering: 1 })).toEqual({ asked: 2, sent })
    }
    await send(ofDoctors, 'so-y-te', 'Bổ sung')
    expect(await countersOf(office.truth, { id, gathering: 1 })).toEqual({ asked: 2, sent: 1 })
  })

  it('sent by two at once is recorded for both, one after the other', async () => {
    const { office, services, rules } = await opened()
    const send = (agency: string) =>
      changeContribution(services, rules, `${id}_g1_${agency}`, { ...doctor, agency }, { type: 'send', content })
    await Promise.all([send('so-y-te'), send('so-xay-dung')])
    expect(await countersOf(office.truth, { id, gathering: 1 })).toEqual({ asked: 2, sent: 2 })
  })

  it('is late when the gathering was closed between the look and the write', async () => {
    const { office, services, rules, advanceTo } = await opened()
    await advanceTo('2013-12-06', '23:50')
    let isFirst = true
    const table = {
      ...services.table,
      get: services.table.get,
      query: services.table.query,
      transact: async (writes: Parameters<typeof services.table.transact>[0]) => {
        const sends = writes.some((write) => 'put' in write && write.put.key.pk === `CONTRIBUTION#${ofDoctors}`)
        if (sends && isFirst) {
          isFirst = false
          await advanceTo('2013-12-07', '00:30')
        }
        return services.table.transact(writes)
      },
    }
    granted(await changeContribution({ ...services, table }, rules, ofDoctors, doctor, { type: 'send', content }))
    expect(await contributionById(office.truth, ofDoctors)).toMatchObject({ state: 'late' })
    expect((await cycleById(office.truth, id))?.silent).toContain('so-y-te')
  })

  it('goes to a successor that was asked itself without being asked twice', async () => {
    const { office, services, rules } = await opened()
    const cycle = await cycleById(office.truth, id)
    if (!cycle) throw new Error('no cycle')
    for (const _ of [1, 2]) await handOver(services, rules, ofDoctors, 'so-xay-dung')
    expect(await countersOf(office.truth, cycle)).toEqual({ asked: 1, sent: 0 })
  })
})

describe('cycles', () => {
  it('are listed by their due day, planned ones with them', async () => {
    const { office } = await opened()
    const { cycles } = await cyclesOfProgramme(office.truth, 'nho', { limit: 10 })
    expect(cycles.map(({ dueOn, stage }) => [dueOn, stage.name])).toEqual([['2013-12-20', 'gathering']])
  })
})

describe('an annex', () => {
  it('of any length is kept whole, and replaced whole', async () => {
    const { services } = await cycleOffice({}, plan())
    const document = { id: 'ke-hoach', title: 'Kế hoạch', number: null, issuedOn: null, issuer: lead.agency }
    const agencies = Array.from({ length: 130 }, (_, index) => anAgency(`phong-${String(index).padStart(3, '0')}`))
    const assignments = Array.from({ length: 120 }, (_, index) => anAssignment(`viec-${index}`))
    const annex = { document, agencies, groups: [], assignments }
    await keepAnnex(services.table, 'nho_R05', annex)
    expect(await annexOf(services.table, 'nho_R05')).toEqual(annex)
    const shorter = { ...annex, agencies: agencies.slice(0, 1), assignments: assignments.slice(0, 3) }
    await keepAnnex(services.table, 'nho_R05', shorter)
    expect(await annexOf(services.table, 'nho_R05')).toEqual(shorter)
  })
})
