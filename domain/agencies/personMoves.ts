/** Sắp xếp cơ quan and people: whoever holds a position in a body that ends holds it in the one that takes over. */
import { addDays, type CalendarDate, later } from '../days.ts'
import type { Person } from './person.ts'
import type { Reorganisation } from './reorganisation.ts'

export interface PersonMove {
  readonly person: string
  readonly name: string
  readonly title: string
  /** `null` where the body ends and nobody takes over: the position ends with it. */
  readonly to: string | null
}

/**
 * The moves, and whom nobody decided about: where the body was divided, nobody guesses who goes where. `choices` are by
 * the id of the person.
 */
export function movesOfPeople(
  { from, on, successors }: Pick<Reorganisation, 'from' | 'on' | 'successors'>,
  people: Iterable<Person>,
  choices: { readonly [person: string]: string },
): { readonly moves: readonly PersonMove[]; readonly undecided: readonly Omit<PersonMove, 'to'>[] } {
  const agencies = new Set(successors.map(({ agency }) => agency))
  const [only] = agencies
  const moves: PersonMove[] = []
  const undecided: Omit<PersonMove, 'to'>[] = []
  for (const { id: person, name, positions } of people) {
    const [held] = positions.filter((one) => lasts(one, from, on))
    if (!held) continue
    const to = choices[person] ?? (agencies.size > 1 ? undefined : (only ?? null))
    const whom = { person, name, title: held.title }
    if (to === undefined) undecided.push(whom)
    else moves.push({ ...whom, to })
  }
  return { moves, undecided }
}

/** Their positions there end the day before, and go on in the other body; what was delegated goes on with them. */
export function movedTo(person: Person, from: string, to: string | null, on: CalendarDate): Person {
  const positions = person.positions.flatMap((position) => {
    if (!lasts(position, from, on)) return [position]
    const { delegations = [], ...rest } = position
    const going = delegations.filter(({ until }) => until >= on).map((one) => ({ ...one, from: later(one.from, on) }))
    const next = to !== null && {
      ...rest,
      agency: to,
      from: later(position.from, on),
      ...(going.length > 0 ? { delegations: going } : {}),
    }
    if (position.from >= on) return next ? [next] : []
    const past = delegations
      .filter(({ from: begun }) => begun < on)
      .map((one) => ({ ...one, until: one.until < on ? one.until : addDays(on, -1) }))
    const last = { ...rest, to: addDays(on, -1), ...(past.length > 0 ? { delegations: past } : {}) }
    return next ? [last, next] : [last]
  })
  return { ...person, positions }
}

function lasts({ agency, to }: Person['positions'][number], from: string, on: CalendarDate): boolean {
  return agency === from && (to === undefined || to >= on)
}
