import {
  BadRequestException,
  MessageRejected,
  SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { sesMailer } from '../../../functions/aws/mailer.ts'
import { MailDelayed, MailRefused } from '../../../functions/services.ts'
import { type Arrived, mailerContract } from '../../contracts/mailer.contract.ts'

const letter = { id: '2015-03-10.syt@example.com', to: 'syt@example.com', subject: '[Nhắc việc]', text: 'Kính gửi' }
const sender = 'vanthu@thanhuy.example.com'

describe('letters by SES', () => {
  mailerContract(async () => {
    const { mailer, mock } = mocked()
    const arrived: Arrived[] = []
    mock.on(SendEmailCommand).callsFake((input: SendEmailCommandInput) => {
      const [to = ''] = input.Destination?.ToAddresses ?? []
      if (to === 'khong-co@nowhere') throw badRequest("Missing final '@domain'")
      if (to === 'day@example.com') throw new TooManyRequestsException(answer('Maximum sending rate exceeded.'))
      arrived.push(delivered(to, input))
      return { MessageId: `0107-${arrived.length}` }
    })
    const post = { taken: 'syt@example.com', refused: 'khong-co@nowhere', delayed: 'day@example.com' }
    return { mailer, ...post, arrived: () => arrived }
  })
})

describe('a letter', () => {
  it('leaves from the sender’s address, under the configuration set that watches bounces', async () => {
    const { mailer, mock } = mocked('bounces')
    mock.on(SendEmailCommand).resolves({ MessageId: '0107' })
    expect(await mailer.send(letter)).toBe('0107')
    expect(mock.call(0).args[0].input).toMatchObject({
      FromEmailAddress: sender,
      Destination: { ToAddresses: ['syt@example.com'] },
      ConfigurationSetName: 'bounces',
    })
  })

  it('shows whose it is, in words of ASCII that mail programs put together', async () => {
    const senderName = 'Văn phòng Thành ủy Thành phố Hồ Chí Minh, Ban Chỉ đạo Chương trình hành động'
    const client = new SESv2Client({ region: 'ap-southeast-1' })
    const mock = mockClient(client)
    mock.on(SendEmailCommand).resolves({})
    await sesMailer({ client, sender, senderName }).send(letter)
    const from = fromIn(mock.call(0).args[0].input)
    const words = from.slice(0, from.indexOf(' <')).split(' ')
    expect(from).toMatch(/ <vanthu@thanhuy\.example\.com>$/)
    expect(words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString()).join('')).toBe(senderName)
    for (const word of words) {
      expect(word).toMatch(/^=\?UTF-8\?B\?[\w+/=]+\?=$/)
      expect(word.length).toBeLessThanOrEqual(75)
    }
  })

  it('carries its id in ASCII, which is all that a header of SES takes', async () => {
    const { mailer, mock } = mocked()
    mock.on(SendEmailCommand).resolves({})
    await mailer.send({ ...letter, id: '2015-03-10.sở-y-tế@example.com' })
    const [digest, references] = headersOf(mock.call(0).args[0].input)
    expect(digest).toBe('2015-03-10.s%E1%BB%9F-y-t%E1%BA%BF@example.com')
    expect(references).toMatch(/^<[0-9a-f]{40}@thanhuy\.example\.com>$/)
  })

  it.each([
    ['the sandbox', new MessageRejected(answer('Email address is not verified. The following identities failed…'))],
    ['the day’s quota', new TooManyRequestsException(answer('Daily message quota exceeded.'))],
    ['sending that was paused', refusal('SendingPausedException', 400)],
    ['a sender’s domain that is not set up', refusal('MailFromDomainNotVerifiedException', 400)],
    ['a permission that is missing', refusal('AccessDeniedException', 403)],
    ['a fault of SES', refusal('InternalServiceErrorException', 500)],
    ['an answer that did not come', Object.assign(new Error('no answer'), { name: 'TimeoutError' })],
  ])('that meets %s waits for the office or for SES', async (_, error) => {
    const { mailer, mock } = mocked()
    mock.on(SendEmailCommand).rejects(error)
    await expect(mailer.send(letter)).rejects.toBeInstanceOf(MailDelayed)
  })

  it.each([
    ['an address that is none', badRequest('Local address contains control or whitespace')],
    ['a text that SES does not take', new MessageRejected(answer('Email contains a virus.'))],
  ])('that meets %s is refused for good', async (_, error) => {
    const { mailer, mock } = mocked()
    mock.on(SendEmailCommand).rejects(error)
    await expect(mailer.send(letter)).rejects.toBeInstanceOf(MailRefused)
  })
})

function mocked(configurationSet?: string) {
  const client = new SESv2Client({ region: 'ap-southeast-1' })
  const mailer = sesMailer({ client, sender, ...(configurationSet === undefined ? {} : { configurationSet }) })
  return { mailer, mock: mockClient(client) }
}

/** As SES would send it: the subject encoded as RFC 2047 says, the given headers after its own. */
function delivered(to: string, { Content }: SendEmailCommandInput): Arrived {
  const { Subject, Body, Headers = [] } = Content?.Simple ?? {}
  const subject = `=?UTF-8?B?${Buffer.from(Subject?.Data ?? '').toString('base64')}?=`
  const headers = [`Subject: ${subject}`, ...Headers.map(({ Name, Value }) => `${Name}: ${Value}`)]
  return { to, headers: headers.join('\n'), text: Body?.Text?.Data ?? '', html: Body?.Html?.Data ?? '' }
}

function fromIn(input: object): string {
  const { FromEmailAddress = '' }: Partial<SendEmailCommandInput> = input
  return FromEmailAddress
}

function headersOf(input: object): readonly (string | undefined)[] {
  const { Content }: Partial<SendEmailCommandInput> = input
  return (Content?.Simple?.Headers ?? []).map(({ Value }) => Value)
}

function answer(message: string) {
  return { message, $metadata: { httpStatusCode: 400 } }
}

function badRequest(message: string) {
  return new BadRequestException(answer(message))
}

function refusal(name: string, httpStatusCode: number) {
  const fault = httpStatusCode < 500 ? 'client' : 'server'
  return new SESv2ServiceException({ name, $fault: fault, message: name, $metadata: { httpStatusCode } })
}
