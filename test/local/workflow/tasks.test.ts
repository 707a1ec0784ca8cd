import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import { type Step, StepFailure } from '../../../local/workflow/steps.ts'
import { advance } from '../../../local/workflow/time.ts'
import { at, bench, endOf, machine, run } from './bench.ts'

const lambda = 'arn:aws:lambda:ap-southeast-1:000000000000:function'
const echo: Step = (payload) => payload

function task(fields: { readonly [field: string]: Json } = {}): { [field: string]: Json } {
  return { Type: 'Task', Resource: `${lambda}:step`, End: true, ...fields }
}

/** A step that fails so many times before it answers, and notes when it was called. */
function failing(times: number, clock: { now(): string }, error = 'Lỗi tạm thời') {
  const calledAt: number[] = []
  const step: Step = () => {
    calledAt.push((Date.parse(clock.now()) - Date.parse(at(0))) / 1000)
    if (calledAt.length <= times) throw new StepFailure(error, 'lý do')
    return 'xong'
  }
  return { step, calledAt }
}

describe('calling a step', () => {
  test.each<[string, { readonly [field: string]: Json }, Json]>([
    ['by ARN, with the input', {}, { n: 1 }],
    ['by ARN, with arguments', { Arguments: '{% $states.input.n %}' }, 1],
    ['by ARN with a version', { Resource: `${lambda}:step:12` }, { n: 1 }],
    ['by placeholder', { Resource: '${step}' }, { n: 1 }],
    [
      'by the integration',
      {
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: '${step}', Payload: { a: [1] } },
        Output: '{% $states.result.Payload %}',
      },
      { a: [1] },
    ],
    [
      'by the integration, a text being JSON text',
      {
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: `${lambda}:step:$LATEST`, Payload: '"chữ"' },
        Output: '{% $states.result.Payload %}',
      },
      'chữ',
    ],
    [
      'by the integration without a payload',
      {
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'step' },
        Output: '{% $states.result.Payload %}',
      },
      {},
    ],
  ])('%s', async (_how, fields, output) => {
    expect(await run({ T: task(fields) }, { input: { n: 1 }, steps: { step: echo } })).toMatchObject({
      status: 'SUCCEEDED',
      output,
    })
  })

  test('the integration answers around the payload as Lambda does', async () => {
    const { output, history } = await run(
      { T: task({ Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'step', Payload: 1 } }) },
      { steps: { step: echo } },
    )
    expect(output).toMatchObject({ ExecutedVersion: '$LATEST', Payload: 1, StatusCode: 200 })
    expect(history).toEqual([
      'ExecutionStarted',
      'TaskStateEntered:T',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited:T',
      'ExecutionSucceeded',
    ])
  })

  test('nothing that a step gives is null, and what it changes in its payload stays with it', async () => {
    const meddling: Step = (payload) => {
      Object.assign(payload as object, { n: 2 })
    }
    expect(
      (
        await run(
          { T: task({ Output: '{% [$states.result, $states.input] %}' }) },
          { input: { n: 1 }, steps: { step: meddling } },
        )
      ).output,
    ).toEqual([null, { n: 1 }])
  })

  test('an error of a step has its name, and a cause as the Node runtime of Lambda writes it', async () => {
    class BadInput extends Error {
      override name = 'BadInput'
    }
    const ended = await run({ T: task() }, { steps: { step: () => Promise.reject(new BadInput('thiếu số hiệu')) } })
    expect(ended.error).toBe('BadInput')
    expect(JSON.parse(ended.cause ?? '')).toEqual({
      errorType: 'BadInput',
      errorMessage: 'thiếu số hiệu',
      trace: expect.arrayContaining(['BadInput: thiếu số hiệu']),
    })
    expect(ended.history.slice(-2)).toEqual(['LambdaFunctionFailed', 'ExecutionFailed'])
  })

  test('a step that is not there fails as a function that is not there', async () => {
    expect((await run({ T: task() })).error).toBe('Lambda.ResourceNotFoundException')
  })
})

describe('Retry', () => {
  test.each<[object, number[]]>([
    [{}, [0, 1, 3, 7]],
    [{ IntervalSeconds: 10, BackoffRate: 1 }, [0, 10, 20, 30]],
    [{ IntervalSeconds: 4, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 }, [0, 4, 14, 24, 34]],
    [{ MaxAttempts: 0 }, [0]],
    [{ JitterStrategy: 'FULL', IntervalSeconds: 8, MaxAttempts: 2 }, [0, 2, 6]],
  ])('%j tries at seconds %j', async (fields, seconds) => {
    const states = { T: task({ Retry: [{ ErrorEquals: ['States.ALL'], ...fields }] }) }
    const one = bench(
      { m: machine(states) },
      { step: (payload, call) => attempts.step(payload, call) },
      { chance: () => 0.25 },
    )
    const attempts = failing(99, one.clock)
    const { executionArn } = await one.engine.startExecution({ stateMachine: 'm' })
    await advance(one.engine, one.clock, at(1000))
    expect(attempts.calledAt).toEqual(seconds)
    expect(await one.engine.describeExecution(executionArn)).toMatchObject({ status: 'FAILED', error: 'Lỗi tạm thời' })
  })

  test('the first entry that names the error decides, each with its own count', async () => {
    const errors = ['A', 'B', 'A', 'B', 'A']
    const steps: Step = () => {
      throw new StepFailure(errors.shift() ?? 'hết', '')
    }
    const ended = await run(
      {
        T: task({
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 2 },
            { ErrorEquals: ['States.ALL'], MaxAttempts: 9 },
          ],
        }),
      },
      { steps: { step: steps } },
    )
    expect(ended.error).toBe('A')
    expect(errors).toEqual([])
  })

  test('only a state that may be tried again counts: it is 0 without a Retry, and in a Catch what was tried', async () => {
    const count = '{% $exists($states.context.State.RetryCount) ? $states.context.State.RetryCount : "không có" %}'
    const failing: Step = () => {
      throw new Error('chưa được')
    }
    const { output } = await run(
      {
        P: { Type: 'Pass', Output: [count], Next: 'T' },
        T: task({ End: false, Next: 'M', Arguments: 'được', Output: [count, '{% $states.input %}'] }),
        M: {
          Type: 'Map',
          Items: [1],
          ItemSelector: [count, '{% $states.input %}'],
          ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } },
          Next: 'F',
        },
        F: task({
          End: false,
          Next: 'C',
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: [count, '{% $states.input %}'], Next: 'C' }],
        }),
        C: { Type: 'Pass', End: true },
      },
      { steps: { step: (payload, call) => (payload === 'được' ? 1 : failing(payload, call)) } },
    )
    expect(output).toEqual([2, [[0, [0, ['không có']]]]])
  })

  test('an attempt knows how often it was tried before', async () => {
    const seen: Json[] = []
    const step: Step = (payload) => {
      seen.push(payload)
      if (seen.length < 3) throw new Error('chưa được')
      return null
    }
    await run(
      { T: task({ Arguments: '{% $states.context.State.RetryCount %}', Retry: [{ ErrorEquals: ['States.ALL'] }] }) },
      { steps: { step } },
    )
    expect(seen).toEqual([0, 1, 2])
  })
})

describe('what a Catch takes', () => {
  const caught = (names: readonly string[], step: Step, fields = {}) =>
    run(
      { T: task({ ...fields, Catch: [{ ErrorEquals: [...names], Next: 'C' }] }), C: { Type: 'Pass', End: true } },
      { steps: { step } },
    )
  const fails =
    (error: string): Step =>
    () => {
      throw new StepFailure(error, 'lý do')
    }
  const tooMuch: Step = () => 'x'.repeat(262_145)

  test.each<[string, string, boolean]>([
    ['Sai', 'Sai', true],
    ['Sai', 'Đúng', false],
    ['Sai', 'States.TaskFailed', true],
    ['Sai', 'States.ALL', true],
    ['States.Timeout', 'States.TaskFailed', false],
    ['States.Timeout', 'States.ALL', true],
  ])('%s is taken by %s: %s', async (error, name, isTaken) => {
    const ended = await caught([name], fails(error))
    expect(ended).toMatchObject(
      isTaken ? { status: 'SUCCEEDED', output: { Error: error, Cause: 'lý do' } } : { status: 'FAILED', error },
    )
  })

  test('a result that is too large is taken by its own name alone', async () => {
    expect((await caught(['States.DataLimitExceeded'], tooMuch)).status).toBe('SUCCEEDED')
    expect((await caught(['States.TaskFailed'], tooMuch)).status).toBe('FAILED')
    const cause = `The state/task '${lambda}:step' returned a result with a size exceeding the maximum number of bytes service limit.`
    expect(await caught(['States.ALL'], tooMuch)).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause,
    })
  })

  test('States.Runtime is taken by nobody', async () => {
    const fields = { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { Payload: 1 } }
    expect(await caught(['States.Runtime'], echo, fields)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  })

  test('an expression that fails in the Output is a failure of the state', async () => {
    expect(await caught(['States.QueryEvaluationError'], echo, { Output: '{% $nowhere %}' })).toMatchObject({
      output: { Error: 'States.QueryEvaluationError' },
    })
  })

  test('an expression that fails in the Catch fails the execution', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $nowhere %}', Next: 'C' }]
    const ended = await run({ T: task({ Catch }), C: { Type: 'Pass', End: true } }, { steps: { step: fails('Sai') } })
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
    expect(ended.cause).toContain("for the field 'Catch[0]/Output'")
  })
})

describe('waiting for a token', () => {
  const callback = (fields: { readonly [field: string]: Json } = {}) =>
    machine(
      {
        T: task({
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: { FunctionName: 'step', Payload: { token: '{% $states.context.Task.Token %}' } },
          ...fields,
        }),
        C: { Type: 'Pass', End: true },
      },
      { StartAt: 'T' },
    )

  async function waiting(fields: { readonly [field: string]: Json } = {}) {
    let token = ''
    const step: Step = (payload, call) => {
      token = call.token ?? ''
      expect(payload).toEqual({ token })
    }
    const one = bench({ m: callback({ Catch: [{ ErrorEquals: ['X'], Next: 'C' }], ...fields }) }, { step })
    const { executionArn } = await one.engine.startExecution({ stateMachine: 'm' })
    await one.engine.settled()
    return { ...one, token, end: () => endOf(one.engine, executionArn), arn: executionArn }
  }

  test('what completes the token is the result, not what the step gives', async () => {
    const { engine, token, end } = await waiting()
    await engine.sendTaskSuccess(token, { số: 12 })
    expect(await end()).toMatchObject({
      output: { số: 12 },
      history: [
        'ExecutionStarted',
        'TaskStateEntered:T',
        'TaskScheduled',
        'TaskStarted',
        'TaskSubmitted',
        'TaskSucceeded',
        'TaskStateExited:T',
        'ExecutionSucceeded',
      ],
    })
  })

  test('a failure has its error and cause, or neither', async () => {
    const first = await waiting()
    await first.engine.sendTaskFailure(first.token, { error: 'Sai', cause: 'lý do' })
    expect(await first.end()).toMatchObject({ error: 'Sai', cause: 'lý do' })
    const second = await waiting({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] })
    await second.engine.sendTaskFailure(second.token)
    expect((await second.end()).output).toEqual({ Error: null, Cause: null })
  })

  test('the step may complete its own task', async () => {
    const one = bench(
      { m: callback({ Catch: [{ ErrorEquals: ['X'], Next: 'C' }] }) },
      { step: (_payload, { token = '' }) => one.engine.sendTaskSuccess(token, 'tự xong') },
    )
    const { executionArn } = await one.engine.startExecution({ stateMachine: 'm' })
    await one.engine.settled()
    expect((await endOf(one.engine, executionArn)).output).toBe('tự xong')
  })

  test('TimeoutSeconds ends it, whatever heartbeats there are', async () => {
    const { engine, clock, token, end } = await waiting({ TimeoutSeconds: 10, HeartbeatSeconds: 4 })
    for (const second of [3, 6, 9]) {
      await advance(engine, clock, at(second))
      await engine.sendTaskHeartbeat(token)
    }
    await advance(engine, clock, at(60))
    expect(await end()).toMatchObject({ status: 'FAILED', error: 'States.Timeout', endedAfterSeconds: 10 })
  })

  test.each([['States.Timeout'], ['States.HeartbeatTimeout'], ['States.ALL']])(
    'a missed heartbeat is taken by %s',
    async (name) => {
      const { engine, clock, token, end } = await waiting({
        HeartbeatSeconds: '{% 2 * 2 %}',
        Catch: [{ ErrorEquals: [name], Next: 'C' }],
      })
      await advance(engine, clock, at(3))
      await engine.sendTaskHeartbeat(token)
      await advance(engine, clock, at(60))
      expect(await end()).toMatchObject({ output: { Error: 'States.Timeout', Cause: '' }, endedAfterSeconds: 7 })
    },
  )

  test('a heartbeat that is missed at the very end of TimeoutSeconds is no missed heartbeat', async () => {
    const { engine, clock, token, end } = await waiting({
      TimeoutSeconds: 10,
      HeartbeatSeconds: 6,
      Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'C' }],
    })
    await advance(engine, clock, at(4))
    await engine.sendTaskHeartbeat(token)
    await advance(engine, clock, at(60))
    expect(await end()).toMatchObject({ status: 'FAILED', error: 'States.Timeout', endedAfterSeconds: 10 })
  })

  test('a token that is over is TaskTimedOut, an unknown one TaskDoesNotExist or InvalidToken', async () => {
    const { engine, token, arn } = await waiting()
    await engine.sendTaskSuccess(token, 1)
    const unknown = Buffer.from(Buffer.from(token, 'base64url').toString().replace(/^\d+/, '999')).toString('base64url')
    for (const send of [
      () => engine.sendTaskSuccess(token, 1),
      () => engine.sendTaskFailure(token),
      () => engine.sendTaskHeartbeat(token),
    ]) {
      await expect(send()).rejects.toMatchObject({ code: 'TaskTimedOut' })
    }
    await expect(engine.sendTaskSuccess(unknown, 1)).rejects.toMatchObject({ code: 'TaskDoesNotExist' })
    await expect(engine.sendTaskSuccess('xyz', 1)).rejects.toMatchObject({ code: 'InvalidToken' })
    expect((await engine.describeExecution(arn)).status).toBe('SUCCEEDED')
  })

  test('each attempt has a token of its own', async () => {
    const tokens: string[] = []
    const one = bench(
      { m: callback({ Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: [{ ErrorEquals: ['X'], Next: 'C' }] }) },
      { step: (_payload, { token = '' }) => tokens.push(token) },
    )
    const { executionArn } = await one.engine.startExecution({ stateMachine: 'm' })
    await one.engine.settled()
    await one.engine.sendTaskFailure(tokens[0] ?? '', { error: 'Sai' })
    await advance(one.engine, one.clock, at(1))
    await expect(one.engine.sendTaskSuccess(tokens[0] ?? '', 1)).rejects.toMatchObject({ code: 'TaskTimedOut' })
    await one.engine.sendTaskSuccess(tokens[1] ?? '', 'lần hai')
    expect((await endOf(one.engine, executionArn)).output).toBe('lần hai')
  })
})
