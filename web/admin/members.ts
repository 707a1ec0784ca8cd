/** Members of a group on a day, and the whole list once some have left and others joined: nobody's past is erased. */
import type { CalendarDate } from '../../domain/days.ts'
import type { AgencyGroup } from '../../domain/programme/schema.ts'

type Member = AgencyGroup['members'][number]

export function membersOn(members: readonly Member[], day: CalendarDate): readonly string[] {
  return members.filter(({ from, to }) => (!from || from <= day) && (!to || to >= day)).map(({ agency }) => agency)
}

/** `joining`: the first day of whoever is new, or undefined where the group itself is; `leaving`: the last day of whoever goes. */
export function membersAfter(
  members: readonly Member[],
  chosen: readonly string[],
  joining: CalendarDate | undefined,
  leaving: CalendarDate,
): readonly Member[] {
  const now = joining === undefined ? [] : membersOn(members, joining)
  const kept = members.map((member) => {
    const goes = now.includes(member.agency) && !chosen.includes(member.agency)
    return goes && (!member.to || member.to > leaving) ? { ...member, to: leaving } : member
  })
  const added = chosen
    .filter((agency) => !now.includes(agency))
    .map((agency) => ({ agency, ...(joining === undefined ? {} : { from: joining }) }))
  return [...kept, ...added]
}
