/** One folded projection per programme: SEARCH#programme, a small item for each thing that can be looked for. */
import { matches } from '../../domain/search.ts'
import { everyItem } from '../paging.ts'
import type { Table, Write } from '../services.ts'
import { asJson, valueAs } from './record.ts'

export interface Findable {
  readonly programme: string
  readonly kind: 'assignment' | 'clause' | 'agency' | 'evidence'
  readonly id: string
  readonly title: string
  /** The text to match, folded (domain/search.ts). */
  readonly folded: string
}

export function searchWrite(findable: Findable): Write {
  const { programme, kind, id } = findable
  return { put: { key: { pk: `SEARCH#${programme}`, sk: `${kind}#${id}` }, value: asJson(findable) } }
}

/** What matches every word of the query, at most so many, in the order kept. */
export async function search(
  table: Table,
  programme: string,
  query: string,
  most: number,
): Promise<readonly Findable[]> {
  const found: Findable[] = []
  for await (const { value } of everyItem(table, { pk: `SEARCH#${programme}` })) {
    if (found.length >= most) break
    const findable = valueAs<Findable>(value)
    if (matches(findable.folded, query)) found.push(findable)
  }
  return found
}
