/** The API asked by every role in every relation about a thing in every state, and held against the table. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type Action, access } from '../../../../domain/access/access.ts'
import type { Relation } from '../../../../domain/access/relations.ts'
import { Role } from '../../../../domain/access/roles.ts'
import type { Row } from '../../../../domain/access/row.ts'
import { answersOf, type Command, commands, type State } from '../../../../domain/access/states.ts'
import type { Route } from '../../../../functions/http/route.ts'
import { routes } from '../../../../functions/http/routes.ts'
import type { ApiOffice } from '../apiOffice.ts'
import { type Asked, asked } from './asked.ts'
import { observationId, personAt, places, type Stand, stands, things, world } from './world.ts'

/** What may only come from the table, and from no rule behind it. */
const ofTheTable = ['not-allowed', 'own-work', 'own-result', 'own-request', 'own-target']

const samples: { readonly [place: string]: string } = {
  programme: 'nho',
  agency: 'so-y-te',
  assignment: 'nho_once',
  target: 'T01',
  person: 'bac-si',
  group: 'khong-co',
  task: 'nho_t-open',
  observation: observationId,
}

const isRead = (states: Asked['states']) => states?.endsWith('.read')
const familyOf = ({ states }: Asked) => states?.split('.')[0] ?? 'other'

/** The routes of one family, each compared in a test of its own. */
export function comparing(family: 'task' | 'cycle' | 'contribution' | 'other'): void {
  let api: ApiOffice
  beforeAll(async () => {
    api = await world()
  })

  const mine = routes.filter(({ operationId }) => familyOf(asked[operationId] ?? { stand: 'nobodys' }) === family)
  describe.each(mine.map((route) => [route.operationId, route] as const))('%s', (operation, route) => {
    it('answers each as the table says', async () => {
      const how = asked[operation]
      expect(how, 'a route without a row: say in asked.ts what it is asked').toBeDefined()
      if (!how) return
      const differs: string[] = []
      for (const [state, address] of addressesOf(route, how)) {
        for (const role of Role.options) {
          for (const place of places) {
            const wanted = wantedOf(route, how, role, place, state)
            const { body } = how
            const { status, body: answer } = await api.ask(route.method, address, {
              as: personAt(role, place),
              ...(body === undefined ? {} : { body }),
              ...(how.query ? { query: how.query } : {}),
            })
            const code: string = status < 400 ? 'yes' : answer.code
            if (!fits(code, wanted, how))
              differs.push(`${role} ${place} ${state}: ${code}, wanted ${wanted.join(' or ')}`)
          }
        }
      }
      expect(api.faults).toEqual([])
      expect(differs).toEqual([])
    })
  })
}

/** Its address for a thing in each state. */
function addressesOf({ path }: Route, how: Asked): readonly (readonly [State | undefined, string])[] {
  const thing = familyOf(how)
  const at = (more: { readonly [place: string]: string }) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => more[name] ?? how.places?.[name] ?? samples[name] ?? 'khong-co')
  if (thing !== 'task' && thing !== 'cycle' && thing !== 'contribution') return [[undefined, at({})]]
  const named = how.ofPlan ? things.plan : things[thing]
  return [...named].map(([state, id]) => [state, at({ [thing]: id })])
}

/** A refusal of the table, or what the state says; `through` where nothing of either stands in the way. */
function wantedOf(
  { may }: Route,
  { stand, states, hiddenBy, byRole, asks = may as Action | 'nothing' }: Asked,
  role: Role,
  place: readonly string[],
  state: State | undefined,
): readonly string[] {
  if (asks === 'nothing') return ['through']
  if (byRole) return [rowsOf(asks, role).length > 0 ? 'through' : 'not-allowed']
  const kind: Stand = stands[stand]
  const relations = place.map((agency): readonly Relation[] => kind[agency] ?? ['other'])
  const says = byTable(asks, role, relations)
  if (says !== 'yes') {
    const isHidden = says === 'not-allowed' && hiddenBy !== undefined && byTable(hiddenBy, role, relations) !== 'yes'
    // Whose role could never do it is told at the door, before anything is looked up.
    const isForRole = rowsOf(asks, role).length > 0
    return [isHidden && isForRole ? 'not-found' : says]
  }
  if (state === undefined || states === undefined || isRead(states)) return ['through']
  // A comparison that is no reading names a command of a life cycle.
  const answer = answersOf(states as Command).get(state)
  return [answer === 'yes' || answer === undefined ? 'through' : answer]
}

function rowsOf(action: Action, role: Role): readonly Relation[] {
  const row: Row = access[action]
  const staff = role === 'secretariatHead' ? row.secretariat : role === 'departmentHead' ? row.department : undefined
  return [...(row[role] ?? []), ...(staff ?? [])]
}

function byTable(action: Action, role: Role, positions: readonly (readonly Relation[])[]): string {
  const { never = [], own }: Row = access[action]
  const allowed = positions.some((relations) => relations.some((one) => rowsOf(action, role).includes(one)))
  const barred = positions.flat().some((one) => never.includes(one))
  if (allowed && !barred) return 'yes'
  return allowed && own ? own : 'not-allowed'
}

function fits(code: string, [wanted]: readonly string[], { beyond, states }: Asked): boolean {
  if (wanted !== 'through') return code === wanted
  if (code === beyond) return true
  if (ofTheTable.includes(code) || ['malformed-request', 'not-signed-in', 'not-found'].includes(code)) return false
  // Where the state allows it, no refusal speaks of the state.
  return states === undefined || isRead(states) || !refusesStates(states as Command).has(code)
}

/** The codes by which the states of the things refuse this command. */
function refusesStates(command: Command): ReadonlySet<string> {
  return new Set([...answersOf(command).values()].filter((answer) => answer !== 'yes'))
}

/** Commands that some row of the table names and no route is asked about; what only a link may do is asked by links. */
export function unasked(): readonly string[] {
  const all = new Set(Object.values(asked).map(({ states }) => states))
  return Object.entries(commands)
    .filter(([action]) => Object.keys(access[action as Action]).some((part) => part !== 'link'))
    .flatMap(([, those]) => those)
    .filter((command) => !all.has(command))
}
