import { describe, expect, it } from 'vitest'
import { workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import type { SealLetters } from '../../../functions/stores/office.ts'
import { seals, sealUpTo } from '../../../functions/stores/seals.ts'
import { memoryTable } from '../../../local/memory/table.ts'
import { everySealLeaves, sealsLeaveInTurn } from '../../../local/rehearsal/inspection.ts'
import { ledger } from '../../../local/rehearsal/invariants.ts'
import type { SealsLeft } from '../../../local/rehearsal/witness.ts'
import { calendarFile } from '../../domain/calendar/calendarFile.ts'

const calendar = workingCalendar(calendarFile())
const [from, until] = ['2013-01-07', '2013-02-01'] as const

/** Seals of every day but the last, and letters that left on these days, each with the seals since the one before. */
async function judged(leaving: readonly CalendarDate[], often: SealLetters = 'weekly', patienceWorkingDays = 0) {
  const table = memoryTable()
  await sealUpTo({ table }, { id: 'nho', launchedOn: from }, until)
  const sealLetters: SealsLeft[] = []
  const kept = []
  for await (const seal of seals(table, 'nho')) kept.push(seal)
  let since = addDays(leaving[0] ?? until, -1)
  for (const day of leaving) {
    const carried = kept.filter((seal) => since <= seal.day && seal.day < day)
    sealLetters.push({ id: `seals.${day}.one`, day, hashes: carried.map(({ hash }) => hash) })
    since = day
  }
  const book = ledger()
  sealsLeaveInTurn(book, { sealLetters }, often)
  await everySealLeaves(book, table, 'nho', { sealLetters }, { often, from, until, calendar, patienceWorkingDays })
  return book.violations
}

const weekly: readonly CalendarDate[] = ['2013-01-08', '2013-01-14', '2013-01-21', '2013-01-28']

describe('whoever judges the letters of seals', () => {
  it('finds nothing where each week begins with one', async () => {
    expect(await judged(weekly)).toEqual([])
  })

  it('finds the seals of a week that had no letter, and forgives the next one that carries them where rounds are missed', async () => {
    const late = weekly.filter((day) => day !== '2013-01-21')
    const violations = await judged(late)
    expect(violations).toHaveLength(7)
    expect(violations[0]).toBe('everySealLeaves: of 2013-01-14: left 2013-01-28, expected 2013-01-21 to 2013-01-21')
    expect(await judged(late, 'weekly', 3)).toEqual([])
  })

  it('finds that no letter ever came', async () => {
    expect(await judged([])).toEqual(['everySealLeaves: the first on 2013-02-01, expected by 2013-01-08'])
  })

  it('finds a second letter in a week, and on a day where the office wants one a day', async () => {
    expect(await judged([...weekly, '2013-01-30'])).toEqual([
      'sealsLeaveInTurn: seals.2013-01-28.one and seals.2013-01-30.one from 2013-01-28',
    ])
    const book = ledger()
    const twice = ['seals.2013-01-28.one', 'seals.2013-01-29.one'].map((id) => ({ id, day: until, hashes: [] }))
    sealsLeaveInTurn(book, { sealLetters: twice }, 'daily')
    expect(book.violations).toHaveLength(1)
  })

  it('finds a day without a letter where the office wants one a day', async () => {
    const days = Array.from({ length: 26 }, (_, index) => addDays(from, index)).filter(calendar.isWorkingDay)
    const [, ...every] = days
    expect(await judged(every, 'daily')).toEqual([])
    expect(
      await judged(
        every.filter((day) => day !== '2013-01-16'),
        'daily',
      ),
    ).toHaveLength(1)
  })
})
