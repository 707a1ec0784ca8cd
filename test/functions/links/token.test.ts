import { describe, expect, it } from 'vitest'
import type { LinkPurpose } from '../../../domain/links/link.ts'
import { linkDays, linkOf, tokenOf } from '../../../functions/links/token.ts'
import { someLinks } from './someLinks.ts'

const purpose: LinkPurpose = { does: 'answer', thing: 'TASK#nho_once', agency: 'so-y-te' }
const mailbox = 'van-thu@example.com'
const issue = async (links = someLinks(), what: LinkPurpose = purpose) =>
  tokenOf({ purpose: what, mailbox, issuedAt: links.realTime() }, links)

describe('the token of a link', () => {
  it.each<LinkPurpose>([
    purpose,
    { ...purpose, part: '7d9f' },
    { does: 'disown', thing: 'CONTRIBUTION#nho_c_g1_so-y-te', agency: 'so-y-te', link: 'ab'.repeat(16) },
    { ...purpose, thing: 'TASK#chương-trình, "dấu" và \\' },
  ])('says again what it is for: %o', async (what) => {
    const links = someLinks()
    const known = await linkOf(await issue(links, what), links)
    expect(known).toEqual({
      link: { id: expect.stringMatching(/^[0-9a-f]{32}$/), purpose: what, mailbox, issuedAt: links.realTime() },
      isExpired: false,
    })
  })

  it('is the same for the same link, and another for any other', async () => {
    const links = someLinks()
    expect(await issue(links)).toBe(await issue(links))
    const ids = new Set<string | undefined>()
    for (const thing of ['TASK#a', 'TASK#b']) {
      for (const agency of ['so-y-te', 'so-khac']) {
        ids.add((await linkOf(await issue(links, { does: 'answer', thing, agency }), links))?.link.id)
      }
    }
    links.forward(1)
    ids.add((await linkOf(await issue(links, { ...purpose, thing: 'TASK#a' }), links))?.link.id)
    expect(ids.size).toBe(5)
  })

  it('is not ours once a single character of it is another, is missing, or is added', async () => {
    const links = someLinks()
    const token = await issue(links)
    const altered = [...token].flatMap((character, at) => {
      const other = character === 'A' ? 'B' : 'A'
      return [token.slice(0, at) + other + token.slice(at + 1), token.slice(0, at) + token.slice(at + 1)]
    })
    for (const one of [
      ...altered,
      `${token}A`,
      `A${token}`,
      `${token} `,
      `${token}=`,
      '',
      '.',
      '..',
      'x'.repeat(2000),
    ]) {
      expect([one, await linkOf(one, links)]).toEqual([one, undefined])
    }
  })

  it('is not ours where another office, or another month, has signed it', async () => {
    const links = someLinks()
    expect(await linkOf(await issue(someLinks()), links)).toBeUndefined()
    const [, payload, mac] = (await issue(links)).split('.')
    await links.linkKeys.made('202612', 0)
    expect(await linkOf(['202612', payload, mac].join('.'), links)).toBeUndefined()
  })

  it('opens for thirty days, and proves whose it was after that', async () => {
    const links = someLinks()
    const token = await issue(links)
    links.forward(linkDays - 0.001)
    expect((await linkOf(token, links))?.isExpired).toBe(false)
    links.forward(0.001)
    expect(await linkOf(token, links)).toMatchObject({ isExpired: true, link: { mailbox } })
  })

  it('is signed by the key of its month, which is asked for as long as any of them is known', async () => {
    const links = someLinks('2026-11-24T01:00:00Z')
    const asked: [string, string][] = []
    const linkKeys = {
      ...links.linkKeys,
      made: async (name: string, until: number) => {
        asked.push([name, new Date(until).toISOString()])
        return links.linkKeys.made(name, until)
      },
    }
    await issue({ ...links, linkKeys })
    links.forward(30)
    await issue({ ...links, linkKeys })
    expect(asked).toEqual([
      ['202611', '2027-03-01T00:00:00.000Z'],
      ['202612', '2027-04-01T00:00:00.000Z'],
    ])
  })
})
