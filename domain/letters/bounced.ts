/** Letters that come back: whom their lines are told to instead, so that nobody's deadline passes in silence. */
import * as z from 'zod/mini'
import { current, type Directory, mailboxesOf, officeOf } from '../agencies/directory.ts'
import type { CalendarDate } from '../days.ts'
import { Day } from '../programme/schema.ts'
import type { Task } from '../tasks/task.ts'

/** A mailbox that the office does not reach, until it takes a letter again. */
export const BouncedMailbox = z.strictObject({
  mailbox: z.string(),
  addressee: z.string(),
  /** The letter that came back, and the day on which it did. */
  letter: z.string(),
  on: Day,
  /** As the server that did not take it said it. */
  reason: z.string(),
  /** Whom its lines were told to instead; absent where the register names nobody. */
  instead: z.optional(z.array(z.string())),
})
export type BouncedMailbox = z.infer<typeof BouncedMailbox>

export interface Instead {
  readonly mailbox: string
  /** After “Kính gửi:”. */
  readonly addressee: string
}

/**
 * Who hears of a task in the place of a mailbox that gives letters back: the mailbox that its agency named for that, else
 * the agency above it, else the office of whoever gave the task. Undefined where none of them has another mailbox.
 */
export function insteadOf(
  mailbox: string,
  task: Pick<Task, 'givenBy'>,
  directory: Directory,
  today: CalendarDate,
): Instead | undefined {
  const agency = [...directory.values()].find((one) => mailboxesOf(one).includes(mailbox))
  const above = agency?.superior === undefined ? undefined : current(agency.superior, directory, today)
  const office = directory.get(officeOf(task.givenBy, directory, today))
  const candidates: readonly (Instead | undefined)[] = [
    agency?.fallback === undefined ? undefined : { mailbox: agency.fallback, addressee: agency.name },
    above && { mailbox: above.mailbox, addressee: above.name },
    office && { mailbox: office.mailbox, addressee: office.name },
  ]
  return candidates.find((one) => one !== undefined && one.mailbox !== mailbox)
}
