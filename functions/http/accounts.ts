/** Accounts that an office keeps itself: a first password, a password of one's own, and ending somebody's sessions. */
import * as z from 'zod/mini'
import { AccountView, FirstPasswordView } from '../../domain/accounts/accountView.ts'
import { isServing, Person } from '../../domain/agencies/person.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Table } from '../services.ts'
import { accountOf, giveFirstPassword } from '../stores/accounts.ts'
import { registersOf } from '../stores/programmes.ts'
import { writeEach } from '../stores/record.ts'
import { endSessionsOf } from '../stores/registerChanges.ts'
import { endingSessions, sessionsOf } from '../stores/sessions.ts'
import { Password } from './fields.ts'
import { type Route, route } from './route.ts'

const one = z.strictObject({ person: Person.shape.id })

/** A week of real time: whoever is away for a few days still finds it good. */
const hoursValid = 7 * 24

export const accountsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/people/{person}/account',
    operationId: 'readAccount',
    summary:
      'Tài khoản của một người: đã đặt mật khẩu chưa, mật khẩu cấp lần đầu còn dùng đến khi nào, số phiên đang mở',
    may: 'account.change',
    params: one,
    answer: AccountView,
    handle: async ({ params: { person } }, { table, identity }) => {
      const unknown = await whyUnknown(table, person)
      if (unknown) return unknown
      const { password, first } = await accountOf(table, person)
      const sessions = (await sessionsOf(table, person)).length
      return {
        body: {
          here: identity.changePassword !== undefined,
          passwordSetAt: password?.setAt,
          firstUntil: first?.expiresAt,
          sessions,
        },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/people/{person}/first-password',
    operationId: 'giveFirstPassword',
    summary:
      'Cấp hoặc cấp lại mật khẩu lần đầu: chỉ hiện một lần, chỉ dùng để đặt mật khẩu riêng, trong 7 ngày; mật khẩu cũ và các phiên đang mở hết hiệu lực',
    may: 'account.change',
    params: one,
    answer: FirstPasswordView,
    status: 201,
    handle: async ({ params: { person: id }, actor, caller }, services) => {
      const { table, identity } = services
      if (!identity.changePassword) return { code: 'accounts-elsewhere' }
      const person = (await registersOf(table)).people.get(id)
      if (!person || !isServing(person, caller.today)) return { code: 'not-found', thing: id }
      const { code, expiresAt } = await giveFirstPassword(services, id, hoursValid, actor)
      return { body: { name: id, password: code, expiresAt } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/people/{person}/sessions',
    operationId: 'endSessionsOfPerson',
    summary: 'Kết thúc ngay mọi phiên làm việc của một người, ở mọi máy',
    may: 'account.change',
    params: one,
    handle: async ({ params: { person }, actor }, services) => {
      const answer = await endSessionsOf(services, person, actor)
      if (isRefusal(answer)) return answer
      // They are over by what the person's entry says; here they also leave the list.
      await writeEach(services.table, await endingSessions(services.table, person))
      return { body: undefined }
    },
  }),
  route({
    method: 'PUT',
    path: '/api/account/password',
    operationId: 'changePassword',
    summary: 'Đổi mật khẩu của chính mình; các phiên làm việc khác kết thúc',
    may: 'signedIn',
    body: z.strictObject({ password: Password, newPassword: Password }),
    handle: async ({ body, caller }, { identity }) => {
      if (!identity.changePassword) return { code: 'accounts-elsewhere' }
      const refused = await identity.changePassword(caller.person.id, body, caller.session?.id)
      return refused ?? { body: undefined }
    },
  }),
]

async function whyUnknown(table: Table, id: string): Promise<Refusal | undefined> {
  return (await registersOf(table)).people.has(id) ? undefined : { code: 'not-found', thing: id }
}
