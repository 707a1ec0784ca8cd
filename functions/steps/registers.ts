/** What a programme or a document brings into the registers that all programmes share, and into its own. */
import { differing } from '../../domain/agencies/entries.ts'
import type { Agency, AgencyGroup, Document } from '../../domain/programme/schema.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import type { Table } from '../services.ts'
import { agencyKeeping, documentKeeping, findableAgency, groupKeeping, registersOf } from '../stores/programmes.ts'
import { asJson, type Creation, type Keeping, recordWrites, thingOf, valueAs } from '../stores/record.ts'
import { beginningOf } from '../stores/trail.ts'

export interface Entries {
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly documents: readonly Document[]
}

/**
 * Agencies, groups and documents, in chunks that may be run again. An agency or a group that another programme has
 * registered (as it is here: registeredOtherwise) stays as it stands, and is found by the search of this programme too.
 */
export function registerEntries(programme: string, entries: Entries, occasion: Occasion): Creation[] {
  const { agencies, groups, documents } = entries
  return [
    ...agencies.map((agency) =>
      created(agencyKeeping, { ...agency, programme }, 'agencyEntered', { agency }, occasion),
    ),
    ...agencies.map((agency) => ({ writes: [findableAgency(programme, agency)] })),
    ...groups.map((group) => created(groupKeeping, { ...group, programme }, 'groupEntered', { group }, occasion)),
    ...documents.map((document) =>
      created(documentKeeping, { ...document, programme }, 'documentEntered', { document }, occasion),
    ),
  ]
}

/**
 * A refusal where an agency or a group is registered with another content: an entry that stays as it stands would drop
 * what is said here, and letters would go where this document does not send them. Whoever repeats what was first
 * entered agrees, also after a document has moved members or ended the body.
 */
export async function registeredOtherwise(
  table: Table,
  { agencies, groups }: Pick<Entries, 'agencies' | 'groups'>,
): Promise<Refusal | undefined> {
  const registers = await registersOf(table)
  const pairs = [
    ...agencies.map((entry) => ({ kind: 'agency', entry, known: registers.directory.get(entry.id) }) as const),
    ...groups.map((entry) => ({ kind: 'group', entry, known: registers.groups.get(entry.id) }) as const),
  ]
  for (const { kind, entry, known } of pairs) {
    const differs = known ? differing(entry, known) : []
    if (!known || differs.length === 0) continue
    const first = await firstEntered(table, kind, entry.id)
    if (first && differing(entry, first).length === 0) continue
    return { code: 'registered-otherwise', kind, id: entry.id, name: known.name, differs }
  }
  return undefined
}

async function firstEntered(
  table: Table,
  kind: 'agency' | 'group',
  id: string,
): Promise<Agency | AgencyGroup | undefined> {
  const { kind: thing } = kind === 'agency' ? agencyKeeping : groupKeeping
  const { data } = (await beginningOf(table, thingOf(thing, id))) ?? {}
  // What `registerEntries` put there.
  return data && valueAs<{ readonly [entry in typeof kind]?: Agency | AgencyGroup }>(asJson(data))[kind]
}

/** A thing with its first event. */
export function created<State extends object>(
  keeping: Keeping<State>,
  state: State,
  type: string,
  data: object,
  occasion: Occasion,
): Creation {
  return { writes: recordWrites(keeping, undefined, { type, data, state }, occasion).writes }
}
