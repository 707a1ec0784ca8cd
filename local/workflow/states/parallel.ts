/** Parallel: every branch with the same input; the results in the order of the branches. */
import type { Parallel } from '../definition.ts'
import { addThread, childrenOf, stand } from '../execution.ts'
import { record } from '../history.ts'
import type { Outcome, Turn } from '../outcome.ts'
import { scopeOf } from '../scope.ts'
import { fill } from '../template.ts'

export async function startBranches({ execution, thread, nowMs }: Turn, state: Parallel): Promise<Outcome> {
  const { arguments: template } = state
  const input = template === undefined ? thread.input : await fill(template, scopeOf(execution, thread, nowMs))
  const after = record(execution, thread, nowMs, 'ParallelStateStarted')
  stand(execution, thread, { kind: 'branches' })
  for (const [index, branch] of state.branches.entries()) {
    addThread(execution, branch, {
      parent: thread.id,
      index,
      isSilent: thread.isSilent,
      child: undefined,
      item: undefined,
      input,
      after,
    })
  }
  return { kind: 'children' }
}

export function branchDone({ execution, thread, nowMs }: Turn, state: Parallel, lastEvent: number): Outcome {
  const children = childrenOf(execution, thread)
  const results = children.flatMap(({ phase }) => (phase.kind === 'done' ? [phase.output] : []))
  if (results.length < children.length) return { kind: 'children' }
  thread.lastEvent = lastEvent
  record(execution, thread, nowMs, 'ParallelStateSucceeded', undefined, { leads: false })
  return { kind: 'leave', leaving: state, result: results }
}
