/**
 * The mailer on Amazon SES. SES puts a Message-ID of its own in the place of ours and has no token by which a letter
 * that is sent again would be known, so the letter's id travels in X-Dondoc-Digest and in References. Sources: Amazon SES
 * API v2 Reference, SendEmail, Message, MessageHeader; Developer Guide, "Errors returned by Amazon SES".
 */
import { BadRequestException, MessageRejected, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { letterHtml } from '../../domain/letters/letterHtml.ts'
import { messageId } from '../messageId.ts'
import { MailDelayed, type Mailer, MailRefused } from '../services.ts'

export interface SesMailerOptions {
  /** Tries again itself: at worst the same letter arrives twice, under one id. */
  readonly client: SESv2Client
  /** The verified address that letters come from. */
  readonly sender: string
  /** Whose they are, as a mail program shows it. */
  readonly senderName?: string
  readonly configurationSet?: string
}

export function sesMailer({ client, sender, senderName, configurationSet }: SesMailerOptions): Mailer {
  const domain = sender.slice(sender.lastIndexOf('@') + 1)
  const from = senderName === undefined ? sender : `${encodedWords(senderName)} <${sender}>`
  return {
    async send({ id, to, subject, text, addresses = [] }) {
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: {
              Text: { Data: text, Charset: 'UTF-8' },
              Html: { Data: letterHtml({ subject, text, addresses }), Charset: 'UTF-8' },
            },
            Headers: [
              { Name: 'X-Dondoc-Digest', Value: inAscii(id) },
              { Name: 'References', Value: messageId(id, domain) },
              { Name: 'Auto-Submitted', Value: 'auto-generated' },
            ],
          },
        },
      })
      try {
        return (await client.send(command)).MessageId
      } catch (error) {
        throw isForGood(error)
          ? new MailRefused(to, { cause: error, reason: error.message })
          : new MailDelayed(to, { cause: error })
      }
    },
  }
}

/** RFC 2047: a name as words of at most 75 ASCII characters, none of which ends within a letter. SES takes no other. */
function encodedWords(name: string): string {
  const words = ['']
  for (const letter of name) {
    const longer = `${words.at(-1)}${letter}`
    if (Buffer.byteLength(longer) <= 45) words[words.length - 1] = longer
    else words.push(letter)
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')
}

/** A header of SES takes printable ASCII alone, and a mailbox may hold almost anything. */
function inAscii(id: string): string {
  return id.replace(/[^\x20-\x7e]+/g, encodeURIComponent)
}

/**
 * Whether trying again cannot help: the address is none, or the letter itself is not taken. What SES says of us (the
 * sandbox, a sender that is not verified, a quota, sending that was paused) is for the office to mend, and the letter
 * waits for that.
 */
function isForGood(error: unknown): error is Error {
  if (error instanceof BadRequestException) return true
  return error instanceof MessageRejected && !/not verified|sandbox/i.test(error.message)
}
