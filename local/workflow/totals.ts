/** What executions came to, counted. */

export interface Totals {
  readonly stateMachine: string
  readonly executions: number
  /** States entered, as Step Functions bills them; retries of a state are not entries here. */
  readonly transitions: number
  /** The longest history, in events, and the longest life, of one that runs until now. */
  readonly mostEvents: number
  readonly longestMs: number
}

/** Added up by state machine. */
export function addedTotals(totals: readonly Totals[]): readonly Totals[] {
  const all = new Map<string, Totals>()
  for (const { stateMachine, ...more } of totals) {
    const { executions, transitions, mostEvents, longestMs } = all.get(stateMachine) ?? nothing
    all.set(stateMachine, {
      stateMachine,
      executions: executions + more.executions,
      transitions: transitions + more.transitions,
      mostEvents: Math.max(mostEvents, more.mostEvents),
      longestMs: Math.max(longestMs, more.longestMs),
    })
  }
  return [...all.values()]
}

const nothing = { executions: 0, transitions: 0, mostEvents: 0, longestMs: 0 }
