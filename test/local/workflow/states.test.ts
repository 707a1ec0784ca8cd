import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { run } from './bench.ts'

const end = { Type: 'Pass', End: true }

function inState(name: string, id: number, sentence: string): string {
  return `An error occurred while executing the state '${name}' (entered at the event id #${id}). ${sentence}`
}

describe('Assign and Output', () => {
  test('both see the variables as they were on entry', async () => {
    const { output } = await run({
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
      C: { Type: 'Pass', Output: { before: '{% $states.input %}', now: '{% [$x, $y] %}' }, End: true },
    })
    expect(output).toEqual({ before: [1, 2], now: [2, 1] })
  })

  test('an inner scope sees outer variables, and what it assigns ends with it', async () => {
    const { output, error } = await run({
      A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'B',
            States: {
              B: { Type: 'Pass', Assign: { inner: '{% $outer & "1" %}' }, Next: 'B2' },
              B2: { Type: 'Pass', Output: '{% $inner %}', End: true },
            },
          },
          { StartAt: 'C', States: { C: { Type: 'Pass', Output: '{% $exists($inner) %}', End: true } } },
        ],
        Next: 'D',
      },
      D: { Type: 'Pass', Output: { result: '{% $states.input %}', inner: '{% $exists($inner) %}' }, End: true },
    })
    expect(error).toBeUndefined()
    expect(output).toEqual({ result: ['o1', false], inner: false })
  })

  test('the history tells what was assigned', async () => {
    const { events } = await run({ A: { ...end, Assign: { x: { y: '{% 1 + 1 %}' } } } })
    expect(events[2]?.['stateExitedEventDetails']).toMatchObject({ assignedVariables: { x: '{"y":2}' } })
  })
})

describe('Choice', () => {
  const choice = (condition: Json, more = {}) => ({
    C: { Type: 'Choice', Choices: [{ Condition: condition, Next: 'Yes' }], ...more },
    Yes: end,
  })

  test('takes the first rule that holds, with its own Output', async () => {
    const { output } = await run(
      {
        C: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.n > 5 %}', Next: 'Yes', Output: 'more than five' },
            { Condition: '{% $states.input.n > 1 %}', Next: 'Yes', Output: 'more than one' },
          ],
          Default: 'Yes',
          Output: 'the default',
        },
        Yes: end,
      },
      { input: { n: 3 } },
    )
    expect(output).toBe('more than one')
  })

  test('without a rule that holds and a default it fails', async () => {
    const { error, cause } = await run(choice(false))
    expect(error).toBe('States.NoChoiceMatched')
    expect(cause).toBe(
      inState('C', 2, 'Failed to transition out of the state. The state does not point to a next state.'),
    )
  })

  test('a condition that is no truth value fails', async () => {
    const { error, cause } = await run(choice('{% "yes" %}'))
    expect(error).toBe('States.QueryEvaluationError')
    expect(cause).toContain(
      "returned an unexpected result type. Expected 'boolean', but was 'string' for value: \"yes\"",
    )
  })
})

describe('Wait', () => {
  const wait = (fields: object) => ({ W: { Type: 'Wait', End: true, ...fields } })

  test.each<[string, object, number]>([
    ['no time at all', { Seconds: 0 }, 0],
    ['seconds', { Seconds: 90 }, 90],
    ['seconds by expression', { Seconds: '{% 60 * 60 %}' }, 3600],
    ['until a moment', { Timestamp: '2013-01-01T07:00:01+07:00' }, 1],
    ['until a moment with nanoseconds', { Timestamp: '{% "2013-01-02T00:00:00.123456789Z" %}' }, 86_400.123],
    ['until a moment by expression, in small letters', { Timestamp: '{% "2013-01-01t00:01z" %}' }, 60],
    ['not until a moment that has passed', { Timestamp: '2012-12-31T00:00:00Z' }, 0],
    ['three hundred days', { Seconds: 300 * 86_400 }, 300 * 86_400],
  ])('waits %s', async (_what, fields, seconds) => {
    const { status, endedAfterSeconds } = await run(wait(fields))
    expect({ status, endedAfterSeconds }).toEqual({ status: 'SUCCEEDED', endedAfterSeconds: seconds })
  })

  test.each<[object, string, string]>([
    [
      { Seconds: '{% -1 %}' },
      'States.QueryEvaluationError',
      'The Seconds field must be an integer from 0 to 99999999 but was: -1',
    ],
    [
      { Seconds: '{% "1" %}' },
      'States.QueryEvaluationError',
      `The JSONata expression '"1"' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "1"`,
    ],
    [
      { Timestamp: '{% "2013-01-01" %}' },
      'States.QueryEvaluationError',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2013-01-01',
    ],
    [
      { Timestamp: '{% "2013-01-01T00:00:00.1234567891Z" %}' },
      'States.QueryEvaluationError',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2013-01-01T00:00:00.1234567891Z',
    ],
    [{ Timestamp: '2113-01-01T00:00:00Z' }, 'States.Runtime', 'Wait state delay is too long.'],
  ])('%j fails', async (fields, error, sentence) => {
    expect(await run(wait(fields))).toMatchObject({ status: 'FAILED', error, cause: inState('W', 2, sentence) })
  })
})

describe('Fail and Succeed', () => {
  test('Fail gives its error and cause, by expression too', async () => {
    const ended = await run(
      { F: { Type: 'Fail', Error: 'Sai', Cause: '{% $states.input.why %}' } },
      { input: { why: 'lý do' } },
    )
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Sai', cause: 'lý do' })
    expect(ended.history).toEqual(['ExecutionStarted', 'FailStateEntered:F', 'ExecutionFailed'])
  })

  test('Fail without either fails without either', async () => {
    const ended = await run({ F: { Type: 'Fail' } })
    expect(ended.status).toBe('FAILED')
    expect(ended).not.toHaveProperty('error')
    expect(ended).not.toHaveProperty('cause')
  })

  test('Succeed ends a branch and has an Output', async () => {
    const { output, history } = await run(
      { S: { Type: 'Succeed', Output: '{% $states.input.n + 1 %}' } },
      { input: { n: 1 } },
    )
    expect(output).toBe(2)
    expect(history).toEqual(['ExecutionStarted', 'SucceedStateEntered:S', 'SucceedStateExited:S', 'ExecutionSucceeded'])
  })
})

describe('Parallel', () => {
  const failing = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Sai', Cause: 'lý do' } } }
  const waiting = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } }

  test('the results are in the order of the branches, and Arguments are their input', async () => {
    const branch = (name: string, seconds: number) => ({
      StartAt: `${name}W`,
      States: {
        [`${name}W`]: { Type: 'Wait', Seconds: seconds, Next: name },
        [name]: { Type: 'Pass', Output: `{% $states.input.n & "${name}" %}`, End: true },
      },
    })
    const { output, endedAfterSeconds } = await run(
      {
        P: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input %}' },
          Branches: [branch('a', 9), branch('b', 3)],
          Output: { all: '{% $states.result %}' },
          End: true,
        },
      },
      { input: 'x' },
    )
    expect({ output, endedAfterSeconds }).toEqual({ output: { all: ['xa', 'xb'] }, endedAfterSeconds: 9 })
  })

  test('one branch that fails ends the others at once', async () => {
    const ended = await run({ P: { Type: 'Parallel', Branches: [waiting, failing], End: true } })
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Sai', cause: 'lý do', endedAfterSeconds: 0 })
    expect(ended.history).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered:P',
      'ParallelStateStarted',
      'WaitStateEntered:W',
      'FailStateEntered:F',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ])
  })

  test('a failure is retried and then caught with Output and Assign', async () => {
    const ended = await run(
      {
        P: {
          Type: 'Parallel',
          Branches: [failing],
          Retry: [{ ErrorEquals: ['Sai'], MaxAttempts: 2, IntervalSeconds: 10 }],
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Output: '{% $states.errorOutput %}',
              Assign: { seen: '{% $states.input %}' },
              Next: 'C',
            },
          ],
          End: true,
        },
        C: { Type: 'Pass', Output: { error: '{% $states.input %}', seen: '{% $seen %}' }, End: true },
      },
      { input: 1 },
    )
    expect(ended).toMatchObject({ output: { error: { Error: 'Sai', Cause: 'lý do' }, seen: 1 }, endedAfterSeconds: 30 })
    expect(ended.history.filter((type) => type === 'ParallelStateStarted')).toHaveLength(3)
  })
})

describe('Map', () => {
  const processor = (states: Json) => ({
    ProcessorConfig: { Mode: 'INLINE' },
    StartAt: Object.keys(states ?? {})[0] ?? '',
    States: states,
  })
  const map = (fields: object, states: Json = { I: end }) => ({
    M: { Type: 'Map', ItemProcessor: processor(states), End: true, ...fields },
  })

  test('an item selector sees the item, the input and the variables; without Items the input is the list', async () => {
    const selector = {
      index: '{% $states.context.Map.Item.Index %}',
      value: '{% $states.context.Map.Item.Value %}',
      all: '{% $count($states.input) %}',
    }
    const { output } = await run(map({ ItemSelector: selector }), { input: ['a', 'b'] })
    expect(output).toEqual([
      { index: 0, value: 'a', all: 2 },
      { index: 1, value: 'b', all: 2 },
    ])
  })

  test('an iteration knows its item, and a nested one its own', async () => {
    const item = { Type: 'Pass', Output: '{% $states.context.Map.Item.Value %}', End: true }
    const nested = { N: { Type: 'Map', ItemProcessor: processor({ J: item }), End: true } }
    expect((await run(map({}, nested), { input: [[1, 2], [3]] })).output).toEqual([[1, 2], [3]])
  })

  test('nothing to do is a result too', async () => {
    const { output, history } = await run(map({ Items: [] }))
    expect(output).toEqual([])
    expect(history).toEqual([
      'ExecutionStarted',
      'MapStateEntered:M',
      'MapStateStarted',
      'MapStateSucceeded',
      'MapStateExited:M',
      'ExecutionSucceeded',
    ])
  })

  test.each([
    [0, 3],
    [1, 9],
    [2, 6],
    [40, 3],
  ])('a concurrency of %i takes %i seconds for three waits', async (MaxConcurrency, seconds) => {
    const ended = await run(map({ MaxConcurrency }, { W: { Type: 'Wait', Seconds: 3, End: true } }), {
      input: [1, 2, 3],
    })
    expect(ended).toMatchObject({ output: [1, 2, 3], endedAfterSeconds: seconds })
  })

  test('no more than 40 run inline side by side', async () => {
    const ended = await run(map({}, { W: { Type: 'Wait', Seconds: 1, End: true } }), { input: Array(41).fill(0) })
    expect(ended.endedAfterSeconds).toBe(2)
  })

  test('the first failure ends an inline Map, whatever it tolerates, and the iterations under way', async () => {
    const states = {
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'F' }], Default: 'W' },
      F: { Type: 'Fail', Error: 'Sai' },
      W: { Type: 'Wait', Seconds: 60, End: true },
    }
    const ended = await run(map({ ToleratedFailureCount: 2 }, states), { input: [1, 2] })
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Sai', endedAfterSeconds: 0 })
    expect(ended.history.slice(-5)).toEqual([
      'MapIterationFailed',
      'MapIterationAborted',
      'WaitStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ])
  })

  test('a Map is retried as a whole, and a failing item selector is a failure of the Map', async () => {
    const ended = await run({
      ...map({
        Items: [1],
        ItemSelector: '{% $nowhere %}',
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'E' }],
      }),
      E: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    })
    expect(ended).toMatchObject({ output: 'States.QueryEvaluationError', endedAfterSeconds: 1 })
    expect(ended.history.filter((type) => type === 'MapStateStarted')).toHaveLength(2)
  })
})

describe('variables', () => {
  /** Assigns 200 KiB so many times, one state after another, each under its name. */
  function assigning(times: number, name: (number: number) => string) {
    const states = Array.from({ length: times }, (_, number) => [
      `S${number}`,
      {
        Type: 'Pass',
        Assign: { [name(number)]: "{% $pad('', 204800, 'x') %}" },
        Output: {},
        ...(number < times - 1 ? { Next: `S${number + 1}` } : { End: true }),
      },
    ])
    return run(Object.fromEntries(states))
  }

  test('have room for 10 MiB in all, quotes and names included', async () => {
    expect((await assigning(51, (number) => `v${number}`)).status).toBe('SUCCEEDED')
    expect(await assigning(52, (number) => `v${number}`)).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
    })
  })

  test('that are replaced take no more room', async () => {
    expect((await assigning(60, () => 'v')).status).toBe('SUCCEEDED')
  })
})

/** As executions on AWS recorded them: what an event follows is not always the event before it. */
describe('which event another follows', () => {
  const pass = { Type: 'Pass', End: true }
  const follows = async (states: Json) =>
    (await run(states)).events.map(({ id, previousEventId, type }) => `${id}<-${previousEventId} ${type}`)

  test('an iteration that comes after another follows what that one did, and not how it ended', async () => {
    const processor = { StartAt: 'P', States: { P: pass } }
    const map = { Type: 'Map', Items: [1, 2], MaxConcurrency: 1, ItemProcessor: processor, End: true }
    expect(await follows({ M: map })).toEqual([
      '1<-0 ExecutionStarted',
      '2<-0 MapStateEntered',
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-4 PassStateEntered',
      '6<-5 PassStateExited',
      '7<-6 MapIterationSucceeded',
      '8<-6 MapIterationStarted',
      '9<-8 PassStateEntered',
      '10<-9 PassStateExited',
      '11<-10 MapIterationSucceeded',
      '12<-11 MapStateSucceeded',
      '13<-11 MapStateExited',
      '14<-13 ExecutionSucceeded',
    ])
  })

  test('each branch follows the start of them all', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: pass } })
    expect(await follows({ P: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } })).toEqual([
      '1<-0 ExecutionStarted',
      '2<-0 ParallelStateEntered',
      '3<-2 ParallelStateStarted',
      '4<-3 PassStateEntered',
      '5<-4 PassStateExited',
      '6<-3 PassStateEntered',
      '7<-6 PassStateExited',
      '8<-7 ParallelStateSucceeded',
      '9<-7 ParallelStateExited',
      '10<-9 ExecutionSucceeded',
    ])
  })

  test('an expression that fails follows what led to its state', async () => {
    const fails = { Type: 'Pass', Output: "{% $error('x') %}", End: true }
    expect((await follows({ A: { Type: 'Pass', Next: 'B' }, B: fails })).slice(2)).toEqual([
      '3<-2 PassStateExited',
      '4<-3 PassStateEntered',
      '5<-3 EvaluationFailed',
      '6<-5 ExecutionFailed',
    ])
  })
})

test('a rule of a Choice that matches gives no variables of the state’s own Assign', async () => {
  const { output } = await run({
    C: { Type: 'Choice', Choices: [{ Condition: true, Next: 'D' }], Assign: { x: 1 }, Default: 'D' },
    D: { Type: 'Pass', Output: '{% $exists($x) %}', End: true },
  })
  expect(output).toBe(false)
})
