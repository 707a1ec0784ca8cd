/** A new link to the mailbox of an old one, and to nobody else; the old ones about the same thing have then ended. */
import { nameOf } from '../../domain/agencies/directory.ts'
import { newLinkLetter } from '../../domain/letters/linkLetters.ts'
import { sendPrompt } from '../steps/sendPrompt.ts'
import { afterwards } from '../stores/afterwards.ts'
import { endOfLinks, linksEndedAt } from '../stores/links.ts'
import { promptLetterWrites } from '../stores/promptLetters.ts'
import { writeSurely } from '../stores/record.ts'
import type { OpenedForm } from './openedLink.ts'
import type { SubmitServices } from './submit.ts'

/** Whoever presses again, because no letter came yet, does not fill the mailbox. */
const restMs = 10 * 60 * 1000

export async function renew(services: SubmitServices, opened: OpenedForm): Promise<void> {
  const { table, clock, links } = services
  const { link, title, programme, agency, office, context } = opened
  const { purpose, mailbox } = link
  const now = links.realTime()
  const ending = { about: purpose.thing }
  if (now - (await linksEndedAt(table, mailbox, ending)) < restMs) return
  const about = { addressee: agency.name, office: nameOf(office, context.directory), title, on: clock.today() }
  const id = `link.${link.id}.${now}`
  // Issued a moment after the others ended.
  const letter = { id, to: mailbox, ...newLinkLetter(about, purpose), linksIssuedAt: now + 1, composedAt: clock.now() }
  await writeSurely(table, [endOfLinks(mailbox, ending, now), ...promptLetterWrites(letter, programme, services)])
  await afterwards(() => sendPrompt(services, id))
}
