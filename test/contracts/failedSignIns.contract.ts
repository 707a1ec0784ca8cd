/** What every driver of the failed sign-ins does. */
import { expect, it } from 'vitest'
import { failedSignInAllowance } from '../../functions/middleware/limits.ts'
import type { FailedSignIns } from '../../functions/services.ts'

export interface FailedSignInsAtATime {
  readonly failedSignIns: FailedSignIns
  pass(seconds: number): void
}

export function failedSignInsContract(driver: string, begin: () => Promise<FailedSignInsAtATime>): void {
  const { atOnce, secondsEach } = failedSignInAllowance
  const failAll = (failed: FailedSignIns) =>
    Promise.all(Array.from({ length: atOnce }, () => failed.count('192.0.2.7')))

  it(`${driver}: a network from which nobody failed need not wait, nor one that has a try left`, async () => {
    const { failedSignIns } = await begin()
    expect(await failedSignIns.wait('192.0.2.7')).toBeUndefined()
    for (let time = 1; time < atOnce; time += 1) await failedSignIns.count('192.0.2.7')
    expect(await failedSignIns.wait('192.0.2.7')).toBeUndefined()
  })

  it(`${driver}: failures at the same moment are all counted, and another network waits for none of them`, async () => {
    const { failedSignIns } = await begin()
    await failAll(failedSignIns)
    expect(await failedSignIns.wait('192.0.2.7')).toBe(secondsEach)
    expect(await failedSignIns.wait('192.0.2.8')).toBeUndefined()
  })

  it(`${driver}: one more may be tried for each so many seconds, and after all of them as many as before`, async () => {
    const { failedSignIns, pass } = await begin()
    await failAll(failedSignIns)
    pass(secondsEach)
    expect(await failedSignIns.wait('192.0.2.7')).toBeUndefined()
    await failedSignIns.count('192.0.2.7')
    expect(await failedSignIns.wait('192.0.2.7')).toBe(secondsEach)
    pass(atOnce * secondsEach + 1)
    for (let time = 1; time < atOnce; time += 1) await failedSignIns.count('192.0.2.7')
    expect(await failedSignIns.wait('192.0.2.7')).toBeUndefined()
  })
}
