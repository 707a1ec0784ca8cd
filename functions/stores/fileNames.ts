/**
 * Which things name a file: FILE#id, NAMED#thing, written with the change that names it. Whoever may read one of them
 * may read the file.
 */
import { filesNamed } from '../../domain/files/file.ts'
import { everyItem } from '../paging.ts'
import type { Table, Write } from '../services.ts'

const prefix = 'NAMED#'

export function namingWrites(thing: string, data: object): readonly Write[] {
  return [...new Set(filesNamed(data))].map((id) => ({
    put: { key: { pk: `FILE#${id}`, sk: `${prefix}${thing}` }, value: {} },
  }))
}

/** The names of the things (`TASK#nho_once`), none while the file was only handed in. */
export async function namersOf(table: Table, file: string): Promise<readonly string[]> {
  const named = everyItem(table, { pk: `FILE#${file}`, sk: { beginsWith: prefix } })
  return Array.fromAsync(named, ({ key }) => key.sk.slice(prefix.length))
}
