/** Agencies begin, end and join groups: what opens on a day goes to who exists on it. */
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import type { Programme } from '../../../domain/programme/schema.ts'
import { launch } from '../../../functions/steps/launch.ts'
import { openForJoinersPage } from '../../../functions/steps/openForJoiners.ts'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { tasksOfProgramme } from '../../../functions/stores/tasks.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, type Office, openedOffice, openOffice, weathers } from '../office.ts'
import { runRound } from '../runRound.ts'
import { anAgency, anAssignment, computedCalendar, due, secretary, tinyProgramme } from '../tinyProgramme.ts'

const base = tinyProgramme().agencies
const monthly = {
  kind: 'recurring',
  every: 'monthly',
  from: '2013-01-01',
  to: '2013-03-31',
  due: { month: 1, day: 31 },
} as const

const programme = (changes: Partial<Programme>) => tinyProgramme({ targets: [], ...changes })

async function rounds(office: Office, from: CalendarDate, to: CalendarDate) {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    office.clock.moveTo(day, '09:00')
    await office.patiently(() => runRound(office, day))
  }
}

async function led(office: Office): Promise<readonly string[]> {
  const { tasks } = await tasksOfProgramme(office.truth, 'nho', { limit: 99 })
  return tasks.map(({ id, lead }) => `${id} ${lead}`).toSorted()
}

describe.each(weathers)('an agency, on %s', (_, rates) => {
  it('that begins later is given nothing and written nothing before its first day', async () => {
    const office = await openedOffice(
      { rates },
      programme({
        agencies: [...base, anAgency('so-moi', { from: '2013-01-16' })],
        groups: [{ id: 'cac-so', name: 'Các sở', members: [{ agency: 'so-y-te' }, { agency: 'so-moi' }] }],
        assignments: [
          anAssignment('own', { lead: 'so-moi' }),
          anAssignment('each', { group: 'cac-so', schedule: { kind: 'continuous' } }),
          anAssignment('one-day', { group: 'cac-so', schedule: due('2013-03-29') }),
        ],
      }),
    )
    await rounds(office, '2013-01-08', '2013-01-15')
    expect(await led(office)).toEqual(['nho_each_so-y-te so-y-te', 'nho_one-day_so-y-te so-y-te'])
    // The day it begins was missed: it has all of it on the next.
    await rounds(office, '2013-01-17', '2013-01-18')
    expect(await led(office)).toEqual([
      'nho_each_so-moi so-moi',
      'nho_each_so-y-te so-y-te',
      'nho_one-day_so-y-te so-y-te',
      'nho_own so-moi',
    ])
    const days = office.posted.filter(({ to }) => to.includes('so-moi')).map(({ id }) => id.slice(0, 10))
    expect(days.filter((day) => day < '2013-01-17')).toEqual([])
    expect(days.length).toBeGreaterThan(0)
    expect((await verifyTrail({ ...office, table: office.truth }, 'nho')).flaws).toEqual([])
  })

  it('that has ended keeps what it was given, and its successor leads what opens after it', async () => {
    const merged = {
      to: '2013-01-31',
      successors: [{ agency: 'so-chung', from: '2013-02-01' as CalendarDate }],
    } as const
    const office = await openedOffice(
      { rates },
      programme({
        agencies: [
          ...base,
          anAgency('so-a', { name: 'Sở A', ...merged, successors: [...merged.successors] }),
          anAgency('so-b', { name: 'Sở B', ...merged, successors: [...merged.successors] }),
          anAgency('so-chung', { from: '2013-02-01' }),
        ],
        groups: [
          {
            id: 'nhom',
            name: 'Nhóm',
            members: [{ agency: 'so-a' }, { agency: 'so-b' }, { agency: 'so-chung', from: '2013-02-01' }],
          },
        ],
        assignments: [
          anAssignment('monthly', { lead: 'so-a', schedule: monthly }),
          anAssignment('by-each', { group: 'nhom', schedule: monthly }),
          anAssignment('always', { group: 'nhom', schedule: { kind: 'continuous' } }),
        ],
      }),
    )
    await rounds(office, '2013-01-08', '2013-02-01')
    expect(await led(office)).toEqual([
      // What it holds by the names of others it is not given again.
      'nho_always_so-a so-a',
      'nho_always_so-b so-b',
      'nho_by-each_2013-01_so-a so-a',
      'nho_by-each_2013-01_so-b so-b',
      'nho_by-each_2013-02_so-chung so-chung',
      'nho_monthly_2013-01 so-a',
      'nho_monthly_2013-02 so-chung',
    ])
    const letter = office.posted.find(({ id }) => id === '2013-02-01.so-chung@example.com')
    expect(letter?.text).toContain('Nhiệm vụ kế tục của: Sở A.')
    expect(letter?.text).toContain('Nhiệm vụ kế tục của: Sở B.')
  })
})

it('work for who joined is given once and recorded once, wherever its giving was cut off', async () => {
  const members = [{ agency: 'so-y-te' }, { agency: 'so-xay-dung', from: '2013-01-09' as CalendarDate }]
  const always = anAssignment('always', { group: 'cac-so', schedule: { kind: 'continuous' } })
  const groups = [{ id: 'cac-so', name: 'Các sở', members }]
  const places = await cutOffEverywhere({
    before: async (table) => {
      const office = { ...openOffice(), table }
      granted(await launch(office, programme({ groups, assignments: [always] }), computedCalendar, secretary))
    },
    world: () => openOffice({ day: '2013-01-09' }),
    run: (table, { clock }) => openForJoinersPage({ table, clock }, '2013-01-09'),
  })
  expect(places).toBe(2)
})
