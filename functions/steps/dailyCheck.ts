/**
 * What somebody should know each morning who watches over the system and reads no task: whether the round was done, the
 * cycles go on and the trail is sealed. It looks and changes nothing, so that it says what it found, not what it mended.
 */
import { addDays, type CalendarDate, daysBetween } from '../../domain/days.ts'
import type { WorkflowServices } from '../services.ts'
import { statusOf } from '../stores/cycleExecutions.ts'
import { cyclesAtHand } from '../stores/cycles.ts'
import { officeKept } from '../stores/office.ts'
import { registersOf } from '../stores/programmes.ts'
import { roundOf } from '../stores/rounds.ts'
import { latestSeal } from '../stores/seals.ts'

export interface DailyCheck {
  readonly day: CalendarDate
  /** Today's round, to its end. */
  readonly isRoundDone: boolean
  /** Open cycles that no running execution carries on. */
  readonly cyclesWithoutExecution: readonly string[]
  /** Days since the oldest attempt of an open cycle began. */
  readonly oldestExecutionDays: number
  /** Trails of programmes, and the office's own, with a day before today that no seal covers. */
  readonly trailsUnsealed: readonly string[]
}

type CheckServices = Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>

export async function dailyCheck(services: CheckServices): Promise<DailyCheck> {
  const day = services.clock.today()
  return {
    day,
    isRoundDone: (await roundOf(services.table, day))?.state === 'done',
    ...(await lookAtCycles(services, day)),
    trailsUnsealed: await unsealed(services, day),
  }
}

async function lookAtCycles(
  services: CheckServices,
  day: CalendarDate,
): Promise<Pick<DailyCheck, 'cyclesWithoutExecution' | 'oldestExecutionDays'>> {
  const without: string[] = []
  let oldest = 0
  let cursor: string | undefined
  do {
    const page = await cyclesAtHand(services.table, day, { limit: 25, ...(cursor === undefined ? {} : { cursor }) })
    for (const cycle of page.cycles) {
      const { stage, attemptFrom } = cycle
      if (stage.name === 'planned' || stage.name === 'ended') continue
      if ((await statusOf(services, cycle)) !== 'RUNNING') without.push(cycle.id)
      if (attemptFrom) oldest = Math.max(oldest, daysBetween(attemptFrom, day))
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  return { cyclesWithoutExecution: without, oldestExecutionDays: oldest }
}

/** The round seals every trail up to yesterday; one that began today has nothing to seal yet. */
async function unsealed({ table }: Pick<CheckServices, 'table'>, day: CalendarDate): Promise<readonly string[]> {
  const yesterday = addDays(day, -1)
  const office = await officeKept(table)
  const { programmes } = await registersOf(table)
  const unsealedTrails: string[] = []
  for (const { id, launchedOn } of [...(office ? [office] : []), ...programmes.values()]) {
    if (launchedOn > yesterday) continue
    const seal = await latestSeal(table, id)
    if (!seal || seal.day < yesterday) unsealedTrails.push(id)
  }
  return unsealedTrails
}
