/** The workflows port on one machine: the embedded engine's refusals as the answers that callers expect. */
import { executionEvent } from '../../functions/executionEvent.ts'
import type { TokenAnswer, Workflows } from '../../functions/services.ts'
import { executionArn } from './arns.ts'
import type { Engine } from './engine.ts'
import { WorkflowRefusal } from './refusal.ts'

export function engineWorkflows(engine: Engine): Workflows {
  return {
    async start(machine, name, input) {
      try {
        await engine.startExecution({ stateMachine: machine, name, input })
        return 'started'
      } catch (error) {
        if (isRefusal(error, 'ExecutionAlreadyExists')) return 'alreadyExists'
        throw error
      }
    },
    async describe(machine, name) {
      try {
        return (await engine.describeExecution(executionArn(machine, name))).status
      } catch (error) {
        if (isRefusal(error, 'ExecutionDoesNotExist')) return undefined
        throw error
      }
    },
    async history(machine, name, most) {
      try {
        const { events } = await engine.getExecutionHistory(executionArn(machine, name), { limit: most, reverse: true })
        return events.map(({ type, timestamp, id: _, previousEventId: __, ...details }) =>
          executionEvent(type, timestamp, details),
        )
      } catch (error) {
        if (isRefusal(error, 'ExecutionDoesNotExist')) return undefined
        throw error
      }
    },
    complete: (token, output) => answerOf(engine.sendTaskSuccess(token, output)),
    fail: (token, error, cause) => answerOf(engine.sendTaskFailure(token, { error, cause })),
    heartbeat: (token) => answerOf(engine.sendTaskHeartbeat(token)),
    async stop(machine, name) {
      const arn = executionArn(machine, name)
      if ((await this.describe(machine, name)) !== 'RUNNING') return 'notRunning'
      await engine.stopExecution(arn)
      return 'stopped'
    },
  }
}

async function answerOf(sent: Promise<void>): Promise<TokenAnswer> {
  try {
    await sent
    return 'accepted'
  } catch (error) {
    if (isRefusal(error, 'TaskTimedOut')) return 'taskTimedOut'
    if (isRefusal(error, 'TaskDoesNotExist')) return 'taskDoesNotExist'
    throw error
  }
}

function isRefusal(error: unknown, code: WorkflowRefusal['code']): boolean {
  return error instanceof WorkflowRefusal && error.code === code
}
