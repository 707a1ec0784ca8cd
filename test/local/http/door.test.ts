import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { cameFrom, type Door, type DoorAsked, doorOf, isMeantForUs, loopbackDoor } from '../../../local/http/door.ts'

const publicUrl = 'https://dondoc.example.com/'

describe('the door of a demo', () => {
  it.each([{}, { host: '127.0.0.1' }, { host: '::1' }])('opens on this machine: %o', (asked) => {
    expect(doorOf('demo', asked)).toMatchObject({ host: asked.host ?? '127.0.0.1', names: [] })
  })

  it.each([{ host: '0.0.0.0' }, { host: '192.0.2.10' }, { trustedProxy: '192.0.2.1', publicUrl }])(
    'opens to nobody else: %o',
    (asked) => {
      expect(doorOf('demo', asked)).toMatchObject({ code: 'demoIsLocal' })
    },
  )
})

describe('the door of an office', () => {
  it.each<[DoorAsked, object]>([
    [{}, { host: '127.0.0.1' }],
    [{ publicUrl }, { host: '127.0.0.1', names: ['dondoc.example.com', '127.0.0.1'] }],
    [{ host: '192.0.2.10', trustedProxy: '192.0.2.1', publicUrl }, { trustedProxy: '192.0.2.1' }],
    [{ trustedRanges: ['10.0.0.0/8', '2001:db8::/32'] }, { trustedRanges: ['10.0.0.0/8', '2001:db8::/32'] }],
  ])('%o opens', (asked, door) => {
    expect(doorOf('office', asked)).toMatchObject(door)
  })

  it.each<[DoorAsked, string]>([
    [{ host: '0.0.0.0' }, 'openDoor'],
    [{ host: '192.0.2.10', publicUrl }, 'openDoor'],
    [{ host: 'dondoc.example.com' }, 'host'],
    [{ host: '192.0.2.10', trustedProxy: '192.0.2.1' }, 'publicUrlMissing'],
    [{ trustedProxy: 'proxy', publicUrl }, 'trustedProxy'],
    [{ trustedRanges: ['10.0.0.0/8', '10.0.0.0/40'] }, 'trustedRange'],
    [{ host: '192.0.2.10', certificate: 'khong-co.pem' }, 'certificate'],
    [{ host: '192.0.2.10', certificate: 'khong-co.pem', key: 'khong-co.pem' }, 'certificate'],
  ])('%o does not: %s', (asked, code) => {
    expect(doorOf('office', asked)).toMatchObject({ code })
  })

  it('opens with a certificate for its name, and not with that of another, or another’s key', () => {
    const [own, other] = [certificateOf('dondoc'), certificateOf('khac')]
    expect(doorOf('office', { host: '0.0.0.0', publicUrl, ...own })).toMatchObject({ host: '0.0.0.0', tls: {} })
    expect(doorOf('office', { host: '0.0.0.0', publicUrl, ...other })).toMatchObject({ code: 'certificate' })
    expect(doorOf('office', { host: '0.0.0.0', ...own, key: other.key })).toMatchObject({ code: 'certificate' })
    vi.useFakeTimers({ now: new Date('2130-01-01'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    expect(doorOf('office', { host: '0.0.0.0', publicUrl, ...own })).toMatchObject({
      sentence: expect.stringContaining('đã hết hạn'),
    })
  })
})

describe('a request', () => {
  const named: Door = { host: '0.0.0.0', names: ['dondoc.example.com'] }
  const behindProxy: Door = { ...named, trustedProxy: '192.0.2.1' }

  it.each<[string | undefined, Door, boolean]>([
    ['localhost:8028', loopbackDoor, true],
    ['[::1]:8028', loopbackDoor, true],
    ['dondoc.example.com', loopbackDoor, false],
    ['Dondoc.example.com:443', named, true],
    ['dondoc.example.com.khac.example.com', named, false],
    [undefined, named, false],
  ])('for %s is meant for us at %o: %s', (host, door, meant) => {
    expect(isMeantForUs(requestOf({ host }), door)).toBe(meant)
  })

  it('behind a proxy comes from nobody but the proxy, which says who asked', () => {
    const headers = {
      host: 'dondoc.example.com',
      'x-forwarded-for': '10.0.0.1, 198.51.100.7',
      'x-forwarded-proto': 'https',
    }
    expect(isMeantForUs(requestOf(headers, '198.51.100.7'), behindProxy)).toBe(false)
    const through = requestOf(headers, '::ffff:192.0.2.1')
    expect(isMeantForUs(through, behindProxy)).toBe(true)
    expect(cameFrom(through, behindProxy)).toEqual({ protocol: 'https', address: '198.51.100.7' })
    // Whoever comes directly is not believed.
    expect(cameFrom(requestOf(headers, '198.51.100.7'), named)).toEqual({ protocol: 'http', address: '198.51.100.7' })
  })
})

function requestOf(headers: IncomingMessage['headers'], remoteAddress = '127.0.0.1'): IncomingMessage {
  // Of a request the door looks at these two alone.
  return { headers, socket: { remoteAddress } } as IncomingMessage
}

/** Made for these tests, and good for nothing else. */
function certificateOf(name: string): { readonly certificate: string; readonly key: string } {
  const file = (end: string) => fileURLToPath(new URL(`certificates/${name}${end}`, import.meta.url))
  return { certificate: file('.pem'), key: file('.key.pem') }
}
