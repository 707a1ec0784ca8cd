import { describe, expect, it } from 'vitest'
import { countTests } from '../../local/check.ts'

describe('counting the tests of a run', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  })
  const report = (...testResults: ReturnType<typeof file>[]) => {
    const all = testResults.flatMap((result) => result.assertionResults.map((test) => test.status))
    const count = (status: string) => all.filter((found) => found === status).length
    return JSON.stringify({
      numPassedTests: count('passed'),
      numPendingTests: count('pending'),
      numTodoTests: count('todo'),
      testResults,
    })
  }

  it('counts each test once', () => {
    const files = report(file('passed', 'passed', 'passed', 'pending', 'todo'), file('failed', 'passed', 'failed'))
    expect(countTests(files, false)).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('counts a file that failed before its first test as one failure', () => {
    expect(countTests(report(file('passed', 'passed'), file('failed')), false)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    })
  })

  it('counts one failure when every test passed and the run still failed', () => {
    expect(countTests(report(file('passed', 'passed')), false)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('counts one failure when the run left no report', () => {
    expect(countTests(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})
