/** People: who is registered, with which positions and roles; registering somebody and changing what they hold. */
import * as z from 'zod/mini'
import { Role } from '../../domain/access/roles.ts'
import { isServing, Person } from '../../domain/agencies/person.ts'
import { heldAfter } from '../../domain/agencies/succession.ts'
import { PersonWaiting } from '../../domain/agencies/waitingView.ts'
import { Agency } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { entrustedRoles } from '../../domain/tasks/entrusted.ts'
import { actorFor, type Caller, withinProgramme } from '../middleware/caller.ts'
import type { DoorRefusal } from '../middleware/doorRefusals.ts'
import { fieldErrors } from '../middleware/malformed.ts'
import type { HttpServices, Table } from '../services.ts'
import { handOverAll, type Waiting as PersonWaits, waitingOn } from '../steps/handOver.ts'
import type { PersonState } from '../stores/people.ts'
import { registersOf } from '../stores/programmes.ts'
import { load, thingOf } from '../stores/record.ts'
import { enterPerson, releasePerson } from '../stores/registerChanges.ts'
import { system } from '../stores/tasks.ts'
import { partiesOfTask } from './aboutTask.ts'
import { Day, listOf, typed } from './fields.ts'
import { type About, type Reply, type Route, route, type Shown } from './route.ts'

const { id: PersonId } = Person.shape
const one = z.strictObject({ person: PersonId })

const Facts = z.strictObject({
  name: typed(200),
  mailbox: Person.shape.mailbox,
  roles: Person.shape.roles,
  /** An account that several people of an agency use. */
  shared: z.exactOptional(z.literal(true)),
  positions: z
    .array(
      z.strictObject({
        agency: Agency.shape.id,
        title: typed(300),
        from: Day,
        to: z.exactOptional(Day),
        roles: z.exactOptional(z.array(Role).check(z.minLength(1), z.maxLength(8))),
        programmes: z.exactOptional(z.array(Agency.shape.id).check(z.minLength(1), z.maxLength(50))),
        delegations: z.exactOptional(
          z
            .array(z.strictObject({ to: PersonId, from: Day, until: Day, document: z.exactOptional(typed(500)) }))
            .check(z.maxLength(50)),
        ),
      }),
    )
    .check(z.minLength(1), z.maxLength(50)),
  /** The paper that the change rests on, as the office cites it. */
  document: z.exactOptional(typed(500)),
})

export const peopleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/people',
    operationId: 'listPeople',
    summary: 'Những người đã đăng ký: chức vụ từng thời gian, ủy quyền, vai trò',
    may: 'person.read',
    answer: listOf(Person),
    handle: async (_, { table }) => ({
      body: { items: [...(await registersOf(table)).people.values()].map((person) => facts(person)) },
    }),
  }),
  route({
    method: 'GET',
    path: '/api/people/{person}',
    operationId: 'readPerson',
    summary: 'Một người',
    may: 'person.read',
    params: one,
    answer: Person,
    about: aboutPerson,
    handle: async ({ params: { person } }, { table }) => personReply(table, person),
  }),
  route({
    method: 'PUT',
    path: '/api/people/{person}',
    operationId: 'enterPerson',
    summary: 'Đăng ký một người, hoặc thay đổi chức vụ, ủy quyền, vai trò; thôi giữ chức vụ thì ghi ngày cuối',
    may: 'person.change',
    params: one,
    body: Facts,
    answer: Person,
    about: aboutPlace,
    handle: async ({ params: { person: id }, body: { document, ...entered }, actor }, services) => {
      const person = personIn({ id, ...entered })
      if ('code' in person) return person
      const answer = await enterPerson(services, person, document, actor)
      return isRefusal(answer) ? answer : personReply(services.table, id)
    },
  }),
  route({
    method: 'GET',
    path: '/api/people/{person}/waiting',
    operationId: 'listWaitingOnPerson',
    summary:
      'Việc đang chờ một người, cần bàn giao khi thôi đảm nhiệm: nhiệm vụ theo dõi, phụ trách, việc chờ quyết định, bản nháp, ủy quyền, phiên làm việc',
    may: 'person.release',
    params: one,
    answer: PersonWaiting,
    about: aboutPerson,
    handle: async ({ params: { person }, caller }, { table }) => ({
      body: waitingView(await waitingOn(table, person, caller.today), person, caller),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/people/{person}/release',
    operationId: 'releasePerson',
    summary:
      'Thôi đảm nhiệm từ lúc này: mọi phiên làm việc kết thúc ngay, việc đang chờ được bàn giao; tên và chức vụ đã giữ vẫn còn',
    may: 'person.release',
    params: one,
    body: z.strictObject({
      /** Who takes over what waits; what is not handed over is listed in the answer. */
      to: z.exactOptional(PersonId),
      /** They also hold the positions from today: for whoever registers people to say. */
      positions: z.exactOptional(z.literal(true)),
      document: z.exactOptional(typed(500)),
    }),
    answer: z.extend(PersonWaiting, { person: Person }),
    about: aboutPerson,
    handle: async ({ params: { person: id }, body: { to, positions, document }, caller, actor }, services) => {
      const { table, clock } = services
      const { people } = await registersOf(table)
      const heir = to === undefined ? undefined : people.get(to)
      if (to !== undefined && (to === id || !heir || heir.shared || !isServing(heir, caller.today))) {
        return { code: 'unknown-person', person: to }
      }
      if (positions && (!heir || !actorFor(caller, 'person.change', {}))) return { code: 'not-allowed' }
      const before = people.get(id)
      // They leave first: a crash before the handing over leaves a list, the other order a person who still acts.
      const answer = await releasePerson(services, id, document, actor)
      if (isRefusal(answer)) return answer
      if (heir && before && positions) {
        const entered = await enterPerson(services, heldAfter(facts(heir), before, clock.today()), document, actor)
        if (isRefusal(entered)) return entered
      }
      const left =
        to === undefined ? await waitingOn(table, id, clock.today()) : await handOverAll(services, id, to, actor)
      return { body: { person: facts(answer), ...waitingView(left, id, caller) } }
    },
  }),
]

/** The rules of the register itself: no first day after the last, nobody delegates to themselves. */
function personIn(entered: z.input<typeof Person>): Person | Refusal | DoorRefusal {
  // Under this name the trail has what no person did.
  if (entered.id === system.person) return { code: 'not-allowed' }
  const parsed = z.safeParse(Person, entered)
  if (parsed.success) return parsed.data
  return { code: 'malformed-request', part: 'body', errors: fieldErrors(parsed.error.issues, entered) }
}

/**
 * A department reads its own people: the body of their first position is the lead, and of who has left that of the last
 * one, whose head can still hand over what waits.
 */
async function aboutPerson(
  { params: { person: id } }: { readonly params: { readonly person: string } },
  { table, clock }: Pick<HttpServices, 'table' | 'clock'>,
): Promise<About<undefined> | Refusal> {
  const person = (await registersOf(table)).people.get(id)
  if (!person) return { code: 'not-found', thing: id }
  const today = clock.today()
  const held = person.positions.find(({ from, to }) => from <= today && (to === undefined || today <= to))
  const last = person.left ? person.positions.at(-1) : undefined
  return { thing: undefined, parties: { lead: (held ?? last)?.agency } }
}

async function aboutPlace(
  { params: { person: id } }: { readonly params: { readonly person: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<undefined>> {
  const stored = await load<PersonState>(table, 'PERSON', id)
  const stands = stored && { name: thingOf('PERSON', id), version: stored.head.seq }
  return { thing: undefined, parties: {}, ...(stands ? { stands } : {}) }
}

async function personReply(table: Table, id: string): Promise<Reply<Person> | Refusal> {
  const stored = await load<PersonState>(table, 'PERSON', id)
  return stored ? { body: facts(stored.state), version: stored.head.seq } : { code: 'not-found', thing: id }
}

/** A register keeps beside each person which trail has them. */
function facts({ id, name, mailbox, positions, roles, shared, left }: Person): Person {
  return { id, name, mailbox, positions, roles, ...(shared ? { shared } : {}), ...(left ? { left } : {}) }
}

/** A title is content: whoever may not read the task is told that it waits, and not what it says. */
function waitingView(
  { tasks, ...waiting }: PersonWaits,
  person: string,
  caller: Caller,
): Shown<z.output<typeof PersonWaiting>> {
  return {
    ...waiting,
    waiting: tasks.map((task) => {
      const mayRead = actorFor(withinProgramme(caller, task.programme), 'task.read', partiesOfTask(task))
      return {
        id: task.id,
        programme: task.programme,
        clause: task.clause,
        ...(mayRead ? { title: task.title } : {}),
        as: entrustedRoles.filter((role) => task[role] === person),
      }
    }),
  }
}
