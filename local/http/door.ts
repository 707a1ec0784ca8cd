/**
 * Where the system listens, and for whom. A demo is for this machine alone. An office may be opened to others only where
 * what they type cannot be read on the way: by a certificate of its own, or behind a proxy that is named and has one.
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import { type CalendarDate, type Instant, written } from '../../domain/days.ts'
import { dayAndTime } from '../../functions/clock.ts'
import { isRange } from '../../functions/middleware/limits.ts'
import { isLoopbackName } from '../office/settings.ts'

export interface Door {
  readonly host: string
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** The only address that requests may come from; what it says of the client is believed. */
  readonly trustedProxy?: string
  /** Names by which the system is asked for, beside those of the machine itself. */
  readonly names: readonly string[]
  /** Where a sign-in that fails is nobody's attack: the office's own networks. */
  readonly trustedRanges?: readonly string[]
}

export interface DoorAsked {
  readonly host?: string | undefined
  readonly certificate?: string | undefined
  readonly key?: string | undefined
  readonly trustedProxy?: string | undefined
  readonly publicUrl?: string | undefined
  readonly trustedRanges?: readonly string[]
}

type Refused = { readonly code: string; readonly sentence: string }

export function doorOf(kind: 'demo' | 'office', asked: DoorAsked): Door | Refused {
  const { host = '127.0.0.1', certificate, key, trustedProxy, publicUrl, trustedRanges = [] } = asked
  const names = publicUrl === undefined ? [] : [new URL(publicUrl).hostname]
  if (isIP(host) === 0) {
    return refused(
      'host',
      `Tham số --host cần một địa chỉ IP của máy này, như 192.0.2.10 hoặc 0.0.0.0; ở đây ghi “${host}”.`,
    )
  }
  if (kind === 'demo') {
    if (isLoopbackName(host) && !certificate && !key && !trustedProxy) return { host, names: [] }
    return refused(
      'demoIsLocal',
      'Bản dùng thử chỉ mở được trên chính máy này: ai mở cũng đăng nhập được mà không cần mật khẩu. Để nhiều người cùng dùng, hãy tạo thư mục của cơ quan bằng dondoc init --office.',
    )
  }
  const noRange = trustedRanges.find((range) => !isRange(range))
  if (noRange !== undefined) {
    return refused(
      'trustedRange',
      `Tham số --trusted-range cần một địa chỉ IP hoặc một dải như 10.0.0.0/8; ở đây ghi “${noRange}”. Hãy sửa lại.`,
    )
  }
  if (trustedProxy !== undefined && isIP(trustedProxy) === 0) {
    return refused(
      'trustedProxy',
      `Tham số --trusted-proxy cần địa chỉ IP của máy chủ chuyển tiếp; ở đây ghi “${trustedProxy}”.`,
    )
  }
  if ((certificate === undefined) !== (key === undefined)) {
    return refused('certificate', 'Chứng thư và khóa đi cùng nhau: cần cả --certificate và --key.')
  }
  const open = { host, names: [...names, host], ...(trustedRanges.length > 0 ? { trustedRanges } : {}) }
  if (certificate !== undefined && key !== undefined) {
    const tls = certificateIn(certificate, key, names)
    return 'code' in tls ? tls : { ...open, tls, ...(trustedProxy === undefined ? {} : { trustedProxy }) }
  }
  if (trustedProxy !== undefined) {
    if (publicUrl?.startsWith('https:')) return { ...open, trustedProxy }
    return refused(
      'publicUrlMissing',
      'Với --trusted-proxy cần địa chỉ công khai bắt đầu bằng https://, để biết tên mà máy chủ chuyển tiếp gọi đến. Hãy thêm --public-url.',
    )
  }
  if (isLoopbackName(host)) return open
  return refused(
    'openDoor',
    `Không mở ở địa chỉ ${host}: mã đăng nhập và nội dung sẽ đi trên mạng dạng rõ. Hãy thêm --certificate và --key (chứng thư TLS), hoặc --trusted-proxy và --public-url nếu có máy chủ chuyển tiếp đã có chứng thư; nếu chỉ dùng trên máy này, hãy bỏ --host.`,
  )
}

export const loopbackDoor: Door = { host: '127.0.0.1', names: [] }

/** Where a request came from, as far as the door can tell. */
export interface CameFrom {
  readonly protocol: 'http' | 'https'
  readonly address: string
}

/** By the connection; by the headers only where the connection is the trusted proxy's. */
export function cameFrom({ socket, headers }: IncomingMessage, { trustedProxy }: Door): CameFrom {
  const { remoteAddress = '' } = socket
  if (trustedProxy === undefined) return { protocol: 'encrypted' in socket ? 'https' : 'http', address: remoteAddress }
  const before = String(headers['x-forwarded-for'] ?? '').split(',')
  return {
    protocol: headers['x-forwarded-proto'] === 'https' ? 'https' : 'http',
    // The last is what the proxy itself saw; those before it anybody may have written.
    address: before.at(-1)?.trim() || remoteAddress,
  }
}

/**
 * Whether a request calls us by a name of ours, with any port (a forwarded port may differ), and came from the proxy
 * where there is one.
 */
export function isMeantForUs({ headers, socket }: IncomingMessage, { names, trustedProxy }: Door): boolean {
  if (trustedProxy !== undefined && plainAddress(socket.remoteAddress) !== plainAddress(trustedProxy)) return false
  const name = (headers.host ?? '').replace(/:\d{1,5}$/, '').toLowerCase()
  return isLoopbackName(name) || names.some((one) => one.toLowerCase() === name)
}

/** An address of version 4 may come written as one of version 6. */
function plainAddress(address: string | undefined): string | undefined {
  return address?.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
}

function certificateIn(
  certificate: string,
  key: string,
  names: readonly string[],
): { readonly cert: Buffer; readonly key: Buffer } | Refused {
  const read: { [path: string]: Buffer } = {}
  for (const path of [certificate, key]) {
    try {
      read[path] = readFileSync(path)
    } catch (error) {
      const reason =
        error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'không có tệp ấy' : 'không đọc được'
      return refused('certificate', `Không dùng được ${path}: ${reason}. Hãy kiểm tra lại --certificate và --key.`)
    }
  }
  const pair = { cert: read[certificate] ?? Buffer.alloc(0), key: read[key] ?? Buffer.alloc(0) }
  try {
    createSecureContext(pair)
  } catch {
    return refused(
      'certificate',
      `Chứng thư ${certificate} và khóa ${key} không đọc được hoặc không phải một cặp. Hãy kiểm tra lại.`,
    )
  }
  const shown = new X509Certificate(pair.cert)
  const lastMoment = new Date(shown.validTo)
  if (lastMoment.getTime() < Date.now()) {
    return refused(
      'certificate',
      `Chứng thư ${certificate} đã hết hạn ngày ${written(dayOf(lastMoment))}. Hãy thay chứng thư mới.`,
    )
  }
  const other = names.find((name) => shown.checkHost(name) === undefined)
  if (other !== undefined) {
    return refused(
      'certificate',
      `Chứng thư ${certificate} không cấp cho tên ${other} của địa chỉ công khai. Hãy kiểm tra lại.`,
    )
  }
  return pair
}

function dayOf(moment: Date): CalendarDate {
  // toISOString is how this product writes instants.
  return dayAndTime(moment.toISOString() as Instant).day
}

function refused(code: string, sentence: string): Refused {
  return { code, sentence }
}
