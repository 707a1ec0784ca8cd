import { expect, it } from 'vitest'
import { MailDelayed } from '../../../functions/services.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { latestSeal } from '../../../functions/stores/seals.ts'
import { aPerson } from '../http/apiOffice.ts'
import { moodyPost, openedOffice } from '../office.ts'
import { runRound } from '../runRound.ts'
import { secretary } from '../tinyProgramme.ts'

const inspector = aPerson('kiem-tra', 'inspection', 'thanh-uy')
const gone = {
  ...aPerson('da-nghi', 'inspection', 'thanh-uy'),
  positions: [{ agency: 'thanh-uy', title: 'Ủy viên', from: '2010-01-01' as const, to: '2012-12-31' as const }],
}

async function inspected() {
  const office = await openedOffice()
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  await registerPeople(office.truth, 'nho', [inspector, gone], occasion)
  office.clock.moveTo('2013-01-08', '07:30')
  return office
}
const sealsIn = (posted: readonly { readonly id: string }[]) => posted.filter(({ id }) => id.startsWith('seals.'))

it('whoever inspects is sent the seals by the round, once a day, and the letter is in the trail', async () => {
  const office = await inspected()
  await runRound(office, '2013-01-08')
  await runRound(office, '2013-01-08')
  const seal = await latestSeal(office.truth, 'nho')
  expect(sealsIn(office.posted)).toMatchObject([
    { id: 'seals.2013-01-08.kiem-tra', to: 'kiem-tra@example.com', text: expect.stringContaining(seal?.hash ?? '?') },
  ])
  expect((await verifyTrail(office, 'nho', seal?.hash)).flaws).toEqual([])
  office.clock.moveTo('2013-01-09', '07:30')
  await runRound(office, '2013-01-09')
  expect(sealsIn(office.posted)).toHaveLength(2)
})

it('a post that takes nothing today stops no round, and tomorrow’s seals are chained to these', async () => {
  const office = await inspected()
  const posted = office.posted
  const away = {
    ...office,
    mailer: moodyPost(posted, ({ id }) => (id.includes('01-08') ? new MailDelayed('away') : undefined)),
  }
  expect(await runRound(away, '2013-01-08')).toBeDefined()
  expect(sealsIn(posted)).toEqual([])
  office.clock.moveTo('2013-01-09', '07:30')
  await runRound(away, '2013-01-09')
  expect(sealsIn(posted)).toHaveLength(1)
})

it('a letter that went and was not recorded goes again, the same', async () => {
  const office = await inspected()
  const posted = office.posted
  let crashed = false
  const mailer = moodyPost(posted, () => undefined)
  const dying = {
    ...mailer,
    send: async (letter: Parameters<typeof mailer.send>[0]) => {
      await mailer.send(letter)
      if (!letter.id.startsWith('seals.') || crashed) return undefined
      crashed = true
      throw new Error('injected: the process died after the post took it')
    },
  }
  await runRound({ ...office, mailer: dying }, '2013-01-08')
  const [first, again] = sealsIn(posted)
  expect(again).toEqual(first)
  expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
})
