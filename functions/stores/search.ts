/** One folded projection per programme: SEARCH#programme, a small item for each thing that can be looked for. */
import { matches } from '../../domain/search.ts'
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
  let cursor: string | undefined
  do {
    const page = await table.query({ pk: `SEARCH#${programme}`, limit: 500, ...(cursor ? { cursor } : {}) })
    for (const { value } of page.items) {
      const findable = valueAs<Findable>(value)
      if (matches(findable.folded, query)) found.push(findable)
    }
    cursor = page.cursor
  } while (cursor && found.length < most)
  return found.slice(0, most)
}
