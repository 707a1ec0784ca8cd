/**
 * `npm run test:e2e`: the pages as people use them, in Debian's Chromium. `npm run test:e2e -- acting` runs the files
 * named so. Closes with `N passed, N failed`, and `, N skipped` on a machine without a browser.
 */
import { startVitest } from 'vitest/node'

const vitest = await startVitest('test', process.argv.slice(2), { project: 'browser', watch: false })
const states = vitest.state.getTestModules().flatMap((module) => {
  const tests = [...module.children.allTests()].map((test) => test.result().state)
  // A file that broke before its first test, or after its last, is one failure.
  return module.ok() || tests.includes('failed') ? tests : [...tests, 'failed']
})
const errors = vitest.state.getUnhandledErrors().length
await vitest.close()
const count = (state: string) => states.filter((one) => one === state).length
const failed = Math.max(count('failed') + errors, count('passed') + count('skipped') > 0 ? 0 : 1)
const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : ''
process.stdout.write(`${count('passed')} passed, ${failed} failed${skipped}\n`)
process.exit(failed > 0 ? 1 : 0)
