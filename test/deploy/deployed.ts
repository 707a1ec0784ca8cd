/** The deployed system as the story's people reach it: its HTTP API, their tokens, the mailboxes, the clock. */
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import type { Outputs } from './deployment.ts'
import { mailboxOf } from './office.ts'
import { invite, type Pool, signIn } from './signIn.ts'
import type { Answer, Living } from './story.ts'

/** How long workflows may take to do what was asked of them. */
const patienceMs = 60_000
/** How long a day with its round may take. */
const patienceForADayMs = 90_000
const password = 'Dien-tap-2012!'

export function deployed(
  endpoint: string,
  { ApiId }: Pick<Outputs, 'ApiId'>,
  pool: Pool,
  shown: (fact: string) => void,
): Omit<Living, 'stop' | 'upgrade' | 'isLater' | 'kept'> {
  const api = `${endpoint}/_aws/execute-api/${ApiId}/$default`
  const tokens = new Map<string, Promise<string>>()

  async function begun(person: string): Promise<string> {
    const mailbox = mailboxOf(person)
    await invite(pool, mailbox, password)
    return signIn(pool, mailbox, password)
  }

  async function ask(method: string, as: string, path: string, sent?: unknown): Promise<Answer> {
    const token = tokens.get(as) ?? begun(as)
    tokens.set(as, token)
    const answer = await fetch(`${api}${path}`, {
      redirect: 'manual',
      method,
      headers: {
        authorization: `Bearer ${await token}`,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    })
    const text = await answer.text()
    const location = answer.headers.get('location')
    const body = text === '' ? undefined : JSON.parse(text)
    return { status: answer.status, body, ...(location === null ? {} : { location }) }
  }

  return {
    ask,
    shown,
    async visit(path, token) {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const answer = await fetch(`${api}${path}`, { headers })
      return { status: answer.status, text: await answer.text() }
    },
    async fetched(location) {
      return new Uint8Array(await (await fetch(location)).arrayBuffer())
    },
    async moveTo(day) {
      const { status, body } = await ask('POST', 'van-phong-thanh-uy', '/api/clock', { by: 'date', to: day })
      if (status !== 202) throw new Error(`the clock was not moved to ${day}: ${status} ${JSON.stringify(body)}`)
      let [today, since]: [CalendarDate, number] = [body.today, Date.now()]
      for (;;) {
        const now = (await ask('GET', 'van-phong-thanh-uy', '/api/clock')).body
        if (now.movingTo === undefined && now.today === day) return
        if (now.today !== today) [today, since] = [now.today, Date.now()]
        if (Date.now() - since > patienceForADayMs) throw new Error(`the clock has stood at ${now.now} for too long`)
        await pause(500)
      }
    },
    async send({ url, fields }, bytes) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields ?? {})) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(bytes)]))
      return (await fetch(url, { method: 'POST', body: form })).status
    },
    async until(what, look) {
      const late = Date.now() + patienceMs
      for (;;) {
        const found = await look()
        if (found !== undefined) return found
        if (Date.now() > late) throw new Error(`it did not come about that ${what}`)
        await pause(200)
      }
    },
    async lettersTo(mailbox) {
      const answer = await fetch(`${endpoint}/_ministack/ses/messages`)
      const sent = Object.values(Captured.parse(await answer.json()).messages).flat()
      return sent.filter(({ To }) => To.includes(mailbox)).map(({ Subject, BodyText }) => `${Subject}\n${BodyText}`)
    },
  }
}

/** What the emulator keeps of the letters that SES was given, by account. */
const Captured = z.object({
  messages: z.record(
    z.string(),
    z.array(z.object({ To: z.array(z.string()), Subject: z.string(), BodyText: z.string() })),
  ),
})
