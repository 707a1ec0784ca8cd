import { describe, expect, it } from 'vitest'
import { type Action, access, actingAgency, mayEver } from '../../../domain/access/access.ts'
import { type Relation, relationsOf } from '../../../domain/access/relations.ts'
import { Role } from '../../../domain/access/roles.ts'
import type { Row } from '../../../domain/access/row.ts'
import { lifecycle } from '../../../domain/tasks/lifecycle.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'

const actions = Object.keys(access) as Action[]
const every: readonly Relation[] = ['lead', 'leadOffice', 'cooperating', 'giver', 'office', 'superior', 'other']

const standing = (agency: string, ...relations: Relation[]) => ({ agency, relations: new Set(relations) })
const allowed = (action: Action, role: Role, relation: Relation) =>
  actingAgency(action, [role], [standing('a', relation)]) !== undefined

describe('the table of access', () => {
  it('allows nothing to whoever has no role, or no position', () => {
    for (const action of actions) {
      expect(mayEver(action, [])).toBe(false)
      expect(actingAgency(action, [], [standing('a', ...every)])).toBeUndefined()
      expect(actingAgency(action, Role.options, [])).toBeUndefined()
    }
  })

  it('has a row for all that can be done with a task by hand', () => {
    const byHand = Object.keys(lifecycle).filter((action) => !['changeHolder', 'close', 'handOver'].includes(action))
    expect(byHand.filter((action) => !actions.includes(`task.${action}` as Action))).toEqual([])
  })

  it('lets whoever is above, or has nothing to do with a task, read it at most', () => {
    const changes = actions.filter((action) => /^(task|contribution)\./.test(action) && !/\.read/.test(action))
    for (const action of changes) {
      for (const role of Role.options) {
        expect([action, role, allowed(action, role, 'superior')]).toEqual([action, role, false])
        expect([action, role, allowed(action, role, 'other')]).toEqual([action, role, false])
      }
    }
  })

  it('lets an administrator change the registers, and no work', () => {
    const work = actions.filter((action) => /^(task|cycle|contribution|evaluation|target|assignment)\./.test(action))
    expect(work.filter((action) => mayEver(action, ['administrator']))).toEqual([])
    expect(mayEver('person.change', ['administrator'])).toBe(true)
  })

  it('lets evaluators change evaluations alone', () => {
    const changes = actions.filter((action) => mayEver(action, ['evaluator']) && !/\.(read|verify)/.test(action))
    expect(changes).toEqual([
      'evaluation.start',
      'evaluation.judge',
      'evaluation.conclude',
      'evaluation.seal',
      'file.upload',
    ])
  })

  it.each(['task.accept', 'task.return', 'task.decideExtension', 'task.answerDispute'] as const)(
    '%s is for the side that gave the work, never for whoever leads it in another position',
    (action) => {
      expect(allowed(action, 'secretariat', 'office')).toBe(true)
      expect(allowed(action, 'leader', 'giver')).toBe(true)
      expect(allowed(action, 'department', 'lead')).toBe(false)
      expect(actingAgency(action, ['secretariat'], [standing('vp', 'office'), standing('sy', 'lead')])).toBeUndefined()
    },
  )

  it('acts for the first position that it allows', () => {
    const standings = [standing('a', 'superior'), standing('b', 'lead'), standing('c', 'lead')]
    expect(actingAgency('task.submit', ['department'], standings)).toBe('b')
  })

  it('acts for the agency that was named, if it allows it there, and is barred all the same', () => {
    const standings = [standing('a', 'office'), standing('b', 'lead'), standing('c', 'giver')]
    const twoHats = standings.filter(({ agency }) => agency !== 'b')
    expect(actingAgency('task.accept', ['secretariat'], twoHats, 'c')).toBe('c')
    expect(actingAgency('task.accept', ['secretariat'], twoHats, 'b')).toBeUndefined()
    expect(actingAgency('task.accept', ['secretariat'], standings, 'c')).toBeUndefined()
  })

  it('gives reading to whoever may change', () => {
    for (const kind of ['task', 'cycle', 'contribution', 'target', 'assignment'] as const) {
      const read: Row = access[`${kind}.read`]
      for (const action of actions.filter((one) => one.startsWith(`${kind}.`))) {
        const row: Row = access[action]
        for (const role of Role.options) {
          expect([action, role, (row[role] ?? []).filter((relation) => !read[role]?.includes(relation))]).toEqual([
            action,
            role,
            [],
          ])
        }
      }
    }
  })
})

describe('how an agency stands to a thing', () => {
  const directory = new Map(
    [
      anAgency('tv', { office: 'vp' }),
      anAgency('ub', { superior: 'tv', office: 'vpub' }),
      anAgency('vp', { superior: 'tv' }),
      anAgency('vpub', { superior: 'ub' }),
      anAgency('so', { superior: 'ub' }),
      anAgency('so-cu', { superior: 'ub', to: '2013-01-31', successors: [{ agency: 'so', from: '2013-02-01' }] }),
      anAgency('khac'),
      anAgency('vong-1', { superior: 'vong-2' }),
      anAgency('vong-2', { superior: 'vong-1' }),
    ].map((agency) => [agency.id, agency]),
  )
  const stands = (agency: string, parties: Parameters<typeof relationsOf>[1]) =>
    [...relationsOf(agency, parties, directory, '2013-03-01')].toSorted()
  const task = { lead: 'so', cooperating: ['khac'], givenBy: 'ub' }

  it.each([
    ['so', ['lead']],
    ['khac', ['cooperating']],
    ['ub', ['giver', 'superior']],
    ['vpub', ['office', 'superior']],
    ['tv', ['superior']],
    ['vp', ['superior']],
    ['so-cu', ['other']],
  ])('%s', (agency, relations) => {
    expect(stands(agency, task)).toEqual(relations)
  })

  it('an office works for the body that leads, and is no lead itself', () => {
    expect(stands('vpub', { lead: 'ub', givenBy: 'tv' })).toEqual(['leadOffice'])
    expect(stands('ub', { lead: 'ub', givenBy: 'tv' })).toEqual(['lead'])
    expect(stands('vpub', { lead: 'ub', givenBy: 'ub' })).toEqual(['leadOffice', 'office'])
  })

  it('each of several bodies that decide, and the office of each, stands as the giver', () => {
    const submitted = { lead: 'khac', givenBy: ['ub', 'tv'] }
    expect(['ub', 'tv', 'vp', 'vpub', 'so'].map((agency) => stands(agency, submitted))).toEqual([
      ['giver'],
      ['giver'],
      ['office'],
      ['office'],
      ['other'],
    ])
  })

  it('whoever took over answers for what the body before it led', () => {
    expect(stands('so', { lead: 'so-cu' })).toEqual(['lead'])
  })

  it('a thing that names nobody is other to all', () => {
    expect(stands('so', {})).toEqual(['other'])
  })

  it('bodies that stand above each other are walked once', () => {
    expect(stands('vong-2', { lead: 'vong-1' })).toEqual(['superior'])
  })
})
