/**
 * Takes a programme into force: registers its agencies, enters its documents, clauses, questions, targets and
 * assignments, and opens what begins at once. In chunks that may each be run again, so that a launch that was cut
 * off is finished by launching again.
 */
import { type Assignment, addresseeOf, enteredAssignment } from '../../domain/assignments/assignment.ts'
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { placeInDocument } from '../../domain/programme/clause.ts'
import { evolveProgramme, type ProgrammeState } from '../../domain/programme/programmeState.ts'
import { type Programme, Settings } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { fold } from '../../domain/search.ts'
import type { Actor, Occasion } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Item, Services, Table } from '../services.ts'
import { assignmentKeeping, openOccurrences } from '../stores/assignments.ts'
import { calendarEntry, programmeContext, programmeKeeping, textParts, wordsOf } from '../stores/programmes.ts'
import { asJson, type Creation, change, createAll, sha256, thingOf } from '../stores/record.ts'
import { searchWrite } from '../stores/search.ts'
import { targetKeeping } from '../stores/targets.ts'
import { beginningOf } from '../stores/trail.ts'
import { created, registerEntries, registeredOtherwise } from './registers.ts'

export interface Launched {
  readonly programme: string
  readonly assignments: number
  readonly unassigned: number
  readonly targets: number
}

/**
 * Launches the programme on the office day it is; `trackedFrom` overrides the file's. Launched again with the same
 * file it changes nothing; with another, it is refused. So is a day before the document's, and an agency or a group
 * that is registered otherwise; then nothing is written.
 */
export async function launch(
  services: Pick<Services, 'table' | 'clock'>,
  file: Programme,
  calendarData: CalendarData,
  actor: Actor,
  trackedFrom?: CalendarDate,
): Promise<Launched | Refusal> {
  const { table, clock } = services
  const occasion: Occasion = { at: clock.now(), day: clock.today(), actor }
  const programme = programmeOf(file, trackedFrom ?? file.trackedFrom ?? occasion.day, occasion.day)
  const content = contentOf(file)
  const thing = thingOf(programmeKeeping.kind, file.id)
  const refusal = await whyNotLaunched(table, file, occasion.day)
  if (refusal) return refusal
  await createAll(table, [
    calendarEntry(file.id, calendarData, occasion),
    created(programmeKeeping, programme, 'launchBegun', { content, programme, words: hashesOf(words(file)) }, occasion),
  ])
  const beginning = await beginningOf(table, thing)
  if (beginning?.data['content'] !== content) return { code: 'launched-otherwise', programme: file.id }
  await createAll(table, [
    ...registerEntries(file.id, file, occasion),
    ...descriptions(file),
    ...file.targets.map((target) =>
      created(targetKeeping, { ...target, programme: file.id }, 'targetEntered', { target }, occasion),
    ),
  ])
  const context = await programmeContext(table, file.id)
  if (!context) return { code: 'not-found', thing: file.id }
  if (context.programme.status === 'ended') return { code: 'programme-not-in-force' }
  const keeping = assignmentKeeping(context.rules)
  const assignments = file.assignments.map((entry) => assignmentOf(entry, context.programme))
  await createAll(
    table,
    assignments.map((assignment) => created(keeping, assignment, 'assignmentEntered', { assignment }, occasion)),
  )
  for (const { id, to } of assignments) if (to) await openOccurrences(services, context.rules, context.groups, id)
  const { length } = assignments
  const launched = await change(services, programmeKeeping, file.id, actor, (state, when) => {
    if (state.status !== 'launching') return undefined
    const event = { type: 'launched', assignments: length, targets: file.targets.length } as const
    const { type, ...data } = event
    return { type, data, state: evolveProgramme(state, event, when) }
  })
  if (isRefusal(launched)) return launched
  const unassigned = assignments.filter(({ to }) => !to).length
  return { programme: file.id, assignments: length, unassigned, targets: file.targets.length }
}

/** What is known before anything is written. What was begun is finished: then it is only asked whether it is the same. */
export async function whyNotLaunched(table: Table, file: Programme, today: CalendarDate): Promise<Refusal | undefined> {
  const beginning = await beginningOf(table, thingOf(programmeKeeping.kind, file.id))
  if (!beginning) return beforeDocument(file, today) ?? (await registeredOtherwise(table, file))
  return beginning.data['content'] === contentOf(file) ? undefined : { code: 'launched-otherwise', programme: file.id }
}

function contentOf(file: Programme): string {
  return sha256(canonical(file))
}

/** Work cannot be given before the document that gives it; one whose day is awaited gives it at any time. */
export function beforeDocument({ documents, document }: Programme, today: CalendarDate): Refusal | undefined {
  const issuedOn = documents.find(({ id }) => id === document)?.issuedOn
  return issuedOn && today < issuedOn ? { code: 'before-document', issuedOn, today } : undefined
}

function programmeOf(file: Programme, trackedFrom: CalendarDate, today: CalendarDate): ProgrammeState {
  const { id, title, document, period, stages } = file
  const settings = Settings.parse(file.settings ?? {})
  return { id, title, document, period, stages, trackedFrom, settings, launchedOn: today, status: 'launching' }
}

function assignmentOf(entry: Programme['assignments'][number], begun: ProgrammeState): Assignment {
  const to = addresseeOf(entry)
  return { ...enteredAssignment(begun, entry), ...(to ? { to, givenOn: begun.launchedOn } : {}) }
}

/** Clauses, questions and the document's text: the words a task rests on. */
function words(file: Programme): readonly Item[] {
  const [clauses, questions, text] = wordsOf(file.id)
  return [
    ...file.clauses.map((clause) => ({ key: { pk: clauses, sk: placeInDocument(clause.id) }, value: asJson(clause) })),
    ...file.questions.map((question) => ({ key: { pk: questions, sk: question.id }, value: asJson(question) })),
    ...textParts(file.text ?? '').map((part, index) => ({
      key: { pk: text, sk: String(index + 1).padStart(4, '0') },
      value: asJson(part),
    })),
  ]
}

/** What the launch says of each in the programme's trail, by its place: verify names one that was changed by hand. */
function hashesOf(items: readonly Item[]): { readonly [place: string]: string } {
  return Object.fromEntries(items.map(({ key, value }) => [`${key.pk} ${key.sk}`, sha256(canonical(value))]))
}

function descriptions(file: Programme): Creation[] {
  return [
    ...words(file).map((item) => ({ writes: [{ put: item }] })),
    ...file.clauses.map(({ id, title }) => ({
      writes: [searchWrite({ programme: file.id, kind: 'clause', id, title, folded: fold(`${id} ${title}`) })],
    })),
  ]
}
