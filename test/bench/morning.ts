/**
 * One morning's letters to many mailboxes by a real SMTP server that is as bad as servers are: it refuses some mailboxes
 * for good, puts some off at first, and drops the connection at any command. It takes a letter with its last answer, so
 * what it dropped before that it never had.
 */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { RoundOutcome } from '../../functions/stores/rounds.ts'
import { smtpMailer } from '../../local/mail/smtp.ts'
import { seededRandom } from '../contracts/seededRandom.ts'
import { openedOffice } from '../functions/office.ts'
import { runRound } from '../functions/runRound.ts'
import { anAgency, anAssignment, due, tinyProgramme } from '../functions/tinyProgramme.ts'

export interface Morning {
  /** How many agencies, each with a mailbox and one task of its own. */
  readonly mailboxes: number
  readonly seed: number
}

export interface MorningDone {
  readonly outcome: RoundOutcome | undefined
  /** How often each mailbox was delivered a letter, and how many ids its letters had. */
  readonly delivered: ReadonlyMap<string, { readonly letters: number; readonly ids: ReadonlySet<string> }>
  /** The agencies' mailboxes that the server refuses. */
  readonly refused: ReadonlySet<string>
  /** How many things whoever hears in their place was told, in one letter. */
  readonly toldInstead: number
  readonly dropped: number
  readonly putOff: number
  readonly seconds: number
  readonly peakMegabytes: number
}

export const above = 'thanh-uy@example.com'

export async function morning({ mailboxes, seed }: Morning): Promise<MorningDone> {
  const ids = Array.from({ length: mailboxes }, (_, n) => `don-vi-${String(n).padStart(5, '0')}`)
  const office = await openedOffice({}, programmeOf(ids))
  const refused = new Set(ids.filter((_, n) => n % 100 === 37).map((id) => `${id}@example.com`))
  const post = await badPost(refused, seededRandom(seed))
  const mailer = smtpMailer(
    { host: '127.0.0.1', port: post.port, security: 'none', from: 'dondoc@example.com' },
    undefined,
  )
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const started = performance.now()
  try {
    const outcome = await runRound({ ...office, mailer }, '2013-01-07')
    const seconds = (performance.now() - started) / 1000
    const { delivered, toldInstead, dropped, putOff } = post
    const peakMegabytes = peak / 2 ** 20
    return {
      outcome,
      delivered,
      refused,
      toldInstead: toldInstead(),
      dropped: dropped(),
      putOff: putOff(),
      seconds,
      peakMegabytes,
    }
  } finally {
    clearInterval(watching)
    mailer.close()
    await post.close()
  }
}

function programmeOf(ids: readonly string[]) {
  const office = [anAgency('thanh-uy', { name: 'Thành ủy' })]
  const agencies = ids.map((id) => anAgency(id, { superior: 'thanh-uy' }))
  const assignments = ids.map((id) => anAssignment(id, { lead: id, schedule: due('2013-12-31') }))
  return tinyProgramme({ agencies: [...office, ...agencies], groups: [], assignments, targets: [] })
}

async function badPost(refused: ReadonlySet<string>, luck: () => number) {
  const delivered = new Map<string, { letters: number; ids: Set<string> }>()
  const known = new Set<string>()
  let [dropped, putOff, toldInstead] = [0, 0, 0]
  const sockets = new Map<number | undefined, Socket>()
  /** Whether the connection is gone instead of an answer. */
  const drops = ({ remotePort }: SMTPServerSession) => {
    if (luck() >= 0.004) return false
    dropped += 1
    sockets.get(remotePort)?.destroy()
    return true
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_, session, done) => void (drops(session) || done()),
    onRcptTo({ address }, session, done) {
      if (drops(session)) return
      if (refused.has(address)) return done(reply('550 5.1.1 no such mailbox'))
      const isNew = !known.has(address)
      known.add(address)
      if (isNew && luck() < 0.05) {
        putOff += 1
        return done(reply('451 4.7.1 greylisted, try again'))
      }
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        if (drops(session)) return
        const [{ address = '' } = {}] = session.envelope.rcptTo
        const whole = Buffer.concat(chunks)
        const one = delivered.get(address) ?? { letters: 0, ids: new Set() }
        one.letters += 1
        one.ids.add(/^X-Dondoc-Digest: (.*)\r$/m.exec(whole.toString('latin1'))?.[1] ?? '')
        delivered.set(address, one)
        if (address === above) toldInstead = (await simpleParser(whole)).text?.match(/bị trả lại/g)?.length ?? 0
        done()
      })
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort, socket))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    delivered,
    dropped: () => dropped,
    putOff: () => putOff,
    toldInstead: () => toldInstead,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

function reply(words: string): Error {
  return Object.assign(new Error(words.slice(4)), { responseCode: Number(words.slice(0, 3)) })
}
