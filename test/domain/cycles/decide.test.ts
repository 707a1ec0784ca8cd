import { describe, expect, it } from 'vitest'
import { type Cycle, courses, type StageName } from '../../../domain/cycles/cycle.ts'
import { type CycleCommand, decideCycle } from '../../../domain/cycles/decide.ts'
import { evolveCycle } from '../../../domain/cycles/evolve.ts'
import { type CycleAction, cycleCan, lifecycle } from '../../../domain/cycles/lifecycle.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import { CycleKind } from '../../../domain/programme/schema.ts'
import { isRefusal } from '../../../domain/refusals.ts'
import type { Actor } from '../../../domain/tasks/task.ts'
import { aCycle, atStage, evaluator, lead, office, on, paper, receiver } from './builders.ts'

const today: CalendarDate = '2013-12-10'

function having(cycle: Cycle, command: CycleCommand, actor: Actor = lead): Cycle {
  const event = decideCycle(cycle, command, on(today, actor))
  if (!event || isRefusal(event)) throw new Error(`${command.type}: ${JSON.stringify(event)}`)
  return evolveCycle(cycle, event, { at: '2013-12-10T02:00:00.000Z', day: today, actor })
}

function code(cycle: Cycle, command: CycleCommand, actor: Actor = lead): string | undefined {
  const event = decideCycle(cycle, command, on(today, actor))
  return event && isRefusal(event) ? event.code : event?.type
}

const every: readonly StageName[] = ['planned', ...new Set(Object.values(courses).flat()), 'settling', 'ended']

describe('the life cycle', () => {
  it.each(every)('says at %s what can be done, and refuses the rest by its name', (name) => {
    const cycle = atStage(aCycle(), name)
    for (const action of Object.keys(lifecycle).filter((one): one is CycleAction => one in lifecycle)) {
      const stages: readonly StageName[] = lifecycle[action]
      const refusal = { code: name === 'ended' ? 'cycle-ended' : 'cycle-not-at-stage', stage: name }
      expect(cycleCan(action, cycle)).toEqual(stages.includes(name) ? 'yes' : refusal)
    }
  })

  it.each(CycleKind.options)('takes %s through its whole course to its own end', (kind) => {
    let cycle = having(aCycle({ kind, attempt: 0 }), { type: 'open' })
    const passed: StageName[] = []
    while (cycle.stage.name !== 'ended') {
      passed.push(cycle.stage.name)
      const isDecided = ['reviewing', 'receiving', 'sealing'].includes(cycle.stage.name)
      cycle = having(cycle, forwardAt(cycle), isDecided ? office : evaluator)
      if (cycle.stage.name === 'judging') {
        for (const target of ['T01', 'T02']) {
          cycle = having(cycle, { type: 'judgeTarget', target, verdict: 'met', reason: 'Đủ số liệu' }, evaluator)
        }
      }
    }
    expect(passed).toEqual(courses[kind])
    expect(cycle.stage).toMatchObject({ name: 'ended', on: today })
  })
})

/** What brings a cycle on from where it stands. */
function forwardAt({ stage }: Cycle): CycleCommand {
  const targets = [
    { target: 'T01', owner: 'so-y-te' },
    { target: 'T02', owner: null },
  ]
  const forward: { readonly [name in StageName]?: CycleCommand } = {
    drafting: { type: 'submitDraft', draft: { title: 'Dự thảo' } },
    asking: { type: 'requestsSent' },
    gathering: { type: 'closeGathering' },
    closing: { type: 'contributionsClosed', silent: ['so-y-te'] },
    freezing: { type: 'figuresFrozen', hash: 'hash' },
    consolidating: { type: 'consolidated' },
    scoring: { type: 'targetsScored', targets, scores: 'hash' },
    reviewing: { type: 'takeDraft' },
    issuing: { type: 'issue', document: paper },
    assigning: { type: 'annexAssigned', given: 0, refused: 0 },
    finalising: { type: 'finalise', document: paper },
    receiving: { type: 'receive' },
    archiving: { type: 'archived' },
    judging: { type: 'conclude' },
    sealing: { type: 'seal' },
    publishing: { type: 'told' },
    telling: { type: 'told' },
  }
  const command = forward[stage.name]
  if (!command) throw new Error(`Nothing brings a cycle on from ${stage.name}`)
  return command
}

describe('it acts', () => {
  it('leaves its contributors a few days where it opens late, and its own days where it does not', () => {
    const open = { type: 'open' } as const
    expect(having(aCycle({ gatherUntil: '2013-12-06' }), open)).toMatchObject({ gatherUntil: '2013-12-17' })
    expect(having(aCycle({ gatherUntil: '2013-12-06', dueOn: '2013-12-13' }), open)).toMatchObject({
      gatherUntil: '2013-12-12',
    })
    expect(having(aCycle({ gatherUntil: '2013-12-18' }), open)).toMatchObject({ gatherUntil: '2013-12-18' })
  })

  it('consults for seven working days unless the draft says until when', () => {
    const drafting = atStage(aCycle({ kind: 'plan-issuance' }), 'drafting')
    expect(having(drafting, { type: 'submitDraft', draft: paper })).toMatchObject({ gatherUntil: '2013-12-19' })
    const until = having(drafting, { type: 'submitDraft', draft: paper, consultUntil: '2013-12-20' })
    expect(until).toMatchObject({ gatherUntil: '2013-12-20', gathering: 1, stage: { name: 'asking' } })
    const late = atStage(aCycle({ kind: 'plan-issuance', dueOn: '2013-12-09' }), 'drafting')
    const command = { type: 'submitDraft', draft: paper, consultUntil: '2013-12-19' } as const
    expect(having(late, command)).toMatchObject({ gatherUntil: '2013-12-19' })
  })

  it('returns a draft with its reason, and counts the next consultation anew', () => {
    const reviewing = atStage(aCycle({ kind: 'plan-issuance', draft: paper, silent: ['so-y-te'] }), 'reviewing')
    const returned = having(reviewing, { type: 'returnDraft', reason: 'Chưa rõ kinh phí' }, office)
    expect(returned.stage).toEqual({ name: 'drafting', returned: { on: today, reason: 'Chưa rõ kinh phí' } })
    expect(having(returned, { type: 'submitDraft', draft: paper })).toMatchObject({ gathering: 2, silent: [] })
  })

  it('asks again where the last day of a gathering was moved', () => {
    const gathering = atStage(aCycle({ gatherUntil: '2013-12-12' }), 'gathering')
    const moved = { type: 'changeDates', document: 'vb', gatherUntil: '2013-12-16' } as const
    expect(having(gathering, moved, office)).toMatchObject({ stage: { name: 'asking' }, gatheringOpen: true })
  })

  it('takes back what is asked when it is withdrawn, and only then ends', () => {
    const withdrawn = having(atStage(aCycle(), 'gathering'), { type: 'withdraw', document: 'vb', reason: 'Thay thế' })
    expect(withdrawn).toMatchObject({ stage: { name: 'settling', outcome: 'withdrawn' }, gatheringOpen: false })
    expect(having(withdrawn, { type: 'contributionsClosed', silent: [] }).stage).toMatchObject({ name: 'ended' })
  })

  it('takes a receipt from paper from the day it arrived, whoever enters it', () => {
    const receiving = atStage(aCycle({ lead: 'van-phong' }), 'receiving')
    const onPaper = { arrivalNumber: '15', arrivedOn: '2013-12-09' } as const
    expect(having(receiving, { type: 'receive', remark: 'Đồng ý', onPaper }, office)).toMatchObject({
      stage: { name: 'archiving' },
      receipt: { on: '2013-12-09', remark: 'Đồng ý', onPaper },
    })
    expect(code(receiving, { type: 'receive' }, office)).toBe('own-result')
    expect(
      code(receiving, { type: 'receive', onPaper: { arrivalNumber: '15', arrivedOn: '2013-12-11' } }, office),
    ).toBe('arrival-in-future')
  })

  it('is not received by the office that handed it in for its lead, and is by another', () => {
    const handedIn = having(atStage(aCycle(), 'finalising'), { type: 'finalise', document: paper }, office)
    expect(code(handedIn, { type: 'receive' }, office)).toBe('own-result')
    expect(code(handedIn, { type: 'receive' }, lead)).toBe('own-result')
    expect(code(handedIn, { type: 'receive' }, receiver)).toBe('reportReceived')
  })

  it('seals with figures missing only where that was said, and keeps which', () => {
    const sealing = atStage(aCycle({ kind: 'evaluation' }), 'sealing')
    const opinion = { reason: 'Lý do', by: 'nguoi-danh-gia' }
    const judged = {
      ...sealing,
      evaluation: {
        revision: 1,
        targets: [
          { target: 'T01', owner: 'so-y-te', lacking: true },
          { target: 'T02', owner: null },
        ],
        scores: 'hash',
        opinions: { T01: { verdict: 'met', ...opinion }, T02: { verdict: 'not-enough-data', ...opinion } },
        recommendations: [],
      },
    } as const
    expect(decideCycle(judged, { type: 'seal' }, on(today, office))).toEqual({
      code: 'figures-missing',
      targets: ['T01', 'T02'],
    })
    const sealed = having(judged, { type: 'seal', withMissing: true }, office)
    expect(sealed.evaluation).toMatchObject({ sealedBy: office.person, sealedWithout: ['T01', 'T02'] })
  })

  it('scores a revision anew, under its number, and keeps what was concluded until it is concluded otherwise', () => {
    const sealed = {
      ...atStage(aCycle({ kind: 'evaluation' }), 'ended'),
      evaluation: {
        revision: 1,
        targets: [{ target: 'T01', owner: 'so-y-te', lacking: true }],
        scores: 'cũ',
        opinions: { T01: { verdict: 'not-enough-data', reason: 'Thiếu', by: 'nguoi-danh-gia' } },
        recommendations: [],
        sealedBy: office.person,
        sealedOn: '2013-12-09',
        sealedWithout: ['T01'],
      },
    } as const
    const revised = having(sealed, { type: 'revise', reason: 'Có số liệu chính thức' }, evaluator)
    expect(revised).toMatchObject({ stage: { name: 'scoring' } })
    const scored = having(revised, {
      type: 'targetsScored',
      targets: [{ target: 'T01', owner: 'so-y-te' }],
      scores: 'mới',
    })
    expect(scored.stage.name).toBe('judging')
    expect(scored.evaluation).toEqual({
      revision: 2,
      revised: { on: today, reason: 'Có số liệu chính thức' },
      targets: [{ target: 'T01', owner: 'so-y-te' }],
      scores: 'mới',
      opinions: sealed.evaluation.opinions,
      recommendations: [],
    })
  })

  it('takes an annex of a plan until the plan is issued, and the same again without another word', () => {
    const drafting = atStage(aCycle({ kind: 'plan-issuance' }), 'drafting')
    const attach = { type: 'attachAnnex', assignments: 2, hash: 'h' } as const
    const attached = having(drafting, attach)
    expect(attached).toMatchObject({ annex: { assignments: 2, hash: 'h' }, stage: { name: 'drafting' } })
    expect(code(attached, attach)).toBeUndefined()
    expect(code(atStage(attached, 'assigning'), attach)).toBe('cycle-not-at-stage')
    expect(code(atStage(aCycle(), 'gathering'), attach)).toBe('cycle-not-at-stage')
  })

  it('ends at once when it is withdrawn before it was opened', () => {
    const withdrawn = having(aCycle(), { type: 'withdraw', document: 'vb', reason: 'Thay thế' })
    expect(withdrawn.stage).toEqual({ name: 'ended', outcome: 'withdrawn', on: today })
  })

  it('hands its lead over, who no longer cooperates', () => {
    const command = { type: 'changeHolder', from: 'ban-can-su', to: 'so-y-te', document: 'vb' } as const
    expect(having(atStage(aCycle(), 'finalising'), command)).toMatchObject({
      lead: 'so-y-te',
      cooperating: ['so-xay-dung'],
    })
  })

  it('forgets the trouble of an attempt when the next begins', () => {
    const troubled = having(atStage(aCycle(), 'gathering'), {
      type: 'reportTrouble',
      attempt: 1,
      status: 'FAILED',
      error: 'x',
    })
    expect(troubled.trouble).toEqual({ attempt: 1, status: 'FAILED', error: 'x', on: today })
    expect(having(troubled, { type: 'startAttempt', attempt: 2 })).not.toHaveProperty('trouble')
  })
})

describe('it refuses', () => {
  const reviewing = atStage(aCycle({ kind: 'plan-issuance' }), 'reviewing')
  const receiving = atStage(aCycle(), 'receiving')
  const judging = atStage(aCycle({ kind: 'evaluation' }), 'judging')
  const sealing = atStage(aCycle({ kind: 'evaluation' }), 'sealing')
  const gathering = atStage(aCycle({ gatherUntil: '2013-12-12' }), 'gathering')
  const refusals: readonly [string, Cycle, CycleCommand, Actor, string][] = [
    ['the lead that takes its own draft', reviewing, { type: 'takeDraft' }, lead, 'own-result'],
    ['the lead that receives its own report', receiving, { type: 'receive' }, lead, 'own-result'],
    ['a return without a reason', receiving, { type: 'returnReport', reason: ' ' }, receiver, 'reason-missing'],
    [
      'a plan without its signer',
      atStage(aCycle({ kind: 'plan-issuance' }), 'issuing'),
      { type: 'issue', document: { title: 'Kế hoạch', number: '1', issuedOn: today } },
      lead,
      'paper-incomplete',
    ],
    [
      'a report dated tomorrow',
      atStage(aCycle(), 'finalising'),
      { type: 'finalise', document: { ...paper, issuedOn: '2013-12-11' } },
      lead,
      'evidence-after-entry',
    ],
    [
      'a consultation that ended yesterday',
      atStage(aCycle({ kind: 'plan-issuance' }), 'drafting'),
      { type: 'submitDraft', draft: paper, consultUntil: '2013-12-09' },
      lead,
      'date-passed',
    ],
    [
      'a consultation that lasts beyond the due day',
      atStage(aCycle({ kind: 'plan-issuance' }), 'drafting'),
      { type: 'submitDraft', draft: paper, consultUntil: '2013-12-21' },
      lead,
      'cycle-day-after-due',
    ],
    [
      'a consultation on a late plan that lasts longer than is usual',
      atStage(aCycle({ kind: 'plan-issuance', dueOn: '2013-12-09' }), 'drafting'),
      { type: 'submitDraft', draft: paper, consultUntil: '2013-12-20' },
      lead,
      'cycle-day-after-due',
    ],
    [
      'a gathering that lasts beyond the due day',
      gathering,
      { type: 'changeDates', document: 'vb', gatherUntil: '2013-12-30' },
      office,
      'cycle-day-after-due',
    ],
    [
      'a new day for a gathering that was closed',
      atStage(aCycle(), 'finalising'),
      { type: 'changeDates', document: 'vb', gatherUntil: '2013-12-12' },
      office,
      'cycle-not-at-stage',
    ],
    ['a change of nothing', gathering, { type: 'changeDates', document: 'vb' }, office, 'nothing-to-change'],
    [
      'a target judged by the agency that answers for it',
      judging,
      { type: 'judgeTarget', target: 'T01', verdict: 'met', reason: 'Đạt' },
      { ...evaluator, agency: 'so-y-te' },
      'own-target',
    ],
    [
      'a target that was not scored',
      judging,
      { type: 'judgeTarget', target: 'T99', verdict: 'met', reason: 'Đạt' },
      evaluator,
      'unknown-target',
    ],
    ['a conclusion before every target is judged', judging, { type: 'conclude' }, evaluator, 'targets-unjudged'],
    ['a seal by who concluded', sealing, { type: 'seal' }, evaluator, 'own-conclusion'],
    [
      'a revision of what was never sealed',
      atStage(aCycle(), 'ended'),
      { type: 'revise', reason: 'x' },
      lead,
      'not-sealed',
    ],
    [
      'a withdrawal without a document',
      gathering,
      { type: 'withdraw', document: '', reason: 'x' },
      office,
      'document-missing',
    ],
  ]

  it.each(refusals)('%s', (_, cycle, command, actor, refusal) => {
    expect(code(cycle, command, actor)).toBe(refusal)
  })
})

describe('it stays quiet', () => {
  it('about an attempt that somebody else has started', () => {
    expect(code(atStage(aCycle({ attempt: 2 }), 'gathering'), { type: 'startAttempt', attempt: 2 })).toBeUndefined()
  })

  it('about the trouble of an attempt that is over', () => {
    const trouble = { type: 'reportTrouble', attempt: 1, status: 'FAILED', error: 'x' } as const
    expect(code(atStage(aCycle({ attempt: 2 }), 'gathering'), trouble)).toBeUndefined()
  })

  it('about a deadline of its task that has not moved', () => {
    const task = { how: 'moved', dueOn: '2013-12-20' } as const
    expect(code(atStage(aCycle(), 'gathering'), { type: 'followTask', task })).toBeUndefined()
  })
})
