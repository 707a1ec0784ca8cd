/**
 * Programmes, and the registers they share: agencies, groups and the working calendar belong to the office, because
 * the same department stands in several programmes.
 */
import type { Directory } from '../../domain/agencies/directory.ts'
import { CalendarData, type WorkingCalendar, workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import type { Agency, AgencyGroup, Clause, Document, Question } from '../../domain/programme/schema.ts'
import type { Rules } from '../../domain/tasks/decide.ts'
import type { Item, JsonObject, Table, Write } from '../services.ts'
import { asJson, type Keeping, load, stored, valueAs } from './record.ts'

export const programmeKeeping: Keeping<ProgrammeState> = {
  kind: 'PROGRAMME',
  idOf: ({ id }) => id,
  programmeOf: ({ id }) => id,
  indexesOf: ({ id, status }) => ({ byProgramme: { pk: 'PROGRAMMES', sk: `${status}#${id}` } }),
}

export const agencyKeeping: Keeping<Agency & { programme: string }> = {
  kind: 'AGENCY',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ id }) => ({ byAgency: { pk: 'AGENCIES', sk: id } }),
}

export const groupKeeping: Keeping<AgencyGroup & { programme: string }> = {
  kind: 'GROUP',
  idOf: ({ id }) => id,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ id }) => ({ byAgency: { pk: 'GROUPS', sk: id } }),
}

export const documentKeeping: Keeping<Document & { programme: string }> = {
  kind: 'DOCUMENT',
  idOf: ({ programme, id }) => `${programme}_${id}`,
  programmeOf: ({ programme }) => programme,
  indexesOf: ({ programme, id, issuedOn }) => ({
    byProgramme: { pk: `DOCUMENTS#${programme}`, sk: `${issuedOn ?? 'awaited'}#${id}` },
  }),
}

/** What the rules of one programme need, read once by whoever handles a request or a page of the round. */
export interface ProgrammeContext {
  readonly programme: ProgrammeState
  readonly rules: Rules
  readonly directory: Directory
  readonly groups: ReadonlyMap<string, AgencyGroup>
}

export async function programmeContext(table: Table, id: string): Promise<ProgrammeContext | undefined> {
  const programme = (await load<ProgrammeState>(table, 'PROGRAMME', id))?.state
  if (!programme) return undefined
  const [calendar, agencies, groups] = [
    await officeCalendar(table),
    await register<Agency>(table, 'AGENCIES'),
    await register<AgencyGroup>(table, 'GROUPS'),
  ]
  return {
    programme,
    rules: { settings: programme.settings, calendar },
    directory: new Map(agencies.map((agency) => [agency.id, agency])),
    groups: new Map(groups.map((group) => [group.id, group])),
  }
}

/** Programmes in force, by id. */
export async function programmesInForce(table: Table): Promise<readonly ProgrammeState[]> {
  const items = await all(table, 'byProgramme', 'PROGRAMMES', 'inForce#')
  return items.map((item) => stored<ProgrammeState>(item).state)
}

/** One programme's descriptive parts: the clauses in the order of the document, the questions with their answers. */
export async function clausesOf(table: Table, programme: string): Promise<readonly Clause[]> {
  return (await partition(table, `CLAUSES#${programme}`)).map(({ value }) => valueAs<Clause>(value))
}

export async function questionsOf(table: Table, programme: string): Promise<readonly Question[]> {
  return (await partition(table, `QUESTIONS#${programme}`)).map(({ value }) => valueAs<Question>(value))
}

const calendarKey = { pk: 'CALENDAR', sk: 'vn' }
const calendars = new WeakMap<JsonObject, WorkingCalendar>()
let latest: { readonly revision: number; readonly value: JsonObject } | undefined

/** The office's working calendar; a revision that was already computed in this process is not computed again. */
export async function officeCalendar(table: Table): Promise<WorkingCalendar> {
  const item = await table.get(calendarKey)
  if (!item) throw new Error('The folder has no working calendar: a programme must be launched first')
  const revision = Number(item.value['revision'])
  if (latest?.revision !== revision || JSON.stringify(latest.value) !== JSON.stringify(item.value)) {
    latest = { revision, value: item.value }
  }
  const known = calendars.get(latest.value)
  if (known) return known
  const calendar = workingCalendar(CalendarData.parse(item.value['data']))
  calendars.set(latest.value, calendar)
  return calendar
}

/** The first calendar of a folder: one that is there stays. */
export function calendarWrite(data: CalendarData): Write {
  return { put: { key: calendarKey, value: asJson({ revision: 1, data }) }, when: [{ is: 'absent' }] }
}

async function register<Entry>(table: Table, name: 'AGENCIES' | 'GROUPS'): Promise<readonly Entry[]> {
  return (await all(table, 'byAgency', name)).map((item) => stored<Entry>(item).state)
}

async function all(table: Table, index: 'byAgency' | 'byProgramme', pk: string, beginsWith = ''): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.query({
      index,
      pk,
      ...(beginsWith ? { sk: { beginsWith } } : {}),
      limit: 500,
      ...(cursor ? { cursor } : {}),
    })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items
}

async function partition(table: Table, pk: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await table.query({ pk, limit: 500, ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items
}
