/** The session: who can sign in here, who is signed in, signing in and out. */
import * as z from 'zod/mini'
import { capacityView, SessionBegun, SessionView, SignInChoices } from '../../domain/access/sessionView.ts'
import { isServing } from '../../domain/agencies/person.ts'
import { type Caller, standingOf } from '../middleware/caller.ts'
import { sessionCookie } from '../middleware/http.ts'
import { type HttpServices, type Identity, IdentityBusy, type IssuerDoor } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

export const sessionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/session',
    operationId: 'readSession',
    summary: 'Người đang đăng nhập: vai trò, chức vụ, cơ quan',
    may: 'signedIn',
    answer: SessionView,
    handle: async ({ caller }) => ({ body: sessionView(caller) }),
  }),
  route({
    method: 'POST',
    path: '/api/session',
    operationId: 'signIn',
    summary:
      'Đăng nhập: chọn một người của bản dùng thử, dùng mã một lần, hoặc dùng mã do hệ thống tài khoản của cơ quan cấp',
    may: 'anyone',
    body: z.union([
      z.strictObject({ person: ThingId }),
      z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(200)) }),
      z.strictObject({
        authorizationCode: z.string().check(z.minLength(1), z.maxLength(2000)),
        codeVerifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
      }),
    ]),
    answer: SessionBegun,
    status: 201,
    handle: async ({ body, headers }, { identity, table, clock }) => {
      const session = await identity.signIn(body)
      if (!session) return { code: 'sign-in-refused' }
      const { person, token, seconds } = session
      // Whoever proves to be somebody who left would hold a session that nothing takes.
      const known = (await registersOf(table)).people.get(person)
      if (known && !isServing(known, clock.today())) return { code: 'sign-in-refused' }
      return { body: { person, seconds }, cookies: [cookie(token, seconds, headers)] }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    operationId: 'signOut',
    summary: 'Đăng xuất khỏi trình duyệt này',
    may: 'anyone',
    handle: async ({ headers }) => ({ body: undefined, cookies: [cookie('', 0, headers)] }),
  }),
  route({
    method: 'GET',
    path: '/api/session/choices',
    operationId: 'listSignInChoices',
    summary: 'Những cách đăng nhập ở đây; trong bản dùng thử có danh sách người để chọn',
    may: 'anyone',
    answer: SignInChoices,
    handle: async ({ caller }, services) => ({ body: await choicesOf(caller, services) }),
  }),
]

/** How one can sign in here, and who has. */
export async function choicesOf(caller: Caller | undefined, { identity, table, clock }: HttpServices) {
  const ways = identity.signInBy
  // Who works in an office is nobody's business before they signed in.
  const people = ways.includes('person') ? [...(await registersOf(table)).people.values()] : []
  const today = clock.today()
  const choices = people
    .filter((person) => isServing(person, today))
    .map((person) => {
      const { roles, capacities } = standingOf(person, people, today)
      return { person: person.id, name: person.name, roles, capacities: capacities.map(capacityView) }
    })
  const session = caller && sessionView(caller)
  return { ways, people: choices, session, issuer: await doorOf(identity) }
}

/** An issuer that does not answer is no reason to show nothing at all. */
async function doorOf(identity: Identity): Promise<IssuerDoor | undefined> {
  try {
    return await identity.issuerDoor?.()
  } catch (error) {
    if (error instanceof IdentityBusy) return undefined
    throw error
  }
}

function sessionView({ person, roles, capacities, today }: Caller) {
  const { id, name, shared } = person
  return { person: id, name, roles, capacities: capacities.map(capacityView), today, shared }
}

/** Scripts cannot read it, and no other site's request carries it. */
function cookie(token: string, seconds: number, headers: { readonly [name: string]: string | undefined }): string {
  const secure = headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  return `${sessionCookie}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`
}
