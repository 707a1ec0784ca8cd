/** Người kế nhiệm: whoever takes over the positions of somebody who leaves holds them from that day, with the same roles. */
import type { CalendarDate } from '../days.ts'
import type { Person } from './person.ts'

/**
 * The successor with the positions that the other holds on the day, beside their own. What they hold already they do not
 * hold twice; a delegation is the leaver's own word, and is not passed on.
 */
export function heldAfter(heir: Person, leaver: Person, day: CalendarDate): Person {
  const held = leaver.positions.filter(({ from, to }) => from <= day && (to === undefined || day <= to))
  const isHeld = ({ agency, title }: Position) =>
    heir.positions.some(
      (one) => one.agency === agency && one.title === title && (one.to === undefined || day <= one.to),
    )
  const taken = held
    .filter((one) => !isHeld(one))
    .map(({ agency, title, to, roles = leaver.roles, programmes }) => ({
      agency,
      title,
      from: day,
      ...(to === undefined ? {} : { to }),
      ...(roles.length > 0 ? { roles } : {}),
      ...(programmes ? { programmes } : {}),
    }))
  return { ...heir, positions: [...heir.positions, ...taken] }
}

type Position = Person['positions'][number]
