/**
 * The people of a rehearsal around its cycles: they see what is written, act on the days they intend to, and can say at
 * the end which cycles there were.
 */

import type { Directory } from '../../domain/agencies/directory.ts'
import type { Contribution } from '../../domain/cycles/contribution.ts'
import type { Cycle, CycleKind } from '../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
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
  /** Does what is intended for a day, or was for an earlier one. Answers a sentence for each act that was refused. */
  act(day: CalendarDate, hands: Hands): Promise<readonly string[]>
  cycles(): readonly RehearsedCycle[]
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

  async function contribute(day: CalendarDate, { rules, behaviour, chance, patiently }: Hands): Promise<Refusal[]> {
    const refused: Refusal[] = []
    for (const contribution of contributions.values()) {
      const wanted = contributionIntention(contribution, behaviour, rules, chance)
      if (!wanted || wanted.on > day) continue
      const { actor, command } = wanted
      const answer = await patiently((services) => changeContribution(services, rules, contribution.id, actor, command))
      if (isRefusal(answer)) refused.push(answer)
    }
    return refused
  }

  /** One act after the other, as long as they are for today: evaluators judge all targets in one sitting. */
  async function bringOn(id: string, day: CalendarDate, hands: Hands): Promise<Refusal | undefined> {
    const { rules, behaviour, chance, patiently, settled } = hands
    for (;;) {
      const cycle = cycles.get(id)
      const wanted = cycle && cycleIntention(cycle, behaviour, hands, chance)
      if (!wanted || wanted.on > day) return undefined
      const answer = await patiently((services) => changeCycle(services, rules, id, wanted.actor, wanted.command))
      if (isRefusal(answer)) return answer
      await settled()
    }
  }

  return {
    see(write) {
      if (!('put' in write) || write.put.key.sk !== 'STATE') return
      const { key, value } = write.put
      if (key.pk.startsWith('CYCLE#')) {
        const cycle = valueAs<Cycle>(value)
        cycles.set(cycle.id, cycle)
      } else if (key.pk.startsWith('CONTRIBUTION#')) {
        const contribution = valueAs<Contribution>(value)
        contributions.set(contribution.id, contribution)
      }
    },
    async readBack(table, programme) {
      let cursor: string | undefined
      do {
        const page = await cyclesOfProgramme(table, programme, { limit: 200, ...(cursor ? { cursor } : {}) })
        for (const cycle of page.cycles) {
          cycles.set(cycle.id, cycle)
          for (const { id } of await allContributionLines(table, cycle)) {
            const contribution = await contributionById(table, id)
            if (contribution) contributions.set(id, contribution)
          }
        }
        cursor = page.cursor
      } while (cursor)
    },
    async act(day, hands) {
      const refused = await contribute(day, hands)
      await hands.settled()
      for (const id of cycles.keys()) {
        const refusal = await bringOn(id, day, hands)
        if (refusal) refused.push(refusal)
      }
      return refused.map(sentence)
    },
    cycles: () => [...cycles.values()].map(rehearsed).toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
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
