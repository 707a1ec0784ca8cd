/** The state machines of the deployed system, as an operator looks at them in the console of Step Functions. */
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import type { Execution } from './story.ts'

export interface Machines {
  /** Ends an execution as nobody of the office would: it is then ABORTED. */
  stop(execution: Execution): Promise<void>
  /** The states that it has entered so far, in order. */
  entered(execution: Execution): Promise<readonly string[]>
  /** Executions that did not end by themselves, each with its name and how it ended. */
  ended(): Promise<readonly string[]>
  /** How many waits for a task token were ended by their own time, and how many by a word. */
  waits(): Promise<{ readonly byTime: number; readonly byWord: number }>
}

export function machinesOf(client: SFNClient): Machines {
  async function all() {
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}))
    const lists = stateMachines.map(async ({ stateMachineArn }) => {
      const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }))
      return executions
    })
    return (await Promise.all(lists)).flat()
  }
  async function arnOf({ machine, name }: Execution) {
    const found = (await all()).find((one) => one.name === name && one.stateMachineArn?.endsWith(`-${machine}`))
    if (!found) throw new Error(`no execution ${name} of ${machine}`)
    return found.executionArn
  }
  async function history(executionArn: string | undefined) {
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))
    return events
  }
  return {
    async stop(execution) {
      await client.send(new StopExecutionCommand({ executionArn: await arnOf(execution) }))
    },
    async entered(execution) {
      const events = await history(await arnOf(execution))
      return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [])
    },
    async ended() {
      const others = (await all()).filter(({ status }) => status !== 'SUCCEEDED' && status !== 'RUNNING')
      return others.map(({ name, status }) => `${name} ${status}`)
    },
    async waits() {
      const count = { byTime: 0, byWord: 0 }
      // Rounds have no wait of this kind, and are many.
      const cycles = (await all()).filter(
        ({ stateMachineArn = '' }) => !/-(daily-round|moving-time)$/.test(stateMachineArn),
      )
      for (const { executionArn } of cycles) {
        for (const { taskFailedEventDetails: failed, taskSucceededEventDetails: done } of await history(executionArn)) {
          if (failed?.error === 'States.Timeout' && failed.resource?.endsWith('.waitForTaskToken')) count.byTime += 1
          if (done?.resource?.endsWith('.waitForTaskToken')) count.byWord += 1
        }
      }
      return count
    },
  }
}
