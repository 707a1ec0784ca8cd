/**
 * The mailer of an office: its own SMTP server. A letter's Message-ID follows from its id, so that a server or a mail
 * program which gets it twice can see that it is the same; X-Dondoc-Digest says the id itself.
 */
import { createTransport } from 'nodemailer'
import { letterHtml } from '../../domain/letters/letterHtml.ts'
import { messageId } from '../../functions/messageId.ts'
import { type Letter, MailDelayed, type Mailer, MailRefused } from '../../functions/services.ts'
import type { MailSettings } from '../../functions/stores/office.ts'

export interface SmtpMailer extends Mailer {
  close(): void
}

/** After this long without an answer a server counts as away; the round's step has time for several. */
const patienceMs = 5_000
/** A server that was away is not asked again for each of the day's letters. */
const restMs = 15_000

/**
 * Servers drop a connection now and then in the middle of a morning: the letter is tried again at once, and only so many
 * in a row, of whatever letters, say that the server is away. One that had taken it gets it twice, under one Message-ID.
 */
const triesUnanswered = 3
const noAnswer = Symbol('no answer')

/** Of what the server answered, as much as is kept. */
const longestReply = 200

export function smtpMailer(settings: MailSettings, password: string | undefined): SmtpMailer {
  const { host, port, security, user, from, fromName } = settings
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: 3,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 4 * patienceMs,
    // A letter is words: nothing in it makes this program read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  let awayUntil = 0
  /** Tries in a row that ended without any answer. */
  let unanswered = 0

  async function tried({ id, to, subject, text, addresses = [] }: Letter): Promise<string | typeof noAnswer> {
    try {
      const { response } = await transport.sendMail({
        from: fromName === undefined ? from : { name: fromName, address: from },
        to: { name: '', address: to },
        subject,
        text,
        html: letterHtml({ subject, text, addresses }),
        messageId: messageId(id, domain),
        references: messageId(id, domain),
        headers: { 'X-Dondoc-Digest': id, 'Auto-Submitted': 'auto-generated' },
      })
      unanswered = 0
      // As the server said it: most name the letter there as their own log does.
      return response.slice(0, longestReply)
    } catch (error) {
      const { command, response } = replyIn(error)
      if (response === undefined && command === 'CONN') {
        unanswered += 1
        if (unanswered < triesUnanswered) return noAnswer
        awayUntil = Date.now() + restMs
      } else unanswered = 0
      throw isForGood(error)
        ? new MailRefused(to, { cause: error, ...(response === undefined ? {} : { reason: response }) })
        : new MailDelayed(to, { cause: error })
    }
  }

  return {
    async send(letter) {
      for (;;) {
        if (Date.now() < awayUntil) throw new MailDelayed(`${host}:${port} did not answer a moment ago`)
        const answer = await tried(letter)
        if (answer !== noAnswer) return answer
      }
    },
    close: () => transport.close(),
  }
}

/**
 * Whether trying again cannot help: the server said 5xx of this recipient or of this text, or the address is none. What
 * it says of us (who logs in, who may send, 5.7 of a recipient: relaying denied) is for the office to mend, and the
 * letter waits for that.
 */
function isForGood(error: unknown): boolean {
  const { command, code, response } = replyIn(error)
  if (response === undefined) return code === 'EENVELOPE'
  if (!response.startsWith('5')) return false
  return command === 'RCPT TO' ? !/^5\d\d[ -]5\.7\./.test(response) && !response.startsWith('530') : command === 'DATA'
}

/** The parts of nodemailer's error that say at which command the server said what. */
function replyIn(error: unknown): { command?: string; code?: string; response?: string } {
  if (!(error instanceof Error)) return {}
  const textOf = (name: 'command' | 'code' | 'response') => {
    const value = name in error ? Reflect.get(error, name) : undefined
    return typeof value === 'string' ? { [name]: value } : {}
  }
  return { ...textOf('command'), ...textOf('code'), ...textOf('response') }
}
