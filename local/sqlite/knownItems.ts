/**
 * Items that were read lately, so that a task which is read, judged and read again in one morning is parsed once.
 * Items are never changed in place, so they can be handed out as they are.
 */
import type { Item, Key } from '../../functions/services.ts'

export interface KnownItems {
  /** Lets go of everything if another connection has written since this was last asked. */
  forgetTheOutdated(): void
  find(key: Key): Item | undefined
  /** Keeps what was read, and gives it back. */
  keep(key: Key, item: Item): Item
  /** What now stands under a key, if anybody has read it: most of what is written is not read again. */
  put(key: Key, item: Item): void
  drop(key: Key): void
  /** After a rollback: what was put on the way may not have come to be. */
  forget(): void
}

const mostKept = 10_000

/** `version` moves whenever another connection has written (PRAGMA data_version); what is known is then out of date. */
export function knownItems(version: () => number): KnownItems {
  const kept = new Map<string, Item>()
  let of = version()
  return {
    forgetTheOutdated() {
      const now = version()
      if (now !== of) kept.clear()
      of = now
    },
    find(key) {
      return kept.get(nameOf(key))
    },
    keep(key, item) {
      if (kept.size >= mostKept) kept.clear()
      kept.set(nameOf(key), item)
      return item
    },
    put(key, item) {
      const name = nameOf(key)
      if (kept.has(name)) kept.set(name, item)
    },
    drop(key) {
      kept.delete(nameOf(key))
    },
    forget() {
      kept.clear()
    },
  }
}

function nameOf({ pk, sk }: Key): string {
  return `${pk.length}:${pk}${sk}`
}
