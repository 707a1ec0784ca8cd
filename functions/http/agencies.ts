/** The registers of agencies and groups: reading them, entering and changing one, and who holds which position today. */
import * as z from 'zod/mini'
import { HolderView, holdersIn } from '../../domain/agencies/person.ts'
import { Agency, AgencyGroup } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Table } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { enterAgency, enterGroup } from '../stores/registerChanges.ts'
import { Day, listOf, ThingId, typed } from './fields.ts'
import { type About, type Route, route } from './route.ts'

/** The paper that a change rests on, as the office cites it. */
const document = z.exactOptional(typed(500))

const AgencyFacts = z.strictObject({
  name: typed(500),
  shortName: z.exactOptional(typed(100)),
  superior: z.exactOptional(Agency.shape.id),
  office: z.exactOptional(Agency.shape.id),
  mailbox: Agency.shape.mailbox,
  head: z.strictObject({ position: typed(300), mailbox: Agency.shape.mailbox }),
  fallback: z.exactOptional(Agency.shape.mailbox),
  worksForSubordinates: z.exactOptional(z.boolean()),
  from: z.exactOptional(Day),
  document,
})

const GroupFacts = z.strictObject({
  name: typed(500),
  members: z
    .array(z.strictObject({ agency: Agency.shape.id, from: z.exactOptional(Day), to: z.exactOptional(Day) }))
    .check(z.minLength(1), z.maxLength(500)),
  document,
})

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
    handle: async ({ params: { agency } }, { table }) => entryReply(table, 'AGENCY', agency),
  }),
  route({
    method: 'PUT',
    path: '/api/agencies/{agency}',
    operationId: 'enterAgency',
    summary:
      'Đăng ký một cơ quan, hoặc sửa thông tin; trừ hộp thư và tên viết tắt, thay đổi phải kèm văn bản. Kết thúc, sáp nhập: dùng sắp xếp cơ quan',
    may: 'agency.change',
    params: z.strictObject({ agency: Agency.shape.id }),
    body: AgencyFacts,
    answer: Agency,
    about: async ({ params: { agency } }, { table }) => standing(table, 'AGENCY', agency),
    handle: async ({ params: { agency: id }, body: { document, ...facts }, actor }, services) => {
      const answer = await enterAgency(services, { id, ...facts }, document, actor)
      return isRefusal(answer) ? answer : entryReply(services.table, 'AGENCY', id)
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
  route({
    method: 'GET',
    path: '/api/groups/{group}',
    operationId: 'readGroup',
    summary: 'Một nhóm cơ quan',
    may: 'agency.read',
    params: z.strictObject({ group: ThingId }),
    answer: AgencyGroup,
    handle: async ({ params: { group } }, { table }) => entryReply<AgencyGroup>(table, 'GROUP', group),
  }),
  route({
    method: 'PUT',
    path: '/api/groups/{group}',
    operationId: 'enterGroup',
    summary: 'Đăng ký một nhóm cơ quan, hoặc đổi thành viên kèm văn bản; thành viên có ngày vào, ngày ra',
    may: 'agency.change',
    params: z.strictObject({ group: AgencyGroup.shape.id }),
    body: GroupFacts,
    answer: AgencyGroup,
    about: async ({ params: { group } }, { table }) => standing(table, 'GROUP', group),
    handle: async ({ params: { group: id }, body: { document, ...facts }, actor }, services) => {
      const answer = await enterGroup(services, { id, ...facts }, document, actor)
      return isRefusal(answer) ? answer : entryReply<AgencyGroup>(services.table, 'GROUP', id)
    },
  }),
]

/** What If-Match is held against; what is not registered yet has no version. */
async function standing(table: Table, kind: 'AGENCY' | 'GROUP', id: string): Promise<About<undefined>> {
  const stored = await load(table, kind, id)
  return {
    thing: undefined,
    parties: {},
    ...(stored ? { stands: { name: thingOf(kind, id), version: stored.head.seq } } : {}),
  }
}

async function entryReply<Entry extends object = Agency>(
  table: Table,
  kind: 'AGENCY' | 'GROUP',
  id: string,
): Promise<{ body: Entry; version: number } | Refusal> {
  const stored = await load<Entry>(table, kind, id)
  if (!stored) return { code: 'not-found', thing: id }
  return { body: withoutProgramme(stored.state), version: stored.head.seq }
}

/** A register keeps beside each entry which programme brought it, for the trail. */
export function withoutProgramme<Entry extends object>(entry: Entry): Entry {
  const { programme: _, ...rest } = { programme: undefined, ...entry }
  // What is left is the entry as its own schema has it.
  return rest as Entry
}
