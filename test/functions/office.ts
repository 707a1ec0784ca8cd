/**
 * An office to test in: the table of one machine, in memory, a clock that stands where it is put, and a post that
 * keeps what it was given. The same tests run on a good day and through the faults of AWS.
 */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CalendarDate } from '../../domain/days.ts'
import type { Programme } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Letter, Mailer, Table, WorkflowServices, Workflows } from '../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../functions/services.ts'
import { launch } from '../../functions/steps/launch.ts'
import { recordFile } from '../../functions/stores/files.ts'
import { programmeContext } from '../../functions/stores/programmes.ts'
import { type MovableClock, movableClock } from '../../local/clock.ts'
import { type Fault, faultyTable } from '../../local/faults/table.ts'
import { type LocalFiles, localFiles } from '../../local/files/files.ts'
import { openTable, type SqliteTable } from '../../local/sqlite/table.ts'
import { seededRandom } from '../contracts/seededRandom.ts'
import { computedCalendar, secretary, tinyProgramme } from './tinyProgramme.ts'

export interface Office extends Pick<WorkflowServices, 'table' | 'clock' | 'mailer' | 'ids' | 'workflows'> {
  readonly clock: MovableClock
  /** In a folder of its own, which is made when the first file comes. */
  readonly files: LocalFiles
  /** The table without faults, for looking. */
  readonly truth: SqliteTable
  /** Every letter in the order it was handed over. */
  readonly posted: Letter[]
  /** Runs what may be run again until it says how it ended. */
  patiently<Answer>(run: () => Promise<Answer>): Promise<Answer>
}

export interface OfficeOptions {
  /** Where the clock stands; 08:00 of Monday 7/1/2013 unless told. */
  readonly day?: CalendarDate
  readonly rates?: Partial<Record<Fault, number>>
  readonly seed?: number
  /** What stands between the product and the table. */
  readonly around?: (table: Table) => Table
  /** Where its files go, for whoever hands any in. */
  readonly filesFolder?: string
}

/** The two days that every suite runs on; whoever runs through the second tries again until it is done. */
export const weathers: readonly Weather[] = [
  ['SQLite', {}],
  ['SQLite through injected faults', { busy: 0.08, lostRequest: 0.06, lostAnswer: 0.06, throttledRead: 0.04 }],
]

/**
 * The same for state machines, whose own tries are counted: here a step fails about once in ten times, so that the six
 * tries of a Retry all fail in one of a million.
 */
export const machineWeathers: readonly Weather[] = [
  ['SQLite', {}],
  ['SQLite through injected faults', { busy: 0.01, lostRequest: 0.01, lostAnswer: 0.01, throttledRead: 0.005 }],
]

type Weather = readonly [name: string, rates: Partial<Record<Fault, number>>]

/** Which faults strike: `DONDOC_FAULT_SEED=2 npx vitest run test/functions` is another history of them. */
const faultSeed = Number(process.env['DONDOC_FAULT_SEED'] ?? 1)

/** Nothing runs, so there is nobody to be told; what is started waits for its first round (cycleOffice.ts has an engine). */
const withoutExecutions: Workflows = {
  start: async () => 'started',
  describe: async () => undefined,
  history: async () => undefined,
  complete: async () => 'taskDoesNotExist',
  fail: async () => 'taskDoesNotExist',
  heartbeat: async () => 'taskDoesNotExist',
  stop: async () => 'notRunning',
}

export function openOffice({
  day = '2013-01-07',
  rates = {},
  seed = faultSeed,
  around,
  filesFolder,
}: OfficeOptions = {}): Office {
  const truth = openTable(':memory:')
  const table = around ? around(truth) : faultyTable(truth, { random: seededRandom(seed), rates })
  const clock = movableClock(day)
  clock.moveTo(day, '08:00')
  const posted: Letter[] = []
  let lastId = 0
  return {
    table,
    truth,
    clock,
    files: localFiles(filesFolder ?? join(tmpdir(), `dondoc-files-${randomUUID()}`)),
    mailer: { send: async (letter) => void posted.push(letter) },
    ids: {
      next: () => {
        lastId += 1
        return `id-${lastId}`
      },
    },
    posted,
    workflows: withoutExecutions,
    patiently: (run) => patiently(run, clock),
  }
}

/** An office with its programmes in force. */
export async function openedOffice(
  options: OfficeOptions = {},
  ...programmes: readonly Programme[]
): Promise<Office & { readonly rules: Rules }> {
  const office = openOffice(options)
  const launched = programmes.length > 0 ? programmes : [tinyProgramme()]
  for (const programme of launched) {
    granted(await office.patiently(() => launch(office, programme, computedCalendar, secretary)))
  }
  return { ...office, rules: await rulesOf(office, launched[0]?.id ?? '') }
}

export async function rulesOf({ truth }: Pick<Office, 'truth'>, programme: string): Promise<Rules> {
  const context = await programmeContext(truth, programme)
  if (!context) throw new Error(`no programme ${programme}`)
  return context.rules
}

async function patiently<Answer>(run: () => Promise<Answer>, clock: MovableClock): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof TableBusy || error instanceof UnknownOutcome) || attempt === 50) throw error
      // Past every lease: what another call may have taken is free again.
      clock.forward(31)
    }
  }
}

/** What was not refused. */
export function granted<Answer extends object>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(sentence(answer))
  return answer
}

/** A post that fails as it is told, letter by letter. */
export function moodyPost(posted: Letter[], mood: (letter: Letter) => Error | undefined): Mailer {
  return {
    async send(letter) {
      const error = mood(letter)
      if (error) throw error
      posted.push(letter)
    },
  }
}

/** A file that was sent and confirmed, by its id. */
export async function aFile(
  office: Pick<Office, 'truth'> & Pick<WorkflowServices, 'clock'>,
  id: string,
  programme = 'nho',
): Promise<string> {
  const file = {
    id,
    programme,
    name: 'Báo cáo.pdf',
    kind: 'pdf',
    bytes: 7,
    sha256: 'ab'.repeat(32),
    enteredOn: office.clock.today(),
    by: { person: secretary.person, agency: secretary.agency },
  } as const
  await recordFile({ table: office.truth, clock: office.clock }, file, secretary)
  return id
}
