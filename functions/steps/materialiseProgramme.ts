/**
 * Enters everything the programme file assigns, in chunks that may each be run again: a launch that was cut off is
 * finished by the retry of this step. What the rules refuse is a bug of the file or of the caller, and fails the launch.
 */
import * as z from 'zod/mini'
import { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { checkProgramme } from '../../domain/programme/check.ts'
import { isRefusal, sentence } from '../../domain/refusals.ts'
import type { Services } from '../services.ts'
import { launchFile } from '../stores/launchFiles.ts'
import { registersOf } from '../stores/programmes.ts'
import { asStep } from './asStep.ts'
import { launch } from './launch.ts'

export const step = asStep(
  z.strictObject({ launchId: z.string() }),
  async (services: Pick<Services, 'table' | 'clock'>, { launchId }) => {
    const file = await launchFile(services.table, launchId)
    const checked = file && checkProgramme(file.programme)
    if (!checked || 'problems' in checked) throw new Error(`No valid programme file for ${launchId}`)
    const calendar = CalendarData.parse(file.calendar)
    const launched = await launch(services, checked.programme, calendar, file.actor, file.trackedFrom)
    if (isRefusal(launched)) throw new Error(sentence(launched))
    const day = services.clock.today()
    const isWorkingDay = (await registersOf(services.table)).calendar.isWorkingDay(day)
    return { programme: launched.programme, assignments: launched.assignments, day, isWorkingDay }
  },
)
