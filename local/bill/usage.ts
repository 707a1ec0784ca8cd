/** What a rehearsal used of AWS, had it run there: counted month by month, because what is free is free by the month. */

export interface Usage {
  readonly days: number
  /** Days on which a programme was followed, each programme on its own. */
  readonly programmeDays: number
  /** States entered, and executions started: both are transitions on the bill. */
  readonly transitions: number
  readonly executions: number
  /** Of these, the daily round's. */
  readonly roundTransitions: number
  readonly roundExecutions: number
  /** Steps called by workflows; of these the daily round's; and how many calls found no warm function. */
  readonly calls: number
  readonly roundCalls: number
  readonly coldCalls: number
  /** Units as DynamoDB bills them, and the requests that asked for them. */
  readonly writeUnits: number
  readonly readUnits: number
  readonly tableRequests: number
  /** Bytes kept, added up over the days: of the table, and of its indexes. */
  readonly tableByteDays: number
  readonly indexByteDays: number
  readonly letters: number
  /** Of these, the letters of seals. */
  readonly sealLetters: number
  /** What people did: each a visit to the pages. */
  readonly acts: number
  /** Results that were handed in, and days on which each was kept: what is attached to them comes and stays with them. */
  readonly results: number
  readonly resultDays: number
  /** Reminders laid out, one an addressee; of these, those of what cycles ask for; and how many agencies were asked. */
  readonly lines: number
  readonly cycleLines: number
  readonly contributions: number
  /** Days on which letters went out to whoever works. */
  readonly letterDays: number
}

export interface MonthOfUsage extends Usage {
  /** `2012-11`. */
  readonly month: string
}

export const noUsage: Usage = {
  days: 0,
  programmeDays: 0,
  transitions: 0,
  executions: 0,
  roundTransitions: 0,
  roundExecutions: 0,
  calls: 0,
  roundCalls: 0,
  coldCalls: 0,
  writeUnits: 0,
  readUnits: 0,
  tableRequests: 0,
  tableByteDays: 0,
  indexByteDays: 0,
  letters: 0,
  sealLetters: 0,
  acts: 0,
  results: 0,
  resultDays: 0,
  lines: 0,
  cycleLines: 0,
  contributions: 0,
  letterDays: 0,
}

const names = Object.keys(noUsage) as readonly (keyof Usage)[]

export function totalUsage(months: readonly Usage[]): Usage {
  const sum = (name: keyof Usage) => months.reduce((all, month) => all + month[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as Usage
}
