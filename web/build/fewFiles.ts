/**
 * Which modules stand together in one file of the build. Left alone, whatever two pages share becomes a file of its own:
 * a page of thirty files of a few hundred bytes each, of which a browser fetches six at a time, waits for its line five
 * times.
 */
import { resolve } from 'node:path'

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

const pages = resolve(import.meta.dirname, '../main.tsx')
const answer = resolve(import.meta.dirname, '../answer/main.ts')

/** By how much of the rest is shared: three pages that need it are most of them. */
const pagesThatShare = 3

export const fewFiles = [
  { name: nameInFirst, priority: 2 },
  { name: 'shared', priority: 1, minShareCount: pagesThatShare },
]

/** What the first screen needs is one file, less what the form behind a link needs too, which is another. */
function nameInFirst(id: string, modules: Modules): string | null {
  if (!closureOf(pages, modules).has(id)) return null
  return closureOf(answer, modules).has(id) ? 'both' : 'first'
}

const closures = new Map<string, ReadonlySet<string>>()

/** All that a module imports, not counting what it fetches later. */
function closureOf(entry: string, modules: Modules): ReadonlySet<string> {
  const known = closures.get(entry)
  if (known) return known
  const found = new Set([entry])
  // A set that grows while it is walked is walked to its end.
  for (const id of found) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) found.add(one)
  closures.set(entry, found)
  return found
}
