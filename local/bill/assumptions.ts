/**
 * What a rehearsal cannot measure, because it has no Lambda, no browser and no AWS around it. Each is on the side that
 * costs more; where a test holds one against the code, it says so.
 */
export const assumptions = {
  /** As infra/ makes the functions that are steps, and those that answer the pages. */
  stepGigabytes: 0.5,
  apiGigabytes: 1,
  /** Of every call that finds no warm function: its start is billed like its work. */
  coldSeconds: 0.8,
  /** Of every call beside what it waits for. */
  ownSeconds: 0.02,
  /** Each request to the table, one after another: a step that asks several at once takes less. */
  tableSeconds: 0.008,
  letterSeconds: 0.1,
  /**
   * A look at a desk, and a visit in which something is done: what the browser asks for (counted in one, for the second
   * visit with the same version of the pages), what the answers read of the table, and what a visit weighs with what the
   * browser does not keep. test/local/bill/eightYears.test.ts asks the API the same and holds them to this.
   */
  requestsALook: 4,
  requestsAnAct: 15,
  unitsReadALook: 40,
  unitsReadAnAct: 90,
  tableRequestsALook: 25,
  tableRequestsAnAct: 65,
  /** What is typed is kept on the server until it is sent: three times, and then it is dropped. */
  writeUnitsAnAct: 8,
  bytesAVisit: 500_000,
  /** The office looks at its desk every working day, also when there is nothing to do. */
  officeVisitsADay: 2,
  /** Lines of a call, of a request in the API's log, and of a transition where all of them are logged without data. */
  logBytesACall: 1500,
  logBytesARequest: 500,
  logBytesATransition: 2000,
  /** A stage keeps its logs for a year unless told (infra/stage.ts). */
  logMonths: 12,
  /**
   * A result has one file, where it has any: sent, looked at, kept under its hash, and fetched by whoever accepts it, whoever
   * looks at it later, and an archive.
   */
  bytesAResult: 500_000,
  putsAResult: 3,
  getsAResult: 5,
  /** Standing beside it, as infra/ has them. */
  alarms: 20,
  dashboards: 1,
  metrics: 12,
} as const

export type Assumptions = { readonly [name in keyof typeof assumptions]: number }
