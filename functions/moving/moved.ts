/** What is told of a move: how far it has come, and what came of it. */
import type { Flaw } from '../../domain/trail/chain.ts'
import type { Manifest } from './manifest.ts'

export type Moved = Pick<Manifest, 'kind' | 'at' | 'seals'> & {
  readonly items: number
  readonly events: number
  readonly files: number
  readonly fileBytes: number
}

/** Or what is wrong with the trail, for which it was not moved. */
export type Outcome = Moved | { readonly flaws: readonly Flaw[] }

export function movedOf({ kind, at, seals, items, files }: Manifest, events: number): Moved {
  return { kind, at, items: items.count, events, files: files.count, fileBytes: files.bytes, seals }
}

/** Which part of it, how many are done, and of how many if that is known. */
export type Progress = (part: 'items' | 'files' | 'proving' | 'comparing', done: number, of?: number) => void
