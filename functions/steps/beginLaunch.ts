/**
 * A programme file taken in to be launched: checked, kept, and its state machine started. A launch is named by what it
 * launches, so that the same file sent again is the same launch; where an attempt has failed it is the next one.
 */
import { checkProgramme } from '../../domain/programme/check.ts'
import type { Problem } from '../../domain/programme/problem.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { canonical } from '../../domain/trail/chain.ts'
import { TableBusy, type WorkflowServices } from '../services.ts'
import { executionOutcome } from '../stores/executionOutcomes.ts'
import { keepLaunchFile, type LaunchFile, type LaunchOutcome, launchOutcome } from '../stores/launchFiles.ts'
import { calendarKept } from '../stores/programmes.ts'
import { sha256 } from '../stores/record.ts'
import { whyNotLaunched } from './launch.ts'

const machine = 'programme-launch'

export type LaunchState =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly outcome: LaunchOutcome }
  | { readonly state: 'failed'; readonly cause: string }

export interface LaunchNow {
  readonly id: string
  readonly now: LaunchState
}

// Whoever has failed so often has more to mend than another attempt would.
const mostAttempts = 50

/** Answers the launch, or what is wrong with the file, or why it cannot be launched; then nothing was kept. */
export async function beginLaunch(
  services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>,
  wanted: Omit<LaunchFile, 'calendar'>,
): Promise<LaunchNow | Refusal | { readonly problems: readonly Problem[] }> {
  const { table, clock, workflows } = services
  const checked = checkProgramme(wanted.programme)
  if ('problems' in checked) return checked
  const { programme } = checked
  const refusal = await whyNotLaunched(table, programme, clock.today())
  if (refusal) return refusal
  const name = `${programme.id}_${sha256(canonical({ programme, trackedFrom: wanted.trackedFrom })).slice(0, 12)}`
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const id = `${name}_a${attempt}`
    const now = await launchNow(services, id)
    if (now?.state === 'failed') continue
    if (now) return { id, now }
    await keepLaunchFile(table, id, { ...wanted, calendar: (await calendarKept(table)).data })
    // Started by another request meanwhile, it is the same launch.
    await workflows.start(machine, id, { launchId: id })
    return { id, now: (await launchNow(services, id)) ?? { state: 'running' } }
  }
  throw new TableBusy(`${name}: failed ${mostAttempts} times`)
}

/** Where a launch stands; undefined where there is none, or its start was cut off: then it is begun again. */
export async function launchNow(
  { table, workflows }: Pick<WorkflowServices, 'table' | 'workflows'>,
  id: string,
): Promise<LaunchState | undefined> {
  const outcome = await launchOutcome(table, id)
  if (outcome) return { state: 'done', outcome }
  const failed = await executionOutcome(table, machine, id)
  if (failed) return { state: 'failed', cause: failed.cause }
  switch (await workflows.describe(machine, id)) {
    case undefined:
      return undefined
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      // Its outcome is being recorded.
      return { state: 'failed', cause: '' }
    default:
      return { state: 'running' }
  }
}
