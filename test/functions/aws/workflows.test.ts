import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { stepFunctionsWorkflows } from '../../../functions/aws/workflows.ts'
import { WorkflowsBusy } from '../../../functions/services.ts'
import { engineOfAsks } from '../../contracts/engineOfAsks.ts'
import { workflowsContract } from '../../contracts/workflows.contract.ts'
import { machines, stepFunctions } from './stepFunctions.ts'

describe('workflows on Step Functions', () => {
  workflowsContract(async () => {
    const { engine, token, letTimePass } = engineOfAsks()
    return { workflows: stepFunctionsWorkflows({ client: stepFunctions(engine), machines }), token, letTimePass }
  })
})

describe('a request', () => {
  it('names the machine and the execution by the prefix of the stage', async () => {
    const { workflows, mock } = mocked()
    mock.on(StartExecutionCommand).resolves({})
    mock.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' })
    await workflows.start('periodic-report', '28-ctrhd-tu_report-2013_a1', { cycleId: 'c', attempt: 1 })
    await workflows.describe('periodic-report', '28-ctrhd-tu_report-2013_a1')
    expect(mock.calls().map(({ args: [{ input }] }) => input)).toEqual([
      {
        stateMachineArn: `${machines}periodic-report`,
        name: '28-ctrhd-tu_report-2013_a1',
        input: '{"cycleId":"c","attempt":1}',
      },
      {
        executionArn:
          'arn:aws:states:ap-southeast-1:000000000000:execution:dondoc-office-periodic-report:28-ctrhd-tu_report-2013_a1',
      },
    ])
  })

  it.each([
    ['a throttle', refusal('ThrottlingException', 400)],
    ['a fault of the service', refusal('InternalFailure', 500)],
    ['an answer that did not come', Object.assign(new Error('no answer in 3000 ms'), { name: 'TimeoutError' })],
    ['a connection that broke', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
  ])('that met %s may be made again', async (_, error) => {
    const { workflows, mock } = mocked()
    mock.onAnyCommand().rejects(error)
    for (const asked of [
      () => workflows.start('asks', 'a', {}),
      () => workflows.describe('asks', 'a'),
      () => workflows.stop('asks', 'a'),
      () => workflows.complete('t', 'look'),
    ]) {
      await expect(asked()).rejects.toBeInstanceOf(WorkflowsBusy)
    }
  })

  it.each([
    ['a permission that is missing', refusal('AccessDeniedException', 400)],
    ['a machine that is not there', refusal('StateMachineDoesNotExist', 400)],
    ['a bug of ours', new TypeError('undefined is not a function')],
  ])('that met %s is not to be made again', async (_, error) => {
    const { workflows, mock } = mocked()
    mock.on(StartExecutionCommand).rejects(error)
    await expect(workflows.start('asks', 'a', {})).rejects.toBe(error)
  })

  it('with a token of another region is refused as the mistake that it is', async () => {
    const { workflows, mock } = mocked()
    const error = refusal('InvalidToken', 400)
    mock.on(SendTaskSuccessCommand).rejects(error)
    await expect(workflows.complete('t', 'look')).rejects.toBe(error)
  })
})

function mocked() {
  const client = new SFNClient({ region: 'ap-southeast-1' })
  return { workflows: stepFunctionsWorkflows({ client, machines }), mock: mockClient(client) }
}

function refusal(name: string, httpStatusCode: number) {
  const fault = httpStatusCode < 500 ? 'client' : 'server'
  return new SFNServiceException({ name, $fault: fault, message: name, $metadata: { httpStatusCode } })
}
