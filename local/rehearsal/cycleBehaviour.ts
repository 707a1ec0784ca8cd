/**
 * How the people of a rehearsal behave in the cycles: what the lead, the office, the receiving level, the evaluators and
 * the contributors do next, and on which day. Derived from the seed and the thing alone, like behaviour.ts.
 */
import type { Directory } from '../../domain/agencies/directory.ts'
import type { Contribution, ContributionCommand } from '../../domain/cycles/contribution.ts'
import type { Cycle, Paper } from '../../domain/cycles/cycle.ts'
import type { CycleCommand } from '../../domain/cycles/decide.ts'
import { type CalendarDate, earlier, later } from '../../domain/days.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { giverBeside, member, officeBeside } from './actors.ts'
import type { Behaviour } from './behaviour.ts'
import type { Chance } from './chance.ts'

export interface Intended<Command> {
  readonly on: CalendarDate
  readonly actor: Actor
  readonly command: Command
}

/** What people intend to do about a cycle where it stands; undefined where nobody must act, or nobody will. */
export function cycleIntention(
  cycle: Cycle,
  behaviour: Behaviour,
  { rules, directory }: { readonly rules: Rules; readonly directory: Directory },
  chance: Chance,
): Intended<CycleCommand> | undefined {
  const since = cycle.stageFrom
  if (since === undefined || behaviour === 'silent') return undefined
  const act = nextAct(cycle, behaviour, directory, since, chance)
  if (!act) return undefined
  const { calendar } = rules
  const spread = Math.floor(chance('act', cycle.id, cycle.stage.name, since) * 4)
  // Evaluators sit together: one target after the other, on one day.
  const soon = act.atOnce ? calendar.onOrAfter(since) : calendar.addWorkingDays(since, 1 + spread)
  // The lead's own papers are ready just before the due day, or after it where people are late.
  const due = calendar.addWorkingDays(calendar.onOrBefore(cycle.dueOn), behaviour === 'late' ? 3 + spread : -1 - spread)
  const on = act.byDueDay ? later(soon, due) : soon
  const { command, actor } = act
  return {
    on,
    actor,
    command: 'document' in command && typeof command.document === 'object' ? dated(command, on) : command,
  }
}

interface Act {
  readonly actor: Actor
  readonly command: CycleCommand
  readonly byDueDay?: boolean
  readonly atOnce?: boolean
}

function nextAct(
  cycle: Cycle,
  behaviour: Behaviour,
  directory: Directory,
  since: CalendarDate,
  chance: Chance,
): Act | undefined {
  const { stage, lead, givenBy, receivedBy = givenBy } = cycle
  const returns = behaviour === 'mixed' && chance('return', cycle.id, stage.name) < 0.3
  switch (stage.name) {
    case 'drafting':
      return { actor: member(lead, 'Chuyên viên'), command: { type: 'submitDraft', draft: paperOf(cycle, 'Dự thảo') } }
    case 'reviewing': {
      const office = officeBeside([lead], givenBy, directory, since)
      if (office === undefined) return undefined
      const actor = member(office, 'Chuyên viên')
      const again = returns && cycle.gathering === 1
      return { actor, command: again ? { type: 'returnDraft', reason: 'Chưa rõ lộ trình' } : { type: 'takeDraft' } }
    }
    case 'issuing':
      return {
        actor: member(lead, 'Chuyên viên'),
        command: { type: 'issue', document: paperOf(cycle, 'Văn bản') },
        byDueDay: true,
      }
    case 'finalising':
      return {
        actor: member(lead, 'Chuyên viên'),
        command: { type: 'finalise', document: paperOf(cycle, stage.returned ? 'Báo cáo hoàn chỉnh' : 'Báo cáo') },
        byDueDay: true,
      }
    case 'receiving': {
      const again = returns && cycle.document?.title.startsWith('Báo cáo:')
      const command = again
        ? ({ type: 'returnReport', reason: 'Thiếu số liệu' } as const)
        : ({ type: 'receive' } as const)
      const receiver = giverBeside([lead], receivedBy, directory)
      return receiver === undefined ? undefined : { actor: member(receiver, 'Thường trực'), command }
    }
    case 'judging':
      return judging(cycle, directory, since)
    case 'sealing':
      return { actor: member(receivedBy, 'Lãnh đạo'), command: { type: 'seal', withMissing: true } }
    default:
      return undefined
  }
}

/** One target after the other, then the conclusion. */
function judging({ evaluation, givenBy }: Cycle, directory: Directory, since: CalendarDate): Act | undefined {
  const open = evaluation?.targets.find(({ target }) => !(target in evaluation.opinions))
  const judge = officeBeside([open?.owner], givenBy, directory, since)
  if (judge === undefined) return undefined
  const actor = member(judge, 'Trưởng đoàn')
  if (!open) return { actor, command: { type: 'conclude' } }
  return {
    actor,
    command: { type: 'judgeTarget', target: open.target, verdict: 'not-enough-data', reason: 'Chưa đủ số liệu' },
    atOnce: Object.keys(evaluation?.opinions ?? {}).length > 0,
  }
}

function paperOf({ id, title }: Cycle, what: string): Paper {
  const number = `${id.length * 7}-BC`
  return { title: `${what}: ${title}`, number, signer: 'Thủ trưởng' }
}

function dated(command: CycleCommand, issuedOn: CalendarDate): CycleCommand {
  switch (command.type) {
    case 'issue':
    case 'finalise':
      return { ...command, document: { ...command.document, issuedOn } }
    default:
      return command
  }
}

/** When an agency sends what it was asked: in time, after the closing, or never. A member of a group acts by its task. */
export function contributionIntention(
  { id, agency, askedOn, dueOn, state, task }: Contribution,
  behaviour: Behaviour,
  { calendar }: Rules,
  chance: Chance,
): Intended<ContributionCommand> | undefined {
  if (behaviour === 'silent' || task !== undefined || (state !== 'asked' && state !== 'closed')) return undefined
  const lot = chance('contribute', id)
  const spread = chance('contributes', id)
  const isLate = behaviour === 'late' ? lot < 0.6 : behaviour === 'mixed' && lot < 0.15
  if (behaviour === 'mixed' && lot > 0.92) return undefined
  if (state === 'closed' && !isLate) return undefined
  const before = later(askedOn, earlier(calendar.addWorkingDays(dueOn, -Math.floor(spread * 15)), dueOn))
  const on = isLate ? calendar.addWorkingDays(dueOn, 1 + Math.floor(spread * 6)) : calendar.onOrAfter(before)
  const content = { rows: [], text: 'Đã thực hiện theo kế hoạch', evidence: [] }
  return { on, actor: member(agency, 'Chuyên viên'), command: { type: 'send', content } }
}
