import { once } from 'node:events'
import { createServer } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MailDelayed } from '../../../functions/services.ts'
import { messageId, type SmtpSettings, smtpMailer } from '../../../local/mail/smtp.ts'
import { type Arrived, mailerContract, type PostOffice } from '../../contracts/mailer.contract.ts'

describe('the mailer over SMTP', () => {
  mailerContract(openPostOffice)

  it('carries the id as Message-ID, from the domain that sends', async () => {
    const { mailer, taken, arrived } = await openPostOffice()
    await mailer.send({ id: 'thư “một”', to: taken, subject: 'Một', text: 'Một' })
    const [{ headers = '' } = {}] = arrived()
    expect(headers).toContain(`Message-ID: ${messageId('thư “một”', 'thanhuy.example.com')}`)
    expect(headers).toMatch(/^From: .*<dondoc@thanhuy\.example\.com>$/m)
  })

  it.each([
    ['550 5.1.1 no such mailbox', 'MailRefused'],
    ['550 5.7.1 relaying denied', 'MailDelayed'],
    ['530 authentication required', 'MailDelayed'],
    ['452 4.2.2 mailbox full', 'MailDelayed'],
  ])('a recipient that the server answers “%s”: %s', async (reply, error) => {
    const { mailer } = await openPostOffice(reply)
    await expect(mailer.send(aLetter)).rejects.toMatchObject({ name: error })
  })

  it.each([
    ['554 5.6.0 not this text', 'MailRefused'],
    ['451 4.3.0 later', 'MailDelayed'],
  ])('a text that the server answers “%s”: %s', async (reply, error) => {
    const { mailer } = await openPostOffice(undefined, reply)
    await expect(mailer.send(aLetter)).rejects.toMatchObject({ name: error })
  })

  it('an address that is none is refused without asking the server', async () => {
    const { mailer } = await openPostOffice()
    await expect(mailer.send({ ...aLetter, to: 'không<phải>địa chỉ' })).rejects.toMatchObject({ name: 'MailRefused' })
  })

  it('a password is never sent in the clear, and the letter waits', async () => {
    const { port } = await listening()
    const mailer = mailerTo({ port, security: 'starttls', user: 'dondoc' }, 'bí mật')
    await expect(mailer.send(aLetter)).rejects.toBeInstanceOf(MailDelayed)
  })

  it('a server that is away delays, and is not asked again for every letter of the morning', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    silent.close()
    await once(silent, 'close')
    const mailer = mailerTo({ port })
    await expect(mailer.send(aLetter)).rejects.toBeInstanceOf(MailDelayed)
    await expect(mailer.send(aLetter)).rejects.toThrow('did not answer a moment ago')
  })
})

const aLetter = { id: '2015-03-10.a', to: 'so-y-te@example.com', subject: 'Một', text: 'Một' }

/** A mail server that takes letters, but for two addresses; or answers every recipient, or every text, alike. */
async function openPostOffice(toRecipient?: string, toText?: string): Promise<PostOffice> {
  const { port, arrived } = await listening(toRecipient, toText)
  return {
    mailer: mailerTo({ port }),
    taken: 'so-y-te@example.com',
    refused: 'khong-co@example.com',
    delayed: 'day@example.com',
    arrived: () => arrived,
  }
}

async function listening(toRecipient?: string, toText?: string): Promise<{ port: number; arrived: Arrived[] }> {
  const arrived: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _, done) {
      const reply =
        toRecipient ?? { 'khong-co@example.com': '550 5.1.1 nobody', 'day@example.com': '452 full' }[address]
      done(reply === undefined ? null : refusal(reply))
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (toText !== undefined) return done(refusal(toText))
        const whole = Buffer.concat(chunks).toString('latin1')
        const end = whole.indexOf('\r\n\r\n')
        const headers = whole
          .slice(0, end)
          .replace(/\r\n(?=[ \t])/g, '')
          .replaceAll('\r\n', '\n')
        const [{ address: to = '' } = {}] = envelope.rcptTo
        arrived.push({ to, headers, text: decoded(headers, whole.slice(end + 4)) })
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((done) => server.close(done)))
  const address = server.server.address()
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, arrived }
}

function refusal(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })
}

function decoded(headers: string, body: string): string {
  const isBase64 = /^Content-Transfer-Encoding: base64$/im.test(headers)
  const bytes = isBase64
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
  return bytes.toString('utf8').replaceAll('\r\n', '\n')
}

function mailerTo(changes: Partial<SmtpSettings>, password?: string) {
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port: 25,
    security: 'none',
    from: 'dondoc@thanhuy.example.com',
    fromName: 'Văn phòng Thành ủy',
    ...changes,
  }
  const mailer = smtpMailer(settings, password)
  onTestFinished(() => mailer.close())
  return mailer
}
