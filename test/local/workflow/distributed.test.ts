/** A distributed Map, whose iterations are executions of their own. */
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { bench, endOf, machine, run } from './bench.ts'

const end = { Type: 'Pass', End: true }
const loop = { P: { Type: 'Pass', Next: 'Q' }, Q: { Type: 'Pass', Next: 'P' } }

function map(fields: object, states: Json = { I: end }): { M: Json } {
  return {
    M: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: Object.keys(states ?? {})[0] ?? '',
        States: states,
      },
      End: true,
      ...fields,
    },
  }
}

const states = (condition: string) => ({
  C: { Type: 'Choice', Choices: [{ Condition: condition, Next: 'F' }], Default: 'I' },
  F: { Type: 'Fail', Error: 'Sai', Cause: 'lý do' },
  I: end,
})
const oddFails = states('{% $states.input % 2 = 1 %}')
const exceeded = {
  status: 'FAILED',
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
}
const failed = { Status: 'FAILED', Error: 'Sai', Cause: 'lý do' }

test('gives the same results as an inline one and keeps its iterations out of the history', async () => {
  const ended = await run(map({}, { A: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true } }), {
    input: [1, 2, 3],
  })
  expect(ended.output).toEqual([2, 4, 6])
  expect(ended.history).toEqual([
    'ExecutionStarted',
    'MapStateEntered:M',
    'MapStateStarted',
    'MapRunStarted',
    'MapRunSucceeded',
    'MapStateSucceeded',
    'MapStateExited:M',
    'ExecutionSucceeded',
  ])
})

describe('failures', () => {
  test.each<[object, boolean]>([
    [{}, false],
    [{ ToleratedFailureCount: 2 }, true],
    [{ ToleratedFailureCount: 1 }, false],
    [{ ToleratedFailurePercentage: 50 }, true],
    [{ ToleratedFailurePercentage: 49.9 }, false],
    [{ ToleratedFailurePercentage: '{% 100 %}', ToleratedFailureCount: '{% 1 %}' }, false],
    [{ ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 }, true],
    [{ ToleratedFailurePercentage: 0, ToleratedFailureCount: 2 }, true],
    [{ ToleratedFailurePercentage: 0, ToleratedFailureCount: 0 }, false],
  ])('with %j two of four are tolerated: %s', async (fields, isTolerated) => {
    expect(await run(map(fields, oddFails), { input: [1, 2, 3, 4] })).toMatchObject(
      isTolerated ? { status: 'SUCCEEDED', output: [failed, 2, failed, 4] } : exceeded,
    )
  })

  test.each([
    [40, true],
    [39, false],
  ])('a batch counts each of its items: %i %% tolerate two of five: %s', async (percentage, isTolerated) => {
    const fields = { ItemBatcher: { MaxItemsPerBatch: 2 }, ToleratedFailurePercentage: percentage }
    expect(await run(map(fields, states('{% 2 in $states.input.Items %}')), { input: [1, 2, 3, 4, 5] })).toMatchObject(
      isTolerated ? { output: [failed, { Items: [3, 4] }, { Items: [5] }] } : exceeded,
    )
  })
})

test('batches are of so many items, or of so many bytes', async () => {
  const batched = (ItemBatcher: object) =>
    run(map({ ItemBatcher, ItemSelector: { v: '{% $states.context.Map.Item.Value %}' } }), { input: [1, 2, 3] })
  expect(
    (await batched({ MaxItemsPerBatch: '{% 2 %}', BatchInput: { n: '{% $count($states.input) %}' } })).output,
  ).toEqual([
    { BatchInput: { n: 3 }, Items: [{ v: 1 }, { v: 2 }] },
    { BatchInput: { n: 3 }, Items: [{ v: 3 }] },
  ])
  expect((await batched({ MaxInputBytesPerBatch: 30 })).output).toEqual([
    { Items: [{ v: 1 }, { v: 2 }] },
    { Items: [{ v: 3 }] },
  ])
})

describe('the members of an object are items too', () => {
  const members = { a: 1, b: { x: 2 } }
  const pairs = [
    { Key: 'a', Value: 1 },
    { Key: 'b', Value: { x: 2 } },
  ]

  test.each<[string, object, Json]>([
    ['as the input', {}, members],
    ['by expression', { Items: '{% $states.input.all %}' }, { all: members }],
    ['written out', { Items: { a: '{% $states.input %}', b: { x: 2 } } }, 1],
  ])('%s, as keys and values', async (_how, fields, input) => {
    expect((await run(map(fields), { input })).output).toEqual(pairs)
  })

  test('with a selector that sees index, key and value', async () => {
    const ItemSelector = '{% $states.context.Map.Item %}'
    expect((await run(map({ ItemSelector }), { input: members })).output).toEqual([
      { Index: 0, Key: 'a', Value: 1 },
      { Index: 1, Key: 'b', Value: { x: 2 } },
    ])
  })

  test('but not in batches, nor in an inline Map', async () => {
    const batched = await run(map({ ItemBatcher: { MaxItemsPerBatch: 2 } }), { input: members })
    expect(batched.cause).toContain('Map state input must be an array but was: {"a":1,"b":{"x":2}}')
    const inline = {
      Type: 'Map',
      Items: '{% $states.input %}',
      ItemProcessor: { StartAt: 'I', States: { I: end } },
      End: true,
    }
    expect((await run({ M: inline }, { input: members })).cause).toContain("Expected 'array', but was 'object'")
  })
})

describe('an iteration is an execution of its own', () => {
  test('and knows itself: its id, name, input, start and state machine, and no item', async () => {
    const seen = { Type: 'Pass', Output: '{% $states.context %}', End: true }
    const wait = { Type: 'Wait', Seconds: 5, Output: 'khác', Next: 'S' }
    const around = { W: { Type: 'Wait', Seconds: 60, Next: 'M' }, ...map({ Label: 'gửi' }, { A: wait, S: seen }) }
    const { output } = await run(around, { input: ['a', 'b'] })
    const context = (input: string) => ({
      Execution: {
        Id: expect.stringMatching(/^arn:aws:states:[\w-]+:\d+:execution:machine\/gửi:[0-9a-f-]{36}$/),
        Input: input,
        StartTime: '2013-01-01T00:01:00.000Z',
        Name: expect.stringMatching(/^[0-9a-f-]{36}$/),
        RoleArn: expect.any(String),
        RedriveCount: 0,
      },
      StateMachine: { Id: expect.stringMatching(/:stateMachine:machine\/gửi$/), Name: 'machine/gửi' },
      State: { Name: 'S', EnteredTime: '2013-01-01T00:01:05.000Z' },
    })
    expect(output).toEqual([context('a'), context('b')])
    expect(new Set(JSON.stringify(output).match(/machine\/gửi:[0-9a-f-]{36}/g)).size).toBe(2)
  })

  test('and sees no variables of the machine around it', async () => {
    const around = {
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'M' },
      ...map({ Items: [1] }, { I: { ...end, Output: '{% $exists($x) %}' } }),
    }
    expect((await run(around)).output).toEqual([false])
  })

  test('whose events are numbered as its own, through what is nested in it', async () => {
    const branch = { StartAt: 'B', States: { B: { ...end, Output: '{% $nowhere %}' } } }
    const nested = {
      P: { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }], Next: 'C' },
      C: end,
    }
    const { output } = await run(map({ Items: [1, 2] }, nested))
    const cause = expect.stringMatching(
      /^An error occurred while executing the state 'B' \(entered at the event id #4\)\./,
    )
    expect(output).toEqual([1, 2].map(() => ({ Error: 'States.QueryEvaluationError', Cause: cause })))
  })

  test.each<[string, Json]>([
    ['of states', loop],
    ['inside a branch', { O: { Type: 'Parallel', Branches: [{ StartAt: 'P', States: loop }], End: true } }],
  ])('that ends after 25,000 events: an endless loop %s is a failure like any other', async (_where, endless) => {
    const { output } = await run(map({ Items: [1], ToleratedFailureCount: 1 }, endless))
    const cause = 'The execution reached the maximum number of history events (25000).'
    expect(output).toEqual([{ Status: 'FAILED', Error: 'States.Runtime', Cause: cause }])
  })
})

test('ten thousand items, each by a selector, starve nobody, though they be one batch', async () => {
  const selecting = map({
    Items: '{% [1..10000] %}',
    ItemSelector: '{% $states.context.Map.Item.Value + 1 %}',
    ItemBatcher: { MaxItemsPerBatch: 10_000 },
  })
  let breaths = 0
  const breathing = setInterval(() => {
    breaths += 1
  })
  const { output } = await run({ M: { ...(selecting.M as object), Output: '{% $sum($states.result.Items) %}' } })
  clearInterval(breathing)
  expect(output).toBe(50_015_000)
  expect(breaths).toBeGreaterThan(2)
})

test('while an execution runs through its states, others go on and the process is not starved', async () => {
  const { engine } = bench({ endless: machine(loop), quick: machine({ P: end }) })
  const { executionArn } = await engine.startExecution({ stateMachine: 'endless' })
  let breaths = 0
  const breathing = setInterval(() => {
    breaths += 1
  })
  const quick = await engine.startExecution({ stateMachine: 'quick' })
  while ((await engine.describeExecution(quick.executionArn)).status === 'RUNNING') await new Promise(setImmediate)
  expect((await engine.describeExecution(executionArn)).status).toBe('RUNNING')
  await engine.settled()
  clearInterval(breathing)
  expect(breaths).toBeGreaterThan(1)
  expect((await endOf(engine, executionArn)).error).toBe('States.Runtime')
})

test('more iterations go side by side than of an inline Map, which has forty', async () => {
  const waiting = (config: { [name: string]: Json }) => ({
    M: {
      Type: 'Map',
      Items: '{% [1..60] %}',
      ItemProcessor: { ...config, StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } },
      Output: null,
      End: true,
    },
  })
  const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
  expect((await run(waiting(distributed))).endedAfterSeconds).toBe(60)
  expect((await run(waiting({}))).endedAfterSeconds).toBe(120)
})
