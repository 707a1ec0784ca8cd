/**
 * Sends the day's letters, a page of recipients at a time, one recorded outcome each: at most one letter a day for a
 * mailbox, whatever it carries. Send, then record: a crash between the two sends the same letter twice, which is a
 * nuisance; the other order could leave it never sent, which is a missed deadline.
 */
import { current, nameOf, officeOf } from '../../domain/agencies/directory.ts'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { basisWritten } from '../../domain/letters/basis.ts'
import { type DigestRow, digestLetter, soonWorkingDays } from '../../domain/letters/digest.ts'
import type { LinkedText } from '../../domain/links/link.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { isReasonForLetter, stillHolds } from '../../domain/reminders/ladder.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { type UnaddressedLetter, withAddresses } from '../links/addresses.ts'
import { MailDelayed, MailRefused, type Services, type Table } from '../services.ts'
import { bounceRemoval } from '../stores/bounces.ts'
import { openByDay } from '../stores/counts.ts'
import {
  type DigestRecord,
  latestDigest,
  releaseDigest,
  removeLines,
  removeLinesLeft,
  settleDigest,
  takeNew,
  takeOver,
} from '../stores/digests.ts'
import { newLease } from '../stores/letterLease.ts'
import { letterById } from '../stores/letters.ts'
import { linesOwedTo, mailboxesOwed, type OwedLine } from '../stores/owedLines.ts'
import { contextIn, type ProgrammeContext, type Registers } from '../stores/programmes.ts'
import { thingOf } from '../stores/record.ts'
import { remindedById } from '../stores/reminded.ts'
import { targetById } from '../stores/targets.ts'
import { tasksLedBy } from '../stores/tasks.ts'
import { asStep } from './asStep.ts'
import { cycles, documents, registers } from './contexts.ts'
import { fallBack } from './fallBack.ts'
import { eachApart, nextPage, type PageStart } from './pages.ts'
import { type PageDone, RoundPayload, walk } from './roundPages.ts'
import { sendPromptPage } from './sendPrompt.ts'

type DigestServices = Pick<Services, 'table' | 'clock' | 'mailer' | 'ids' | 'links'>
type DocumentOf = (programme: string, id: string) => Promise<Document | undefined>

/** What the letters of one page have in common. */
interface Shared {
  readonly registers: () => Promise<Registers>
  readonly cycleOf: (id: string) => Promise<Cycle | undefined>
  readonly documentOf: DocumentOf
  readonly pass: 'first' | 'last'
}

/** What became of one recipient's letter today. */
export type DigestOutcome = 'sent' | 'nothingToSay' | 'waits' | 'alreadySent' | 'inOtherHands' | 'refused' | 'failed'

export const step = asStep(RoundPayload, async (services: DigestServices, payload) => {
  const digests = async (day: CalendarDate, page: PageStart, pass: 'first' | 'last'): Promise<PageDone> => {
    const { outcomes, next } = await sendDigestsPage(services, day, page, pass)
    const times = (...wanted: readonly DigestOutcome[]) => outcomes.filter((one) => wanted.includes(one)).length
    const counts = { letters: times('sent'), refused: times('refused') }
    return { counts, failed: times('failed', 'inOtherHands'), ...(next ? { next } : {}) }
  }
  return walk(payload, [
    (day, page) => digests(day, page, 'first'),
    (_, page) => sendPromptPage(services, page),
    // What came back is told to somebody else, who may have been passed already; what could not be sent was counted.
    async (day, page, { refused }) => ({ ...(refused > 0 ? await digests(day, page, 'last') : {}), failed: 0 }),
  ])
})

/** `first`: whoever hears in others' place alone waits until all that comes back today has come back. */
export async function sendDigestsPage(
  services: DigestServices,
  day: CalendarDate,
  page: PageStart,
  pass: 'first' | 'last' = 'last',
): Promise<{ outcomes: readonly DigestOutcome[]; next?: PageStart }> {
  const { table } = services
  const most = 25
  const mailboxes = await mailboxesOwed(table, page.shard, page.after ?? '', most)
  const shared = { registers: registers(table), cycleOf: cycles(table), documentOf: documents(table), pass }
  const answers = await eachApart([...mailboxes], ([mailbox, lines]) =>
    sendDigest(services, mailbox, lines, day, shared),
  )
  const outcomes = answers.map((answer) => answer ?? 'failed')
  const next = nextPage(page, mailboxes.size === most ? [...mailboxes.keys()].at(-1) : undefined)
  return { outcomes, ...(next ? { next } : {}) }
}

// One letter carries at most so many lines; the rest follow on the next working day.
const linesInLetter = 300

async function sendDigest(
  services: DigestServices,
  mailbox: string,
  lines: readonly OwedLine[] | undefined,
  day: CalendarDate,
  shared: Shared,
): Promise<DigestOutcome> {
  const { table, clock } = services
  const { calendar } = await shared.registers()
  const isReason = ({ what, since, insteadOf }: OwedLine) =>
    insteadOf !== undefined || isReasonForLetter(what, since, day, calendar)
  if (lines && !lines.some(isReason)) return 'nothingToSay'
  const before = await latestDigest(table, mailbox)
  if (before?.state === 'sending') return finish(services, before, day, shared)
  // A crash while the lines of a settled letter were being removed leaves some behind: they have been spoken.
  if (before?.linesLeft) await removeLinesLeft(table, before)
  // What was read before may have been spoken since: then there is a letter of this day, or these are the lines it left.
  const owed = lines && !before?.linesLeft ? lines : await linesOwedTo(table, mailbox, linesInLetter)
  if (owed.length > 0 && before?.sentOn === day) return 'alreadySent'
  const isInOthersPlace = owed.length > 0 && owed.every(({ insteadOf, since }) => insteadOf && since === day)
  if (isInOthersPlace && shared.pass === 'first') return 'waits'
  const held = saidOnce(await heldOf(services, owed, day, shared))
  const passed = owed.filter((line) => !held.some((one) => one.line === line))
  await removeLines(table, mailbox, passed)
  const [first] = held
  if (!first || !held.some(({ line }) => isReason(line))) return 'nothingToSay'
  const { carried, riders, letter } = await composeFitting(services, held, day, shared)
  const digest: DigestRecord = {
    id: `${day}.${mailbox}`,
    mailbox,
    addressee: addresseeOf(carried),
    composedOn: day,
    lines: carried.map(({ line: { task, key, level, what } }) => ({ task, key, level, what })),
    riders,
    state: 'sending',
    ...(before?.state === 'refused' ? { afterBounce: true } : {}),
    ...newLease(services),
  }
  const issued = services.links ? { linksIssuedAt: services.links.realTime() } : {}
  const kept = { id: digest.id, to: mailbox, ...letter, ...issued, composedAt: clock.now() }
  const programme = first.row.task.programme
  return (await takeNew(services, digest, kept, programme))
    ? deliver(services, digest, kept, day, shared)
    : 'inOtherHands'
}

/** A letter that was begun and never recorded: whoever takes over after the lease sends the same one. */
async function finish(
  services: DigestServices,
  before: DigestRecord,
  day: CalendarDate,
  shared: Shared,
): Promise<DigestOutcome> {
  if (before.leaseUntil > services.clock.now()) return 'inOtherHands'
  const digest = { ...before, ...newLease(services) }
  if (!(await takeOver(services.table, digest, before))) return 'inOtherHands'
  const letter = await letterById(services.table, digest.id)
  if (!letter) throw new Error(`Digest ${digest.id} has no letter`)
  return deliver(services, digest, letter, day, shared)
}

async function deliver(
  { table, clock, mailer, links }: DigestServices,
  digest: DigestRecord,
  letter: UnaddressedLetter,
  day: CalendarDate,
  shared: Shared,
): Promise<DigestOutcome> {
  let postId: string | undefined
  try {
    postId = await mailer.send(await withAddresses(letter, links))
  } catch (error) {
    if (error instanceof MailRefused) {
      const bounced = await fallBack({ table }, digest, error.reason, day, await shared.registers())
      await settleDigest(table, digest, 'refused', day, bounced)
      return 'refused'
    }
    if (!(error instanceof MailDelayed)) throw error
    // Whoever tries again need not wait for the lease of a try that has ended.
    await releaseDigest(table, { ...digest, leaseUntil: clock.now() })
    return 'failed'
  }
  const reached = digest.afterBounce ? [bounceRemoval(digest.mailbox)] : []
  const state = mailer.staysInOutbox ? 'inOutbox' : 'sent'
  await settleDigest(table, postId === undefined ? digest : { ...digest, postId }, state, day, reached)
  return 'sent'
}

interface HeldLine {
  readonly line: OwedLine
  readonly row: DigestRow
}

/** The lines that still hold, as rows of the letter: what has passed since its step is not spoken of. */
async function heldOf(
  { table }: Pick<Services, 'table'>,
  lines: readonly OwedLine[],
  day: CalendarDate,
  shared: Shared,
): Promise<readonly HeldLine[]> {
  const held: HeldLine[] = []
  for (const line of lines) {
    const reminded = await remindedById(table, line.task, shared.cycleOf)
    const { task, wanting = [] } = reminded ?? {}
    const of = task && contextIn(await shared.registers(), task.programme)
    if (!task || !of || !stillHolds(line.what, task, line.part)) continue
    const { what, as, part, insteadOf } = line
    const more = {
      ...(part === undefined ? {} : { part }),
      ...(insteadOf ? { insteadOf } : {}),
      ...(await figuresOf(table, task, wanting)),
    }
    held.push({ line, row: { ...rowOf(task, of, what, as, day), ...more } })
  }
  return held
}

/** That a result waits to be accepted says that it was handed in. */
function saidOnce(held: readonly HeldLine[]): readonly HeldLine[] {
  const waiting = new Set(held.flatMap(({ line }) => (line.what === 'toAccept' ? [line.task] : [])))
  return held.filter(({ line }) => line.what !== 'handedIn' || !waiting.has(line.task))
}

async function figuresOf(
  table: Table,
  { programme }: Task,
  wanting: readonly string[],
): Promise<Pick<DigestRow, 'figures'>> {
  const targets = await Promise.all(wanting.map((id) => targetById(table, programme, id)))
  const figures = targets.flatMap((target) =>
    target ? [{ thing: thingOf('TARGET', `${programme}_${target.id}`), metric: target.metric }] : [],
  )
  return figures.length > 0 ? { figures } : {}
}

function rowOf(
  task: Task,
  { programme, directory }: ProgrammeContext,
  what: DigestRow['what'],
  as: DigestRow['as'],
  day: CalendarDate,
): DigestRow {
  const speaks = officeOf(task.givenBy, directory, day)
  const { name: office = speaks, letterForm } = directory.get(speaks) ?? {}
  const words = letterForm ? { letterForm } : {}
  const row = { programme: programme.title, what, as, task, office, ...words, lead: nameOf(task.lead, directory) }
  const isTakenOver = as === 'lead' && (current(task.lead, directory, day)?.id ?? task.lead) !== task.lead
  return isTakenOver ? { ...row, takenOver: true } : row
}

// The letter is kept whole as one item, which has at most 400 KB.
const bytesInLetter = 300_000

/** As many of the lines as one letter holds; the others follow on the next working day. */
async function composeFitting(
  services: DigestServices,
  held: readonly HeldLine[],
  day: CalendarDate,
  shared: Shared,
): Promise<Composed & { readonly carried: readonly HeldLine[] }> {
  for (let carried = held; ; carried = carried.slice(0, Math.ceil(carried.length / 2))) {
    const composed = await compose(services, carried, day, shared)
    if (carried.length === 1 || Buffer.byteLength(composed.letter.text) <= bytesInLetter)
      return { ...composed, carried }
  }
}

interface Composed {
  readonly letter: { readonly subject: string } & LinkedText
  /** The tasks that ride along in it. */
  readonly riders: readonly string[]
}

async function compose(
  services: DigestServices,
  held: readonly HeldLine[],
  day: CalendarDate,
  shared: Shared,
): Promise<Composed> {
  const office = await shared.registers()
  const rows = held.map(({ row }) => row)
  const leads = held.find(({ line }) => line.level === 'lead' && !line.insteadOf)?.row.task.lead
  const riding = leads ? await riders(services, leads, rows, day, office) : { rows: [], alsoLate: 0 }
  const all = [...rows, ...riding.rows]
  const bases = await basesOf(all, shared.documentOf)
  const digest = { addressee: addresseeOf(held), day, rows: all, bases, alsoLate: riding.alsoLate }
  return { letter: digestLetter(digest, office.calendar), riders: riding.rows.map(({ task }) => task.id) }
}

/** What the tasks rest on, each document once; work that was stopped, the document that stopped it. */
async function basesOf(rows: readonly DigestRow[], documentOf: DocumentOf): Promise<readonly string[]> {
  const bases = new Set<string>()
  for (const { task } of rows) {
    const { programme, basis, standing } = task
    const document = await documentOf(programme, standing.state === 'withdrawn' ? standing.document : basis)
    if (document) bases.add(basisWritten(document))
  }
  return [...bases]
}

/** The agency, where one mailbox serves it and its thủ trưởng: both read the letter. */
function addresseeOf(held: readonly HeldLine[]): string {
  const line = held.find(({ line: { level, insteadOf } }) => level !== 'head' || insteadOf) ?? held[0]
  return line?.line.addressee ?? ''
}

// Old late items ride along, and so does what is due soon; none of them causes a letter.
const ridersListed = 15

/** What else the agency has late or due soon, in all programmes. The kept counts say whether there is anything to look up. */
async function riders(
  { table }: Pick<Services, 'table'>,
  agency: string,
  rows: readonly DigestRow[],
  day: CalendarDate,
  office: Registers,
): Promise<{ rows: DigestRow[]; alsoLate: number }> {
  const { calendar, programmes } = office
  const soon = calendar.addWorkingDays(day, soonWorkingDays)
  const open = { before: 0, within: 0 }
  for (const { id } of programmes.values()) {
    const { before, within } = await openByDay(table, id, agency, day, soon)
    open.before += before
    open.within += within
  }
  const told = new Map(
    rows.filter(({ as, task }) => as === 'lead' && task.lead === agency).map(({ task }) => [task.id, task]),
  )
  const dueTold = [...told.values()].flatMap(({ standing, deadline }) =>
    standing.state === 'open' && deadline ? [deadline.dueOn] : [],
  )
  const lateTold = dueTold.filter((dueOn) => dueOn < day).length
  const soonTold = dueTold.filter((dueOn) => dueOn >= day && dueOn <= soon).length
  const none: { tasks: readonly Task[] } = { tasks: [] }
  const limit = ridersListed
  // What fell due before any programme was tracked would fill the list, and none of it is spoken of.
  const [from = day] = [...programmes.values()].map(({ trackedFrom }) => trackedFrom).toSorted()
  const late =
    open.before > lateTold ? await tasksLedBy(table, agency, 'open', { from, until: addDays(day, -1), limit }) : none
  const near =
    open.within > soonTold ? await tasksLedBy(table, agency, 'open', { from: day, until: soon, limit }) : none
  const riding: DigestRow[] = []
  for (const task of [...late.tasks, ...near.tasks]) {
    const of = contextIn(office, task.programme)
    if (!of || told.has(task.id) || task.beforeTracking || task.standing.state !== 'open') continue
    const what = task.deadline && task.deadline.dueOn < day ? 'alsoLate' : 'alsoSoon'
    riding.push(rowOf(task, of, what, 'lead', day))
  }
  const lateListed = lateTold + riding.filter(({ what }) => what === 'alsoLate').length
  return { rows: riding, alsoLate: Math.max(0, open.before - lateListed) }
}
