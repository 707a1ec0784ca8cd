/** Whatever people, machines and reorganisations do to a gathering, in any order: what it must come to. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { step as askContributors } from '../../../functions/steps/askContributors.ts'
import { step as closeContributions } from '../../../functions/steps/closeContributions.ts'
import { step as nextStep } from '../../../functions/steps/nextStep.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { allContributionLines, changeContribution, contributionById } from '../../../functions/stores/contributions.ts'
import { countersOf, cycleById } from '../../../functions/stores/cycleItems.ts'
import { changeCycle } from '../../../functions/stores/cycles.ts'
import { agencyKeeping } from '../../../functions/stores/programmes.ts'
import { change } from '../../../functions/stores/record.ts'
import { machineWeathers } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'
import { type CycleOffice, cycleOffice } from './cycleOffice.ts'
import { officer, yearlyReport } from './cycleProgrammes.ts'

const id = 'nho_R11_2013'
const opened: CalendarDate = '2013-10-21'

const happening = fc.record({
  day: fc.integer({ min: 0, max: 60 }),
  what: fc.oneof(
    fc.record({ send: fc.constantFrom('so-y-te', 'so-xay-dung', 'ban-xay-dung') }),
    fc.record({ returned: fc.constantFrom('so-y-te', 'so-xay-dung') }),
    fc.record({ lastDay: fc.integer({ min: 0, max: 55 }) }),
    fc.constant({ merged: 'so-y-te' } as const),
    fc.constant({ stopped: true } as const),
    fc.constant({ calledAgain: true } as const),
  ),
})
type Happening = (typeof happening extends fc.Arbitrary<infer One> ? One : never)['what']

async function happen({ services, rules, engine, office, stage }: CycleOffice, what: Happening): Promise<void> {
  const today = services.clock.today()
  const cycle = await cycleById(office.truth, id)
  if ('send' in what) {
    const actor = { person: what.send, position: 'Chuyên viên', agency: what.send }
    const content = { rows: [{ clause: 'I.1-01', text: `Ngày ${today}` }], evidence: [] }
    await office.patiently(() =>
      changeContribution(services, rules, `${id}_g1_${what.send}`, actor, { type: 'send', content }),
    )
  } else if ('returned' in what) {
    const command = { type: 'return', reason: 'Thiếu số liệu' } as const
    await office.patiently(() => changeContribution(services, rules, `${id}_g1_${what.returned}`, officer, command))
  } else if ('lastDay' in what) {
    const gatherUntil = addDays(opened, what.lastDay)
    const command = { type: 'changeDates', document: 'vb-nho', gatherUntil } as const
    await office.patiently(() => changeCycle(services, rules, id, officer, command))
  } else if ('merged' in what) {
    const successors = [{ agency: 'ban-xay-dung', from: today }]
    await office.patiently(() =>
      change(services, agencyKeeping, what.merged, secretary, (agency) =>
        agency.to
          ? undefined
          : { type: 'agencyEnded', data: {}, state: { ...agency, to: addDays(today, -1), successors } },
      ),
    )
  } else if ('stopped' in what) {
    await services.workflows.stop('periodic-report', `${id}_a${cycle?.attempt}`)
  } else {
    // What is delivered twice.
    const payload = { cycleId: id, attempt: cycle?.attempt ?? 1 }
    await office.patiently(() => nextStep(services, { ...payload, turn: 1 }))
    if ((await stage(id)) === 'asking')
      await office.patiently(() => askContributors(services, { ...payload, after: null }))
    if ((await stage(id)) === 'closing')
      await office.patiently(() => closeContributions(services, { ...payload, after: null }))
  }
  await engine.settled()
}

it.each(machineWeathers)(
  'a gathering, on %s',
  async (_, rates) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 12 }),
        fc.integer({ min: 1, max: 1000 }),
        async (story, seed) => {
          const office = await cycleOffice({ day: '2013-10-18', rates, seed }, yearlyReport())
          await office.round(opened)
          for (const { day, what } of story.toSorted((a, b) => a.day - b.day)) {
            const on = addDays(opened, day)
            await office.advanceTo(on, '15:00')
            await happen(office, what)
          }
          for (const day of ['2013-12-23', '2013-12-24', '2013-12-25', '2013-12-26'] as const) await office.round(day)
          const { truth } = office.office
          const cycle = await cycleById(truth, id)
          if (!cycle) throw new Error('the cycle is gone')
          // It came as far as only people bring it, whatever befell it on the way.
          expect(cycle.stage.name).toBe('finalising')
          const lines = await allContributionLines(truth, cycle)
          // Nobody is left waiting to be asked, and nobody was asked twice.
          expect(lines.filter(({ state }) => state === 'asked' || state === 'returned')).toEqual([])
          expect(new Set(lines.map(({ agency }) => agency)).size).toBe(lines.length)
          // Who was silent at the closing is on the list, and nobody else.
          expect(cycle.silent).toEqual(
            lines.filter(({ state }) => state === 'closed' || state === 'late').map(({ agency }) => agency),
          )
          // The counts are what counting gives.
          expect(await countersOf(truth, cycle)).toEqual({
            asked: lines.filter(({ state }) => state !== 'withdrawn').length,
            sent: lines.filter(({ state }) => state === 'sent').length,
          })
          for (const line of lines) {
            const contribution = await contributionById(truth, line.id)
            expect(contribution?.state).toBe(line.state)
            if (line.state === 'late') expect(contribution?.sentOn).toBeDefined()
          }
          expect((await verifyTrail({ table: truth, clock: office.services.clock }, 'nho')).flaws).toEqual([])
          const running = await office.services.workflows.describe('periodic-report', `${id}_a${cycle.attempt}`)
          expect(running).toBe('RUNNING')
        },
      ),
      { numRuns: 12, seed: 20131130 },
    )
  },
  30_000,
)
