/** Gives the continuous work of groups to the members that have joined them, whatever rounds were missed since. */

import { joinedOn } from '../../domain/agencies/directory.ts'
import { joinersWaiting } from '../../domain/assignments/assignment.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Services } from '../services.ts'
import { allAssignmentsOf, openForJoiners } from '../stores/assignments.ts'
import { registersOf } from '../stores/programmes.ts'
import { contexts } from './contexts.ts'
import { eachApart } from './pages.ts'
import type { PageDone } from './roundPages.ts'

/** Groups are few, and few of them have members that joined: one page has them all. */
export async function openForJoinersPage(
  services: Pick<Services, 'table' | 'clock'>,
  day: CalendarDate,
): Promise<PageDone> {
  const { table } = services
  const { groups, directory } = await registersOf(table)
  const contextOf = contexts(table)
  const joined = [...groups.values()].filter(({ members }) =>
    members.some((member) => (joinedOn(member, directory) ?? '9999') <= day),
  )
  const opened: (number | undefined)[] = []
  for (const group of joined) {
    const waiting = (await allAssignmentsOf(table, group.id)).filter(
      (assignment) => joinersWaiting(assignment, group, directory, day).length > 0,
    )
    const tasks = await eachApart(waiting, async ({ id, programme }) => {
      const context = await contextOf(programme)
      return context?.programme.status === 'inForce' ? openForJoiners(services, context.rules, group, id) : 0
    })
    opened.push(...tasks)
  }
  return {
    counts: { occurrences: opened.filter((tasks) => tasks !== undefined && tasks > 0).length },
    failed: opened.filter((tasks) => tasks === undefined).length,
  }
}
