/**
 * One office in which every role stands in every relation to everything, and in which nothing that is asked is kept: a
 * thing stays in its state however often it is asked of. Who stands how is said here by hand, not asked of the rules.
 */
import type { Relation } from '../../../../domain/access/relations.ts'
import { Role } from '../../../../domain/access/roles.ts'
import { type State, stages } from '../../../../domain/access/states.ts'
import type { Contribution } from '../../../../domain/cycles/contribution.ts'
import type { Standing } from '../../../../domain/tasks/task.ts'
import { contributionKeeping } from '../../../../functions/stores/contributions.ts'
import { newCycle } from '../../../../functions/stores/cycles.ts'
import { registerPeople } from '../../../../functions/stores/people.ts'
import { createAll, recordWrites } from '../../../../functions/stores/record.ts'
import { newTaskWrites } from '../../../../functions/stores/tasks.ts'
import { aContribution, aCycle, atStage } from '../../../domain/cycles/builders.ts'
import { aTask, doctor, handIn, lived, secretary as ofTheCity } from '../../../domain/tasks/builders.ts'
import { rulesOf } from '../../office.ts'
import { anAgency, anAssignment, secretary, tinyProgramme } from '../../tinyProgramme.ts'
import { type ApiOffice, aPerson, apiOffice } from '../apiOffice.ts'

/** Sở Y tế leads, Sở Xây dựng cooperates, Thành ủy gave it. */
const agencies = [
  anAgency('thanh-uy', { name: 'Thành ủy', office: 'van-phong' }),
  anAgency('van-phong', { name: 'Văn phòng Thành ủy' }),
  anAgency('so-y-te', { name: 'Sở Y tế', office: 'vp-so', superior: 'ub' }),
  anAgency('vp-so', { name: 'Văn phòng Sở Y tế' }),
  anAgency('ub', { name: 'Ủy ban nhân dân', superior: 'tren', worksForSubordinates: true }),
  anAgency('tren', { name: 'Cấp trên' }),
  anAgency('so-xay-dung', { name: 'Sở Xây dựng' }),
  anAgency('so-khac', { name: 'Sở Tài chính' }),
]

/** How a person stands to the thing of each kind: by the agencies of their positions. */
export type Stand = { readonly [agency: string]: readonly Relation[] }

const leads = {
  'so-y-te': ['lead'],
  'vp-so': ['leadOffice'],
  ub: ['leadSuperior', 'superior'],
  tren: ['superior'],
} as const
const gave = { 'thanh-uy': ['giver'], 'van-phong': ['office'] } as const

/** Whatever is not named is `other`. */
export const stands = {
  /** A task, a cycle, an assignment: all three sides. */
  work: { ...leads, ...gave, 'so-xay-dung': ['cooperating'] },
  /** What the agency owes to a cycle that the party's committee runs; a target. */
  owed: { ...leads, ...gave },
  /** A list of the health department's own things; a person of it; a target of an evaluation. */
  own: leads,
  /** What the party's committee decides; its programme. */
  given: gave,
  /** A register. */
  nobodys: {},
} as const satisfies { readonly [kind: string]: Stand }

/** Everybody works in one agency, and some in the office of the giver and in the lead at once. */
export const places: readonly (readonly string[])[] = [...agencies.map(({ id }) => [id]), ['van-phong', 'so-y-te']]

export const personAt = (role: Role, place: readonly string[]) => `${role.toLowerCase()}-${place.join('-')}`

const tasks: { readonly [state in Standing['state']]: Standing } = {
  open: { state: 'open' },
  submitted: lived(aTask(), ['2013-01-07', doctor, handIn]).standing,
  done: lived(aTask(), ['2013-01-07', doctor, handIn], ['2013-01-08', ofTheCity, { type: 'accept' }]).standing,
  withdrawn: { state: 'withdrawn', how: 'withdrawn', on: '2013-01-07', document: 'vb-nho' },
  continuous: { state: 'continuous' },
  conditional: { state: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-06-28' },
}

/** The health department answers for its target. */
const evaluation = {
  revision: 1,
  targets: [{ target: 'T01', owner: 'so-y-te' }],
  scores: 'hash',
  opinions: {},
  recommendations: [],
}

const contributions: readonly Contribution['state'][] = ['asked', 'returned', 'sent', 'closed', 'late', 'withdrawn']

/** The states of each kind of thing, each with the id of one that stands in it. */
export const things: { readonly [kind in 'task' | 'cycle' | 'plan' | 'contribution']: ReadonlyMap<State, string> } = {
  task: new Map(Object.keys(tasks).map((state) => [state as State, `nho_t-${state}`])),
  cycle: new Map(stages.map((stage) => [stage, `nho_c-${stage}`])),
  plan: new Map(stages.map((stage) => [stage, `nho_p-${stage}`])),
  contribution: new Map(contributions.map((state) => [state, `nho_b-${state}`])),
}

export async function world(options: Pick<Parameters<typeof apiOffice>[0] & object, 'links'> = {}): Promise<ApiOffice> {
  const programme = tinyProgramme()
  const api = await apiOffice(
    { around: kept, ...options },
    {
      ...programme,
      agencies,
      groups: [],
      targets: programme.targets.map((one) => ({ ...one, owner: 'so-y-te' })),
      assignments: [
        anAssignment('once', { lead: 'so-y-te', cooperating: [{ agency: 'so-xay-dung' }], product: 'Đề án' }),
        anAssignment('unassigned', {}),
      ],
    },
  )
  const { office } = api
  const rules = await rulesOf(office, 'nho')
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  const everybody = Role.options.flatMap((role) =>
    places.map((place) => aPerson(personAt(role, place), role, ...place)),
  )
  await registerPeople(office.truth, 'nho', everybody, occasion)
  const parts = { programme: 'nho', lead: 'so-y-te', cooperating: [{ agency: 'so-xay-dung' }], givenBy: 'thanh-uy' }
  const basics = { ...parts, clause: 'I.1-01', basis: 'vb-nho', assignment: 'nho_once' }
  const given = Object.values(tasks).map((standing) => {
    const dueOn = standing.state === 'continuous' || standing.state === 'conditional' ? null : ('2013-03-29' as const)
    return aTask({ ...basics, id: `nho_t-${standing.state}`, standing, dueOn })
  })
  const standing = ([kind, letter]: readonly ['periodic-report' | 'plan-issuance', string]) =>
    stages.map((stage) => ({
      evaluation,
      ...atStage(
        aCycle({
          id: `nho_${letter}-${stage}`,
          kind,
          lead: 'so-y-te',
          cooperating: ['so-xay-dung'],
          givenBy: 'thanh-uy',
          receivedBy: 'thanh-uy',
          task: 'nho_t-open',
        }),
        stage,
      ),
    }))
  const run = (
    [
      ['periodic-report', 'c'],
      ['plan-issuance', 'p'],
    ] as const
  ).flatMap(standing)
  const asking = atStage(
    aCycle({ id: 'nho_hoi', lead: 'thanh-uy', receivedBy: 'thanh-uy', cooperating: [] }),
    'gathering',
  )
  const paper = { arrivalNumber: '1', arrivedOn: '2013-01-07' as const }
  const owed = contributions.map((state) =>
    aContribution({
      id: `nho_b-${state}`,
      cycle: asking.id,
      agency: 'so-y-te',
      state,
      ...(state === 'asked' ? {} : { content: { rows: [], evidence: [], onPaper: paper }, sentOn: '2013-01-07' }),
    }),
  )
  // A batch each, so that none passes the limit of a transaction.
  for (const task of given) await createAll(office.truth, [{ writes: newTaskWrites(task, rules, occasion) }])
  for (const cycle of [...run, asking]) await createAll(office.truth, [newCycle(cycle, occasion)])
  const keeping = contributionKeeping(rules)
  for (const state of owed) {
    const asked = { type: 'contributionAsked', data: {}, state }
    await createAll(office.truth, [recordWrites(keeping, undefined, asked, occasion)])
  }
  await observed(api)
  isKept = false
  return api
}

/** The figure that can be corrected. */
export const observationId = 'id-1'

async function observed(api: ApiOffice): Promise<void> {
  const figure = { period: { year: 2012 }, value: 80, kind: 'official', source: 'Báo cáo', sourceDate: '2013-01-07' }
  const path = '/api/programmes/nho/targets/T01/observations'
  const { body } = await api.ask('POST', path, { as: 'secretariat-van-phong', body: figure })
  if (body.id !== observationId) throw new Error(JSON.stringify(body))
}

let isKept = true

/** A table that says that it wrote. What stands was put there before. */
function kept(table: ApiOffice['office']['table']): ApiOffice['office']['table'] {
  isKept = true
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    transact: async (writes) => (isKept ? table.transact(writes) : { committed: true }),
  }
}
