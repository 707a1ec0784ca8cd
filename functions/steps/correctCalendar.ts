/**
 * A working calendar that has changed: a new order, or a year that was computed until now. First a preview of the days
 * and of the reminders that move, which writes nothing; then the new calendar, and the place of every open task in the
 * queue of reminders planned anew, by pages that may be run again.
 */
import { type CalendarChange, calendarChanges } from '../../domain/calendar/calendarChanges.ts'
import { type CalendarData, workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { nextStepOn } from '../../domain/reminders/ladder.ts'
import type { PlanDifference } from '../../domain/reminders/planDifference.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Services, Table } from '../services.ts'
import { TableBusy } from '../services.ts'
import {
  calendarKept,
  keepCalendar,
  programmeContext,
  programmeKeeping,
  programmesInForce,
} from '../stores/programmes.ts'
import { change, sha256, thingOf } from '../stores/record.ts'
import { liveTasks } from '../stores/tasks.ts'
import { happenedTo } from '../stores/trail.ts'
import { previewPlan } from './previewPlan.ts'
import { replanAll } from './replanAll.ts'

export interface MovedReminder {
  readonly programme: string
  readonly task: string
  readonly title: string
  readonly from: CalendarDate
  readonly to: CalendarDate
}

export interface CalendarPreview {
  /** From today to the last day of the programmes in force. */
  readonly days: readonly CalendarChange[]
  readonly reminders: readonly MovedReminder[]
  readonly difference: PlanDifference
}

/** What a new calendar changes; nothing is written. */
export async function previewCalendar(
  { table, clock }: Pick<Services, 'table' | 'clock'>,
  data: CalendarData,
): Promise<CalendarPreview> {
  const calendar = workingCalendar(data)
  const reminders: MovedReminder[] = []
  const programmes = (await programmesInForce(table)).map(({ id }) => id)
  for (const programme of programmes) {
    const context = await programmeContext(table, programme)
    if (!context) continue
    const { rules } = context
    for (const task of await liveTasks(table, programme)) {
      const from = nextStepOn(task, rules)
      const to = nextStepOn(task, { ...rules, calendar })
      if (from && to && from !== to) reminders.push({ programme, task: task.id, title: task.title, from, to })
    }
  }
  const { data: before } = await calendarKept(table)
  const days = await changedDays(table, clock.today(), before, data)
  const difference = await previewPlan({ table, clock }, programmes, (rules) => ({ ...rules, calendar }))
  return { days, reminders, difference }
}

/**
 * Answers the days that changed, and how many tasks and contributions have another place in a queue than before.
 * Refused where there is no calendar yet: the first programme brings one.
 */
export async function correctCalendar(
  services: Pick<Services, 'table' | 'clock'>,
  data: CalendarData,
  actor: Actor,
): Promise<{ readonly days: readonly CalendarChange[]; readonly replanned: number } | Refusal> {
  const { table, clock } = services
  const before = await keepCalendar(services, data, actor)
  if (isRefusal(before)) return before
  const days = await changedDays(table, clock.today(), before, data)
  let replanned = 0
  for (const { id } of await programmesInForce(table)) {
    await recordIn(services, id, data, days, actor)
    replanned += await replanAll(table, id)
  }
  return { days, replanned }
}

async function changedDays(
  table: Table,
  today: CalendarDate,
  before: CalendarData,
  after: CalendarData,
): Promise<readonly CalendarChange[]> {
  const lastDays = (await programmesInForce(table)).map(({ period }) => period.to)
  const to = [addDays(today, 366), ...lastDays].reduce((last, day) => (day > last ? day : last))
  return calendarChanges(before, after, today, to)
}

/** The calendar belongs to no programme; each in force has it in its trail, once. */
async function recordIn(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  data: CalendarData,
  days: readonly CalendarChange[],
  actor: Actor,
): Promise<void> {
  const content = sha256(canonical(data))
  const { events } = await happenedTo(services.table, thingOf(programmeKeeping.kind, programme), { limit: 1000 })
  const last = events.find(({ type }) => type === 'calendarChanged')
  if (last?.data['content'] === content) return
  const answer = await change(services, programmeKeeping, programme, actor, (state) => ({
    type: 'calendarChanged',
    data: { content, days },
    state,
  }))
  if (isRefusal(answer)) throw new TableBusy(`${programme}: others were first at every try`)
}
