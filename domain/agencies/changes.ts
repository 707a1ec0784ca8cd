/** Entering an agency, a group or a person, and changing one: what happened, or why not; undefined where nothing differs. */
import { addDays, type CalendarDate, later } from '../days.ts'
import type { Agency, AgencyGroup } from '../programme/schema.ts'
import { isRefusal, type Refusal } from '../refusals.ts'
import { canonical } from '../trail/chain.ts'
import { stageOf } from '../trail/destruction.ts'
import type { Directory } from './directory.ts'
import { differing, type EntryField } from './entries.ts'
import { capacitiesOf, type Person } from './person.ts'

/** The events carry the entry whole, so that the trail alone says what it became. */
export type AgencyEvent = { readonly type: 'agencyEntered' | 'agencyChanged'; readonly agency: Agency } & OnPaper
export type GroupEvent = { readonly type: 'groupEntered' | 'groupChanged'; readonly group: AgencyGroup } & OnPaper
export type PersonEvent = {
  readonly type: 'personEntered' | 'personChanged' | 'personReleased' | 'personSessionsEnded'
  readonly person: Person
} & OnPaper

/** The paper that a change rests on, as the office cites it. */
interface OnPaper {
  readonly document?: string
}

/** Where letters go, and a short name, are the office's own to keep; all else is somebody's decision, on a paper. */
const kept: readonly EntryField[] = ['mailbox', 'head', 'fallback', 'letterForm', 'shortName']

export function decideAgency(
  before: Agency | undefined,
  agency: Agency,
  document: string | undefined,
  directory: Directory,
  today: CalendarDate,
): AgencyEvent | Refusal | undefined {
  if (before?.to && before.to < today) return { code: 'agency-ended', agency: before.id, on: before.to }
  if (isAbove(agency.id, agency.superior, directory)) return { code: 'superior-circle', agency: agency.id }
  const unknown = [agency.superior, agency.office].find((one) => one !== undefined && !directory.has(one))
  if (unknown !== undefined) return { code: 'unknown-agency', agency: unknown }
  if (!before) return { type: 'agencyEntered', agency, ...on(document) }
  const differs = differing(before, agency)
  if (differs.length === 0) return undefined
  const needsPaper = differs.some((field) => !kept.includes(field)) || before.head.position !== agency.head.position
  if (needsPaper && document === undefined) return { code: 'document-missing' }
  return { type: 'agencyChanged', agency, ...on(document) }
}

export function decideGroup(
  before: AgencyGroup | undefined,
  group: AgencyGroup,
  document: string | undefined,
  directory: Directory,
  today: CalendarDate,
): GroupEvent | Refusal | undefined {
  const unknown = group.members.find(({ agency }) => !directory.has(agency))
  if (unknown) return { code: 'unknown-agency', agency: unknown.agency }
  if (!before) return { type: 'groupEntered', group, ...on(document) }
  const after = { ...group, members: group.members.map((member) => joining(member, before, today)) }
  if (differing(before, after).length === 0) return undefined
  return document === undefined ? { code: 'document-missing' } : { type: 'groupChanged', group: after, ...on(document) }
}

/** Who comes to a group that stands joins it today, where its entry names no day; a day that was kept stays. */
function joining(member: Member, { members }: AgencyGroup, today: CalendarDate): Member {
  const before = members.find(({ agency }) => agency === member.agency)
  const from = member.from ?? (before ? before.from : today)
  return from === undefined ? member : { ...member, from }
}

type Member = AgencyGroup['members'][number]

/** An office keeps somebody who can register people: the last administrator stays one. */
export function decidePerson(
  before: Person | undefined,
  person: Person,
  document: string | undefined,
  { people, directory }: { readonly people: ReadonlyMap<string, Person>; readonly directory: Directory },
  today: CalendarDate,
): PersonEvent | Refusal | undefined {
  const unknown = person.positions.find(({ agency }) => !directory.has(agency))
  if (unknown) return { code: 'unknown-agency', agency: unknown.agency }
  const delegates = person.positions.flatMap(({ delegations = [] }) => delegations.map(({ to }) => to))
  const stranger = delegates.find((one) => !people.has(one))
  if (stranger !== undefined) return { code: 'unknown-person', person: stranger }
  if (!before) return { type: 'personEntered', person, ...on(document) }
  const { destruction } = before
  if (destruction && stageOf(destruction) === 'confirmed')
    return { code: 'destruction-pending', on: destruction.askedOn }
  if (canonical(before) === canonical(person)) return undefined
  const after = new Map(people).set(person.id, person)
  if (administrators(people, today) > 0 && administrators(after, today) === 0) return { code: 'last-administrator' }
  return { type: 'personChanged', person, ...on(document) }
}

/**
 * Thôi đảm nhiệm: from today they act in nothing, their sessions end, and what they hold ends the day before. Their name
 * and every position stay as they were held. `second`: of real time.
 */
export function decideRelease(
  before: Person,
  document: string | undefined,
  registers: { readonly people: ReadonlyMap<string, Person>; readonly directory: Directory },
  { today, second }: { readonly today: CalendarDate; readonly second: number },
): PersonEvent | Refusal | undefined {
  if (before.left && before.left.on <= today) return undefined
  const yesterday = addDays(today, -1)
  const positions = before.positions.map((one) =>
    one.to !== undefined && one.to < today ? one : { ...one, to: later(one.from, yesterday) },
  )
  const left = { on: today, ...on(document) }
  const person: Person = { ...before, positions, left, sessionsEndedAt: second }
  const event = decidePerson(before, person, undefined, registers, today)
  return !event || isRefusal(event) ? event : { type: 'personReleased', person, ...on(document) }
}

/** Whatever was begun before this second of real time, here or at an issuer elsewhere, holds no longer. */
export function decideSessionsEnd(before: Person, second: number): PersonEvent {
  return { type: 'personSessionsEnded', person: { ...before, sessionsEndedAt: second } }
}

function on(document: string | undefined): OnPaper {
  return document === undefined ? {} : { document }
}

function administrators(people: ReadonlyMap<string, Person>, today: CalendarDate): number {
  const all = [...people.values()]
  const isOne = ({ id, roles: everywhere }: Person) =>
    capacitiesOf(id, all, today).some(({ roles = everywhere }) => roles.includes('administrator'))
  return all.filter(isOne).length
}

function isAbove(agency: string, superior: string | undefined, directory: Directory): boolean {
  const passed = new Set<string>()
  let above = superior
  while (above !== undefined && !passed.has(above)) {
    if (above === agency) return true
    passed.add(above)
    above = directory.get(above)?.superior
  }
  return false
}
