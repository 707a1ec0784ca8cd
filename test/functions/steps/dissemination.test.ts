import { expect, it } from 'vitest'
import { contributionById } from '../../../functions/stores/contributions.ts'
import { cycleById } from '../../../functions/stores/cycleItems.ts'
import { taskById } from '../../../functions/stores/tasks.ts'
import { cycleOffice } from './cycleOffice.ts'
import { dissemination, lead } from './cycleProgrammes.ts'

const id = 'nho_R13_dot-1'
const document = {
  title: 'Báo cáo tổng hợp',
  number: '3-BC/BTG',
  issuedOn: '2013-03-12',
  signer: 'Trưởng ban',
} as const

it('a campaign is confirmed by each body until its day, and consolidated by the board', async () => {
  const { office, advanceTo, round, act, send, stage, failures } = await cycleOffice(
    { day: '2013-01-31' },
    dissemination(),
  )
  await round('2013-02-01')
  expect(await stage(id)).toBe('gathering')
  await send(`${id}_g1_so-y-te`, 'so-y-te', 'Đã tổ chức học tập')
  await advanceTo('2013-03-12')
  expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'finalising' }, silent: ['so-xay-dung'] })
  expect(await contributionById(office.truth, `${id}_g1_so-y-te`)).toMatchObject({ kind: 'confirmation' })
  await act(id, lead, { type: 'finalise', document })
  expect(await cycleById(office.truth, id)).toMatchObject({ stage: { name: 'ended', outcome: 'consolidated' } })
  expect((await taskById(office.truth, id))?.standing.state).toBe('done')
  expect(await failures()).toEqual([])
})
