import { describe, expect, it } from 'vitest'
import type { SessionView } from '../../../domain/access/sessionView.ts'
import type { CycleView } from '../../../domain/cycles/cycleView.ts'
import type { Agency } from '../../../domain/programme/schema.ts'
import { offersFor } from '../../../web/cycles/acts/offers.ts'

const agency = (id: string, office?: string): Agency => ({
  id,
  name: id,
  mailbox: `${id}@example.com`,
  head: { position: 'Thủ trưởng', mailbox: `tt-${id}@example.com` },
  ...(office ? { office } : {}),
})
const directory = new Map(
  [
    agency('uy-ban', 'vp-ub'),
    agency('vp-ub'),
    agency('thanh-uy', 'vp-tu'),
    agency('vp-tu'),
    agency('ban-thuong-vu'),
  ].map((one) => [one.id, one]),
)

const cycle = (over: Partial<CycleView>): CycleView => ({
  id: 'ke-hoach',
  kind: 'plan-issuance',
  programme: 'ct',
  assignment: 'ke-hoach',
  clause: 'III.2-1',
  title: 'Kế hoạch',
  lead: 'uy-ban',
  givenBy: 'thanh-uy',
  opensOn: '2012-11-08',
  closesOn: '2012-12-17',
  gatherUntil: '2012-11-23',
  dueOn: '2012-12-31',
  standing: 'open',
  stage: 'drafting',
  stageWritten: 'chờ dự thảo',
  silent: [],
  basis: 'ct',
  cooperating: [],
  coversFrom: '2012-11-08',
  attempt: 1,
  gathering: 1,
  gatheringOpen: false,
  asked: 0,
  sent: 0,
  contributions: [],
  ...over,
})

const someone = (role: SessionView['roles'][number], ...agencies: string[]) => ({
  session: {
    person: 'p',
    name: 'p',
    roles: [role],
    capacities: agencies.map((one) => ({ agency: one, title: 'Chuyên viên' })),
    today: '2012-11-12',
  } satisfies SessionView,
  directory,
  today: '2012-11-12' as const,
})

const now = (of: CycleView, who: ReturnType<typeof someone>) =>
  offersFor(of, who)
    .filter(({ whyNot }) => whyNot === undefined)
    .map(({ act }) => act)

describe('offered', () => {
  it.each([
    ['the lead drafts', cycle({}), someone('department', 'uy-ban'), ['submitDraft']],
    [
      'the giving office reviews',
      cycle({ stage: 'reviewing' }),
      someone('secretariat', 'vp-tu'),
      ['takeDraft', 'returnDraft', 'changeDates', 'changeHolder', 'withdraw'],
    ],
    ['the lead does not review its own', cycle({ stage: 'reviewing' }), someone('department', 'uy-ban'), []],
    [
      'a leader of the level a report was submitted to receives it',
      cycle({ kind: 'periodic-report', stage: 'receiving', receivedBy: 'ban-thuong-vu' }),
      someone('leader', 'ban-thuong-vu'),
      ['receive', 'returnReport'],
    ],
    ['a stranger is offered nothing', cycle({}), someone('department', 'so-y-te'), []],
    [
      'what was sealed is revised',
      cycle({ kind: 'evaluation', stage: 'ended', standing: 'ended', outcome: 'sealed' }),
      someone('evaluator', 'ubkt'),
      ['revise'],
    ],
    [
      'what was stopped is not',
      cycle({ kind: 'evaluation', stage: 'ended', standing: 'ended', outcome: 'withdrawn' }),
      someone('evaluator', 'ubkt'),
      [],
    ],
  ] as const)('%s', (_, of, who, acts) => {
    expect(now(of, who)).toEqual(acts)
  })

  it('what cannot be done at this step comes with its sentence', () => {
    const later = offersFor(cycle({}), someone('department', 'uy-ban')).filter(({ whyNot }) => whyNot !== undefined)
    expect(later.map(({ act }) => act)).toEqual(['issue', 'askAgain'])
    expect(later[0]?.whyNot).toContain('chờ dự thảo')
  })

  it('an evaluation is handed in for sealing once every target is judged', () => {
    const opinion = { verdict: 'met', reason: 'Đủ số liệu', by: 'p' } as const
    const targets = [
      { target: 'T01', owner: null, lacking: false, opinion },
      { target: 'T02', owner: null, lacking: false },
    ]
    const judging = cycle({
      kind: 'evaluation',
      stage: 'judging',
      evaluation: { revision: 1, targets, recommendations: [] },
    })
    const offer = offersFor(judging, someone('evaluator', 'ubkt')).find(({ act }) => act === 'conclude')
    expect(offer?.whyNot).toMatch(/\b1\b/)
  })

  it('whoever judged or concluded is told that another seals', () => {
    const sealing = cycle({
      kind: 'evaluation',
      stage: 'sealing',
      evaluation: { revision: 1, targets: [], recommendations: [], concludedBy: 'p' },
    })
    const offer = offersFor(sealing, someone('evaluator', 'ubkt')).find(({ act }) => act === 'seal')
    expect(offer?.whyNot).toContain('người khác chốt')
    const { session, ...rest } = someone('evaluator', 'ubkt')
    const another = offersFor(sealing, { ...rest, session: { ...session, person: 'q' } }).find(
      ({ act }) => act === 'seal',
    )
    expect(another?.whyNot).toBeUndefined()
  })
})
