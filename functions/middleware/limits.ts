/**
 * How much may be asked. A person is limited by their account, wherever they sit: the offices of a city come from one
 * address, and all at 07:30. An address is limited for sign-ins that failed and for nothing else, and not where it lies
 * in a range that the office trusts. It runs on real time. What failed is counted where every process of the host sees
 * it; requests within one process, of which one machine has one, and on AWS each instance of a function, below the
 * throttling of the whole stage (docs/decisions/0021).
 */
import { BlockList, isIP } from 'node:net'
import type { FailedSignIns } from '../services.ts'

export interface Limits {
  /** Counts one request of an account. Answers in how many seconds it may ask again; undefined where it may now. */
  ofAccount(person: string): number | undefined
  /** The same of a link of a letter, whoever holds it. */
  ofLink(token: string): number | undefined
  /** In how many seconds an address may try to sign in again; undefined where it may now. */
  ofSignIn(address: string): Promise<number | undefined>
  signInFailed(address: string): Promise<void>
}

export interface LimitSettings {
  /** Without it they are counted within this process. */
  readonly failedSignIns?: FailedSignIns | undefined
  /** `10.0.0.0/8`, `2001:db8::/32`, or single addresses. Throws RangeError for what is neither. */
  readonly trustedRanges?: readonly string[]
  /** A steadily running clock of real time, in milliseconds. */
  readonly milliseconds?: () => number
}

/** So many at once, and one more each so many seconds. */
export interface Allowance {
  readonly atOnce: number
  readonly secondsEach: number
}

/** A page asks about ten questions; nobody opens sixty pages in a moment, or one every half second all day. */
export const accountAllowance: Allowance = { atOnce: 600, secondsEach: 0.05 }
/** A forgotten password is tried a few times; a list of them is not. */
export const failedSignInAllowance: Allowance = { atOnce: 20, secondsEach: 30 }

/** A form, its files in two steps each, and second thoughts. */
export const linkAllowance: Allowance = { atOnce: 60, secondsEach: 2 }

export function limitsOf({
  trustedRanges = [],
  milliseconds = () => performance.now(),
  failedSignIns = failedSignInsHere(milliseconds),
}: LimitSettings = {}): Limits {
  const trusted = rangesIn(trustedRanges)
  const accounts = buckets(accountAllowance, milliseconds)
  const links = buckets(linkAllowance, milliseconds)
  const isTrusted = (address: string) => {
    const family = isIP(address)
    return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
  return {
    ofAccount: (person) => accounts.asked(person),
    ofLink: (token) => links.asked(token),
    ofSignIn: async (address) => (isTrusted(address) ? undefined : failedSignIns.wait(networkOf(address))),
    async signInFailed(address) {
      if (!isTrusted(address)) await failedSignIns.count(networkOf(address))
    },
  }
}

/** Counted within this process, for a host that has one. A steadily running clock, in milliseconds. */
export function failedSignInsHere(milliseconds: () => number): FailedSignIns {
  const failed = buckets(failedSignInAllowance, milliseconds)
  return {
    wait: async (network) => failed.wait(network),
    count: async (network) => failed.take(network),
  }
}

/** More than a city has people; what has waited longest is forgotten first, which is full again or nearly so. */
const mostRemembered = 20_000

function buckets({ atOnce, secondsEach }: Allowance, milliseconds: () => number) {
  const taken = new Map<string, { readonly amount: number; readonly at: number }>()
  const now = (name: string) => {
    const at = milliseconds()
    const { amount, at: before } = taken.get(name) ?? { amount: 0, at }
    return { at, amount: Math.max(0, amount - (at - before) / (secondsEach * 1000)) }
  }
  return {
    wait(name: string): number | undefined {
      const over = now(name).amount + 1 - atOnce
      return over > 0 ? Math.max(1, Math.ceil(over * secondsEach)) : undefined
    },
    /** Takes one, unless it has to wait. */
    asked(name: string): number | undefined {
      const wait = this.wait(name)
      if (wait === undefined) this.take(name)
      return wait
    },
    take(name: string): void {
      const { amount, at } = now(name)
      taken.delete(name)
      taken.set(name, { amount: amount + 1, at })
      const [longest] = taken.keys()
      if (taken.size > mostRemembered && longest !== undefined) taken.delete(longest)
    },
  }
}

/** Whether a text is a range of addresses, as the settings take them. */
export function isRange(text: string): boolean {
  try {
    rangesIn([text])
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function rangesIn(texts: readonly string[]): BlockList {
  const ranges = new BlockList()
  for (const text of texts) {
    const [address = '', prefix, ...more] = text.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    const length = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
    if (family === 0 || more.length > 0 || !(length <= most)) throw new RangeError(`no range of addresses: ${text}`)
    ranges.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6')
  }
  return ranges
}

/** Whoever has one address of version 6 has the 2^64 beside it, too. */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  // An address of version 4 written as one of version 6 is that address.
  if (right.at(-1)?.includes('.')) return right.at(-1) ?? address
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
