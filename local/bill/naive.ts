/** What designs would use that come to mind first, each for the same work: the use that was measured, and what they change in it. */
import type { Assumptions } from './assumptions.ts'
import { assumptions as usual } from './assumptions.ts'
import type { PriceName } from './prices.ts'
import { type Quantities, quantitiesOf } from './quantities.ts'
import type { Usage } from './usage.ts'

export const designs = ['schedulePerReminder', 'dailyScan', 'tokenPerAgency'] as const
export type Design = (typeof designs)[number]

/** What a month's bill would list, had the same work been done by that design. */
export function naiveQuantities(design: Design, usage: Usage, assumptions: Assumptions = usual): Quantities {
  return changed[design](usage, quantitiesOf(usage, assumptions), assumptions)
}

/** Bytes of a scan that is eventually consistent, in a unit; and that a function reads in a second. */
const scannedAUnit = 2 * 4096
const scannedASecond = 20 * 1024 ** 2

const changed = {
  /**
   * A schedule of its own for each step of each task's ladder: it wakes a function, which nothing keeps warm, reads the
   * task, sends a letter of its own, and records it; and whoever moves a deadline has schedules to put right, which the
   * task must know: two units to make one, two to take it away.
   */
  schedulePerReminder({ lines, letters, sealLetters }: Usage, quantities: Quantities, assumptions: Assumptions) {
    const more = Math.max(0, lines - (letters - sealLetters))
    const seconds = assumptions.coldSeconds + assumptions.ownSeconds + 3 * assumptions.tableSeconds
    return plus(quantities, {
      schedule: lines,
      call: lines,
      gigabyteSecond: (lines * seconds + more * assumptions.letterSeconds) * assumptions.stepGigabytes,
      tableRead: lines,
      tableWrite: more * unitsALetter + lines * 4,
      letter: more,
      logs: (lines * assumptions.logBytesACall) / 1024 ** 3,
      trace: lines,
    })
  },

  /** No place for what is owed: every day everything is read, to see whether it is. */
  dailyScan({ tableByteDays }: Usage, quantities: Quantities, assumptions: Assumptions) {
    const seconds = tableByteDays / scannedASecond
    return plus(quantities, {
      tableRead: tableByteDays / scannedAUnit,
      gigabyteSecond: seconds * assumptions.stepGigabytes,
    })
  },

  /**
   * An execution for each agency of each cycle, with a token of its own: start, ask and wait, end; and for every reminder
   * the wait ends, the step reminds, and it waits again.
   */
  tokenPerAgency({ contributions, cycleLines }: Usage, quantities: Quantities, assumptions: Assumptions) {
    const transitions = contributions * 3 + cycleLines * 3
    const calls = contributions + cycleLines * 2
    return plus(quantities, {
      transition: transitions,
      call: calls,
      gigabyteSecond: calls * (assumptions.coldSeconds + assumptions.ownSeconds) * assumptions.stepGigabytes,
      logs: (calls * assumptions.logBytesACall + transitions * assumptions.logBytesATransition) / 1024 ** 3,
      trace: contributions,
    })
  },
} as const satisfies {
  readonly [name in Design]: (usage: Usage, quantities: Quantities, assumptions: Assumptions) => Quantities
}

/** A letter, its record taken and settled, its place under the day's seal. */
const unitsALetter = 20

function plus(quantities: Quantities, more: Quantities): Quantities {
  const sums = Object.entries(more).map(([name, quantity]) => [name, quantity + (quantities[name as PriceName] ?? 0)])
  return { ...quantities, ...Object.fromEntries(sums) }
}
