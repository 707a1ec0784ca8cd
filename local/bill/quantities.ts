/** From what was used to what is on the bill: how many of each priced thing. docs/decisions/0015 has the formulas. */
import { type Assumptions, assumptions as usual } from './assumptions.ts'
import type { PriceName } from './prices.ts'
import type { Usage } from './usage.ts'

/** Of one month. What is not named is not used. */
export type Quantities = { readonly [name in PriceName]?: number }

const gigabyte = 1024 ** 3

/** What the use of a month is on the bill of that month. */
export function quantitiesOf(usage: Usage, assumptions: Assumptions = usual): Quantities {
  const looks = looksIn(usage, assumptions)
  const { acts } = usage
  const visits = acts + looks
  const requests = acts * assumptions.requestsAnAct + looks * assumptions.requestsALook
  const asked = acts * assumptions.tableRequestsAnAct + looks * assumptions.tableRequestsALook
  const calls = usage.calls + requests
  const transitions = usage.transitions + usage.executions
  const bytesKept = (usage.tableByteDays + usage.indexByteDays) / Math.max(1, usage.days)
  const { coldSeconds, ownSeconds, tableSeconds, letterSeconds } = assumptions
  // Whatever is asked of the table is reckoned to a step, except what the pages read.
  const ofSteps =
    usage.coldCalls * coldSeconds +
    usage.calls * ownSeconds +
    usage.tableRequests * tableSeconds +
    usage.letters * letterSeconds
  // The first request of a visit finds no warm function.
  const ofVisits = visits * coldSeconds + requests * ownSeconds + asked * tableSeconds
  const logs =
    (calls * assumptions.logBytesACall +
      requests * assumptions.logBytesARequest +
      transitions * assumptions.logBytesATransition) /
    gigabyte
  return {
    transition: transitions,
    tableWrite: usage.writeUnits + acts * assumptions.writeUnitsAnAct,
    tableRead: usage.readUnits + acts * assumptions.unitsReadAnAct + looks * assumptions.unitsReadALook,
    tableStorage: (bytesKept / gigabyte) * monthsIn(usage),
    call: calls,
    gigabyteSecond: ofSteps * assumptions.stepGigabytes + ofVisits * assumptions.apiGigabytes,
    letter: usage.letters,
    apiRequest: requests,
    logs,
    // Whatever comes in this month is paid for as long as it is kept, and reckoned as if nothing compressed it.
    logStorage: logs * assumptions.logMonths,
    trace: requests + usage.executions,
    dataOut: (visits * assumptions.bytesAVisit) / gigabyte,
    schedule: usage.days,
  }
}

/** What files a month's results bring with them, and what is kept of those before. */
export function fileQuantities(usage: Usage, assumptions: Assumptions = usual): Quantities {
  const { results, resultDays, days } = usage
  const kept = (resultDays / Math.max(1, days)) * assumptions.bytesAResult
  return {
    fileStorage: (kept / gigabyte) * monthsIn(usage),
    filePut: results * assumptions.putsAResult,
    fileGet: results * assumptions.getsAResult,
  }
}

/** What stands there whether it is used or not, for a month; continuous backup is of the table alone. */
export function standingQuantities(
  { tableByteDays, days }: Usage,
  { alarms, dashboards, metrics }: Assumptions = usual,
): Quantities {
  const tableBackup = tableByteDays / Math.max(1, days) / gigabyte
  return { tableBackup, alarm: alarms, metric: metrics, dashboard: dashboards }
}

/** Every act is a visit of its own; beside them each programme's office looks at its desk. */
function looksIn({ programmeDays }: Usage, { officeVisitsADay }: Assumptions): number {
  return (programmeDays * officeVisitsADay * 5) / 7
}

/** A month that was lived in part is a part of a month. */
function monthsIn({ days }: Usage): number {
  return days / (365.25 / 12)
}
