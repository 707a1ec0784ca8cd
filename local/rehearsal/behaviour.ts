/**
 * How the people of a rehearsal behave: what an agency, or the office it works for, does next about a task, and on
 * which day. Derived from the seed and the task alone, never remembered, so that a rehearsal can be cut off anywhere.
 */
import type { Directory } from '../../domain/agencies/directory.ts'
import { addDays, type CalendarDate, later } from '../../domain/days.ts'
import type { Rules, TaskCommand } from '../../domain/tasks/decide.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import { giverBeside, member, officeBeside } from './actors.ts'
import type { Chance } from './chance.ts'

export const behaviours = ['punctual', 'mixed', 'late', 'silent'] as const
export type Behaviour = (typeof behaviours)[number]

export interface Intention {
  readonly on: CalendarDate
  readonly actor: Actor
  readonly command: TaskCommand
}

/** What the people around a task intend to do about it as it stands, the next thing only; undefined for nothing. */
export function intention(
  task: Task,
  behaviour: Behaviour,
  { rules, directory, organised }: Surroundings,
  chance: Chance,
): Intention | undefined {
  if (task.beforeTracking) return undefined
  const plan = { task, behaviour, rules, directory, chance, since: task.moves.at(-1)?.on ?? task.givenOn }
  // What a cycle brings to its end is handed in and accepted with it (cycleBehaviour.ts).
  const own = organised.has(task.assignment) ? [] : [acceptance(plan), work(plan)]
  const intentions = [decisions(plan), cooperation(plan), ...own].filter((one) => one !== undefined)
  return intentions.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0]
}

export interface Surroundings {
  readonly rules: Rules
  readonly directory: Directory
  /** Assignments whose work one lead brings through a cycle. */
  readonly organised: ReadonlySet<string>
}

interface Plan {
  readonly task: Task
  readonly behaviour: Behaviour
  readonly rules: Rules
  readonly directory: Directory
  readonly chance: Chance
  /** The day the task last moved. */
  readonly since: CalendarDate
}

/** Extensions and disputes are decided by the agency that gave the task. */
function decisions({ task, rules, directory, chance }: Plan): Intention | undefined {
  const decider = giverBeside([task.lead], task.givenBy, directory)
  if (decider === undefined) return undefined
  const actor = member(decider, 'Lãnh đạo')
  if (task.extensionAsked) {
    const { askedOn, wanted } = task.extensionAsked
    // A document may have given more time meanwhile than was asked for.
    const overtaken = task.deadline !== undefined && wanted <= task.deadline.dueOn
    const grant = !overtaken && chance('grant', task.id, askedOn) < 0.7 ? wanted : null
    return {
      on: rules.calendar.addWorkingDays(askedOn, 1 + Math.floor(chance('decide', task.id, askedOn) * 9)),
      actor,
      command: { type: 'decideExtension', grant, reason: grant ? 'Lý do chính đáng' : 'Chưa đủ căn cứ' },
    }
  }
  if (task.dispute) {
    return {
      on: rules.calendar.addWorkingDays(task.dispute.on, 3),
      actor,
      command: { type: 'answerDispute', lead: task.lead, reason: 'Giữ nguyên cơ quan chủ trì', document: task.basis },
    }
  }
  return undefined
}

/** The office accepts within days; in a mixed rehearsal it returns one in ten, once. */
function acceptance(plan: Plan): Intention | undefined {
  const { task, behaviour, rules, chance, since } = plan
  if (task.standing.state !== 'submitted') return undefined
  const { enteredOn } = task.standing.result
  const slow = behaviour === 'mixed' ? 9 : 3
  const on = rules.calendar.addWorkingDays(
    later(enteredOn, since),
    1 + Math.floor(chance('accept', task.id, since) * slow),
  )
  const actor = officer(plan, on)
  if (!actor) return undefined
  const poor = behaviour === 'mixed' && !wasReturned(task) && chance('poor', task.id) < 0.1
  return { on, actor, command: poor ? { type: 'return', reason: 'Thiếu số liệu minh chứng' } : { type: 'accept' } }
}

/** Of the office, on a day; nobody where no other body could: a result is not accepted by whoever handed it in. */
function officer({ task, directory }: Plan, on: CalendarDate): Actor | undefined {
  const { standing, lead, givenBy } = task
  const by = standing.state === 'submitted' ? standing.result.by : undefined
  const office = officeBeside([lead, by], givenBy, directory, on)
  return office === undefined ? undefined : member(office, 'Chuyên viên')
}

function wasReturned(task: Task): boolean {
  return task.moves.filter(({ state }) => state === 'submitted').length > 1
}

/** Most cooperating agencies send their part just before its day. */
function cooperation({ task, behaviour, rules, chance }: Plan): Intention | undefined {
  const part = task.parts.find(({ answer }) => !answer)
  if (!part || task.standing.state !== 'open' || behaviour === 'silent') return undefined
  if (chance('cooperate', task.id, part.id) > 0.7) return undefined
  return {
    on: rules.calendar.addWorkingDays(part.dueOn, -1),
    actor: member(part.holder.agency, 'Chuyên viên'),
    command: { type: 'answerPart', id: part.id, text: 'Đã gửi số liệu' },
  }
}

/** The lead hands in, asks for more time, asks a cooperating agency for its part, or does nothing at all. */
function work(plan: Plan): Intention | undefined {
  const { task, behaviour, rules, chance, since } = plan
  const { standing, deadline } = task
  if (standing.state !== 'open' || !deadline || behaviour === 'silent') return undefined
  const { calendar } = rules
  const actor = member(task.lead, 'Chuyên viên')
  if (standing.returned) {
    const on = calendar.addWorkingDays(standing.returned.on, 2 + Math.floor(chance('again', task.id) * 6))
    return { on, actor, command: handIn(task, on) }
  }
  const { dueOn } = deadline
  const lot = chance('lot', task.id)
  const special = behaviour === 'mixed' ? unusual(plan, lot, actor) : 'nothing special'
  if (special !== 'nothing special') return special
  const on = later(calendar.addWorkingDays(calendar.onOrBefore(dueOn), lag(plan, lot)), since)
  return { on, actor, command: handIn(task, on) }
}

/** In a mixed rehearsal some never answer, ask for more time, ask others for their part, are withdrawn, or send paper. */
function unusual(plan: Plan, lot: number, actor: Actor): Intention | undefined | 'nothing special' {
  const { task } = plan
  if (lot < 0.05) return undefined
  if (lot < 0.15) return moreTime(plan, actor) ?? 'nothing special'
  if (lot < 0.2) return partAsked(plan, actor) ?? 'nothing special'
  if (lot < 0.22) return withdrawal(plan)
  return lot < 0.3 && task.deadline ? onPaper(plan) : 'nothing special'
}

function moreTime({ task, rules, since, chance }: Plan, actor: Actor): Intention | undefined {
  const { deadline } = task
  if (!deadline || deadline.extensions.length > 0 || task.extensionAsked || askedBefore(task)) return undefined
  const on = later(rules.calendar.addWorkingDays(deadline.dueOn, Math.floor(chance('ask', task.id) * 12) - 9), since)
  const wanted = addDays(later(deadline.dueOn, on), 45)
  return { on, actor, command: { type: 'askExtension', wanted, reason: 'Chờ ý kiến các sở, ngành' } }
}

/** Working days after the deadline, negative before it. */
function lag({ task, behaviour, chance }: Plan, lot: number): number {
  const spread = chance('lag', task.id)
  if (behaviour === 'punctual') return -1 - Math.floor(spread * 12)
  const late = behaviour === 'late' ? lot < 0.8 : lot > 0.78
  return late ? 1 + Math.floor(spread * 25) : -Math.floor(spread * 15)
}

function handIn(task: Task, on: CalendarDate): TaskCommand {
  return {
    type: 'submit',
    evidence: [
      { title: task.product ?? task.title, number: `${Math.floor(1 + Number(on.slice(5, 7)) * 31)}/BC`, issuedOn: on },
    ],
  }
}

function askedBefore(task: Task): boolean {
  // A request that was refused leaves its notice or its step behind; asking twice would only repeat the story.
  return (
    task.spoken.some((key) => key.endsWith(':extensionDecided')) ||
    task.notices.some(({ code }) => code === 'extensionDecided')
  )
}

function partAsked({ task, rules, since, chance }: Plan, actor: Actor): Intention | undefined {
  const agency = task.cooperating[0]?.agency
  const dueOn = task.deadline?.dueOn
  if (!agency || !dueOn || task.parts.length > 0) return undefined
  const on = later(rules.calendar.addWorkingDays(dueOn, -15), since)
  if (on >= dueOn) return undefined
  const by = later(rules.calendar.addWorkingDays(dueOn, -5), on)
  const id = `p${Math.floor(chance('part', task.id) * 1e6)}`
  return {
    on,
    actor,
    command: { type: 'askPart', id, holder: { agency }, what: 'Số liệu thuộc phạm vi quản lý', dueOn: by },
  }
}

function withdrawal(plan: Plan): Intention | undefined {
  const { task, rules, since } = plan
  const on = later(rules.calendar.addWorkingDays(task.deadline?.dueOn ?? since, -2), since)
  const actor = officer(plan, on)
  const reason = 'Rà soát theo văn bản giao việc: không còn thuộc phạm vi phải thực hiện'
  return actor && { on, actor, command: { type: 'withdraw', document: task.basis, reason } }
}

function onPaper(plan: Plan): Intention | undefined {
  const { task, rules, since, chance } = plan
  const dueOn = task.deadline?.dueOn ?? since
  const arrived = later(rules.calendar.addWorkingDays(dueOn, Math.floor(chance('paper', task.id) * 8) - 5), since)
  const on = rules.calendar.addWorkingDays(arrived, 1)
  const actor = officer(plan, on)
  return (
    actor && {
      on,
      actor,
      command: {
        type: 'recordOnPaper',
        evidence: [{ title: task.product ?? task.title, issuedOn: arrived }],
        arrivalNumber: String(1 + Math.floor(chance('number', task.id) * 900)),
        arrivedOn: arrived,
      },
    }
  )
}
