import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Assignment } from '../../../domain/assignments/assignment.ts'
import { occurrences } from '../../../domain/assignments/occurrences.ts'
import { type Cycle, cycleId, executionName } from '../../../domain/cycles/cycle.ts'
import { plannedCycle } from '../../../domain/cycles/plan.ts'
import { daysBetween } from '../../../domain/days.ts'
import { checkProgramme } from '../../../domain/programme/check.ts'
import { rules } from './builders.ts'

const checked = checkProgramme(parse(readFileSync('programmes/28-ctrhd-tu/programme.yaml', 'utf8')))
if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
const { programme } = checked
const directory = new Map(programme.agencies.map((agency) => [agency.id, agency]))
const launchedOn = '2012-11-08'

/** The cycles of one entry of the programme, planned as its occurrences open. */
function cyclesOf(id: string, changes: Partial<Assignment> = {}): Cycle[] {
  const entry = programme.assignments.find((one) => one.id === id)
  if (!entry?.lead && !entry?.group) throw new Error(`nobody leads ${id}`)
  const { lead, group, submittedTo, workflow, cooperating = [], product: _, quote: __, note: ___, ...rest } = entry
  const assignment: Assignment = {
    ...rest,
    id: `28-ctrhd-tu_${id}`,
    programme: '28-ctrhd-tu',
    cooperating,
    to: lead ? { lead } : { group: group ?? '' },
    ...(submittedTo ? { submittedTo } : {}),
    ...(workflow ? { workflow } : {}),
    givenOn: launchedOn,
    trackedFrom: launchedOn,
    opened: [],
    ...changes,
  }
  return occurrences(assignment.schedule, launchedOn, rules).flatMap(
    (occurrence) => plannedCycle(assignment, occurrence, rules, directory) ?? [],
  )
}

describe('the cycles of programme 28', () => {
  it('issue the plan in quarter IV of 2012, from the day the programme is in force', () => {
    expect(cyclesOf('R05')).toMatchObject([
      {
        id: '28-ctrhd-tu_R05',
        kind: 'plan-issuance',
        opensOn: launchedOn,
        dueOn: '2012-12-31',
        receivedBy: 'ban-thuong-vu',
      },
    ])
  })

  it('report each December from 2013 to 2020, on figures from one closing day to the next', () => {
    const reports = cyclesOf('R11')
    expect(reports.map(({ dueOn }) => dueOn)).toEqual(
      [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020].map((year) => `${year}-12-20`),
    )
    expect(reports[0]).toMatchObject({ coversFrom: launchedOn, closesOn: '2013-11-30', gatherUntil: '2013-12-06' })
    expect(reports[1]).toMatchObject({ coversFrom: '2013-12-01', closesOn: '2014-11-30' })
  })

  it('evaluate at the middle and the end of each stage, each within its stage', () => {
    expect(cyclesOf('R08').map(({ id, opensOn, closesOn, dueOn }) => [id, opensOn, closesOn, dueOn])).toEqual([
      ['28-ctrhd-tu_R08_mid-2012-2015', '2014-04-01', '2014-05-31', '2014-06-30'],
      ['28-ctrhd-tu_R08_end-2012-2015', '2015-10-01', '2015-11-30', '2015-12-31'],
      ['28-ctrhd-tu_R08_mid-2016-2020', '2018-04-01', '2018-05-31', '2018-06-30'],
      ['28-ctrhd-tu_R08_end-2016-2020', '2020-10-01', '2020-11-30', '2020-12-31'],
    ])
  })

  it('hold the reviews and the yearly self-criticism too', () => {
    expect(cyclesOf('R10').map(({ title }) => title)).toEqual([
      'Sơ kết giai đoạn đến năm 2015',
      'Sơ kết giai đoạn 2016 - 2020',
      'Tổng kết Chương trình',
    ])
    expect(cyclesOf('II-4-05')).toHaveLength(8)
    expect(cyclesOf('II-5-02')[0]).toMatchObject({ group: 'mat-tran-doan-the', lead: 'vp-thanh-uy' })
  })

  it.each(['R01', 'R13'])('of %s there are none, as long as no document gives a date', (id) => {
    expect(cyclesOf(id)).toEqual([])
  })
})

describe('a planned cycle', () => {
  it('opens before its first day by as much as the ladder first speaks, and so lives within one execution', () => {
    for (const { opensOn, gatherUntil, dueOn } of cyclesOf('R11')) {
      expect(rules.calendar.workingDaysBetween(opensOn, gatherUntil)).toBeGreaterThanOrEqual(30)
      expect(daysBetween(opensOn, dueOn)).toBeLessThan(120)
    }
  })

  it('keeps its days in order, whatever the schedule leaves open', () => {
    for (const id of ['R05', 'R08', 'R10', 'R11']) {
      for (const { coversFrom, opensOn, closesOn, gatherUntil, dueOn } of cyclesOf(id)) {
        expect(coversFrom <= closesOn && opensOn <= gatherUntil && gatherUntil < dueOn, `${id} ${dueOn}`).toBe(true)
      }
    }
  })

  it('of a group is gathered until the day that its members have', () => {
    for (const { coversFrom, opensOn, closesOn, gatherUntil, dueOn } of cyclesOf('II-4-05')) {
      expect(coversFrom <= closesOn && opensOn <= closesOn && closesOn < gatherUntil, dueOn).toBe(true)
      expect(gatherUntil).toBe(dueOn)
    }
  })

  it('is not planned for what fell due before tracking began', () => {
    expect(cyclesOf('R11', { trackedFrom: '2016-01-01' }).map(({ dueOn }) => dueOn.slice(0, 4))).toEqual([
      '2016',
      '2017',
      '2018',
      '2019',
      '2020',
    ])
  })
})

describe('the name of a cycle', () => {
  it('is a slug that leaves room for its attempts, and is never another cycle’s', () => {
    const long = 'a'.repeat(40)
    const names = [cycleId(`${long}_${long}`, `${long}1`), cycleId(`${long}_${long}`, `${long}2`)]
    for (const id of names) {
      expect(executionName({ id, attempt: 999_999 })).toMatch(/^[0-9A-Za-z_-]{1,80}$/)
    }
    expect(new Set(names).size).toBe(2)
    expect(cycleId('28-ctrhd-tu_R11', '2013')).toBe('28-ctrhd-tu_R11_2013')
  })
})
