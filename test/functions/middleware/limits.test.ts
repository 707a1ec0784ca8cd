import { describe, expect, it } from 'vitest'
import {
  accountAllowance,
  failedSignInAllowance,
  failedSignInsHere,
  isRange,
  limitsOf,
} from '../../../functions/middleware/limits.ts'
import { failedSignInsContract } from '../../contracts/failedSignIns.contract.ts'

failedSignInsContract('One process', async () => {
  let seconds = 0
  return {
    failedSignIns: failedSignInsHere(() => seconds * 1000),
    pass: (more) => {
      seconds += more
    },
  }
})

/** Limits on a clock that is moved by hand. */
function limited(trustedRanges: readonly string[] = []) {
  let seconds = 0
  const limits = limitsOf({ trustedRanges, milliseconds: () => seconds * 1000 })
  const failAll = async (address: string) => {
    for (let time = 0; time < failedSignInAllowance.atOnce; time += 1) await limits.signInFailed(address)
  }
  const pass = (more: number) => {
    seconds += more
  }
  return { ...limits, failAll, pass }
}

describe('an account', () => {
  it('is stopped when it asks too much at once, and goes on a moment later', () => {
    const { ofAccount, pass } = limited()
    const waits = Array.from({ length: accountAllowance.atOnce + 1 }, () => ofAccount('bac-si'))
    expect(waits.slice(0, -1).every((wait) => wait === undefined)).toBe(true)
    expect(waits.at(-1)).toBe(1)
    pass(1)
    expect(ofAccount('bac-si')).toBeUndefined()
  })

  it('is no hindrance to its colleague at the same address', () => {
    const { ofAccount } = limited()
    for (let time = 0; time <= accountAllowance.atOnce; time += 1) ofAccount('bac-si')
    expect(ofAccount('thu-ky')).toBeUndefined()
  })
})

describe('an address', () => {
  it('that never failed is not counted, however many sign in there', async () => {
    const { ofSignIn } = limited()
    const waits = await Promise.all(Array.from({ length: 5000 }, () => ofSignIn('192.0.2.7')))
    expect(waits.every((wait) => wait === undefined)).toBe(true)
  })

  it.each([
    ['192.0.2.7', ['192.0.2.0/24']],
    ['192.0.2.7', ['192.0.2.7']],
    ['2001:db8::5', ['2001:db8::/32']],
  ])('%s of a trusted range is never stopped: %j', async (address, ranges) => {
    const { ofSignIn, failAll } = limited(ranges)
    await failAll(address)
    expect(await ofSignIn(address)).toBeUndefined()
  })

  it('of version 6 is its whole network', async () => {
    const { ofSignIn, failAll } = limited()
    await failAll('2001:db8:0:1::5')
    expect(await ofSignIn('2001:db8::1:9:9:9:9')).toBeDefined()
    expect(await ofSignIn('2001:db8:0:2::5')).toBeUndefined()
  })
})

it.each([
  ['10.0.0.0/8', true],
  ['192.0.2.1', true],
  ['2001:db8::/32', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/8/8', false],
  ['so-y-te', false],
  ['', false],
])('%j is a range: %s', (text, is) => {
  expect(isRange(text)).toBe(is)
})
