/** One execution that starts another: states:startExecution, and `.sync`, which waits for its end. */
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../functions/services.ts'
import type { Engine } from '../../../local/workflow/engine.ts'
import { advance } from '../../../local/workflow/time.ts'
import { at, bench, endOf, machine } from './bench.ts'

function task(fields: { readonly [field: string]: Json }): { [field: string]: Json } {
  return { Type: 'Task', End: true, ...fields }
}

describe('starting another execution', () => {
  const start = (pattern: string, fields: { readonly [field: string]: Json } = {}) =>
    machine({
      S: task({
        Resource: `arn:aws:states:::states:startExecution${pattern}`,
        Arguments: { StateMachineArn: '${other}', Name: 'một', Input: { n: 1 } },
        ...fields,
      }),
    })
  const other = machine({
    W: { Type: 'Wait', Seconds: 60, Next: 'P' },
    P: { Type: 'Pass', Output: { got: '{% $states.input.n %}' }, End: true },
  })
  const failed = machine({ F: { Type: 'Fail', Error: 'Sai', Cause: 'lý do' } })

  async function both(pattern: string, machines: { readonly [name: string]: Json }) {
    const { engine, clock } = bench({ m: start(pattern), ...machines })
    const { executionArn } = await engine.startExecution({ stateMachine: 'm' })
    await advance(engine, clock, at(100))
    return endOf(engine, executionArn)
  }

  test('goes on at once', async () => {
    const ended = await both('', { other })
    expect(ended.endedAfterSeconds).toBe(0)
    expect(ended.output).toMatchObject({ ExecutionArn: expect.stringMatching(/:execution:other:một$/) })
  })

  test('or waits for its end, with the output as text or as JSON', async () => {
    expect(await both('.sync', { other })).toMatchObject({
      endedAfterSeconds: 60,
      output: { Status: 'SUCCEEDED', Output: '{"got":1}' },
    })
    const ended = await both('.sync:2', { other })
    expect(ended.output).toMatchObject({ Output: { got: 1 } })
    expect(ended.history).toEqual([
      'ExecutionStarted',
      'TaskStateEntered:S',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited:S',
      'ExecutionSucceeded',
    ])
  })

  test('has a token while it waits, and whoever has it may end the wait', async () => {
    const tokenOf = { Input: { token: '{% $states.context.Task.Token %}' } }
    const asks = start('.sync', { Arguments: { StateMachineArn: '${other}', Name: 'một', ...tokenOf } })
    const { engine, clock } = bench({ m: asks, other })
    const { executionArn } = await engine.startExecution({ stateMachine: 'm' })
    await advance(engine, clock, at(1))
    const { executions } = await engine.listExecutions({ stateMachine: 'other' })
    const { input } = await engine.describeExecution(executions[0]?.executionArn ?? '')
    await engine.sendTaskSuccess(JSON.parse(input).token, { early: true })
    await advance(engine, clock, at(100))
    expect(await endOf(engine, executionArn)).toMatchObject({ endedAfterSeconds: 1, output: { early: true } })
  })

  test('its failure is a failed task whose cause describes it', async () => {
    const ended = await both('.sync:2', { other: failed })
    expect(ended.error).toBe('States.TaskFailed')
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({ Error: 'Sai', Cause: 'lý do', Status: 'FAILED' })
  })

  describe('that nobody waits for any more', () => {
    const statusOf = async (engine: Engine) =>
      (await engine.listExecutions({ stateMachine: 'other' })).executions.map(({ status }) => status)
    const together = (states: Json) => ({
      Type: 'Parallel',
      Branches: [
        { StartAt: 'S', States: { S: syncing } },
        { StartAt: 'B', States: states },
      ],
      End: true,
    })
    const syncing = task({
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: '${other}', Name: 'một' },
    })
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 60 }]
    const startedAlone = task({
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: '${other}', Name: 'hai' },
    })
    const failsLater = { B: { Type: 'Wait', Seconds: 9, Next: 'F' }, F: { Type: 'Fail', Error: 'Sai' } }
    const distributed = {
      Type: 'Map',
      Items: [1],
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'P',
        States: { P: together(failsLater) },
      },
      End: true,
    }

    test.each<[string, Json]>([
      ['its task ran out of time', machine({ S: { ...syncing, TimeoutSeconds: 9 } })],
      ['its task ran out of time and is to be tried again', machine({ S: { ...syncing, TimeoutSeconds: 9, Retry } })],
      ['its execution ran out of time', machine({ S: syncing }, { TimeoutSeconds: 9 })],
      ['another branch failed', machine({ P: together(failsLater) })],
      ['its iteration of a Map failed', machine({ M: distributed })],
    ])('is stopped as soon as %s', async (_why, m) => {
      const { engine, clock } = bench({ m, other })
      await engine.startExecution({ stateMachine: 'm' })
      await advance(engine, clock, at(8))
      expect(await statusOf(engine)).toEqual(['RUNNING'])
      await advance(engine, clock, at(9))
      expect(await statusOf(engine)).toEqual(['ABORTED'])
    })

    test('is stopped with the one that is stopped, and so is what it started itself', async () => {
      const middle = start('.sync')
      const { engine, clock } = bench({
        m: start('.sync', { Arguments: { StateMachineArn: '${middle}', Name: 'giữa' } }),
        middle,
        other,
      })
      const { executionArn } = await engine.startExecution({ stateMachine: 'm' })
      await advance(engine, clock, at(5))
      await engine.stopExecution(executionArn, { error: 'Dừng' })
      await engine.settled()
      const { executions } = await engine.listExecutions()
      expect(executions.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED', 'ABORTED'])
    })

    test('is stopped where it had only just been started', async () => {
      const { engine } = bench({ m: start('.sync'), other })
      const { executionArn } = await engine.startExecution({ stateMachine: 'm' })
      await engine.stopExecution(executionArn)
      await engine.settled()
      expect((await engine.listExecutions({ status: 'RUNNING' })).executions).toEqual([])
    })

    test('goes on where nobody waited for it', async () => {
      const { engine, clock } = bench({ m: machine({ P: together({ B: startedAlone }) }), other })
      const { executionArn } = await engine.startExecution({ stateMachine: 'm' })
      await advance(engine, clock, at(5))
      await engine.stopExecution(executionArn)
      await engine.settled()
      expect((await statusOf(engine)).sort()).toEqual(['ABORTED', 'RUNNING'])
    })
  })

  test('one that another already waits for is a failed task, not a wait without end', async () => {
    const { engine, clock } = bench({ m: start('.sync'), other })
    const first = await engine.startExecution({ stateMachine: 'm' })
    await engine.settled()
    const second = await engine.startExecution({ stateMachine: 'm' })
    await advance(engine, clock, at(100))
    expect((await endOf(engine, first.executionArn)).status).toBe('SUCCEEDED')
    expect((await endOf(engine, second.executionArn)).error).toBe('StepFunctions.ExecutionAlreadyExistsException')
  })

  test('a state machine that is not there is a failed task', async () => {
    expect(await both('', {})).toMatchObject({ error: 'StepFunctions.StateMachineDoesNotExistException' })
  })
})
