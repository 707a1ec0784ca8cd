/**
 * The workflows port on Step Functions, Standard. Sources: AWS Step Functions API Reference, StartExecution,
 * DescribeExecution, GetExecutionHistory, StopExecution, SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat.
 */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import type { Instant } from '../../domain/days.ts'
import { executionEvent } from '../executionEvent.ts'
import { type ExecutionStatus, type TokenAnswer, type Workflows, WorkflowsBusy } from '../services.ts'
import { asking } from './client.ts'

export interface StepFunctionsOptions {
  /** Tries again itself: every operation of the port may be asked twice. */
  readonly client: SFNClient
  /**
   * What stands before a machine's name in its ARN: `arn:aws:states:…:stateMachine:office-dondoc-`. Names are fixed, so
   * that a step knows the machine that calls it without either waiting for the other to be made.
   */
  readonly machines: string
}

const asked = asking(WorkflowsBusy)

export function stepFunctionsWorkflows({ client, machines }: StepFunctionsOptions): Workflows {
  const executionArn = (machine: string, name: string) =>
    `${machines.replace(':stateMachine:', ':execution:')}${machine}:${name}`

  async function statusOf(machine: string, name: string): Promise<ExecutionStatus | undefined> {
    try {
      const command = new DescribeExecutionCommand({ executionArn: executionArn(machine, name) })
      const { status } = await asked(client.send(command))
      // A child of a distributed Map that waits to be redriven, which nothing of ours is: it has not ended.
      return status === 'PENDING_REDRIVE' ? 'RUNNING' : status
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined
      throw error
    }
  }

  return {
    async start(machine, name, input) {
      const command = new StartExecutionCommand({
        stateMachineArn: `${machines}${machine}`,
        name,
        input: JSON.stringify(input),
      })
      try {
        await asked(client.send(command))
        return 'started'
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return 'alreadyExists'
        throw error
      }
    },
    describe: statusOf,
    async history(machine, name, most) {
      const asksFor = { maxResults: most, reverseOrder: true, includeExecutionData: false }
      const command = new GetExecutionHistoryCommand({ executionArn: executionArn(machine, name), ...asksFor })
      try {
        const { events = [] } = await asked(client.send(command))
        return events.map(({ type = '', timestamp = new Date(0), id: _, previousEventId: __, ...details }) =>
          // toISOString is how this product writes instants: UTC, milliseconds, Z.
          executionEvent(type, timestamp.toISOString() as Instant, details),
        )
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return undefined
        throw error
      }
    },
    complete: (taskToken, output) =>
      answerOf(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
    fail: (taskToken, error, cause) => answerOf(client.send(new SendTaskFailureCommand({ taskToken, error, cause }))),
    heartbeat: (taskToken) => answerOf(client.send(new SendTaskHeartbeatCommand({ taskToken }))),
    async stop(machine, name) {
      // StopExecution of one that has ended succeeds, and says only when it ended.
      if ((await statusOf(machine, name)) !== 'RUNNING') return 'notRunning'
      await asked(client.send(new StopExecutionCommand({ executionArn: executionArn(machine, name) })))
      return 'stopped'
    },
  }
}

async function answerOf(sent: Promise<unknown>): Promise<TokenAnswer> {
  try {
    await asked(sent)
    return 'accepted'
  } catch (error) {
    if (error instanceof TaskTimedOut) return 'taskTimedOut'
    if (error instanceof TaskDoesNotExist) return 'taskDoesNotExist'
    throw error
  }
}
