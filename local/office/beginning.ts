/** How an office folder begins: its calendar, its agencies and people, its settings, and the first password of its administrator. */
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import type { Services } from '../../functions/services.ts'
import { created } from '../../functions/steps/registers.ts'
import { type FirstPassword, giveFirstPassword } from '../../functions/stores/accounts.ts'
import { type OfficeSettings, type OfficeState, officeKeeping, officeTrail } from '../../functions/stores/office.ts'
import { registerPeople } from '../../functions/stores/people.ts'
import { agencyKeeping, calendarEntry } from '../../functions/stores/programmes.ts'
import { change, createAll } from '../../functions/stores/record.ts'
import type { OfficeEntries } from './entries.ts'

/** Whoever may run programs on the machine; nobody has signed in. */
const operator: Actor = { person: 'dondoc.init', position: 'Người vận hành máy chủ', agency: 'dondoc' }

/** Whoever makes the folder has the administrator beside them, or tells them within the day. */
const hoursValid = 24

export interface Beginning {
  readonly calendar: CalendarData
  readonly entries: OfficeEntries
  readonly settings: OfficeSettings
}

export async function beginOffice(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  { calendar, entries, settings }: Beginning,
): Promise<FirstPassword> {
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor: operator }
  const office: OfficeState = { id: officeTrail, launchedOn: occasion.day, settings }
  await createAll(table, [
    calendarEntry(officeTrail, calendar, occasion),
    created(officeKeeping, office, 'officeOpened', { office }, occasion),
    ...entries.agencies.map((agency) =>
      created(agencyKeeping, { ...agency, programme: officeTrail }, 'agencyEntered', { agency }, occasion),
    ),
  ])
  await registerPeople(table, officeTrail, entries.people, occasion)
  return giveFirstPassword({ table, clock }, entries.administrator.id, hoursValid, operator)
}

/** Puts settings in the place of those that are there, and takes away what is named so; what is not named stays. */
export async function changeSettings(
  services: Pick<Services, 'table' | 'clock'>,
  settings: OfficeSettings,
  without: readonly (keyof OfficeSettings)[] = [],
): Promise<OfficeSettings> {
  const changed = await change(services, officeKeeping, officeTrail, operator, (office) => {
    const all = Object.entries({ ...office.settings, ...settings })
    const state = {
      ...office,
      settings: Object.fromEntries(all.filter(([name]) => !without.some((one) => one === name))),
    }
    return { type: 'officeSettingsChanged', data: { settings: state.settings }, state }
  })
  // One hand changes them, and the office is there: nothing is left that could refuse.
  if (isRefusal(changed)) throw new Error(changed.code)
  return changed.settings
}
