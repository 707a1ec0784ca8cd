import { expect, it } from 'vitest'
import { instantOf } from '../../../functions/clock.ts'
import { step as closeRound } from '../../../functions/steps/closeRound.ts'
import { verifyAll } from '../../../functions/steps/verifyTrail.ts'
import { calendarKept, registersOf } from '../../../functions/stores/programmes.ts'
import { movableClock } from '../../../local/clock.ts'
import { outbox } from '../../../local/mail/outbox.ts'
import { beginOffice, changeSettings } from '../../../local/office/beginning.ts'
import { readEntries } from '../../../local/office/entries.ts'
import { openTable } from '../../../local/sqlite/table.ts'
import { computedCalendar } from '../../functions/tinyProgramme.ts'
import { workbook } from './workbooks.ts'

it('what an office begins with stands in its registers, and in a trail of its own that is sealed daily', async () => {
  const table = openTable(':memory:')
  const clock = movableClock(instantOf('2026-11-24', '10:00'))
  const entries = await readEntries(await workbook(), clock.today())
  if ('problems' in entries) throw new Error(entries.problems.join('\n'))
  await beginOffice({ table, clock }, { calendar: computedCalendar, entries, settings: {} })
  const { directory, people } = await registersOf(table)
  expect([...directory.keys(), ...people.keys()]).toEqual(['cap-uy', 'van-phong', 'quan-tri'])
  expect((await calendarKept(table)).data).toEqual(computedCalendar)

  clock.moveTo('2026-11-25', '07:30')
  const services = { table, clock, mailer: outbox, ids: { next: () => 'nobody' } }
  await closeRound(services, { day: '2026-11-25', holder: 'nobody', outcome: nothingDone })
  await changeSettings({ table, clock }, { publicUrl: 'https://dondoc.example.com/' })
  const { programmes, flaws } = await verifyAll({ table, clock }, table, [])
  expect(programmes).toMatchObject([{ programme: '.office', things: 6, events: 7, seals: 1, flaws: [] }])
  expect(flaws).toEqual([])
})

const nothingDone = { occurrences: 0, reminders: 0, escalations: 0, letters: 0, refused: 0, failed: 0 }
