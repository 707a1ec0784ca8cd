/**
 * People and what they may act as: the positions they hold, from which day to which, and what others have delegated
 * to them (ủy quyền). Records name person and position together, because people change and positions stay.
 */
import * as z from 'zod/mini'
import { Role } from '../access/roles.ts'
import type { CalendarDate } from '../days.ts'
import { Agency, Day, Slug } from '../programme/schema.ts'
import { Destruction } from '../trail/destruction.ts'

const { name: Name, mailbox: Mailbox } = Agency.shape

const wrongOrder = 'Ngày đầu phải không sau ngày cuối. Hãy sửa một trong hai ngày.'

/** Another person acts in the position for a time; the holder may act too, and nobody passes a delegation on. */
const Delegation = z
  .strictObject({ to: Slug, from: Day, until: Day, document: z.optional(Name) })
  .check(z.refine(({ from, until }) => from <= until, wrongOrder))

/** `to` is the last day; absent while it lasts. */
const Position = z
  .strictObject({
    agency: Slug,
    title: Name,
    from: Day,
    to: z.optional(Day),
    /** What the person is in this position, where that is not what they are in every other. */
    roles: z.optional(z.array(Role).check(z.minLength(1), z.maxLength(Role.options.length))),
    /** The programmes that the position is for; every one unless told. */
    programmes: z.optional(z.array(Slug).check(z.minLength(1), z.maxLength(50))),
    delegations: z.optional(z.array(Delegation)),
  })
  .check(z.refine(({ from, to }) => to === undefined || from <= to, wrongOrder))

export const Person = z
  .strictObject({
    id: Slug,
    name: Name,
    mailbox: Mailbox,
    positions: z.array(Position).check(z.minLength(1)),
    /** What the person is to the product; none until somebody says so. */
    roles: z._default(z.array(Role), []),
    /** An account that several people of an agency use: each names themselves at what they send, and it decides nothing. */
    shared: z.optional(z.literal(true)),
    /** Thôi đảm nhiệm: from this day they act in nothing, whatever their positions say. */
    left: z.optional(z.strictObject({ on: Day, document: z.optional(Name) })),
    /** The second of real time at which their sessions were ended: none that began earlier, or in it, holds. */
    sessionsEndedAt: z.optional(z.int().check(z.minimum(0))),
    /** Of their name or mailbox, on a paper: asked for, confirmed, done. */
    destruction: z.optional(Destruction),
  })
  .check(
    z.refine(
      ({ id, positions }) => !positions.some(({ delegations = [] }) => delegations.some(({ to }) => to === id)),
      'Không ủy quyền cho chính mình. Hãy chọn người khác.',
    ),
  )
export type Person = z.infer<typeof Person>

/** What somebody may act as on a day. */
export interface Capacity {
  readonly person: string
  readonly agency: string
  readonly title: string
  /** The holder of the position, where the person acts by delegation, and the paper that says so. */
  readonly onBehalfOf?: string
  readonly document?: string
  /** What they are in it, where it is not what they are everywhere: the holder's roles, of a delegate. */
  readonly roles?: readonly Role[]
  /** The programmes it is for; every one where it names none. */
  readonly programmes?: readonly string[]
  readonly shared?: true
}

/** Who holds a position, as it is shown. */
export const HolderView = z.strictObject({
  person: z.string(),
  name: z.string(),
  title: z.string(),
  onBehalfOf: z.optional(z.string()),
  document: z.optional(z.string()),
})
export type HolderView = z.infer<typeof HolderView>

/** What a person may act as on a day: positions of their own, then those delegated to them. */
export function capacitiesOf(person: string, people: readonly Person[], day: CalendarDate): Capacity[] {
  const all = capacities(people, day).filter((one) => one.person === person)
  return [...all.filter(({ onBehalfOf }) => !onBehalfOf), ...all.filter(({ onBehalfOf }) => onBehalfOf)]
}

/** Who holds what in an agency on a day, and who acts for them. */
export function holdersIn(agency: string, people: readonly Person[], day: CalendarDate): Capacity[] {
  return capacities(people, day).filter((one) => one.agency === agency)
}

/** Whether a person is still what they hold positions for. */
export function isServing({ left }: Pick<Person, 'left'>, day: CalendarDate): boolean {
  return left === undefined || day < left.on
}

/**
 * A delegation ends with the position it was given from, whatever day it says, and with whoever it was given to. Who acts
 * by one is what the holder is there. An account that several people use takes no delegation.
 */
function capacities(people: readonly Person[], day: CalendarDate): Capacity[] {
  const serving = people.filter((person) => isServing(person, day))
  const known = new Map(people.map((person) => [person.id, person]))
  const mayAct = (id: string) => {
    const delegate = known.get(id)
    return !delegate || (isServing(delegate, day) && !delegate.shared)
  }
  return serving.flatMap(({ id, positions, roles: everywhere, shared }) =>
    positions
      .filter(({ from, to }) => from <= day && (to === undefined || day <= to))
      .flatMap(({ agency, title, roles, programmes, delegations = [] }) => [
        {
          person: id,
          agency,
          title,
          ...(roles ? { roles } : {}),
          ...(programmes ? { programmes } : {}),
          ...(shared ? { shared } : {}),
        },
        ...delegations
          .filter(({ to, from, until }) => from <= day && day <= until && mayAct(to))
          .map(({ to, document }) => ({
            person: to,
            agency,
            title,
            onBehalfOf: id,
            roles: roles ?? everywhere,
            ...(programmes ? { programmes } : {}),
            ...(document === undefined ? {} : { document }),
          })),
      ]),
  )
}
