/** The accounts of an office without an issuer elsewhere: a name, and a password that they set themselves. */
import { passwordProblem } from '../../domain/accounts/password.ts'
import { personNamed } from '../../domain/accounts/personNamed.ts'
import { isServing, type Person } from '../../domain/agencies/person.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { fold } from '../../domain/search.ts'
import { standingOf } from '../../functions/middleware/caller.ts'
import type { Identity, Services, Table } from '../../functions/services.ts'
import {
  accountOf,
  type Cost,
  forgetTries,
  isFirst,
  isTheirDevice,
  keepAnew,
  keepTries,
  newDevice,
  setPassword,
  triesInVain,
} from '../../functions/stores/accounts.ts'
import { registersOf } from '../../functions/stores/programmes.ts'
import { costNow, isOutdated, isPassword, kept, nobodysPassword } from './scrypt.ts'
import { type KeptLines, slowing, type Time } from './slowing.ts'

export function officeIdentity(
  services: Pick<Services, 'table' | 'clock'>,
  { time, cost = costNow }: { readonly time?: Time; readonly cost?: Cost } = {},
): Identity {
  const { table, clock } = services
  const nobodys = nobodysPassword(cost)
  const slow = slowing(linesOf(table), time)

  /** Sets a password of their own in the place of another. Answers why not. */
  async function setOwn(
    person: Person,
    { password, newPassword }: { readonly password: string; readonly newPassword: string },
    how: Parameters<typeof setPassword>[4],
  ): Promise<Refusal | undefined> {
    const problem = passwordProblem(newPassword, person, password)
    if (problem) return problem
    const { people } = await registersOf(table)
    const [first] = standingOf(person, people.values(), clock.today()).capacities
    const actor = { person: person.id, position: first?.title ?? '', agency: first?.agency ?? '' }
    const isSet = await setPassword(services, person.id, await kept(newPassword, cost), actor, how)
    // Somebody was first with the same first password, which works once.
    return isSet ? undefined : { code: 'changed-meanwhile' }
  }

  return {
    signInBy: ['password'],
    verify: async () => undefined,
    async signIn(proof, device) {
      if (!('password' in proof)) return undefined
      const { name, password, newPassword } = proof
      const person = personNamed(name, (await registersOf(table)).people)
      const isKnown = person && device !== undefined && (await isTheirDevice(table, person.id, device))
      const line = isKnown ? lineOf(person.id, device) : person ? lineOf(person.id) : `? ${fold(name)}`
      const seconds = await slow.turn(line)
      if (seconds !== undefined) return { code: 'account-tried-often', seconds }
      const account = person ? await accountOf(table, person.id) : {}
      // What is nobody's is reckoned as long as what is wrong.
      const isOwn = await isPassword(password, account.password ?? nobodys)
      const isFirstOne = isFirst(password, account)
      if (!person || !(isOwn || isFirstOne) || !isServing(person, clock.today())) return undefined
      if (isFirstOne) {
        if (newPassword === undefined) return { code: 'new-password-needed' }
        const refused = await setOwn(person, { password, newPassword }, { byFirst: true })
        if (refused) return refused
      } else if (account.password && isOutdated(account.password, cost)) {
        await keepAnew(table, person.id, await kept(password, cost), account.password)
      }
      await slow.wasRight(line)
      return { person: person.id, ...(isKnown ? {} : { device: await newDevice(table, person.id) }) }
    },
    async changePassword(id, change, session) {
      const person = (await registersOf(table)).people.get(id)
      const { password } = await accountOf(table, id)
      const seconds = await slow.turn(lineOf(id, 'within'))
      if (seconds !== undefined) return { code: 'account-tried-often', seconds }
      if (!person || !(await isPassword(change.password, password ?? nobodys))) return { code: 'password-wrong' }
      await slow.wasRight(lineOf(id, 'within'))
      return setOwn(person, change, session === undefined ? {} : { but: session })
    },
  }
}

/** Of a person, and within it of a browser. No id begins as the line of a name that is nobody's does. */
function lineOf(person: string, within = ''): string {
  return `${person} ${within}`
}

/** Lines of people are kept with their accounts; of names that are nobody's none, which could be made without end. */
function linesOf(table: Table): KeptLines {
  const ownerOf = (line: string) => /^([0-9A-Za-z_-]+) /.exec(line)?.[1]
  return {
    async of(line) {
      const owner = ownerOf(line)
      return owner === undefined ? undefined : triesInVain(table, owner, line)
    },
    async keep(line, kept) {
      const owner = ownerOf(line)
      if (owner !== undefined) await keepTries(table, owner, line, kept)
    },
    async forget(line) {
      const owner = ownerOf(line)
      if (owner !== undefined) await forgetTries(table, owner, line)
    },
  }
}
