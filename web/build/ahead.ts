/**
 * `ahead.json`: which files each address needs besides those that the page itself names. The server names them beside
 * the page, so that a browser fetches them with its scripts and not after they ran. It is read from `pages.tsx`, which
 * says which page shows which address.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

const pages = resolve(import.meta.dirname, '../pages.tsx')

export function filesAhead(): Plugin {
  return {
    name: 'files-ahead',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      const start = chunks.find(({ name, isEntry }) => isEntry && name === 'index')
      const atOnce = start ? filesOf(start, chunks) : new Set()
      const ahead = [...modulesOf(readFileSync(pages, 'utf8'))].map(([address, module]) => {
        const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(resolve(pages, '..', module)))
        if (!chunk) this.error(`pages.tsx shows ${module} at ${address}, and no file has it`)
        return { address, files: [...filesOf(chunk, chunks)].filter((file) => !atOnce.has(file)) }
      })
      this.emitFile({ type: 'asset', fileName: 'ahead.json', source: JSON.stringify(ahead) })
    },
  }
}

/** Address, as the router writes it, to the module of its page; pages of the first screen are left out. */
function modulesOf(source: string): ReadonlyMap<string, string> {
  const modules = new Map(
    [...source.matchAll(/const (\w+) = lazy\(\(\) =>\s*import\('([^']+)'\)/g)].map(([, page = '', path = '']) => [
      page,
      path,
    ]),
  )
  const found = new Map<string, string>()
  for (const [, address = '', rest = ''] of source.matchAll(/<Route path="([^"]+)"([\s\S]*?)(?:\/>|<\/Route>)/g)) {
    const page = [...modules.keys()].find((one) => new RegExp(`\\b${one}\\b`).test(rest))
    if (page !== undefined) found.set(address, modules.get(page) ?? '')
  }
  const shown = new Set(found.values())
  const forgotten = [...modules.values()].filter((path) => !shown.has(path))
  if (forgotten.length > 0) throw new Error(`No address of pages.tsx was found for ${forgotten.join(', ')}`)
  return found
}

/** A chunk, what it imports, and the styles of both. */
function filesOf(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): ReadonlySet<string> {
  const found = new Set([chunk])
  for (const one of found) {
    for (const name of one.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name)
      if (imported) found.add(imported)
    }
  }
  return new Set(
    [...found]
      .flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])])
      .map((file) => `/${file}`),
  )
}
