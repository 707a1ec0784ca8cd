import { expect, it } from 'vitest'
import type { Person } from '../../../domain/agencies/person.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { type Letter, MailDelayed, MailRefused } from '../../../functions/services.ts'
import { created } from '../../../functions/steps/registers.ts'
import { sendSeals } from '../../../functions/steps/sendSeals.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { officeKeeping, officeTrail, type SealLetters } from '../../../functions/stores/office.ts'
import { registerPeople } from '../../../functions/stores/people.ts'
import { createAll } from '../../../functions/stores/record.ts'
import type { RoundOutcome } from '../../../functions/stores/rounds.ts'
import { lastSealLetter } from '../../../functions/stores/sealLetters.ts'
import { latestSeal, sealUpTo } from '../../../functions/stores/seals.ts'
import { aPerson } from '../http/apiOffice.ts'
import { moodyPost, openedOffice } from '../office.ts'
import { runRound } from '../runRound.ts'
import { secretary } from '../tinyProgramme.ts'

const inspector = aPerson('kiem-tra', 'inspection', 'thanh-uy')
const gone = {
  ...aPerson('da-nghi', 'inspection', 'thanh-uy'),
  positions: [{ agency: 'thanh-uy', title: 'Ủy viên', from: '2010-01-01' as const, to: '2012-12-31' as const }],
}

/** An office on the morning after its first day. */
async function inspected(day: CalendarDate = '2013-01-07', ...more: readonly Person[]) {
  const office = await openedOffice({ day })
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  await registerPeople(office.truth, 'nho', [inspector, gone, ...more], occasion)
  office.clock.moveTo(addDays(day, 1), '07:30')
  return office
}
/** The same, of an office that has said how often. */
async function inspectedAs(sealLetters: SealLetters, day: CalendarDate) {
  const office = await inspected(day)
  const occasion = { at: office.clock.now(), day, actor: secretary }
  const state = { id: officeTrail, launchedOn: day, settings: { sealLetters } } as const
  await createAll(office.truth, [created(officeKeeping, state, 'officeOpened', { office: state }, occasion)])
  return office
}
const isOfSeals = ({ id }: Letter) => id.startsWith('seals.')
/** Of whichever trail. */
const sealedIn = (text: string) => [
  ...new Set([...text.matchAll(/hết ngày (\S+): [0-9a-f]{64}$/gm)].map(([, day]) => day)),
]

it('whoever inspects is sent the seals by the round, once a week unless told, and the letter is in the trail', async () => {
  const office = await inspected()
  await runRound(office, '2013-01-08')
  await runRound(office, '2013-01-08')
  const seal = await latestSeal(office.truth, 'nho')
  expect(office.posted.filter(isOfSeals)).toMatchObject([
    { id: 'seals.2013-01-08.kiem-tra', to: 'kiem-tra@example.com', text: expect.stringContaining(seal?.hash ?? '?') },
  ])
  expect((await verifyTrail(office, 'nho', seal?.hash)).flaws).toEqual([])
  for (const day of ['2013-01-09', '2013-01-11', '2013-01-13', '2013-01-14', '2013-01-15'] as const) {
    office.clock.moveTo(day, '07:30')
    await runRound(office, day)
  }
  expect(office.posted.filter(isOfSeals).map(({ id, text }) => [id, sealedIn(text).length])).toEqual([
    ['seals.2013-01-08.kiem-tra', 1],
    ['seals.2013-01-14.kiem-tra', 6],
  ])
})

it('seals that stayed in the outbox are in the next week’s letter too, which is the first that somebody gets', async () => {
  const office = await inspected()
  const kept = { ...office, mailer: { ...office.mailer, staysInOutbox: true as const } }
  await runRound(kept, '2013-01-08')
  expect((await lastSealLetter(office.truth, 'kiem-tra'))?.state).toBe('inOutbox')
  for (const day of ['2013-01-09', '2013-01-10', '2013-01-14'] as const) {
    office.clock.moveTo(day, '07:30')
    await runRound(office, day)
  }
  expect(office.posted.filter(isOfSeals).map(({ id, text }) => [id, sealedIn(text).length])).toEqual([
    ['seals.2013-01-08.kiem-tra', 1],
    ['seals.2013-01-14.kiem-tra', 7],
  ])
  expect((await lastSealLetter(office.truth, 'kiem-tra'))?.state).toBe('sent')
})

it('a week whose letter did not leave has it on the next working day, with every seal since the last', async () => {
  const office = await inspectedAs('weekly', '2013-04-26')
  const away = new MailDelayed('away')
  const services = {
    ...office,
    mailer: moodyPost(office.posted, ({ id }) => (id.includes('-05-06') ? away : undefined)),
  }
  for (let day: CalendarDate = '2013-04-27'; day <= '2013-05-14'; day = addDays(day, 1)) {
    office.clock.moveTo(day, '07:30')
    await runRound(services, day)
  }
  expect(office.posted.filter(isOfSeals).map(({ id, text }) => [id.slice(6, 16), sealedIn(text).length])).toEqual([
    ['2013-04-29', 1],
    ['2013-05-07', 8],
    ['2013-05-13', 6],
  ])
})

it('daily, over a fortnight with days off, a missed round and a post that fails, every seal arrives, on working days only', async () => {
  const office = await inspectedAs('daily', '2013-04-26')
  const { posted } = office
  const failing = new Map<string, Error>([
    ['seals.2013-05-02.kiem-tra', new MailRefused('no such mailbox')],
    ['seals.2013-05-06.kiem-tra', new MailDelayed('away')],
  ])
  const services = { ...office, mailer: moodyPost(posted, ({ id }) => failing.get(id)) }
  const told: Record<string, Partial<RoundOutcome>> = {}
  for (let day: CalendarDate = '2013-04-27'; day <= '2013-05-10'; day = addDays(day, 1)) {
    if (day === '2013-05-08') continue
    office.clock.moveTo(day, '07:30')
    const before = posted.filter((letter) => !isOfSeals(letter)).length
    const outcome = await runRound(services, day)
    await runRound(services, day)
    const digests = posted.filter((letter) => !isOfSeals(letter)).length - before
    const { letters = 0, refused, failed } = outcome ?? {}
    told[day] = { letters: letters - digests, refused: refused ?? -1, failed: failed ?? -1 }
  }
  const nothing = { letters: 0, refused: 0, failed: 0 }
  expect(told).toEqual({
    '2013-04-27': nothing,
    '2013-04-28': nothing,
    '2013-04-29': { ...nothing, letters: 1 },
    '2013-04-30': nothing,
    '2013-05-01': nothing,
    '2013-05-02': { ...nothing, refused: 1 },
    '2013-05-03': { ...nothing, letters: 1 },
    '2013-05-04': nothing,
    '2013-05-05': nothing,
    '2013-05-06': { ...nothing, failed: 1 },
    '2013-05-07': { ...nothing, letters: 1 },
    '2013-05-09': { ...nothing, letters: 1 },
    '2013-05-10': { ...nothing, letters: 1 },
  })
  expect(posted.filter(isOfSeals).map(({ id, text }) => [id, sealedIn(text)])).toEqual([
    ['seals.2013-04-29.kiem-tra', ['28/04/2013']],
    ['seals.2013-05-03.kiem-tra', ['29/04/2013', '30/04/2013', '01/05/2013', '02/05/2013']],
    ['seals.2013-05-07.kiem-tra', ['03/05/2013', '04/05/2013', '05/05/2013', '06/05/2013']],
    ['seals.2013-05-09.kiem-tra', ['07/05/2013', '08/05/2013']],
    ['seals.2013-05-10.kiem-tra', ['09/05/2013']],
  ])
  expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
})

it('a post that takes nothing for the first letter leaves no gap after it', async () => {
  const office = await inspected()
  const services = {
    ...office,
    mailer: moodyPost(office.posted, ({ id }) => (id.includes('01-08') ? new MailDelayed('away') : undefined)),
  }
  await runRound(services, '2013-01-08')
  office.clock.moveTo('2013-01-09', '07:30')
  await runRound(services, '2013-01-09')
  expect(office.posted.filter(isOfSeals).map(({ text }) => sealedIn(text))).toEqual([['07/01/2013', '08/01/2013']])
})

it('a step that is called again the same morning sends what was delayed, and nothing that was answered', async () => {
  const office = await inspected()
  let error: Error | undefined = new MailDelayed('away')
  const services = { ...office, mailer: moodyPost(office.posted, () => error) }
  const seal = await sealUpTo({ table: office.truth }, { id: 'nho', launchedOn: '2013-01-07' }, '2013-01-08')
  const send = () => sendSeals(services, '2013-01-08', seal ? [seal] : [], 'daily')
  expect(await send()).toEqual({ letters: 0, refused: 0, failed: 1 })
  error = undefined
  expect(await send()).toEqual({ letters: 1, refused: 0, failed: 0 })
  expect(await send()).toEqual({ letters: 1, refused: 0, failed: 0 })
  expect(office.posted).toHaveLength(1)
})

it('two who share a mailbox are sent one letter', async () => {
  const office = await inspected('2013-01-07', {
    ...aPerson('cung-hop-thu', 'inspection', 'thanh-uy'),
    mailbox: inspector.mailbox,
  })
  await runRound(office, '2013-01-08')
  expect(office.posted.filter(isOfSeals)).toHaveLength(1)
})

/** A post that takes a letter of seals, once, and the process dies before that is recorded. */
function dyingPost(posted: Letter[]) {
  const mailer = moodyPost(posted, () => undefined)
  let crashed = false
  return {
    async send(letter: Letter) {
      await mailer.send(letter)
      if (!isOfSeals(letter) || crashed) return undefined
      crashed = true
      throw new Error('injected: the process died after the post took it')
    },
  }
}

it('a letter that went and was not recorded goes again once, the same, when nobody can be sending it any more', async () => {
  const office = await inspected()
  await runRound({ ...office, mailer: dyingPost(office.posted) }, '2013-01-08')
  await runRound(office, '2013-01-08')
  const [first, again, ...more] = office.posted.filter(isOfSeals)
  expect(again).toEqual(first)
  expect(more).toEqual([])
  expect((await verifyTrail(office, 'nho')).flaws).toEqual([])
})

it.each(['weekly', 'daily'] as const)(
  'one that nobody recorded before the weekend is the only letter of the day it is finished on, %s',
  async (often) => {
    const office = await inspectedAs(often, '2013-01-10')
    const seal = async (day: CalendarDate) => {
      office.clock.moveTo(day, '07:30')
      const sealed = await sealUpTo({ table: office.truth }, { id: 'nho', launchedOn: '2013-01-10' }, day)
      return sealed ? [sealed] : []
    }
    const friday = await seal('2013-01-11')
    await expect(
      sendSeals({ ...office, mailer: dyingPost(office.posted) }, '2013-01-11', friday, often),
    ).rejects.toThrow('injected')
    // Whoever comes at once finds it in other hands.
    expect(await sendSeals(office, '2013-01-11', friday, often)).toEqual({ letters: 0, refused: 0, failed: 1 })
    const monday = await seal('2013-01-14')
    expect(await sendSeals(office, '2013-01-14', monday, often)).toEqual({ letters: 1, refused: 0, failed: 0 })
    await sendSeals(office, '2013-01-14', monday, often)
    const tuesday = await seal('2013-01-15')
    await sendSeals(office, '2013-01-15', tuesday, often)
    const sent = office.posted.filter(isOfSeals).map(({ id, text }) => [id.slice(6, 16), sealedIn(text).length])
    const finished = [
      ['2013-01-11', 1],
      ['2013-01-11', 1],
    ]
    expect(sent).toEqual(often === 'weekly' ? finished : [...finished, ['2013-01-15', 4]])
  },
)

it('of two who come at once one sends, and the other finds it in other hands', async () => {
  const office = await inspected()
  const seal = await sealUpTo({ table: office.truth }, { id: 'nho', launchedOn: '2013-01-07' }, '2013-01-08')
  const send = () => sendSeals(office, '2013-01-08', seal ? [seal] : [], 'daily')
  const outcomes = await Promise.all([send(), send()])
  expect(outcomes.map(({ letters }) => letters).toSorted()).toEqual([0, 1])
  expect(office.posted).toHaveLength(1)
})
