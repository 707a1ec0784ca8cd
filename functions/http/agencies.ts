/** Reading the registers of the office: agencies, groups, and who holds which position in an agency today. */
import * as z from 'zod/mini'
import { HolderView, holdersIn } from '../../domain/agencies/person.ts'
import { Agency, AgencyGroup } from '../../domain/programme/schema.ts'
import { registersOf } from '../stores/programmes.ts'
import { load } from '../stores/record.ts'
import { listOf, ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

export const agenciesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/agencies',
    operationId: 'listAgencies',
    summary: 'Các cơ quan, đơn vị',
    may: 'agency.read',
    answer: listOf(Agency),
    handle: async (_, { table }) => {
      const { directory } = await registersOf(table)
      return { body: { items: [...directory.values()].map(withoutProgramme) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/agencies/{agency}',
    operationId: 'readAgency',
    summary: 'Một cơ quan, đơn vị',
    may: 'agency.read',
    params: z.strictObject({ agency: ThingId }),
    answer: Agency,
    handle: async ({ params: { agency } }, { table }) => {
      const stored = await load<Agency>(table, 'AGENCY', agency)
      if (!stored) return { code: 'not-found', thing: agency }
      return { body: withoutProgramme(stored.state), version: stored.head.seq }
    },
  }),
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/people',
    operationId: 'listPeopleOfAgency',
    summary: 'Người giữ chức vụ ở một cơ quan hôm nay, và người được ủy quyền',
    may: 'person.read',
    params: z.strictObject({ agency: ThingId }),
    answer: listOf(HolderView),
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { agency }, caller: { today } }, { table }) => {
      const { people } = await registersOf(table)
      const holders = holdersIn(agency, [...people.values()], today)
      const items = holders.map(({ person, title, onBehalfOf, document }) => ({
        person,
        name: people.get(person)?.name ?? person,
        title,
        onBehalfOf,
        document,
      }))
      return { body: { items } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/groups',
    operationId: 'listGroups',
    summary: 'Các nhóm cơ quan và thành viên',
    may: 'agency.read',
    answer: listOf(AgencyGroup),
    handle: async (_, { table }) => {
      const { groups } = await registersOf(table)
      return { body: { items: [...groups.values()].map(withoutProgramme) } }
    },
  }),
]

/** A register keeps beside each entry which programme brought it, for the trail. */
function withoutProgramme<Entry extends object>(entry: Entry): Entry {
  const { programme: _, ...rest } = { programme: undefined, ...entry }
  // What is left is the entry as its own schema has it.
  return rest as Entry
}
