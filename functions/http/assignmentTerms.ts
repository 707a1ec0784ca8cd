/** What a request says of an assignment, and in whose name it may be given. */
import * as z from 'zod/mini'
import { type Parties, relationsOf } from '../../domain/access/relations.ts'
import type { Directory } from '../../domain/agencies/directory.ts'
import type { Assignment } from '../../domain/assignments/assignment.ts'
import { type CalendarDate, yearOf } from '../../domain/days.ts'
import { type AgencyGroup, Schedule, Slug } from '../../domain/programme/schema.ts'
import { cooperatingFields, OfficeDay, typed } from './fields.ts'

export const addresseeFields = z.union([z.strictObject({ lead: Slug }), z.strictObject({ group: Slug })])

// Two hundred dates with their names, and more than any series of a programme needs.
const longestSchedule = 50_000
const mostYears = 30

export const scheduleField = Schedule.check(
  z.refine(
    (one) =>
      JSON.stringify(one).length <= longestSchedule && daysIn(one).every((day) => OfficeDay.safeParse(day).success),
    'Lịch thực hiện chỉ gồm các ngày từ năm 1950 đến năm 2149 và không dài quá mức cần thiết. Hãy rút gọn.',
  ),
  z.refine(
    (one) => one.kind !== 'recurring' || yearOf(one.to) - yearOf(one.from) <= mostYears,
    `Lịch định kỳ kéo dài nhiều nhất ${mostYears} năm. Hãy chọn ngày cuối gần hơn.`,
  ),
)

/** Every day that a schedule names. */
function daysIn(one: Schedule): readonly CalendarDate[] {
  switch (one.kind) {
    case 'once':
      return [one.dueOn, ...(one.opensOn ? [one.opensOn] : [])]
    case 'recurring':
      return [one.from, one.to]
    case 'dates':
      return one.occurrences.flatMap(({ opensOn, dueOn, closesOn }) => [
        opensOn,
        dueOn,
        ...(closesOn ? [closesOn] : []),
      ])
    case 'continuous':
      return []
    case 'conditional':
      return [one.reviewOn]
    default:
      return one satisfies never
  }
}

/** What is absent stays as it is. */
export const termsFields = {
  to: z.exactOptional(addresseeFields),
  cooperating: z.exactOptional(cooperatingFields),
  product: z.exactOptional(typed(2000)),
  schedule: z.exactOptional(scheduleField),
}

/** A first giving says to whom, and may say to which level the product goes and in whose name it is given. */
export const givingFields = {
  ...termsFields,
  to: addresseeFields,
  submittedTo: z.exactOptional(Slug),
  givenBy: z.exactOptional(Slug),
}

/** What the programme's file did not have is said whole: until when, and in whose name. */
export const additionFields = { ...givingFields, schedule: scheduleField, givenBy: Slug }

/** Who has which part in it. Each member of a group that it was given to takes part in it. */
export function partiesOf({ to, cooperating, givenBy }: Assignment, groups: ReadonlyMap<string, AgencyGroup>): Parties {
  const group = to && 'group' in to ? groups.get(to.group) : undefined
  return {
    lead: to && 'lead' in to ? to.lead : undefined,
    cooperating: [...cooperating, ...(group?.members ?? [])].map(({ agency }) => agency),
    givenBy,
  }
}

/**
 * A clause that nobody was given yet is given by the body whose document it stands in, or by one under it that has an
 * office of its own: the People's Committee gives in its plan what the city committee's programme asks for.
 */
export function mayGiveInItsName(
  { to, givenBy }: Assignment,
  body: string,
  directory: Directory,
  today: CalendarDate,
): boolean {
  if (to) return false
  const isUnder = relationsOf(givenBy, { lead: body }, directory, today).has('superior')
  return isUnder && directory.get(body)?.office !== undefined
}
