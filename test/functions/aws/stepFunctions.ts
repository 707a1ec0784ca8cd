/**
 * Step Functions as far as the workflows port asks it, behind its real client: the embedded engine, which is held against
 * recorded answers of AWS, with its refusals as the exceptions of the SDK.
 */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { mockClient } from 'aws-sdk-client-mock'
import type { Engine } from '../../../local/workflow/engine.ts'
import { WorkflowRefusal } from '../../../local/workflow/refusal.ts'

export const machines = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:dondoc-office-'

/** An ARN of AWS as the engine writes it, whose machines have no stage in their names. */
const inEngine = (arn = '') => arn.replace('dondoc-office-', '')

export function stepFunctions(engine: Engine): SFNClient {
  const client = new SFNClient({ region: 'ap-southeast-1' })
  const mock = mockClient(client)
  mock
    .on(StartExecutionCommand)
    .callsFake(({ stateMachineArn, name, input }) =>
      refusing(() =>
        engine.startExecution({ stateMachine: inEngine(stateMachineArn), name, input: JSON.parse(input) }),
      ),
    )
  mock.on(DescribeExecutionCommand).callsFake(({ executionArn }) => refusing(() => described(engine, executionArn)))
  mock.on(GetExecutionHistoryCommand).callsFake(({ executionArn, maxResults, reverseOrder, includeExecutionData }) => {
    if (includeExecutionData !== false)
      throw new Error('what goes into states and comes out of them is asked for by nobody')
    return refusing(() => history(engine, inEngine(executionArn), { limit: maxResults, reverse: reverseOrder }))
  })
  mock
    .on(StopExecutionCommand)
    .callsFake(({ executionArn }) => refusing(() => engine.stopExecution(inEngine(executionArn))))
  mock
    .on(SendTaskSuccessCommand)
    .callsFake(({ taskToken, output }) => refusing(() => engine.sendTaskSuccess(taskToken, JSON.parse(output))))
  mock
    .on(SendTaskFailureCommand)
    .callsFake(({ taskToken, error, cause }) => refusing(() => engine.sendTaskFailure(taskToken, { error, cause })))
  mock.on(SendTaskHeartbeatCommand).callsFake(({ taskToken }) => refusing(() => engine.sendTaskHeartbeat(taskToken)))
  return client
}

async function described(engine: Engine, executionArn: string) {
  const { status } = await engine.describeExecution(inEngine(executionArn))
  return { status }
}

/** Times are what the SDK makes of them; what goes in and comes out is left out, as it was asked. */
async function history(engine: Engine, arn: string, page: { limit: number; reverse: boolean }) {
  const { events } = await engine.getExecutionHistory(arn, page)
  return { events: events.map(({ timestamp, ...event }) => ({ ...event, timestamp: new Date(timestamp) })) }
}

const exceptions = {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  TaskDoesNotExist,
  TaskTimedOut,
}

async function refusing<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof WorkflowRefusal) || !(error.code in exceptions)) throw error
    const Exception = exceptions[error.code as keyof typeof exceptions]
    const refused = new Exception({ message: error.message, $metadata: { httpStatusCode: 400 } })
    throw refused
  }
}
