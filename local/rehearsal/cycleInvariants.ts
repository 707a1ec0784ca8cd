/**
 * What must hold of the cycles of a rehearsal, and of the executions that drive them. Which cycles there must be is
 * worked out from the file and the documents that followed it alone.
 */
import type { Cycle, StageName } from '../../domain/cycles/cycle.ts'
import type { Counters } from '../../domain/cycles/nextStep.ts'
import { type CalendarDate, later } from '../../domain/days.ts'
import type { Task } from '../../domain/tasks/task.ts'
import type { ExecutionStatus } from '../../functions/services.ts'
import type { Totals } from '../workflow/totals.ts'
import type { CyclePeople } from './cyclePeople.ts'
import type { Given } from './given.ts'
import type { Ledger } from './invariants.ts'
import { type Bodies, type Reading, runsOf } from './promised.ts'
import type { Witness } from './witness.ts'

/** Every occurrence of organised work that began and is due after tracking began has its cycle, opened when its day came. */
export function noCycleLost(
  { look }: Ledger,
  { all }: Pick<CyclePeople, 'all'>,
  programme: string,
  given: readonly Given[],
  { beginsOn }: Pick<Bodies, 'beginsOn'>,
  reading: Reading,
  days: { readonly trackedFrom: CalendarDate; readonly latest: CalendarDate },
): void {
  for (const one of given) {
    const { entry, dated } = one
    if (!entry.workflow) continue
    const on = dated?.on ?? one.on
    for (const { period, opensOn, dueOn } of runsOf(one, reading)) {
      const opens = later(later(opensOn, on), entry.lead ? beginsOn(entry.lead) : on)
      if (dueOn === undefined || dueOn < days.trackedFrom || opens > days.latest) continue
      const cycle = all.get([`${programme}_${entry.id}`, period].filter(Boolean).join('_'))
      look('noCycleLost', cycle !== undefined, () => `${entry.id} ${period ?? ''}, due ${dueOn}, has no cycle`)
      if (!cycle) continue
      const isOpened = cycle.stage.name !== 'planned' || cycle.opensOn > days.latest
      look('noCycleLost', isOpened, () => `${cycle.id} was to open on ${cycle.opensOn}`)
    }
  }
}

/** Where a cycle waits for people, and for nothing else. */
const waitsForPeople: ReadonlySet<StageName> = new Set([
  'drafting',
  'reviewing',
  'issuing',
  'finalising',
  'receiving',
  'judging',
  'sealing',
])

export interface CycleFacts {
  readonly counters: Counters
  /** Of its last execution. */
  readonly execution: ExecutionStatus | undefined
}

/**
 * A cycle has ended in an outcome that its record and its task bear out, or it is rightly open: it waits for people or
 * for a day to come, an execution of its own waits with it, and where people act it is not waited for without end.
 */
export function cyclesEndWell(
  { look }: Ledger,
  { all }: Pick<CyclePeople, 'all'>,
  seen: Witness,
  factsOf: (cycle: Cycle) => CycleFacts,
  days: { readonly latest: CalendarDate; readonly overdueBefore: CalendarDate },
): void {
  for (const cycle of all.values()) {
    const { id, stage, dueOn, document, evaluation } = cycle
    const task = cycle.task === undefined ? undefined : seen.tasks.get(cycle.task)
    if (stage.name === 'planned') continue
    if (stage.name === 'ended') {
      const { outcome } = stage
      const product = outcome === 'sealed' ? evaluation?.sealedOn : document?.number
      const isCut = outcome === 'withdrawn' || outcome === 'byTask'
      look('cyclesEndWell', isCut || product !== undefined, () => `${id} ended as ${outcome}, without its paper`)
      const stands = outcome === 'withdrawn' ? 'withdrawn' : 'done'
      const isBorneOut = !task || task.standing.state === stands
      look('cyclesEndWell', isBorneOut, () => `${id} ended as ${outcome}, its task is ${task?.standing.state}`)
      continue
    }
    const { counters, execution } = factsOf(cycle)
    const gathers = stage.name === 'gathering' && counters.sent < counters.asked && cycle.gatherUntil >= days.latest
    const freezes = stage.name === 'freezing' && cycle.closesOn >= days.latest
    const rightly = waitsForPeople.has(stage.name) || gathers || freezes
    look('cyclesEndWell', rightly, () => `${id} stands at ${stage.name}, due ${dueOn}`)
    look('cyclesEndWell', execution === 'RUNNING', () => `${id} is open and its execution is ${execution}`)
    look('cyclesEndWell', dueOn >= days.overdueBefore, () => `${id}, due ${dueOn}, still stands at ${stage.name}`)
  }
}

/**
 * What was asked is answered, closed or taken back once its gathering is over; what came in time and what came late are
 * told apart by the day of the closing; a member whose task came in time was not silent; the counts are what counting gives.
 */
export function contributionsEndWell(
  { look }: Ledger,
  { all, contributions }: Pick<CyclePeople, 'all' | 'contributions'>,
  { tasks }: Pick<Witness, 'tasks'>,
  factsOf: (cycle: Cycle) => CycleFacts,
): void {
  const counted = new Map<string, { asked: number; sent: number }>()
  for (const { id, cycle: of, gathering, state, sentOn, withdrawn, agency, task } of contributions.values()) {
    const cycle = all.get(of)
    if (!cycle) continue
    const own = task === undefined ? undefined : tasks.get(task)
    look('contributionsEndWell', task === undefined || !!own, () => `${id} goes by ${task}, which is not there`)
    const isMissed = state === 'closed' || state === 'late'
    look('contributionsEndWell', !isMissed || !cameInTime(own), () => `${id} is ${state}, and ${task} came in time`)
    const isOver = gathering < cycle.gathering || !cycle.gatheringOpen
    const isOwing = state === 'asked' || state === 'returned'
    const isClosing = cycle.stage.name === 'closing' || cycle.stage.name === 'settling'
    look('contributionsEndWell', !isOver || !isOwing || isClosing, () => `${id} is still ${state}`)
    const hasAnswer = (state !== 'sent' && state !== 'late') || sentOn !== undefined
    look('contributionsEndWell', hasAnswer, () => `${id} is ${state} without a day`)
    if (state === 'late' && gathering === cycle.gathering && !isClosing) {
      look('contributionsEndWell', cycle.silent.includes(agency), () => `${id} came late and was not missed`)
    }
    look(
      'contributionsEndWell',
      state !== 'withdrawn' || !!withdrawn?.reason,
      () => `${id} was taken back for no reason`,
    )
    if (gathering !== cycle.gathering) continue
    const { asked, sent } = counted.get(of) ?? { asked: 0, sent: 0 }
    counted.set(of, { asked: asked + (state === 'withdrawn' ? 0 : 1), sent: sent + (state === 'sent' ? 1 : 0) })
  }
  for (const [id, { asked, sent }] of counted) {
    const cycle = all.get(id)
    const kept = cycle && factsOf(cycle).counters
    const same = kept?.asked === asked && kept.sent === sent
    look('contributionsEndWell', same, () => `${id}: kept ${kept?.sent} of ${kept?.asked}, counted ${sent} of ${asked}`)
  }
}

/** Handed in by the day that it was given first. */
function cameInTime(task: Task | undefined): boolean {
  const result = task && 'result' in task.standing ? task.standing.result : undefined
  const { dueOn, extensions = [] } = task?.deadline ?? {}
  return !!result && dueOn !== undefined && extensions.length === 0 && result.enteredOn <= dueOn
}

const dayMs = 86_400_000

/** No execution lives 300 days or comes to 5,000 events, of the 365 and 25,000 that AWS gives it. */
export function executionsAreShort({ look }: Ledger, totals: readonly Totals[]): void {
  for (const { stateMachine, longestMs, mostEvents } of totals) {
    const days = longestMs / dayMs
    look('executionsAreShort', days < 300, () => `one of ${stateMachine} lived ${days.toFixed(1)} days`)
    look('executionsAreShort', mostEvents < 5000, () => `one of ${stateMachine} came to ${mostEvents} events`)
  }
}

/** An execution fails of what passes, where faults are about, and of nothing else. */
export function executionsFailOfFaultsAlone(
  { look }: Ledger,
  seen: Pick<Witness, 'failures'>,
  executions: number,
  faults: boolean,
): void {
  look('executionsFailOfFaultsAlone', executions > 0, () => 'nothing ever ran')
  for (const { name, status, error } of seen.failures) {
    const isPassing = faults && /^(?:TableBusy|UnknownOutcome|WorkflowsBusy|States\.Timeout|)$/.test(error)
    look('executionsFailOfFaultsAlone', isPassing, () => `${name} ${status} ${error}`)
  }
}

/** Nothing that is still awaited is awaited of an agency that has ended. */
export function endedAgencyNotAsked(
  { look }: Ledger,
  { all, contributions }: Pick<CyclePeople, 'all' | 'contributions'>,
  agency: string,
): void {
  for (const { id, agency: of, state, cycle } of contributions.values()) {
    const isAwaited = (state === 'asked' || state === 'returned') && all.get(cycle)?.gatheringOpen
    if (isAwaited) look('endedAgencyLeftAlone', of !== agency, () => `${id} is asked of ${agency}`)
  }
  for (const { id, lead, stage } of all.values()) {
    if (stage.name !== 'ended') look('endedAgencyLeftAlone', lead !== agency, () => `${id} is led by ${agency}`)
  }
}
