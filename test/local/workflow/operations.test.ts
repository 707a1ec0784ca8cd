import { describe, expect, test } from 'vitest'
import { memoryExecutions } from '../../../local/memory/executions.ts'
import { type Engine, InvalidDefinition } from '../../../local/workflow/engine.ts'
import { openStore, type Store } from '../../../local/workflow/store.ts'
import { advance } from '../../../local/workflow/time.ts'
import * as plain from './bench.ts'
import { at, endOf, machine } from './bench.ts'

const quick = machine({ P: { Type: 'Pass', End: true } })
const slow = machine({ W: { Type: 'Wait', Seconds: 600, End: true } })
const map = { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } }, End: true }
const day = 86_400

const stores: readonly [string, () => Store][] = [
  ['SQLite', () => openStore(':memory:')],
  ['memory', memoryExecutions],
]

describe.each(stores)('over executions in %s', (_name, open) => {
  const bench: typeof plain.bench = (machines, steps, options) =>
    plain.bench(machines, steps, { store: open(), ...options })
  const run: typeof plain.run = (states, how, options) => plain.run(states, how, { store: open(), ...options })

  describe('starting by name', () => {
    test('an open execution with the same input is the same execution', async () => {
      const { engine, clock } = bench({ slow })
      const first = await engine.startExecution({ stateMachine: 'slow', name: 'a', input: { n: 1 } })
      await advance(engine, clock, at(5))
      expect(await engine.startExecution({ stateMachine: 'slow', name: 'a', input: { n: 1 } })).toEqual(first)
    })

    test('another input, or a closed execution, is ExecutionAlreadyExists', async () => {
      const { engine, clock } = bench({ slow })
      await engine.startExecution({ stateMachine: 'slow', name: 'a', input: { n: 1 } })
      await expect(engine.startExecution({ stateMachine: 'slow', name: 'a', input: { n: 2 } })).rejects.toMatchObject({
        code: 'ExecutionAlreadyExists',
      })
      await advance(engine, clock, at(601))
      await expect(engine.startExecution({ stateMachine: 'slow', name: 'a', input: { n: 1 } })).rejects.toMatchObject({
        code: 'ExecutionAlreadyExists',
      })
    })

    test('a name is free again 90 days after its execution ended', async () => {
      const { engine, clock } = bench({ quick })
      const { executionArn } = await engine.startExecution({ stateMachine: 'quick', name: 'a' })
      await engine.settled()
      await advance(engine, clock, at(90 * day))
      await expect(engine.startExecution({ stateMachine: 'quick', name: 'a' })).rejects.toMatchObject({
        code: 'ExecutionAlreadyExists',
      })
      await advance(engine, clock, at(90 * day + 1))
      const again = await engine.startExecution({ stateMachine: 'quick', name: 'a' })
      expect(again).toEqual({ executionArn, startDate: at(90 * day + 1) })
    })

    test('what ended is listed for as long as it is kept', async () => {
      const { engine, clock } = bench({ quick }, {}, { keptDays: 30 })
      await engine.startExecution({ stateMachine: 'quick', name: 'a' })
      await advance(engine, clock, at(29 * day))
      await engine.runDue()
      expect((await engine.listExecutions()).executions).toHaveLength(1)
      await advance(engine, clock, at(38 * day))
      await engine.runDue()
      expect((await engine.listExecutions()).executions).toEqual([])
      expect(engine.totals()).toMatchObject([{ stateMachine: 'quick', executions: 1, transitions: 1 }])
    })

    test.each(['', 'a b', 'a:b', 'a/b', 'a#b', 'a\u0007b', 'a'.repeat(81)])('%j is no name', async (name) => {
      const { engine } = bench({ quick })
      await expect(engine.startExecution({ stateMachine: 'quick', name })).rejects.toMatchObject({
        code: 'InvalidName',
      })
    })

    test.each(['28-ctrhd-tu_report-2013_a1', 'báo-cáo', 'a'.repeat(80)])('%j is one', async (name) => {
      const { engine } = bench({ quick })
      const { executionArn } = await engine.startExecution({ stateMachine: 'quick', name })
      expect((await engine.describeExecution(executionArn)).name).toBe(name)
    })

    test('an unknown machine and an input of more than 256 KiB are refused', async () => {
      const { engine } = bench({ quick })
      await expect(engine.startExecution({ stateMachine: 'other' })).rejects.toMatchObject({
        code: 'StateMachineDoesNotExist',
      })
      const stateMachine = 'arn:aws:states:ap-southeast-1:111111111111:stateMachine:other'
      await expect(engine.startExecution({ stateMachine })).rejects.toMatchObject({
        message: `State Machine Does Not Exist: '${stateMachine}'`,
      })
      await expect(engine.describeExecution('other')).rejects.toMatchObject({
        code: 'InvalidArn',
        message: "Invalid Arn: 'Invalid ARN prefix: other'",
      })
      const input = 'ạ'.repeat(87_381)
      await expect(engine.startExecution({ stateMachine: 'quick', input })).rejects.toMatchObject({
        code: 'InvalidExecutionInput',
      })
      await expect(engine.startExecution({ stateMachine: 'quick', input: input.slice(1) })).resolves.toBeDefined()
    })

    test('a definition that is wrong keeps the engine from opening, and says where', () => {
      expect(() => bench({ wrong: machine({ A: { Type: 'Pass', Next: 'B' } }) })).toThrow(InvalidDefinition)
      expect(() => bench({ wrong: machine({ A: { Type: 'Pass', Next: 'B' } }) })).toThrow(
        '/States/A/Next: Không có trạng thái “B”',
      )
    })
  })

  describe('looking', () => {
    test('the list has the newest first, by machine and status, in pages', async () => {
      const { engine } = bench({ quick, slow })
      for (const name of ['a', 'b', 'c']) await engine.startExecution({ stateMachine: 'quick', name })
      await engine.startExecution({ stateMachine: 'slow', name: 'd' })
      await engine.settled()
      const names = async (filter: Parameters<typeof engine.listExecutions>[0]) =>
        (await engine.listExecutions(filter)).executions.map(({ name }) => name)
      expect(await names({})).toEqual(['d', 'c', 'b', 'a'])
      expect(await names({ status: 'RUNNING' })).toEqual(['d'])
      expect(await names({ stateMachine: 'quick', status: 'SUCCEEDED', limit: 2 })).toEqual(['c', 'b'])
      const { nextToken = '' } = await engine.listExecutions({ stateMachine: 'quick', limit: 2 })
      expect(await engine.listExecutions({ stateMachine: 'quick', limit: 2, nextToken })).toEqual({
        executions: [expect.objectContaining({ name: 'a' })],
      })
    })

    test('the history has numbers, times and details, in pages and backwards', async () => {
      const { engine, clock } = bench({ slow })
      const { executionArn } = await engine.startExecution({ stateMachine: 'slow', input: { n: 1 } })
      await advance(engine, clock, at(700))
      const { events, nextToken } = await engine.getExecutionHistory(executionArn, { limit: 2 })
      expect(events).toEqual([
        {
          id: 1,
          previousEventId: 0,
          type: 'ExecutionStarted',
          timestamp: at(0),
          executionStartedEventDetails: {
            input: '{"n":1}',
            inputDetails: { truncated: false },
            roleArn: expect.any(String),
          },
        },
        {
          id: 2,
          previousEventId: 0,
          type: 'WaitStateEntered',
          timestamp: at(0),
          stateEnteredEventDetails: { input: '{"n":1}', inputDetails: { truncated: false }, name: 'W' },
        },
      ])
      const rest = await engine.getExecutionHistory(executionArn, { nextToken: nextToken ?? '' })
      expect(rest).toEqual({
        events: [
          expect.objectContaining({ id: 3, previousEventId: 2, timestamp: at(600) }),
          expect.objectContaining({ id: 4, previousEventId: 3 }),
        ],
      })
      const backwards = await engine.getExecutionHistory(executionArn, { reverse: true, limit: 1 })
      expect(backwards.events[0]?.type).toBe('ExecutionSucceeded')
    })
  })

  describe('what is out of bounds is refused', () => {
    const invalid = (subject: string, constraint: string) => ({
      code: 'ValidationException',
      message: `1 validation error detected: ${subject} failed to satisfy constraint: Member must ${constraint}`,
    })

    test.each([
      [-1, "Value '-1' at 'maxResults'", 'have value greater than or equal to 0'],
      [1001, "Value '1001' at 'maxResults'", 'have value less than or equal to 1000'],
      [Number.NaN, "Value 'NaN' at 'maxResults'", 'have value greater than or equal to 0'],
    ])('a page of %d', async (limit, subject, constraint) => {
      const { engine } = bench({ quick })
      const { executionArn } = await engine.startExecution({ stateMachine: 'quick' })
      const refusal = invalid(subject, constraint)
      await expect(engine.listExecutions({ limit })).rejects.toMatchObject(refusal)
      await expect(engine.getExecutionHistory(executionArn, { limit })).rejects.toMatchObject(refusal)
    })

    test.each(['', 'abc', '-1', '1.5', '1e400', 'null'])('%j as the token of a page', async (nextToken) => {
      const { engine } = bench({ quick })
      const { executionArn } = await engine.startExecution({ stateMachine: 'quick' })
      const refusal = { code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" }
      await expect(engine.listExecutions({ nextToken })).rejects.toMatchObject(refusal)
      await expect(engine.getExecutionHistory(executionArn, { nextToken })).rejects.toMatchObject(refusal)
    })

    test('a status that there is not, a state machine that there is not and never was', async () => {
      const { engine } = bench({ quick })
      // @ts-expect-error Whoever asks may be no TypeScript.
      await expect(engine.listExecutions({ status: "RUNNING' OR '1'='1" })).rejects.toMatchObject(
        invalid(
          "Value 'RUNNING' OR '1'='1' at 'statusFilter'",
          'satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
        ),
      )
      await expect(engine.listExecutions({ stateMachine: 'other' })).rejects.toMatchObject({
        code: 'StateMachineDoesNotExist',
      })
      expect(await engine.listExecutions({ stateMachine: 'quick' })).toEqual({ executions: [] })
    })

    test('but a page of none is the usual page, of 100', async () => {
      const { engine } = bench({ machine: machine({ M: { ...map, Items: '{% [1..40] %}' } }) })
      const { executionArn } = await engine.startExecution({ stateMachine: 'machine' })
      await engine.settled()
      expect((await engine.getExecutionHistory(executionArn, { limit: 0 })).events).toHaveLength(100)
      expect((await engine.getExecutionHistory(executionArn)).events).toHaveLength(100)
      expect((await engine.getExecutionHistory(executionArn, { limit: 1000 })).events).toHaveLength(166)
    })

    test('an error of more than 256 characters, a cause of more than 32,768, an output of more than 262,144 bytes', async () => {
      const asks = machine({
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: { FunctionName: 'ask' },
          End: true,
        },
      })
      const tokens: string[] = []
      const { engine } = bench({ asks }, { ask: (_, { token = '' }) => void tokens.push(token) })
      const { executionArn } = await engine.startExecution({ stateMachine: 'asks' })
      await engine.settled()
      const [token = ''] = tokens
      const longError = { error: 'ạ'.repeat(257) }
      const longCause = { cause: 'ạ'.repeat(32_769) }
      for (const send of [engine.stopExecution, engine.sendTaskFailure]) {
        const to = send === engine.stopExecution ? executionArn : token
        await expect(send(to, longError)).rejects.toMatchObject(
          invalid("Value at 'error'", 'have length less than or equal to 256'),
        )
        await expect(send(to, longCause)).rejects.toMatchObject(
          invalid("Value at 'cause'", 'have length less than or equal to 32768'),
        )
      }
      const output = 'ạ'.repeat(87_381)
      await expect(engine.sendTaskSuccess(token, output)).rejects.toMatchObject(
        invalid("Value at 'output'", 'have length less than or equal to 262144'),
      )
      expect((await engine.describeExecution(executionArn)).status).toBe('RUNNING')
      await engine.stopExecution(executionArn, { error: longError.error.slice(1), cause: longCause.cause.slice(1) })
      expect((await engine.describeExecution(executionArn)).status).toBe('ABORTED')
    })
  })

  describe('ending', () => {
    test('a stopped execution is ABORTED, once', async () => {
      const { engine, clock } = bench({ slow })
      const { executionArn } = await engine.startExecution({ stateMachine: 'slow' })
      await advance(engine, clock, at(5))
      expect(await engine.stopExecution(executionArn, { error: 'Dừng', cause: 'theo văn bản' })).toEqual({
        stopDate: at(5),
      })
      await advance(engine, clock, at(700))
      expect(await engine.stopExecution(executionArn)).toEqual({ stopDate: at(5) })
      const ended = await endOf(engine, executionArn)
      expect(ended).toMatchObject({ status: 'ABORTED', error: 'Dừng', cause: 'theo văn bản' })
      expect(ended.history).toEqual(['ExecutionStarted', 'WaitStateEntered:W', 'ExecutionAborted'])
    })

    test('an execution ends at its own TimeoutSeconds, or after a year', async () => {
      const loop = {
        W: { Type: 'Wait', Seconds: 10 * day, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: true, Next: 'W' }] },
      }
      expect(await run(loop, { TimeoutSeconds: 30 })).toMatchObject({ status: 'TIMED_OUT', endedAfterSeconds: 30 })
      const ended = await run(loop)
      expect(ended).toMatchObject({ status: 'TIMED_OUT', endedAfterSeconds: 365 * day })
      expect(ended.history.at(-1)).toBe('ExecutionTimedOut')
    })

    test('an execution of more than 25,000 events fails with the last of them', async () => {
      const ended = await run({ P: { Type: 'Pass', Next: 'Q' }, Q: { Type: 'Pass', Next: 'P' } })
      expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
      expect(ended.history).toHaveLength(25_000)
      expect(ended.history.at(-1)).toBe('ExecutionFailed')
    })

    test('whoever records failures is told of each, once saved, and of no good end', async () => {
      const told: string[] = []
      const failing = machine({ F: { Type: 'Fail', Error: 'Sai' } })
      const { engine, clock } = bench(
        { quick, slow, failing },
        {},
        { onEnd: ({ name, status }) => told.push(`${name} ${status}`) },
      )
      await engine.startExecution({ stateMachine: 'quick', name: 'a' })
      await engine.startExecution({ stateMachine: 'failing', name: 'b' })
      const { executionArn } = await engine.startExecution({ stateMachine: 'slow', name: 'c' })
      await engine.settled()
      await engine.stopExecution(executionArn)
      await advance(engine, clock, at(1))
      expect(told.sort()).toEqual(['b FAILED', 'c ABORTED'])
    })

    test('what all executions came to is still known when they are listed no more', async () => {
      const { engine, clock } = bench({ quick, slow })
      await engine.startExecution({ stateMachine: 'quick', name: 'a' })
      await engine.startExecution({ stateMachine: 'quick', name: 'b' })
      await engine.startExecution({ stateMachine: 'slow', name: 'c' })
      await engine.settled()
      const before = engine.totals().find(({ stateMachine }) => stateMachine === 'quick')
      expect(before).toEqual({ stateMachine: 'quick', executions: 2, transitions: 2, mostEvents: 4, longestMs: 0 })
      await advance(engine, clock, at(120 * 86_400))
      await engine.startExecution({ stateMachine: 'quick', name: 'd' })
      await engine.settled()
      const { executions } = await engine.listExecutions()
      expect(executions.map(({ name }) => name)).toEqual(['d'])
      const after = engine.totals().find(({ stateMachine }) => stateMachine === 'quick')
      expect(after).toEqual({ ...before, executions: 3, transitions: 3 })
    })
  })
})

describe('the archive', () => {
  async function archived() {
    const { engine, clock } = plain.bench({ quick, slow })
    const { executionArn } = await engine.startExecution({ stateMachine: 'quick', name: 'a', input: { n: 1 } })
    await engine.settled()
    const [described, events] = [await engine.describeExecution(executionArn), await eventsOf(engine, executionArn)]
    await advance(engine, clock, at(92 * day))
    await engine.runDue()
    expect((await engine.listExecutions()).executions).toEqual([])
    return { engine, executionArn, described, events }
  }
  const eventsOf = async (engine: Engine, arn: string, page = {}) =>
    (await engine.getExecutionHistory(arn, page)).events.map(({ id }) => id)

  test('still says how it went, and every event, from either end and by pages', async () => {
    const { engine, executionArn, described, events } = await archived()
    expect(await engine.describeExecution(executionArn)).toEqual(described)
    expect(await eventsOf(engine, executionArn)).toEqual(events)
    expect(await eventsOf(engine, executionArn, { reverse: true })).toEqual(events.toReversed())
    const { nextToken = '' } = await engine.getExecutionHistory(executionArn, { limit: 3 })
    expect(await eventsOf(engine, executionArn, { limit: 3, nextToken })).toEqual(events.slice(3))
  })

  test('gives way to a later execution of the same name, and keeps both', async () => {
    const { engine, executionArn } = await archived()
    await engine.startExecution({ stateMachine: 'quick', name: 'a', input: { n: 2 } })
    await engine.settled()
    expect(await engine.describeExecution(executionArn)).toMatchObject({ input: '{"n":2}' })
    expect(engine.totals()).toMatchObject([{ executions: 2 }])
  })

  test('holds nothing that can be stopped', async () => {
    const { engine, executionArn, described } = await archived()
    expect(await engine.stopExecution(executionArn)).toEqual({ stopDate: described.stopDate })
  })
})
