/** What every driver of the mailer port does, whatever server is behind it. */
import { expect, it } from 'vitest'
import { type Letter, MailDelayed, type Mailer, MailRefused } from '../../functions/services.ts'

export interface PostOffice {
  readonly mailer: Mailer
  /** An address that is taken, one that never will be, and one that is not taken this time. */
  readonly taken: string
  readonly refused: string
  readonly delayed: string
  /** What arrived: headers and body as text, decoded. */
  arrived(): readonly Arrived[]
}

export interface Arrived {
  readonly to: string
  readonly headers: string
  readonly text: string
  readonly html: string
}

export function mailerContract(open: () => Promise<PostOffice>): void {
  it('a letter arrives whole: recipient, subject, text and the id that makes it the same one', async () => {
    const { mailer, taken, arrived } = await open()
    // What the post calls it, for whoever looks for it there.
    expect(await mailer.send(letterTo(taken))).toMatch(/\S/)
    expect(arrived()).toHaveLength(1)
    const [{ to = '', headers = '', text = '' } = {}] = arrived()
    expect(to).toBe(taken)
    expect(text.trimEnd()).toBe(letterTo(taken).text)
    expect(headers).toContain('Subject: =?UTF-8?')
    expect(headers).toMatch(/^X-Dondoc-Digest: 2015-03-10\./m)
    expect(headers).toMatch(/^References: </m)
  })

  it('the same letter arrives as HTML, its own links as buttons and whatever else looks like one as words', async () => {
    const { mailer, taken, arrived } = await open()
    const [own, others] = ['https://dondoc.example.com/tra-loi#a.b', 'https://la.example.com/']
    const text = `${letterTo(taken).text}\n\n1. Đề án <A>\n   Lý do: ${others}\n   Trả lời: ${own}`
    await mailer.send({ ...letterTo(taken), text, addresses: [own] })
    const [{ html = '' } = {}] = arrived()
    expect([...html.matchAll(/href="([^"]*)"[^>]*>([^<]*)</g)].map(([, ...parts]) => parts)).toEqual([[own, 'Trả lời']])
    expect(html).toContain('1. Đề án &lt;A&gt;')
    expect(html).toContain(`Lý do: ${others}`)
  })

  it('the same letter twice carries the same identity, another letter another', async () => {
    const { mailer, taken, arrived } = await open()
    for (const id of ['2015-03-10.a', '2015-03-10.a', '2015-03-11.a']) await mailer.send({ ...letterTo(taken), id })
    const [first, second, third] = arrived().map(({ headers }) => /^References: (.*)$/m.exec(headers)?.[1])
    expect(first).toBe(second)
    expect(first).not.toBe(third)
  })

  it('an address that will never take it is refused, and one that does not this time is delayed', async () => {
    const { mailer, refused, delayed, taken, arrived } = await open()
    await expect(mailer.send(letterTo(refused))).rejects.toBeInstanceOf(MailRefused)
    await expect(mailer.send(letterTo(delayed))).rejects.toBeInstanceOf(MailDelayed)
    // Neither is in the way of the next.
    await mailer.send(letterTo(taken))
    expect(arrived().map(({ to }) => to)).toEqual([taken])
  })
}

function letterTo(to: string): Letter {
  return {
    id: `2015-03-10.${to}`,
    to,
    subject: '[Nhắc việc] 2 việc quá hạn, 3 việc đến hạn trong 7 ngày làm việc',
    text: 'Kính gửi: Sở Y tế\n\nĐề nghị quý cơ quan xem các việc dưới đây.\n.\nDòng trên chỉ có một dấu chấm.',
  }
}
