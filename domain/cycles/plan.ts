/** Which cycles an assignment's occurrences make, and on which days each opens, closes its figures, gathers and is due. */
import { type Directory, officeOf } from '../agencies/directory.ts'
import type { Assignment } from '../assignments/assignment.ts'
import { type Occurrence, occurrences } from '../assignments/occurrences.ts'
import { addDays, type CalendarDate, earlier, later } from '../days.ts'
import type { Refusal } from '../refusals.ts'
import type { Rules } from '../tasks/decide.ts'
import { type Cycle, cycleId } from './cycle.ts'

/**
 * In working days. Recurring work begins with its period, years of which would be waited through, so its cycle opens
 * as long before its first day as the ladder first speaks. Contributions are due a week after the figures close; between
 * them and the due day the lead needs at least as long, and at least one working day is law for State agencies (Nghị
 * định 09/2019/NĐ-CP, Điều 8 khoản 5). The day of a group's work is its members' own: they send until then, and the
 * office brings the whole together after it.
 */
export const cycleDays = { openBefore: 30, gatherAfterClosing: 5, finaliseBefore: 5, closeBeforeGathering: 5 } as const

/** The cycle of one occurrence, planned; undefined where the work is not run as one, has no date, or is older than tracking. */
export function plannedCycle(
  assignment: Assignment,
  occurrence: Occurrence,
  { settings, calendar }: Rules,
  directory: Directory,
): Cycle | undefined {
  const { workflow: kind, to, givenOn, trackedFrom, submittedTo } = assignment
  const { period, dueOn } = occurrence
  if (!kind || !to || !givenOn || dueOn === undefined || dueOn < trackedFrom) return undefined
  const days = daysOf(occurrence, dueOn, calendar)
  const gatherUntil = 'group' in to ? dueOn : days.gatherUntil
  const recurring = assignment.schedule.kind === 'recurring'
  const firstDay = earlier(days.closesOn, days.gatherUntil)
  const opensOn = recurring
    ? later(occurrence.opensOn, calendar.addWorkingDays(firstDay, -cycleDays.openBefore))
    : occurrence.opensOn
  const before = occurrences(assignment.schedule, givenOn, { settings, calendar }).findLast(
    (one) => one.dueOn !== undefined && one.dueOn < dueOn,
  )
  const coversFrom =
    before?.dueOn === undefined ? trackedFrom : addDays(daysOf(before, before.dueOn, calendar).closesOn, 1)
  return {
    id: cycleId(assignment.id, period),
    kind,
    programme: assignment.programme,
    assignment: assignment.id,
    clause: assignment.clause,
    title: occurrence.title ?? assignment.title,
    ...(period === undefined ? {} : { period }),
    basis: assignment.basis,
    lead: 'lead' in to ? to.lead : officeOf(assignment.givenBy, directory, opensOn),
    givenBy: assignment.givenBy,
    ...(submittedTo === undefined ? {} : { receivedBy: submittedTo }),
    ...('lead' in to ? { task: [assignment.id, ...(period ? [period] : [])].join('_') } : { group: to.group }),
    cooperating: assignment.cooperating.map(({ agency }) => agency),
    opensOn,
    coversFrom: earlier(coversFrom, days.closesOn),
    ...days,
    gatherUntil,
    dueOn,
    attempt: 0,
    gathering: 1,
    gatheringOpen: false,
    silent: [],
    stage: { name: 'planned' },
  }
}

/** The closing of the figures and the last day for contributions; what the schedule leaves open is counted back from the due day. */
function daysOf(
  { opensOn, closesOn }: Occurrence,
  dueOn: CalendarDate,
  calendar: Rules['calendar'],
): { closesOn: CalendarDate; gatherUntil: CalendarDate } {
  const latest = calendar.addWorkingDays(dueOn, -1)
  const roomy = calendar.addWorkingDays(dueOn, -cycleDays.finaliseBefore)
  const wanted = closesOn === undefined ? roomy : calendar.addWorkingDays(closesOn, cycleDays.gatherAfterClosing)
  const gatherUntil = later(opensOn, earlier(wanted, latest))
  return {
    closesOn: closesOn ?? later(opensOn, calendar.addWorkingDays(gatherUntil, -cycleDays.closeBeforeGathering)),
    gatherUntil,
  }
}

/** What an evaluator asks for out of turn (đánh giá đột xuất). */
export interface AdHocEvaluation {
  /** Short and its own: the cycle is named after it. */
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly basis: string
  readonly lead: string
  readonly givenBy: string
  readonly receivedBy?: string
  readonly closesOn: CalendarDate
  readonly dueOn: CalendarDate
  /** Its scope: these targets alone; all where absent. */
  readonly targets?: readonly string[]
}

/** An evaluation without an assignment or a task, which the next round opens; a refusal where its days are in no order. */
export function adHocEvaluation(
  programme: { readonly id: string; readonly trackedFrom: CalendarDate },
  { id, ...asked }: AdHocEvaluation,
  today: CalendarDate,
  { calendar }: Rules,
): Cycle | Refusal {
  if (asked.dueOn < today) return { code: 'date-passed', wanted: asked.dueOn, today }
  if (asked.closesOn > asked.dueOn) return { code: 'cycle-day-after-due', wanted: asked.closesOn, dueOn: asked.dueOn }
  const { closesOn, gatherUntil } = daysOf({ opensOn: today, closesOn: asked.closesOn }, asked.dueOn, calendar)
  return {
    ...asked,
    id: cycleId(`${programme.id}_${id}`, undefined),
    kind: 'evaluation',
    programme: programme.id,
    assignment: `${programme.id}_${id}`,
    cooperating: [],
    opensOn: today,
    coversFrom: earlier(programme.trackedFrom, closesOn),
    closesOn,
    gatherUntil,
    attempt: 0,
    gathering: 1,
    gatheringOpen: false,
    silent: [],
    stage: { name: 'planned' },
  }
}
