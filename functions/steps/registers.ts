/** What a programme or a document brings into the registers that all programmes share, and into its own. */
import type { Agency, AgencyGroup, Document } from '../../domain/programme/schema.ts'
import { fold } from '../../domain/search.ts'
import type { Occasion } from '../../domain/tasks/task.ts'
import { agencyKeeping, documentKeeping, groupKeeping } from '../stores/programmes.ts'
import { type Creation, type Keeping, recordWrites } from '../stores/record.ts'
import { searchWrite } from '../stores/search.ts'

export interface Entries {
  readonly agencies: readonly Agency[]
  readonly groups: readonly AgencyGroup[]
  readonly documents: readonly Document[]
}

/**
 * Agencies, groups and documents, in chunks that may be run again. An agency or a group that another programme has
 * registered stays as it stands there, and is found by the search of this programme too.
 */
export function registerEntries(programme: string, entries: Entries, occasion: Occasion): Creation[] {
  const { agencies, groups, documents } = entries
  return [
    ...agencies.map((agency) =>
      created(agencyKeeping, { ...agency, programme }, 'agencyEntered', { agency }, occasion),
    ),
    ...agencies.map((agency) => ({ writes: [findable(programme, agency)] })),
    ...groups.map((group) => created(groupKeeping, { ...group, programme }, 'groupEntered', { group }, occasion)),
    ...documents.map((document) =>
      created(documentKeeping, { ...document, programme }, 'documentEntered', { document }, occasion),
    ),
  ]
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

function findable(programme: string, { id, name, shortName = '' }: Agency) {
  return searchWrite({ programme, kind: 'agency', id, title: name, folded: fold(`${name} ${shortName}`) })
}
