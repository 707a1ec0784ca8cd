/** A mail server that takes letters, but for two addresses; or answers every recipient, or every text, alike. */
import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { Arrived } from '../../contracts/mailer.contract.ts'

export async function listeningPost(
  toRecipient?: string,
  toText?: string,
): Promise<{ port: number; arrived: Arrived[] }> {
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
        const whole = Buffer.concat(chunks)
        const [{ address: to = '' } = {}] = envelope.rcptTo
        simpleParser(whole).then((parsed) => {
          arrived.push({ to, headers: headersOf(whole), text: parsed.text ?? '', html: parsed.html || '' })
          done()
        }, done)
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

/** As they came, each on a line. */
function headersOf(whole: Buffer): string {
  const text = whole.toString('latin1')
  return text
    .slice(0, text.indexOf('\r\n\r\n'))
    .replace(/\r\n(?=[ \t])/g, '')
    .replaceAll('\r\n', '\n')
}
