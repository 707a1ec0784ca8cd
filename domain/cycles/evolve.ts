/** What a cycle has become after an event: total, never refusing, the same for the live system and for a replay. */
import type { CalendarDate } from '../days.ts'
import type { Occasion } from '../tasks/task.ts'
import { type Cycle, courses, type Evaluation, outcomeOf, type Stage, type StageName, stageAfter } from './cycle.ts'
import type { CycleEvent } from './decide.ts'

export function evolveCycle(cycle: Cycle, event: CycleEvent, occasion: Occasion): Cycle {
  const evolved = after(cycle, event, occasion)
  const { stage } = evolved
  const gatheringOpen = stage.name === 'asking' || stage.name === 'gathering'
  return { ...evolved, gatheringOpen, ...(stage === cycle.stage ? {} : { stageFrom: occasion.day }) }
}

function after(cycle: Cycle, event: CycleEvent, { day, actor }: Occasion): Cycle {
  switch (event.type) {
    case 'cycleOpened': {
      const { gatherUntil = cycle.gatherUntil } = event
      return { ...cycle, gatherUntil, openedOn: day, attempt: 1, attemptFrom: day, stage: firstStage(cycle) }
    }
    case 'attemptStarted': {
      const { trouble: _, ...free } = cycle
      return { ...free, attempt: event.attempt, attemptFrom: day }
    }
    case 'troubleReported': {
      const { attempt, status, error } = event
      return { ...cycle, trouble: { attempt, status, error, on: day } }
    }
    case 'annexAttached': {
      const { assignments, hash } = event
      return { ...cycle, annex: { assignments, hash } }
    }
    case 'draftSubmitted': {
      const again = cycle.draft ? cycle.gathering + 1 : cycle.gathering
      return forward(
        {
          ...cycle,
          draft: event.draft,
          handedInBy: actor.agency,
          gathering: again,
          gatherUntil: event.consultUntil,
          silent: [],
        },
        day,
      )
    }
    case 'requestsSent':
    case 'gatheringClosed':
    case 'consolidated':
    case 'annexAssigned':
    case 'reportArchived':
    case 'outcomeTold':
      return forward(cycle, day)
    case 'contributionsClosed': {
      if (cycle.stage.name === 'settling') return { ...cycle, stage: ended(cycle.stage.outcome, day) }
      return forward({ ...cycle, silent: event.silent }, day)
    }
    case 'figuresFrozen':
      return forward({ ...cycle, figures: event.hash }, day)
    case 'targetsScored': {
      const { targets, scores } = event
      // What was concluded before a revision stays until it is concluded otherwise.
      const before = cycle.evaluation ?? { revision: 1, opinions: {}, recommendations: [] }
      return forward({ ...cycle, evaluation: { ...before, targets, scores } }, day)
    }
    case 'draftReturned':
      return { ...cycle, stage: { name: 'drafting', returned: { on: day, reason: event.reason } } }
    case 'draftTaken':
      return { ...cycle, stage: { name: 'issuing', takenOn: day } }
    case 'planIssued':
      return forward({ ...cycle, document: event.document }, day)
    case 'reportFinalised': {
      const finalised = { ...cycle, document: event.document, handedInBy: actor.agency }
      if (stageAfter(cycle.kind, 'finalising') !== 'receiving') return forward(finalised, day)
      return { ...finalised, stage: { name: 'receiving', handedInOn: day } }
    }
    case 'reportReturned':
      return { ...cycle, stage: { name: 'finalising', returned: { on: day, reason: event.reason } } }
    case 'reportReceived': {
      const { remark, onPaper } = event
      const receipt = {
        on: onPaper?.arrivedOn ?? day,
        ...(remark === undefined ? {} : { remark }),
        ...(onPaper === undefined ? {} : { onPaper }),
      }
      return forward({ ...cycle, receipt }, day)
    }
    case 'targetJudged':
      return judged(cycle, ({ opinions, ...kept }) => ({
        ...kept,
        opinions: { ...opinions, [event.target]: event.opinion },
      }))
    case 'recommended': {
      const { id, text, clause } = event
      const recommendation = { id, text, ...(clause === undefined ? {} : { clause }) }
      return judged(cycle, ({ recommendations, ...kept }) => ({
        ...kept,
        recommendations: [...recommendations, recommendation],
      }))
    }
    case 'evaluationConcluded':
      return { ...cycle, stage: { name: 'sealing', concludedBy: actor.person } }
    case 'evaluationReturned':
      return { ...cycle, stage: { name: 'judging', returned: { on: day, reason: event.reason } } }
    case 'evaluationSealed':
      return forward(
        judged(cycle, (kept) => ({
          ...kept,
          sealedBy: actor.person,
          sealedOn: day,
          ...(event.without.length > 0 ? { sealedWithout: event.without } : {}),
        })),
        day,
      )
    case 'evaluationRevised': {
      const { revision, reason } = event
      const revised = judged(cycle, ({ sealedBy: _, sealedOn: __, sealedWithout: ___, ...kept }) => ({
        ...kept,
        revision,
        revised: { on: day, reason },
      }))
      // By the figures of the same day, as they are known now.
      return { ...revised, stage: { name: 'scoring' } }
    }
    case 'proposalTakenUp': {
      const { proposal, assignment } = event
      return judged(cycle, ({ recommendations, ...kept }) => ({
        ...kept,
        recommendations: recommendations.map((one) => (one.id === proposal ? { ...one, assignment } : one)),
      }))
    }
    case 'datesChanged': {
      const { dueOn = cycle.dueOn, gatherUntil = cycle.gatherUntil, closesOn = cycle.closesOn } = event
      const moved = { ...cycle, dueOn, gatherUntil, closesOn }
      // Whoever was asked by another day is told of the new one.
      const asksAgain = cycle.stage.name === 'gathering' && gatherUntil !== cycle.gatherUntil
      return asksAgain ? { ...moved, stage: { name: 'asking' } } : moved
    }
    case 'cycleHolderChanged': {
      const swap = (agency: string) => (agency === event.from ? event.to : agency)
      const lead = swap(cycle.lead)
      return {
        ...cycle,
        lead,
        givenBy: swap(cycle.givenBy),
        ...(cycle.receivedBy === undefined ? {} : { receivedBy: swap(cycle.receivedBy) }),
        cooperating: [...new Set(cycle.cooperating.map(swap))].filter((agency) => agency !== lead),
      }
    }
    case 'cutShort': {
      const { how: outcome, document, reason, paper } = event
      const shortened = paper ? { ...cycle, document: paper } : cycle
      // What never opened has asked nobody.
      if (cycle.stage.name === 'planned') return { ...shortened, stage: ended(outcome, day) }
      const why = {
        ...(document === undefined ? {} : { document }),
        ...(reason === undefined ? {} : { reason }),
      }
      return { ...shortened, stage: { name: 'settling', outcome, ...why } }
    }
    default:
      return event satisfies never
  }
}

function firstStage({ kind }: Cycle): Stage {
  return plain(courses[kind][0] ?? 'ended')
}

/** On to the next stage of its course, or to its end. */
function forward(cycle: Cycle, day: CalendarDate): Cycle {
  const next = stageAfter(cycle.kind, cycle.stage.name)
  return { ...cycle, stage: next === 'ended' ? ended(outcomeOf[cycle.kind], day) : plain(next) }
}

function ended(outcome: Extract<Stage, { name: 'ended' }>['outcome'], on: CalendarDate): Stage {
  return { name: 'ended', outcome, on }
}

type PlainName = { [One in Stage as One['name']]: { name: One['name'] } extends One ? One['name'] : never }[StageName]

/** The stages that need no more than their name; the others are entered by the events that bring their facts. */
function plain(name: StageName): Stage {
  return isPlain(name) ? { name } : impossible(name)
}

const withFacts: readonly StageName[] = ['issuing', 'receiving', 'sealing', 'settling', 'ended']

function isPlain(name: StageName): name is PlainName {
  return !withFacts.includes(name)
}

function impossible(name: StageName): never {
  throw new Error(`A cycle comes to "${name}" by an event of its own`)
}

function judged(cycle: Cycle, change: (evaluation: Evaluation) => Evaluation): Cycle {
  return cycle.evaluation ? { ...cycle, evaluation: change(cycle.evaluation) } : cycle
}
