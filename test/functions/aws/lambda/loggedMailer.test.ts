import { afterEach, expect, it, vi } from 'vitest'
import { loggedMailer } from '../../../../functions/aws/lambda/loggedMailer.ts'
import { log } from '../../../../functions/aws/lambda/observed.ts'
import { MailDelayed, MailRefused } from '../../../../functions/services.ts'

afterEach(() => void vi.restoreAllMocks())

const letter = { id: '2013-01-07.a@example.com', to: 'a@example.com', subject: 'Nhắc việc', text: 'Kính gửi' }
const cause = Object.assign(new Error('Domain contains illegal character'), { name: 'BadRequestException' })
const said = { letter: letter.id, why: 'BadRequestException', said: 'Domain contains illegal character' }

it.each([
  ['error', new MailRefused(letter.to, { cause })],
  ['warn', new MailDelayed(letter.to, { cause })],
] as const)('why the post did not take a letter is logged (%s), and nothing of what it says', async (level, error) => {
  const logged = vi.spyOn(log(), level).mockImplementation(() => {})
  await expect(loggedMailer({ send: () => Promise.reject(error) }).send(letter)).rejects.toBe(error)
  expect(logged.mock.calls).toEqual([[expect.any(String), said]])
})

it('a letter that was taken, or stays in the outbox, leaves no line', async () => {
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => {})
  const mailer = loggedMailer({ staysInOutbox: true, send: async () => 'ses-1' })
  expect([await mailer.send(letter), mailer.staysInOutbox]).toEqual(['ses-1', true])
  expect(logged).not.toHaveBeenCalled()
})
