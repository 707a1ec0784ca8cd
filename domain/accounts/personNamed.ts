/** Whom a name that was typed at the sign-in means: by their id, or by a mailbox that nobody else has. */
import type { Person } from '../agencies/person.ts'

export function personNamed(typed: string, people: ReadonlyMap<string, Person>): Person | undefined {
  const name = typed.trim().toLowerCase()
  const holders = [...people.values()].filter(({ id, mailbox }) =>
    [id, mailbox].some((one) => one.toLowerCase() === name),
  )
  return people.get(name) ?? (holders.length === 1 ? holders[0] : undefined)
}
