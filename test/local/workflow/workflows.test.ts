import { describe } from 'vitest'
import { memoryExecutions } from '../../../local/memory/executions.ts'
import { openStore } from '../../../local/workflow/store.ts'
import { engineOfAsks } from '../../contracts/engineOfAsks.ts'
import { workflowsContract } from '../../contracts/workflows.contract.ts'

describe('workflows on the embedded engine', () => {
  describe('over SQLite', () => workflowsContract(async () => engineOfAsks(openStore(':memory:'))))
  describe('over memory', () => workflowsContract(async () => engineOfAsks(memoryExecutions())))
})
