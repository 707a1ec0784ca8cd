/** The two machines of the workflows contract on the embedded engine, by which Step Functions is imitated too. */

import type { Engine } from '../../local/workflow/engine.ts'
import { openStore, type Store } from '../../local/workflow/store.ts'
import { advance } from '../../local/workflow/time.ts'
import { engineWorkflows } from '../../local/workflow/workflows.ts'
import { at, bench, machine } from '../local/workflow/bench.ts'
import type { Running } from './workflows.contract.ts'

export interface EngineOfAsks extends Running {
  readonly engine: Engine
}

export function engineOfAsks(store: Store = openStore(':memory:')): EngineOfAsks {
  const tokens = new Map<string, string>()
  const asks = machine({
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask' },
      TimeoutSeconds: 600,
      End: true,
    },
  })
  const fails = machine({ F: { Type: 'Fail', Error: 'Sai', Cause: 'lý do' } })
  const { engine, clock } = bench(
    { asks, fails },
    {
      ask: (_, { execution, token = '' }) => {
        tokens.set(execution.slice(execution.lastIndexOf(':') + 1), token)
      },
    },
    { store },
  )
  return {
    engine,
    workflows: engineWorkflows(engine),
    async token(name) {
      await engine.settled()
      const token = tokens.get(name)
      if (token === undefined) throw new Error(`${name} waits for nobody`)
      return token
    },
    letTimePass: () => advance(engine, clock, at(3600)),
  }
}
