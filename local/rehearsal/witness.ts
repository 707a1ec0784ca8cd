/**
 * Sees every committed write and every letter, and keeps its own picture of the tasks: what the stores say is held
 * against it.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { TaskEvent } from '../../domain/tasks/decide.ts'
import { evolve } from '../../domain/tasks/evolve.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { everyItem, everyPage, type PageAsked } from '../../functions/paging.ts'
import type { Key, Letter, Mailer, Table, Write } from '../../functions/services.ts'
import type { DigestRecord } from '../../functions/stores/digests.ts'
import { digestsBetween } from '../../functions/stores/digests.ts'
import { letterById } from '../../functions/stores/letters.ts'
import { lineKey, type OwedLine } from '../../functions/stores/owedLines.ts'
import { thingOf, valueAs } from '../../functions/stores/record.ts'
import { isSealLetter, type SealLetterRecord, sealLettersOf } from '../../functions/stores/sealLetters.ts'
import { tasksOfProgramme } from '../../functions/stores/tasks.ts'
import { happenedTo } from '../../functions/stores/trail.ts'
import { inspector } from './inspection.ts'

export interface Witness {
  /** The tasks as last written. */
  readonly tasks: ReadonlyMap<string, Task>
  /** The deadline each task was first seen with. */
  readonly firstDeadlines: ReadonlyMap<string, CalendarDate>
  /** Tasks whose escalation was ever held back: an extension was asked, or a result was returned late. */
  readonly heldBack: ReadonlySet<string>
  ledBy(agency: string): Iterable<Task>
  /** Letters recorded as sent, each once, by id. */
  readonly digests: ReadonlyMap<string, DigestRecord>
  /** Letters as they were handed to the mailer, and how many processes had died by then. */
  readonly handedOver: readonly HandedOver[]
  /** The letters of seals that left, each time they did, with the seals they carried. */
  readonly sealLetters: readonly SealsLeft[]
  /** Lines laid out for a letter that nobody has taken yet, by name. */
  readonly linesWaiting: ReadonlyMap<string, Pick<OwedLine, 'since' | 'what'>>
  /** Lines that were taken: spoken in a letter, passed because their task had changed, or lost. */
  readonly linesTaken: readonly { readonly name: string; readonly fate: 'spoken' | 'passed' | 'lost' }[]
  /** Executions that did not end well, as the product records them. */
  readonly failures: readonly FailedExecution[]
  /** Agencies of which a task moved, or the counts were written, since this was last asked. */
  takeMovedAgencies(): ReadonlySet<string>
  /** Tasks that were written since this reader last asked. */
  takeMovedTasks(reader: 'plans' | 'deadlines'): ReadonlySet<string>
  processDied(): void
  /** Shown every committed write. */
  see(write: Write): void
  watchMailer(mailer: Mailer, today: () => CalendarDate): Mailer
  /** Learns what a folder already holds as if it had seen it happen, for a rehearsal that goes on. */
  readBack(table: Table, programme: string): Promise<void>
}

export interface HandedOver {
  readonly id: string
  readonly to: string
  readonly day: CalendarDate
  readonly deaths: number
}

export interface SealsLeft {
  readonly id: string
  readonly day: CalendarDate
  readonly hashes: readonly string[]
}

interface FailedExecution {
  readonly name: string
  readonly status: string
  readonly error: string
}

export function witness(): Witness {
  const tasks = new Map<string, Task>()
  const versions = new Map<string, number>()
  const leads = new Map<string, Map<string, Task>>()
  const firstDeadlines = new Map<string, CalendarDate>()
  const heldBack = new Set<string>()
  const digests = new Map<string, DigestRecord>()
  const handedOver: HandedOver[] = []
  const sealLetters: SealsLeft[] = []
  const waiting = new Map<string, Pick<OwedLine, 'since' | 'what' | 'task'> & { readonly version: number }>()
  const spoken = new Set<string>()
  const taken: { name: string; fate: 'spoken' | 'passed' | 'lost' }[] = []
  const failures: FailedExecution[] = []
  let deaths = 0
  let agencies = new Set<string>()
  const moved = { plans: new Set<string>(), deadlines: new Set<string>() }

  function see(task: Task): void {
    const before = tasks.get(task.id)
    if (before && before.lead !== task.lead) leads.get(before.lead)?.delete(task.id)
    if (!before || hasMoved(before, task)) agencies.add(task.lead).add(before?.lead ?? task.lead)
    leads.set(task.lead, (leads.get(task.lead) ?? new Map()).set(task.id, task))
    if (task.deadline && !firstDeadlines.has(task.id)) firstDeadlines.set(task.id, task.deadline.dueOn)
    if (!heldBack.has(task.id) && isHeldBack(task)) heldBack.add(task.id)
    versions.set(task.id, (versions.get(task.id) ?? 0) + 1)
    moved.plans.add(task.id)
    moved.deadlines.add(task.id)
    tasks.set(task.id, task)
  }

  function seeWrite(write: Write): void {
    if ('remove' in write) seeTaken(nameOf(write.remove))
    // An agency whose counts were written has moved, whatever became of its tasks.
    if ('update' in write && write.update.pk.startsWith('COUNTS#')) agencies.add(write.update.sk)
    if (!('put' in write)) return
    const { key, value } = write.put
    if (key.sk === 'STATE') {
      if (key.pk.startsWith('TASK#')) see(valueAs<Task>(value))
      // Letters speak of contributions and cycles by these names.
      else versions.set(key.pk, (versions.get(key.pk) ?? 0) + 1)
    }
    if (key.pk.startsWith('OWED#')) seeLaidOut(nameOf(key), valueAs<OwedLine>(value))
    else if (key.pk.startsWith('EXECUTIONS#'))
      failures.push({ name: key.sk, ...valueAs<Omit<FailedExecution, 'name'>>(value) })
    else if (key.pk.startsWith('DIGEST#')) seeDigest(valueAs<DigestRecord>(value))
  }

  function seeDigest(digest: DigestRecord): void {
    if (digest.state === 'sending') return
    digests.set(digest.id, digest)
    for (const { task, key, level } of digest.lines)
      spoken.add(nameOf(lineKey({ mailbox: digest.mailbox, task, key, level })))
  }

  function seeLaidOut(name: string, { since, what, task }: OwedLine): void {
    if (waiting.has(name)) return
    spoken.delete(name)
    waiting.set(name, { since, what, task, version: versions.get(task) ?? 0 })
  }

  function seeTaken(name: string): void {
    const line = waiting.get(name)
    if (!line) return
    waiting.delete(name)
    const passed = (versions.get(line.task) ?? 0) > line.version
    taken.push({ name, fate: spoken.delete(name) ? 'spoken' : passed ? 'passed' : 'lost' })
  }

  function seeLeft({ id, to, text }: Letter, day: CalendarDate): void {
    handedOver.push({ id, to, day, deaths })
    if (isSealLetter(id)) sealLetters.push({ id, day, hashes: text.match(/[0-9a-f]{64}/g) ?? [] })
  }

  return {
    tasks,
    firstDeadlines,
    heldBack,
    ledBy: (agency) => leads.get(agency)?.values() ?? [],
    digests,
    handedOver,
    sealLetters,
    linesWaiting: waiting,
    linesTaken: taken,
    failures,
    processDied() {
      deaths += 1
    },
    takeMovedAgencies() {
      const taken = agencies
      agencies = new Set()
      return taken
    },
    takeMovedTasks(reader) {
      const taken = moved[reader]
      moved[reader] = new Set()
      return taken
    },
    see: seeWrite,
    watchMailer: (mailer, today) => ({
      async send(letter: Letter) {
        await mailer.send(letter)
        seeLeft(letter, today())
      },
    }),
    async readBack(table, programme) {
      for await (const { tasks: page } of everyPage((asked) => tasksOfProgramme(table, programme, asked))) {
        for (const task of page) for (const one of await lifeOf(table, task)) see(one)
      }
      const between = (asked: PageAsked) => digestsBetween({ table }, '1900-01-01', '9998-12-31', asked)
      for await (const { digests: page } of everyPage(between)) {
        for (const digest of page) {
          if (digest.state === 'sending') continue
          digests.set(digest.id, digest)
          if (digest.sentOn) handedOver.push({ id: digest.id, to: digest.mailbox, day: digest.sentOn, deaths })
        }
      }
      for await (const { value } of everyItem(table, {
        pk: sealLettersOf(inspector),
        sk: { from: '0', to: '9999-12-31' },
      })) {
        const { letter: id, day, state, sentOn = day } = valueAs<SealLetterRecord>(value)
        const letter = state === 'sent' ? await letterById(table, id) : undefined
        if (letter) seeLeft(letter, sentOn)
      }
    },
  }
}

function nameOf({ pk, sk }: Key): string {
  return `${pk} ${sk}`
}

/** Whether it is counted elsewhere now: what was said of it moves nothing. */
function hasMoved(before: Task, after: Task): boolean {
  const countsOn = ({ standing }: Task) => ('result' in standing ? standing.result.countsOn : undefined)
  return (
    before.lead !== after.lead ||
    before.deadline?.dueOn !== after.deadline?.dueOn ||
    before.standing.state !== after.standing.state ||
    countsOn(before) !== countsOn(after)
  )
}

function isHeldBack({ extensionAsked, pausedUntil, spoken }: Task): boolean {
  return !!extensionAsked || !!pausedUntil || spoken.some((key) => key.includes(':extension'))
}

/** A task as it was after each of its events, and at last as it is kept, whatever somebody did to its trail. */
async function lifeOf(table: Table, kept: Task): Promise<readonly Task[]> {
  // A task that had more happen to it than a page holds would be a finding of its own.
  const { events } = await happenedTo(table, thingOf('TASK', kept.id), { limit: 1000 })
  const [first, ...rest] = events.toReversed()
  // What is read here was written by the stores: the first event carries the task, each other what its rule answered.
  const born = first?.data['task'] as Task | undefined
  if (!born) return [kept]
  const life = [born]
  for (const event of rest)
    life.push(evolve(life.at(-1) ?? born, { ...event.data, type: event.type } as TaskEvent, event))
  return [...life, kept]
}
