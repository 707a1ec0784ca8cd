/**
 * How an agency stands to a thing: it leads it, is the office of whoever leads it, stands above the lead and is set to
 * work for its subordinates, cooperates in it, gave it, is the
 * office of whoever gave it, is above the lead (or the office of a body above it), or none of these. Names in records may be of bodies that have ended:
 * who answers to the name today is asked of the directory.
 */
import { current, type Directory, officeOf } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'

export type Relation =
  | 'lead'
  | 'leadOffice'
  | 'leadSuperior'
  | 'cooperating'
  | 'giver'
  | 'office'
  | 'superior'
  | 'other'

/** The bodies that a thing names. A list of an agency's own things has that agency as its lead. */
export interface Parties {
  readonly lead?: string | undefined
  readonly cooperating?: readonly string[] | undefined
  /** Several where more than one body decides: the level that a report was submitted to, and the body that asked for it. */
  readonly givenBy?: string | readonly string[] | undefined
}

/** Every relation of an agency to a thing; `other` alone where it has none. */
export function relationsOf(
  agency: string,
  { lead, cooperating = [], givenBy }: Parties,
  directory: Directory,
  today: CalendarDate,
): ReadonlySet<Relation> {
  const is = (name: string | undefined) =>
    name !== undefined && (name === agency || current(name, directory, today)?.id === agency)
  const found = new Set<Relation>()
  if (is(lead)) found.add('lead')
  // A body without an office works for itself: it leads.
  if (lead !== undefined && !is(lead) && is(officeOf(lead, directory, today))) found.add('leadOffice')
  if (cooperating.some(is)) found.add('cooperating')
  const givers = givenBy === undefined ? [] : [givenBy].flat()
  if (givers.some(is)) found.add('giver')
  if (givers.some((giver) => is(officeOf(giver, directory, today)))) found.add('office')
  const isAbove = (name: string) => is(name) || is(officeOf(name, directory, today))
  if (lead !== undefined && !is(lead)) {
    const above = bodiesAbove(lead, directory, today)
    if (above.some(isAbove)) found.add('superior')
    if (above.some((body) => is(body) && current(body, directory, today)?.worksForSubordinates))
      found.add('leadSuperior')
  }
  return found.size > 0 ? found : new Set(['other'])
}

/** Whether one body is another, or stands above it: whose documents bind it. */
export function isAtLevelOf(body: string, other: string, directory: Directory, today: CalendarDate): boolean {
  const name = (one: string) => current(one, directory, today)?.id ?? one
  return [other, ...bodiesAbove(other, directory, today)].some((one) => name(one) === name(body))
}

function bodiesAbove(name: string, directory: Directory, today: CalendarDate): readonly string[] {
  const above: string[] = []
  let superior = current(name, directory, today)?.superior
  while (superior !== undefined && !above.includes(superior)) {
    above.push(superior)
    superior = current(superior, directory, today)?.superior
  }
  return above
}
