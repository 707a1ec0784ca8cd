/**
 * What is asked within one moment goes in one request: a page that opens asks five things at once, and a request has its
 * price, its round trip, and on AWS maybe the start of a function. Whoever asks notices nothing of it.
 */
import type { AnsweredAhead } from '../../domain/openedView.ts'
import { mostReadings, Readings } from '../../domain/readingsView.ts'
import { type Answered, answeredIn, reached } from './reached.ts'

interface Waiting {
  readonly address: string
  answer(answered: Answered): void
  fail(error: unknown): void
}

let waiting: Waiting[] = []

/** Answered before they were asked, each for whoever asks first, and for as long as a slow machine needs to get there. */
let ahead = new Map<string, Answered>()
const aheadMilliseconds = 15_000

export function answeredAhead(answers: readonly AnsweredAhead[]): void {
  const these = new Map(
    answers.map(({ address, status, etag = null, body }): [string, Answered] => [address, { status, etag, body }]),
  )
  ahead = these
  setTimeout(() => {
    if (ahead === these) forgetAhead()
  }, aheadMilliseconds)
}

/** Something is changed: what was answered before is not to be shown after it. */
export function forgetAhead(): void {
  ahead = new Map()
}

/** Reads an address under /api/, together with whatever else is read in this moment. */
export function readTogether(address: string): Promise<Answered> {
  const known = ahead.get(address)
  if (known) {
    ahead.delete(address)
    return Promise.resolve(known)
  }
  return new Promise((answer, fail) => {
    if (waiting.length === 0) setTimeout(send, 0)
    waiting.push({ address, answer, fail })
  })
}

export async function readAlone(address: string): Promise<Answered> {
  return answeredIn(await reached(`/api/${address}`, { method: 'GET' }))
}

function send(): void {
  const all = waiting
  waiting = []
  for (let from = 0; from < all.length; from += mostReadings) {
    const some = all.slice(from, from + mostReadings)
    answerAll(some).catch((error: unknown) => {
      for (const { fail } of some) fail(error)
    })
  }
}

async function answerAll(some: readonly Waiting[]): Promise<void> {
  const [first] = some
  if (first && some.length === 1) return first.answer(await readAlone(first.address))
  const of = some.map(({ address }) => address).join(',')
  const answered = await readAlone(`readings?${new URLSearchParams({ of })}`)
  const { data } = Readings.safeParse(answered.body)
  for (const [index, { address, answer, fail }] of some.entries()) {
    const reading = data?.items[index]
    // On AWS some addresses are those of another function, which is asked by itself.
    if (reading && isElsewhere(reading.body)) readAlone(address).then(answer, fail)
    // Refused as a whole, each is refused.
    else answer(reading ? { status: reading.status, etag: reading.etag ?? null, body: reading.body } : answered)
  }
}

function isElsewhere(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'no-such-route'
}
