/** Who is meant, and where their letters go. An address is looked up on the day of the letter, never stored with the task. */
import { type CalendarDate, later } from '../days.ts'
import type { Agency, AgencyGroup } from '../programme/schema.ts'
import type { Audience } from '../reminders/ladder.ts'
import type { Task } from '../tasks/task.ts'

export type Directory = ReadonlyMap<string, Agency>

export interface Recipient {
  readonly mailbox: string
  /** After "Kính gửi:". */
  readonly addressee: string
  readonly as: 'lead' | 'cooperating' | 'office'
}

/** The mailboxes of one audience of one task. An agency nobody knows has none: that is counted, never guessed. */
export function recipients(task: Task, audience: Audience, directory: Directory, today: CalendarDate): Recipient[] {
  if (typeof audience === 'object') return agencyMail(audience.agency, 'cooperating', directory, today)
  switch (audience) {
    case 'lead':
      return agencyMail(task.lead, 'lead', directory, today)
    case 'head': {
      const lead = current(task.lead, directory, today)
      return lead ? [{ mailbox: lead.head.mailbox, addressee: headWritten(lead), as: 'lead' }] : []
    }
    case 'cooperating':
      return task.cooperating.flatMap(({ agency }) => agencyMail(agency, 'cooperating', directory, today))
    case 'office':
      return agencyMail(officeOf(task.givenBy, directory, today), 'office', directory, today)
    default:
      return audience satisfies never
  }
}

/**
 * The head of an agency as a letter is addressed: “Giám đốc Sở” of Sở Y tế is Giám đốc Sở Y tế, “Viện trưởng” of a viện
 * its Viện trưởng with the name of the viện. A position that names the agency, or another body, stays as it is.
 */
export function headWritten({
  name,
  shortName,
  head: { position },
}: Pick<Agency, 'name' | 'shortName' | 'head'>): string {
  const words = position.toLowerCase()
  if ([name, shortName].some((one) => one !== undefined && words.includes(one.toLowerCase()))) return position
  const named = name.split(' ')
  const titled = position.split(' ')
  for (let shared = Math.min(named.length, titled.length); shared > 0; shared -= 1) {
    const end = titled.slice(-shared).join(' ').toLowerCase()
    if (end === named.slice(0, shared).join(' ').toLowerCase()) return [...titled.slice(0, -shared), name].join(' ')
  }
  return bareTitles.has(words) ? `${position} ${name}` : position
}

const bareTitles: ReadonlySet<string> = new Set([
  'giám đốc',
  'tổng giám đốc',
  'thủ trưởng',
  'viện trưởng',
  'hiệu trưởng',
  'cục trưởng',
  'chi cục trưởng',
  'tổng cục trưởng',
  'vụ trưởng',
  'trưởng ban',
  'trưởng phòng',
  'chủ tịch',
  'chủ nhiệm',
  'bí thư',
  'chánh văn phòng',
  'chánh thanh tra',
])

/** The office that works for an agency: văn phòng cấp ủy, văn phòng UBND; the agency itself where it has none. */
export function officeOf(agency: string, directory: Directory, today: CalendarDate): string {
  return current(agency, directory, today)?.office ?? agency
}

/** Where letters to an agency and to its head go. */
export function mailboxesOf({ mailbox, head }: Pick<Agency, 'mailbox' | 'head'>): readonly string[] {
  return [...new Set([mailbox, head.mailbox])]
}

export function nameOf(agency: string, directory: Directory): string {
  return directory.get(agency)?.name ?? agency
}

/**
 * The body that answers to a name today: itself up to its last day, its one successor after that. Where its work was
 * divided, its own mailbox stays until a person has chosen who takes what: none of several is guessed.
 */
export function current(id: string, directory: Directory, today: CalendarDate): Agency | undefined {
  const passed = new Set<string>()
  let agency = directory.get(id)
  while (agency?.to && agency.to < today && !passed.has(agency.id)) {
    passed.add(agency.id)
    const successors = new Set(
      (agency.successors ?? []).flatMap(({ agency: one, from }) => (from <= today ? [one] : [])),
    )
    const [only] = successors
    if (only === undefined || successors.size > 1) return agency
    agency = directory.get(only) ?? agency
  }
  return agency
}

/** The agencies that have ended by a day, each with the one that answers to its name since. */
export function succeeded(
  directory: Directory,
  today: CalendarDate,
): readonly { readonly agency: string; readonly successor: string }[] {
  return [...directory.values()].flatMap(({ id, to }) => {
    const successor = to && to < today ? current(id, directory, today)?.id : undefined
    return successor === undefined || successor === id ? [] : [{ agency: id, successor }]
  })
}

/**
 * Who takes the work that opens on a day in an agency's name: itself, or its one successor; nobody before it begins. An
 * agency that nobody knows keeps its name: it is counted, never guessed.
 */
export function holderOn(id: string, directory: Directory, day: CalendarDate): string | undefined {
  const agency = current(id, directory, day)
  if (!agency?.from || agency.from <= day) return agency?.id ?? id
  return agency.id === id ? undefined : id
}

/** A member of a group on a day, and who holds what opens in its name: each holder once, under its own name where it has one. */
export function membersOn(
  group: Pick<AgencyGroup, 'members'>,
  directory: Directory,
  day: CalendarDate,
): readonly { readonly member: string; readonly holder: string }[] {
  const byHolder = new Map<string, string>()
  for (const { agency: member, from, to } of group.members) {
    if ((from && day < from) || (to && to < day)) continue
    const holder = holderOn(member, directory, day)
    if (holder !== undefined && (member === holder || !byHolder.has(holder))) byHolder.set(holder, member)
  }
  return [...byHolder].map(([holder, member]) => ({ member, holder }))
}

/** The first day of a member that joined a group, as its entry or its agency's has it; undefined of one that was always there. */
export function joinedOn(
  { agency, from }: AgencyGroup['members'][number],
  directory: Directory,
): CalendarDate | undefined {
  const begins = directory.get(agency)?.from
  return from && begins ? later(from, begins) : (from ?? begins)
}

function agencyMail(id: string, as: Recipient['as'], directory: Directory, today: CalendarDate): Recipient[] {
  const agency = current(id, directory, today)
  return agency ? [{ mailbox: agency.mailbox, addressee: agency.name, as }] : []
}
