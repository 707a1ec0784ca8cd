/**
 * A country's use, reckoned from a rehearsal's: everything grows with the tasks that are given in a year, except the
 * daily round, of which there is one a day however many tasks there are, with more pages.
 */
import { totalUsage, type Usage } from './usage.ts'

export interface Country {
  readonly tasksAYear: number
  readonly recipients: number
}

export const country: Country = { tasksAYear: 22_000, recipients: 11_000 }

/** Entries that a step of the round handles before the workflow loops: two transitions and a call a page. */
const entriesAPage = 100
const pagingSteps = 3

export const daysAYear = 365.25

/** A mean month, of a country that has lived as long as the rehearsal. `tasks`: those with a deadline that it gave. */
export function monthOfCountry(
  months: readonly Usage[],
  tasks: number,
  { tasksAYear, recipients }: Country = country,
): Usage {
  const lived = totalUsage(months)
  const years = lived.days / daysAYear
  const share = tasksAYear / (tasks / years) / (years * 12)
  const days = daysAYear / 12
  const times = (count: number) => count * share
  const letterDays = (days * 5) / 7
  const sealLetters = times(lived.sealLetters)
  // Nobody gets more than one letter a working day.
  const letters = Math.min(times(lived.letters) - sealLetters, recipients * letterDays) + sealLetters
  const pages = Math.ceil(times(lived.lines) / letterDays / entriesAPage) * pagingSteps * letterDays
  const aDay = (count: number) => (count / lived.days) * days
  const roundTransitions = aDay(lived.roundTransitions) + 2 * pages
  const roundCalls = aDay(lived.roundCalls) + pages
  return {
    days,
    programmeDays: times(lived.programmeDays),
    transitions: times(lived.transitions - lived.roundTransitions) + roundTransitions,
    executions: times(lived.executions - lived.roundExecutions) + aDay(lived.roundExecutions),
    roundTransitions,
    roundExecutions: aDay(lived.roundExecutions),
    calls: times(lived.calls - lived.roundCalls) + roundCalls,
    roundCalls,
    // Nothing of the round is warm in the morning, but the further pages are.
    coldCalls: times(lived.calls - lived.roundCalls) + aDay(lived.roundCalls),
    writeUnits: times(lived.writeUnits),
    readUnits: times(lived.readUnits),
    tableRequests: times(lived.tableRequests),
    // A mean day of the rehearsal's, with as much more in it as there are more tasks a year.
    tableByteDays: times(lived.tableByteDays),
    indexByteDays: times(lived.indexByteDays),
    letters,
    sealLetters,
    acts: times(lived.acts),
    results: times(lived.results),
    resultDays: times(lived.resultDays),
    lines: times(lived.lines),
    cycleLines: times(lived.cycleLines),
    contributions: times(lived.contributions),
    letterDays,
  }
}
