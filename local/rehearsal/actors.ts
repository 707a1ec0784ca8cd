/** Who acts in a rehearsal: people of the bodies that the programme knows, none of whom decides on their own body's work. */
import { type Directory, officeOf } from '../../domain/agencies/directory.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Programme } from '../../domain/programme/schema.ts'
import type { Actor } from '../../domain/tasks/task.ts'

const slugs = {
  'Chuyên viên': 'chuyen-vien',
  'Lãnh đạo': 'lanh-dao',
  'Thường trực': 'thuong-truc',
  'Trưởng đoàn': 'truong-doan',
} as const
export type Position = keyof typeof slugs

/** `so-y-te.chuyen-vien`: one person for each position in a body. */
export function member(agency: string, position: Position): Actor {
  return { person: `${agency}.${slugs[position]}`, position, agency }
}

/** Who enters what the office decides: the office of whoever issued the programme's document. */
export function secretariatOf({ agencies, documents, document }: Programme, today: CalendarDate): Actor {
  const issuer = documents.find(({ id }) => id === document)?.issuer ?? ''
  return member(officeOf(issuer, new Map(agencies.map((agency) => [agency.id, agency])), today), 'Chuyên viên')
}

/**
 * The body that handles, for the agency that gave the work, what others hand in: its office; where the office itself is
 * one of those others, the agency, and then the one above it.
 */
export function officeBeside(
  others: readonly (string | null | undefined)[],
  givenBy: string,
  directory: Directory,
  today: CalendarDate,
): string | undefined {
  const office = officeOf(givenBy, directory, today)
  return firstBeside(others, [office, givenBy, directory.get(givenBy)?.superior])
}

/** The agency that gave the work decides, or the one above it where it is itself concerned. */
export function giverBeside(others: readonly string[], givenBy: string, directory: Directory): string | undefined {
  return firstBeside(others, [givenBy, directory.get(givenBy)?.superior])
}

function firstBeside(
  others: readonly (string | null | undefined)[],
  candidates: readonly (string | undefined)[],
): string | undefined {
  return candidates.find((one) => one !== undefined && !others.includes(one))
}
