/** The outbox: every letter as it was composed, whether a mail server took it or nobody has one. */
import * as z from 'zod/mini'
import { BouncedMailbox } from '../../domain/letters/bounced.ts'
import { LetterLine, LetterView } from '../../domain/letters/letterView.ts'
import { withAddresses, withPages } from '../links/addresses.ts'
import { type Caller, callerMayEver } from '../middleware/caller.ts'
import type { HttpServices } from '../services.ts'
import { mailboxesBounced } from '../stores/bounces.ts'
import { type KeptLetter, letterById, lettersKept } from '../stores/letters.ts'
import { listOf, pageFields, pageIn } from './fields.ts'
import { isSeenWhole } from './lettersSeen.ts'
import { type Route, route } from './route.ts'

/** A letter is named by its day and its mailbox, and an address may hold almost anything. */
const LetterId = z.string().check(z.minLength(1), z.maxLength(300))

export const lettersRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/bounces',
    operationId: 'listBounces',
    summary: 'Các hộp thư vừa trả lại thư, lý do, và ai đã được báo thay; hộp thư nhận được thư thì không còn ở đây',
    may: 'letter.read',
    query: z.strictObject(pageFields),
    answer: listOf(BouncedMailbox),
    handle: async ({ query }, { table }) => {
      const { bounced, cursor } = await mailboxesBounced(table, pageIn(query))
      return { body: { items: bounced, cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/letters',
    operationId: 'listLetters',
    summary: 'Hộp thư đi: các thư đã lập, mới nhất trước',
    may: 'signedIn',
    query: z.strictObject(pageFields),
    answer: listOf(LetterLine),
    handle: async ({ query, caller }, services) => {
      if (!mayRead(caller, services)) return { code: 'not-allowed' }
      const { letters, cursor } = await lettersKept(services.table, pageIn(query))
      const seen = await Promise.all(letters.map(async (one) => ((await isTheirs(one, caller, services)) ? [one] : [])))
      const items = seen.flat().map(({ id, to, subject, composedAt }) => ({ id, to, subject, composedAt }))
      return { body: { items, cursor } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/letters/{letter}',
    operationId: 'readLetter',
    summary: 'Một thư, nguyên văn',
    may: 'signedIn',
    params: z.strictObject({ letter: LetterId }),
    answer: LetterView,
    handle: async ({ params: { letter: id }, caller }, services) => {
      if (!mayRead(caller, services)) return { code: 'not-allowed' }
      const letter = await letterById(services.table, id)
      if (!letter) return { code: 'not-found', thing: id }
      if (!(await isTheirs(letter, caller, services))) return { code: 'not-found', thing: id, hidden: true }
      const { to, subject, composedAt } = letter
      return { body: { id, to, subject, composedAt, ...(await shown(letter, services)) } }
    },
  }),
]

/**
 * Whoever reads the office's letters is not whom they were sent to: the addresses of links stay marks. In a demo the
 * outbox is everybody's mailbox, and a letter that was written while nobody could answer has the links of the day on
 * which it is read.
 */
async function shown(
  letter: KeptLetter,
  { movableTime, links }: HttpServices,
): Promise<{ readonly text: string; readonly addresses: readonly string[] }> {
  if (!movableTime || !links) return withPages(letter.text, letter.places ?? [], links?.publicUrl)
  const day = 24 * 3600 * 1000
  const { linksIssuedAt = Math.floor(links.realTime() / day) * day } = letter
  const { text, addresses = [] } = await withAddresses({ ...letter, linksIssuedAt }, links)
  return { text, addresses }
}

/** In a demo the outbox stands for everybody's mailbox; in an office letters belong to whom they were sent. */
function mayRead(caller: Caller, { movableTime }: HttpServices): boolean {
  return movableTime !== undefined || callerMayEver(caller, 'letter.readWhole')
}

async function isTheirs(letter: KeptLetter, caller: Caller, { table, movableTime }: HttpServices): Promise<boolean> {
  return movableTime !== undefined || isSeenWhole(table, letter, { caller, action: 'letter.readWhole', parties: {} })
}
