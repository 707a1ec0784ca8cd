/**
 * Programmes, and the registers they share: agencies, groups and the working calendar belong to the office, because
 * the same department stands in several programmes.
 */
import type { Directory } from '../../domain/agencies/directory.ts'
import type { Person } from '../../domain/agencies/person.ts'
import { type CalendarState, evolveCalendar } from '../../domain/calendar/calendarState.ts'
import { type CalendarData, type WorkingCalendar, workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { placeInDocument } from '../../domain/programme/clause.ts'
import { linesOf, type Paragraph, paragraphOf } from '../../domain/programme/documentText.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import {
  type Agency,
  type AgencyGroup,
  type Clause,
  type Document,
  type Question,
  Settings,
} from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { fold } from '../../domain/search.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { canonical } from '../../domain/trail/chain.ts'
import type { Services, Table, Write } from '../services.ts'
import {
  asJson,
  type Change,
  type Creation,
  change,
  everyValue,
  type Keeping,
  load,
  recordWrites,
  stateKey,
  thingOf,
  valueAs,
} from './record.ts'
import { searchWrite } from './search.ts'

export const programmeKeeping: Keeping<ProgrammeState> = {
  kind: 'PROGRAMME',
  idOf: ({ id }) => id,
  programmeOf: ({ id }) => id,
  besides: (_, programme) => registerWrites('PROGRAMMES', programme),
}

export const agencyKeeping: Keeping<Agency & { programme: string }> = {
  kind: 'AGENCY',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  besides: (_, agency) => registerWrites('AGENCIES', agency),
}

/** An agency is found by the search of each programme that names it. */
export function findableAgency(programme: string, { id, name, shortName = '' }: Agency): Write {
  return searchWrite({ programme, kind: 'agency', id, title: name, folded: fold(`${name} ${shortName}`) })
}

export const groupKeeping: Keeping<AgencyGroup & { programme: string }> = {
  kind: 'GROUP',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  besides: (_, group) => registerWrites('GROUPS', group),
}

export type DocumentState = Document & {
  readonly programme: string
  /** Its entry was undone with all that it gave: nothing rests on it, until it is entered again. */
  readonly takenBack?: true
}

export const documentKeeping: Keeping<DocumentState> = {
  kind: 'DOCUMENT',
  idOf: ({ programme, id }) => `${programme}_${id}`,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ programme, id, issuedOn, takenBack }) =>
    takenBack ? undefined : { byProgramme: { pk: `DOCUMENTS#${programme}`, sk: `${issuedOn ?? 'awaited'}#${id}` } },
}

export async function documentById(table: Table, programme: string, id: string): Promise<Document | undefined> {
  const state = (await load<DocumentState>(table, 'DOCUMENT', `${programme}_${id}`))?.state
  return state?.takenBack ? undefined : state
}

/** A refusal when a change names a document that was never entered: every change rests on one that can be looked up. */
export async function unknownDocument(
  table: Table,
  programme: string,
  command: { readonly document?: string | undefined },
): Promise<Refusal | undefined> {
  const { document } = command
  // A blank one is refused by the rule itself, in its own words.
  if (document === undefined || document.trim() === '') return undefined
  const known = await documentById(table, programme, document)
  return known ? undefined : { code: 'unknown-document', document }
}

/** A write that goes through only while the programme is in force. */
export function whileInForce(programme: string): Write {
  const key = { pk: thingOf(programmeKeeping.kind, programme), sk: stateKey }
  return { check: key, when: [{ attribute: 'status', equals: 'inForce' }] }
}

export type Register = 'PROGRAMMES' | 'AGENCIES' | 'GROUPS' | 'PEOPLE'

/**
 * A register is a partition of the table, not an index: who may get a letter is read consistently. Every write to one
 * moves the revision, so that a reader knows with one small read that what it has is what stands.
 */
export function registerWrites(register: Register, entry: { readonly id: string }): readonly Write[] {
  return [{ put: { key: { pk: register, sk: entry.id }, value: asJson(entry) } }, revisionWrite]
}

const revisionKey = { pk: 'REGISTERS', sk: 'REVISION' }
const revisionWrite: Write = { update: revisionKey, add: { revision: 1 } }

/** The calendar, of which there is one; whoever has read it reads it again when it changes. */
export const calendarKeeping: Keeping<CalendarState> = {
  kind: 'CALENDAR',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  besides: () => [revisionWrite],
}

const calendarId = 'vn'

/** The first calendar of a folder, in the trail of whoever brings it: one that is there stays. */
export function calendarEntry(programme: string, data: CalendarData, occasion: Occasion): Creation {
  const state: CalendarState = { id: calendarId, programme, data }
  const entered: Change<CalendarState> = { type: 'calendarEntered', data: { calendar: state }, state }
  return recordWrites(calendarKeeping, undefined, entered, occasion)
}

/** The calendar as it is kept, and the one before it. */
export async function calendarKept(
  table: Table,
): Promise<{ readonly data: CalendarData; readonly before: CalendarData }> {
  const kept = await load<CalendarState>(table, calendarKeeping.kind, calendarId)
  const { data, before = data } = kept?.state ?? { data: unknown }
  return { data, before }
}

/** Keeps a calendar that has changed. Answers the one before it, also where it was kept already. */
export async function keepCalendar(
  services: Pick<Services, 'table' | 'clock'>,
  data: CalendarData,
  actor: Occasion['actor'],
): Promise<CalendarData | Refusal> {
  const answer = await change(services, calendarKeeping, calendarId, actor, (state) => {
    if (canonical(state.data) === canonical(data)) return undefined
    const event = { type: 'calendarReplaced', calendar: data } as const
    return { type: event.type, data: { calendar: data }, state: evolveCalendar(state, event) }
  })
  return isRefusal(answer) ? answer : (answer.before ?? answer.data)
}

/** Before the first programme brings its calendar, every year is computed. */
const unknown: CalendarData = { sources: {}, addedHolidays: [], years: [] }

/** What all programmes of an office share. */
export interface Registers {
  readonly calendar: WorkingCalendar
  readonly directory: Directory
  readonly groups: ReadonlyMap<string, AgencyGroup>
  readonly programmes: ReadonlyMap<string, ProgrammeState>
  readonly people: ReadonlyMap<string, Person>
}

const read = new WeakMap<Table, { readonly revision: number; readonly registers: Registers }>()

/** The registers as they stand; read whole only when their revision has moved. */
export async function registersOf(table: Table): Promise<Registers> {
  const revision = Number((await table.get(revisionKey))?.value['revision'] ?? 0)
  const known = read.get(table)
  if (known?.revision === revision) return known.registers
  const registers = {
    calendar: workingCalendar((await calendarKept(table)).data),
    directory: await register<Agency>(table, 'AGENCIES'),
    groups: await register<AgencyGroup>(table, 'GROUPS'),
    programmes: withEverySetting(await register<ProgrammeState>(table, 'PROGRAMMES')),
    people: await register<Person>(table, 'PEOPLE'),
  }
  read.set(table, { revision, registers })
  return registers
}

/** A programme that was launched before a setting was known goes by what it is where nothing is said. */
function withEverySetting(programmes: ReadonlyMap<string, ProgrammeState>): ReadonlyMap<string, ProgrammeState> {
  const all = [...programmes.values()].map((one) => ({ ...one, settings: Settings.parse(one.settings) }))
  return new Map(all.map((one) => [one.id, one]))
}

async function register<Entry extends { readonly id: string }>(
  table: Table,
  name: Register,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = await everyValue<Entry>(table, { pk: name })
  return new Map(entries.map((entry) => [entry.id, entry]))
}

/** What the rules of one programme need, read once by whoever handles a request or a page of the round. */
export interface ProgrammeContext {
  readonly programme: ProgrammeState
  readonly rules: Rules
  readonly directory: Directory
  readonly groups: ReadonlyMap<string, AgencyGroup>
}

export async function programmeContext(table: Table, id: string): Promise<ProgrammeContext | undefined> {
  return contextIn(await registersOf(table), id)
}

/** The same for whoever has read the registers already. */
export function contextIn(
  { calendar, directory, groups, programmes }: Registers,
  id: string,
): ProgrammeContext | undefined {
  const programme = programmes.get(id)
  return programme && { programme, rules: { settings: programme.settings, calendar }, directory, groups }
}

/** Programmes in force, by id. */
export async function programmesInForce(table: Table): Promise<readonly ProgrammeState[]> {
  return [...(await registersOf(table)).programmes.values()].filter(({ status }) => status === 'inForce')
}

/** Where the words of a programme's document stand, as its launch entered them. */
export function wordsOf(programme: string): readonly [clauses: string, questions: string, text: string] {
  return [`CLAUSES#${programme}`, `QUESTIONS#${programme}`, `TEXT#${programme}`]
}

// Characters; a Vietnamese one is up to three bytes, and an item has 400 KB.
const textPartLength = 60_000

/** The document's words in parts of whole paragraphs, in their order. */
export function textParts(text: string): readonly { readonly lines: readonly string[] }[] {
  const parts: { readonly lines: string[] }[] = []
  let length = textPartLength
  for (const line of linesOf(text)) {
    length += line.length
    if (length > textPartLength) {
      parts.push({ lines: [] })
      length = line.length
    }
    parts.at(-1)?.lines.push(line)
  }
  return parts
}

/** The paragraphs of a programme's document; none where its launch brought no text. */
export async function documentTextOf(table: Table, programme: string): Promise<readonly Paragraph[]> {
  const parts = await everyValue<{ readonly lines: readonly string[] }>(table, { pk: wordsOf(programme)[2] })
  return parts.flatMap(({ lines }) => lines.map(paragraphOf))
}

/** One programme's descriptive parts: the clauses in the order of the document, the questions with their answers. */
export async function clausesOf(table: Table, programme: string): Promise<readonly Clause[]> {
  return everyValue<Clause>(table, { pk: wordsOf(programme)[0] })
}

/** One clause with its words; undefined where the document has none of that name. */
export async function clauseAt(table: Table, programme: string, id: string): Promise<Clause | undefined> {
  const item = await table.get({ pk: wordsOf(programme)[0], sk: placeInDocument(id) })
  return item && valueAs<Clause>(item.value)
}

/** Whether the document has that place: a clause, or a section that some clause lies in. */
export async function hasPlace(table: Table, programme: string, place: string): Promise<boolean> {
  const key = { pk: wordsOf(programme)[0], sk: placeInDocument(place) }
  if (await table.get(key)) return true
  return (await clausesOf(table, programme)).some(({ id }) => id.startsWith(`${place}.`) || id.startsWith(`${place}-`))
}

export async function questionsOf(table: Table, programme: string): Promise<readonly Question[]> {
  return everyValue<Question>(table, { pk: wordsOf(programme)[1] })
}
