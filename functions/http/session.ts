/** The session: who can sign in here, who is signed in, signing in and out, going on, and one's sessions elsewhere. */
import * as z from 'zod/mini'
import { capacityView, SessionBegun, SessionLine, SessionView, SignInChoices } from '../../domain/access/sessionView.ts'
import { personNamed } from '../../domain/accounts/personNamed.ts'
import { isServing, type Person } from '../../domain/agencies/person.ts'
import { isRefusal } from '../../domain/refusals.ts'
import { type Caller, standingOf } from '../middleware/caller.ts'
import { cookieIn, sessionCookie } from '../middleware/cookies.ts'
import { type HttpServices, type Identity, IdentityBusy, type IssuerDoor, type Vouched } from '../services.ts'
import { registersOf } from '../stores/programmes.ts'
import { writeEach } from '../stores/record.ts'
import {
  beginSession,
  endingSessions,
  endSession,
  extendSession,
  mostSeconds,
  type Session,
  secondsLeft,
  sessionsOf,
} from '../stores/sessions.ts'
import { recordDeed, recordFailedSignIn, type SignInWay } from '../stores/signIns.ts'
import { whence } from '../stores/whence.ts'
import { listOf, Password, ThingId } from './fields.ts'
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
      'Đăng nhập: chọn một người của bản dùng thử, dùng mật khẩu (mật khẩu cấp lần đầu kèm mật khẩu mới của mình), hoặc dùng mã do hệ thống tài khoản của cơ quan cấp',
    may: 'anyone',
    body: z.union([
      z.strictObject({ person: ThingId }),
      z.strictObject({
        /** The person's id, or the mailbox that is theirs alone. */
        name: z.string().check(z.minLength(1), z.maxLength(254)),
        password: Password,
        newPassword: z.exactOptional(Password),
      }),
      z.strictObject({
        authorizationCode: z.string().check(z.minLength(1), z.maxLength(2000)),
        codeVerifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
      }),
    ]),
    answer: SessionBegun,
    status: 201,
    handle: async ({ body, headers, cookies, caller }, services) => {
      const { identity, table, clock } = services
      const way = wayOf(body)
      const vouched = await identity.signIn(body, cookieIn({ cookies }, deviceCookie))
      const { people } = await registersOf(table)
      const failed = async (code: 'sign-in-refused' | 'account-tried-often', named = whomOf(body, people)) => {
        await recordFailedSignIn(services, named?.id, way, code)
      }
      if (!vouched) {
        await failed('sign-in-refused')
        return { code: 'sign-in-refused' }
      }
      if (isRefusal(vouched)) {
        // The others say that the password was right, and something else is missing.
        if (vouched.code === 'account-tried-often') await failed(vouched.code)
        return vouched
      }
      // Whoever proves to be somebody who left would hold a session that nothing takes.
      const known = people.get(vouched.person)
      if (known && !isServing(known, clock.today())) {
        await failed('sign-in-refused', known)
        return { code: 'sign-in-refused' }
      }
      // Told first: a crash before the session tells of one that never was, the other order would hide one.
      if (known) {
        const { capacities } = standingOf(known, people.values(), clock.today())
        await recordDeed(services, known.id, capacities, 'signedIn', { way })
      }
      const browser = headers['user-agent']
      const from = whence()
      const { token, session } = await beginSession(table, vouched.person, {
        ...(from === undefined ? {} : { from }),
        ...(browser === undefined ? {} : { browser }),
      })
      // This browser had another, which nobody could use any more.
      if (caller?.session) await endSession(table, caller.session)
      return {
        body: begun(session),
        cookies: [cookie(sessionCookie, token, mostSeconds, headers), ...cookiesOf(vouched, headers)],
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/extension',
    operationId: 'extendSession',
    summary: 'Làm việc tiếp: phiên làm việc kéo dài từ lúc này, không quá 12 giờ kể từ lúc đăng nhập',
    may: 'signedIn',
    answer: SessionBegun,
    handle: async ({ caller, headers, cookies }, { table, identity }) => {
      const { session } = caller
      const vouched = session && (await stillVouched(session, cookies, identity))
      const extended = vouched && (await extendSession(table, session))
      if (!extended) return { code: 'session-not-extended' }
      return { body: begun(extended), cookies: cookiesOf(vouched, headers) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    operationId: 'signOut',
    summary: 'Đăng xuất khỏi trình duyệt này',
    may: 'anyone',
    handle: async ({ headers, caller }, services) => {
      if (caller?.session) {
        await endSession(services.table, caller.session)
        await recordDeed(services, caller.person.id, caller.capacities, 'signedOut')
      }
      return {
        body: undefined,
        cookies: [cookie(sessionCookie, '', 0, headers), cookie(renewalCookie, '', 0, headers)],
      }
    },
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
  route({
    method: 'GET',
    path: '/api/sessions',
    operationId: 'listSessions',
    summary: 'Các phiên làm việc đang mở của chính mình: từ lúc nào, địa chỉ nào, trình duyệt nào',
    may: 'signedIn',
    answer: listOf(SessionLine),
    handle: async ({ caller }, { table }) => {
      const all = await sessionsOf(table, caller.person.id)
      const items = all.map(({ person: _, ...session }) => ({ ...session, here: session.id === caller.session?.id }))
      return { body: { items } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions',
    operationId: 'endOtherSessions',
    summary: 'Kết thúc mọi phiên làm việc khác của chính mình',
    may: 'signedIn',
    handle: async ({ caller }, services) => {
      const { table } = services
      const ending = await endingSessions(table, caller.person.id, caller.session?.id)
      await writeEach(table, ending)
      const told = { sessions: ending.length }
      if (ending.length > 0) await recordDeed(services, caller.person.id, caller.capacities, 'sessionEnded', told)
      return { body: undefined }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions/{session}',
    operationId: 'endSession',
    summary: 'Kết thúc một phiên làm việc của chính mình, ở bất cứ máy nào',
    may: 'signedIn',
    params: z.strictObject({ session: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
    handle: async ({ params: { session: id }, caller }, services) => {
      const own = (await sessionsOf(services.table, caller.person.id)).some((session) => session.id === id)
      await endSession(services.table, { person: caller.person.id, id })
      if (own) await recordDeed(services, caller.person.id, caller.capacities, 'sessionEnded', { sessions: 1 })
      return { body: undefined }
    },
  }),
]

type Proof = Parameters<Identity['signIn']>[0]

function wayOf(proof: Proof): SignInWay {
  if ('authorizationCode' in proof) return 'issuer'
  return 'password' in proof ? 'password' : 'person'
}

/** Under whose name it was tried; what an issuer elsewhere refused names nobody. */
function whomOf(proof: Proof, people: ReadonlyMap<string, Person>): Person | undefined {
  if ('authorizationCode' in proof) return undefined
  return 'password' in proof ? personNamed(proof.name, people) : people.get(proof.person)
}

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

/** By which an issuer elsewhere is asked again, and by which a browser is known to somebody's account. */
const renewalCookie = 'dondoc-renewal'
const deviceCookie = 'dondoc-device'
const deviceSeconds = 180 * 86_400
/** Of a cookie browsers take 4,096 bytes, name and attributes included. */
const mostCookie = 3800

/**
 * Who has nothing to ask the issuer by goes on by our own word. One who is not vouched for any more keeps the session
 * until its end, and signs in again.
 */
async function stillVouched(
  { person }: Session,
  cookies: readonly string[] | undefined,
  identity: Identity,
): Promise<Vouched | undefined> {
  const renewal = cookieIn({ cookies }, renewalCookie)
  if (renewal === undefined || !identity.renew) return { person }
  const vouched = await identity.renew(renewal)
  return vouched?.person === person ? vouched : undefined
}

function cookiesOf({ renewal, device }: Vouched, headers: Headers): string[] {
  const keepsRenewal = renewal !== undefined && renewal.length <= mostCookie
  return [
    ...(keepsRenewal ? [cookie(renewalCookie, renewal, mostSeconds, headers)] : []),
    ...(device === undefined ? [] : [cookie(deviceCookie, device, deviceSeconds, headers)]),
  ]
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

function sessionView({ person, roles, capacities, today, session }: Caller) {
  const { id, name, shared } = person
  const left = session ? { secondsLeft: secondsLeft(session) } : {}
  return { person: id, name, roles, capacities: capacities.map(capacityView), today, shared, ...left }
}

function begun(session: Session): SessionBegun {
  return { person: session.person, seconds: secondsLeft(session) }
}

type Headers = { readonly [name: string]: string | undefined }

/** Scripts cannot read it, and no other site's request carries it. Only the session is shown to other addresses than its own. */
function cookie(name: string, value: string, seconds: number, headers: Headers): string {
  const path = name === sessionCookie ? '/' : '/api/session'
  const secure = headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`
}
