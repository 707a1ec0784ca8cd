import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { messageId } from '../../../functions/messageId.ts'
import { MailDelayed } from '../../../functions/services.ts'
import type { MailSettings } from '../../../functions/stores/office.ts'
import { smtpMailer } from '../../../local/mail/smtp.ts'
import { mailerContract, type PostOffice } from '../../contracts/mailer.contract.ts'
import { listeningPost } from './postOffice.ts'

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
    const { port } = await listeningPost()
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
  const { port, arrived } = await listeningPost(toRecipient, toText)
  return {
    mailer: mailerTo({ port }),
    taken: 'so-y-te@example.com',
    refused: 'khong-co@example.com',
    delayed: 'day@example.com',
    arrived: () => arrived,
  }
}

function mailerTo(changes: Partial<MailSettings>, password?: string) {
  const settings: MailSettings = {
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
