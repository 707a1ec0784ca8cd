/**
 * The people of a rehearsal around its cycles: they see what is written, act on the days they intend to, and can say at
 * the end which cycles there were.
 */

import type { Directory } from '../../domain/agencies/directory.ts'
import type { Contribution } from '../../domain/cycles/contribution.ts'
import type { Cycle, CycleKind } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal, sentence } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import { everyPage } from '../../functions/paging.ts'
import type { Table, WorkflowServices, Write } from '../../functions/services.ts'
import { allContributionLines, changeContribution, contributionById } from '../../functions/stores/contributions.ts'
import { changeCycle, cyclesOfProgramme } from '../../functions/stores/cycles.ts'
import { valueAs } from '../../functions/stores/record.ts'
import type { Behaviour } from './behaviour.ts'
import type { Chance } from './chance.ts'
import { contributionIntention, cycleIntention } from './cycleBehaviour.ts'

export interface CyclePeople {
  /** Shown every committed write. */
  see(write: Write): void
  /** Learns what a folder already holds, for a rehearsal that goes on. */
  readBack(table: Table, programme: string): Promise<void>
  /** Does what is intended for a day, or was for an earlier one. */
  act(day: CalendarDate, hands: Hands): Promise<Acts>
  cycles(): readonly RehearsedCycle[]
  /** The day of a plan, once its annex has given its work. */
  issuedOn(plan: string): CalendarDate | undefined
  /** As last written. */
  readonly all: ReadonlyMap<string, Cycle>
  readonly contributions: ReadonlyMap<string, Contribution>
}

export interface Acts {
  readonly done: number
  /** A sentence for each act that was refused. */
  readonly refused: readonly string[]
}

/** What the people work with. */
export interface Hands {
  readonly rules: Rules
  readonly directory: Directory
  readonly behaviour: Behaviour
  readonly chance: Chance
  /** Does an act as often as it takes until it is known to be done, or refused. */
  readonly patiently: <Answer>(
    act: (services: Pick<WorkflowServices, 'table' | 'clock' | 'workflows'>) => Promise<Answer>,
  ) => Promise<Answer>
  /** Lets the executions run that an act has woken. */
  readonly settled: () => Promise<void>
}

/** As `rehearse --json` shows it. */
export interface RehearsedCycle {
  readonly id: string
  readonly kind: CycleKind
  readonly opened: CalendarDate | null
  readonly due: CalendarDate
  readonly outcome: string | null
}

export function cyclePeople(): CyclePeople {
  const cycles = new Map<string, Cycle>()
  const contributions = new Map<string, Contribution>()
  /** Whose things moved since their plans were last made, and the day on which each means to act. */
  const moved = { cycles: new Set<string>(), contributions: new Set<string>() }
  const plans = { cycles: new Map<string, CalendarDate>(), contributions: new Map<string, CalendarDate>() }

  function cycleMoved(cycle: Cycle): void {
    cycles.set(cycle.id, cycle)
    moved.cycles.add(cycle.id)
  }

  function contributionMoved(contribution: Contribution): void {
    contributions.set(contribution.id, contribution)
    moved.contributions.add(contribution.id)
  }

  function whatTheContributorWants(id: string, { behaviour, rules, chance }: Hands) {
    const contribution = contributions.get(id)
    return contribution && contributionIntention(contribution, behaviour, rules, chance)
  }

  function whatTheCycleWants(id: string, hands: Hands) {
    const cycle = cycles.get(id)
    return cycle && cycleIntention(cycle, hands.behaviour, hands, hands.chance)
  }

  async function contribute(day: CalendarDate, hands: Hands, acts: Counted): Promise<void> {
    for (const id of dueBy(day, plans.contributions)) {
      const wanted = whatTheContributorWants(id, hands)
      plans.contributions.delete(id)
      if (!wanted) continue
      const { actor, command } = wanted
      acts.count(await hands.patiently((services) => changeContribution(services, hands.rules, id, actor, command)))
    }
  }

  /** One act after the other, as long as they are for today: evaluators judge all targets in one sitting. */
  async function bringOn(id: string, day: CalendarDate, hands: Hands, acts: Counted): Promise<void> {
    for (;;) {
      const wanted = whatTheCycleWants(id, hands)
      plan(plans.cycles, id, wanted?.on)
      if (!wanted || wanted.on > day) return
      const { actor, command } = wanted
      const answer = await hands.patiently((services) => changeCycle(services, hands.rules, id, actor, command))
      acts.count(answer)
      if (isRefusal(answer)) return
      await hands.settled()
    }
  }

  return {
    all: cycles,
    contributions,
    see(write) {
      if (!('put' in write) || write.put.key.sk !== 'STATE') return
      const { key, value } = write.put
      if (key.pk.startsWith('CYCLE#')) cycleMoved(valueAs<Cycle>(value))
      else if (key.pk.startsWith('CONTRIBUTION#')) contributionMoved(valueAs<Contribution>(value))
    },
    async readBack(table, programme) {
      for await (const { cycles: page } of everyPage((asked) => cyclesOfProgramme(table, programme, asked))) {
        for (const cycle of page) {
          cycleMoved(cycle)
          for (let gathering = 1; gathering <= cycle.gathering; gathering += 1) {
            for (const { id } of await allContributionLines(table, { id: cycle.id, gathering })) {
              const contribution = await contributionById(table, id)
              if (contribution) contributionMoved(contribution)
            }
          }
        }
      }
    },
    async act(day, hands) {
      const acts = counted()
      for (const id of moved.contributions) plan(plans.contributions, id, whatTheContributorWants(id, hands)?.on)
      moved.contributions.clear()
      await contribute(day, hands, acts)
      await hands.settled()
      for (const id of moved.cycles) plan(plans.cycles, id, whatTheCycleWants(id, hands)?.on)
      moved.cycles.clear()
      for (const id of dueBy(day, plans.cycles)) await bringOn(id, day, hands, acts)
      return acts
    },
    cycles: () => [...cycles.values()].map(rehearsed).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
    issuedOn(plan) {
      const { document, stage } = cycles.get(plan) ?? {}
      return stage?.name === 'telling' || stage?.name === 'ended' ? document?.issuedOn : undefined
    },
  }
}

function plan(plans: Map<string, CalendarDate>, id: string, on: CalendarDate | undefined): void {
  if (on === undefined) plans.delete(id)
  else plans.set(id, on)
}

function dueBy(day: CalendarDate, plans: ReadonlyMap<string, CalendarDate>): readonly string[] {
  return [...plans].flatMap(([id, on]) => (on <= day ? [id] : []))
}

interface Counted extends Acts {
  count(answer: object): void
}

function counted(): Counted {
  const refused: string[] = []
  let done = 0
  return {
    get done() {
      return done
    },
    refused,
    count(answer) {
      if (isRefusal(answer)) refused.push(sentence(answer))
      else done += 1
    },
  }
}

function rehearsed({ id, kind, openedOn, dueOn, stage }: Cycle): RehearsedCycle {
  return {
    id,
    kind,
    opened: openedOn ?? null,
    due: dueOn,
    outcome: stage.name === 'ended' ? stage.outcome : null,
  }
}
