/**
 * Signing in and out, in the trail: SIGNINS#person_day, and SIGNINS#person_day_failed for what failed under their name, so
 * that whoever fails often enough does not hide the time that they succeed. A failure is nobody's deed: it stands under
 * the name that was tried. Names that are nobody's are counted, a number a day: they cannot make the store grow.
 */
import type { Capacity } from '../../domain/agencies/person.ts'
import type { Services } from '../services.ts'
import { afterwards } from './afterwards.ts'
import { system } from './tasks.ts'
import { countOfDay, tellOfDay } from './toldOfDay.ts'

export type SignInDeed = 'signedIn' | 'signedOut' | 'sessionEnded'

/** Of a person and a day; somebody signs in a few times. */
const mostDeeds = 500
const mostFailures = 50

/** How it was proved: chosen in a demo, a password, an issuer elsewhere. */
export type SignInWay = 'person' | 'password' | 'issuer'

type SignInServices = Pick<Services, 'table' | 'clock'>

/** `sessionEnded`: one of their own that is open elsewhere. */
export async function recordDeed(
  services: SignInServices,
  person: string,
  [first]: readonly Pick<Capacity, 'agency' | 'title'>[],
  type: SignInDeed,
  data: object = {},
): Promise<void> {
  const actor = { person, position: first?.title ?? '', agency: first?.agency ?? '' }
  await tellOfDay(services, { kind: 'SIGNINS', person, most: mostDeeds, actor, type, data })
}

/** Whoever is refused is told the same, whether or not it could be written, and whether or not there is such a person. */
export async function recordFailedSignIn(
  services: SignInServices,
  person: string | undefined,
  way: SignInWay,
  code: string,
): Promise<void> {
  const told = { apart: 'failed', most: mostFailures, actor: system, type: 'signInFailed', data: { way, code } }
  await afterwards(() =>
    person === undefined
      ? countOfDay(services.table, 'SIGNINS', `${nobody}_${services.clock.today()}_failed`)
      : tellOfDay(services, { kind: 'SIGNINS', person, ...told }),
  )
}

/** Nobody's id: one has no dot. */
const nobody = '.nobody'
