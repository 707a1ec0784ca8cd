/** Documents: DOCUMENT#programme_id, a programme's by the day they were issued. */
import { type DocumentEvent, decideDocument } from '../../domain/documents/document.ts'
import type { Document } from '../../domain/programme/schema.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { everyItem, type PageAsked, type PageOf } from '../paging.ts'
import type { Services, Table } from '../services.ts'
import { type DocumentState, documentKeeping, registersOf } from './programmes.ts'
import { type Change, change, load, recordWrites, stored, writeWhere } from './record.ts'

/** Enters a document's facts, supplies what was awaited, or corrects them with a reason. Said again, it changes nothing. */
export async function enterDocument(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  facts: Document,
  reason: string | undefined,
  actor: Actor,
): Promise<Document | Refusal> {
  const { table, clock } = services
  const { programmes, directory } = await registersOf(table)
  if (!programmes.has(programme)) return { code: 'not-found', thing: programme }
  const known = { agencies: new Set(directory.keys()), documents: await idsIn(table, programme) }
  const decided = (kept: DocumentState | undefined) => {
    // What was taken back is entered as if it never had been.
    const before = kept?.takenBack ? undefined : kept
    const answer = decideDocument(before, facts, reason, known)
    return !answer || isRefusal(answer) ? answer : changed(answer, facts, programme)
  }
  const id = `${programme}_${facts.id}`
  if (!(await load(table, documentKeeping.kind, id))) {
    const entered = decided(undefined)
    if (!entered || isRefusal(entered)) return entered ?? facts
    const occasion = { at: clock.now(), day: clock.today(), actor }
    if (await writeWhere(table, recordWrites(documentKeeping, undefined, entered, occasion).writes)) return facts
    // Somebody else entered it meanwhile, or we did and did not hear of it: what stands decides.
  }
  return change(services, documentKeeping, id, actor, decided)
}

function changed({ type, ...data }: DocumentEvent, facts: Document, programme: string): Change<DocumentState> {
  return { type, data, state: { ...facts, programme } }
}

async function idsIn(table: Table, programme: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const item of everyItem(table, { index: 'byProgramme', pk: `DOCUMENTS#${programme}` })) {
    ids.add(stored<DocumentState>(item).state.id)
  }
  return ids
}

/** Takes back the entry of a document on which nothing rests any more. */
export async function takeBackDocument(
  services: Pick<Services, 'table' | 'clock'>,
  programme: string,
  id: string,
  actor: Actor,
): Promise<DocumentState | Refusal> {
  return change(services, documentKeeping, `${programme}_${id}`, actor, (document) => {
    if (document.takenBack) return undefined
    const state: DocumentState = { ...document, takenBack: true }
    const { programme: _, ...is } = state
    return { type: 'documentTakenBack', data: { is }, state }
  })
}

/** A programme's documents by the day they were issued, those awaited last. */
export async function documentsOfProgramme(
  table: Table,
  programme: string,
  page: PageAsked,
): Promise<PageOf<'documents', DocumentState>> {
  const { items, ...rest } = await table.query({ index: 'byProgramme', pk: `DOCUMENTS#${programme}`, ...page })
  return { documents: items.map((item) => stored<DocumentState>(item).state), ...rest }
}

/** The document as the programme's file and the API have it. */
export function factsOf({ programme: _, takenBack: __, ...document }: DocumentState): Document {
  return document
}
