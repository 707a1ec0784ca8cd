/** A run as people follow it: what the picture has of its states, each once however many pages of work it took. */
import type { RunEventView } from '../../domain/cycles/runView.ts'
import type { PictureNode } from '../machines/picture.ts'

export interface RunStep {
  readonly event: RunEventView
  /** Of the state that was entered. */
  readonly node?: PictureNode
}

/** Asking the record, and whether there is more to do, is between any two steps; failures are told wherever they were. */
export function stepsOf(events: readonly RunEventView[], nodes: readonly PictureNode[]): readonly RunStep[] {
  const steps: RunStep[] = []
  for (const event of events) {
    const { what, state } = event
    const node = nodes.find((one) => one.state === state)
    if (what === 'entered' && !node?.when) continue
    const before = steps.at(-1)
    // The newest stand first: what stays of several is the moment at which the first of them began.
    if (node && before?.node === node) steps.pop()
    steps.push({ event, ...(node ? { node } : {}) })
  }
  return steps
}
