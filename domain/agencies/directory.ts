/** Who is meant, and where their letters go. An address is looked up on the day of the letter, never stored with the task. */
import type { CalendarDate } from '../days.ts'
import type { Agency } from '../programme/schema.ts'
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
      return lead ? [{ mailbox: lead.head.mailbox, addressee: lead.head.position, as: 'lead' }] : []
    }
    case 'cooperating':
      return task.cooperating.flatMap(({ agency }) => agencyMail(agency, 'cooperating', directory, today))
    case 'office':
      return agencyMail(officeOf(task.givenBy, directory, today), 'office', directory, today)
    default:
      return audience satisfies never
  }
}

/** The office that works for an agency: văn phòng cấp ủy, văn phòng UBND; the agency itself where it has none. */
export function officeOf(agency: string, directory: Directory, today: CalendarDate): string {
  return current(agency, directory, today)?.office ?? agency
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

function agencyMail(id: string, as: Recipient['as'], directory: Directory, today: CalendarDate): Recipient[] {
  const agency = current(id, directory, today)
  return agency ? [{ mailbox: agency.mailbox, addressee: agency.name, as }] : []
}
