/**
 * Sends a letter that answers what somebody has just done. Send, then record: a crash in between sends it twice, which is
 * better than never. Whoever has just acted is answered whether or not the post takes it; the round tries again.
 */
import { withAddresses } from '../links/addresses.ts'
import { MailDelayed, MailRefused, type Services } from '../services.ts'
import { letterById } from '../stores/letters.ts'
import { isPromptLetterWaiting, promptLetterSent, promptLettersWaiting } from '../stores/promptLetters.ts'
import { eachApart, nextInQueue, type PageStart } from './pages.ts'
import type { PageDone } from './roundPages.ts'

type PromptServices = Pick<Services, 'table' | 'mailer' | 'links'>

/** `delayed`: it is still waiting. `gone`: somebody else has sent it. */
export async function sendPrompt(
  { table, mailer, links }: PromptServices,
  id: string,
): Promise<'sent' | 'refused' | 'delayed' | 'gone'> {
  const letter = (await isPromptLetterWaiting(table, id)) ? await letterById(table, id) : undefined
  if (!letter) return 'gone'
  let outcome: 'sent' | 'refused' = 'sent'
  try {
    await mailer.send(await withAddresses(letter, links))
  } catch (error) {
    if (error instanceof MailDelayed) return 'delayed'
    if (!(error instanceof MailRefused)) throw error
    outcome = 'refused'
  }
  await promptLetterSent(table, id)
  return outcome
}

/** What is left of such letters when the round comes by. */
export async function sendPromptPage(services: PromptServices, page: PageStart): Promise<PageDone> {
  const { letters, cursor } = await promptLettersWaiting(services.table, {
    limit: 25,
    ...(page.after === undefined ? {} : { cursor: page.after }),
  })
  const outcomes = await eachApart(letters, (id) => sendPrompt(services, id))
  const times = (...wanted: readonly unknown[]) => outcomes.filter((one) => wanted.includes(one)).length
  return {
    counts: { letters: times('sent'), refused: times('refused') },
    failed: times('delayed', undefined),
    ...nextInQueue(page, cursor),
  }
}
