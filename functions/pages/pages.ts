/** The built pages in memory: a build that another start replaces does not change what this one serves. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Path, as a browser asks for it, to what is there. `/index.html` is the page that every address of people shows. */
export type Pages = ReadonlyMap<string, PageFile>

export interface PageFile {
  readonly type: string
  readonly body: Buffer
  /** The same, compressed once when it was built. */
  readonly brotli?: Buffer
  /** Its name has the hash of its content: whoever has it need never ask again. */
  readonly forever: boolean
  /** Of the page that every address of people shows: what some of them need besides. */
  readonly ahead?: readonly Ahead[]
}

/** As the build writes it (web/build/ahead.ts). */
export interface Ahead {
  /** As the router of the pages writes it: `/nhiem-vu/:id`, `/quan-tri/:part?`. */
  readonly address: string
  readonly files: readonly string[]
}

const types: { readonly [ending: string]: string } = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

const aheadFile = 'ahead.json'

export const brotliEnding = '.br'

export function readPages(folder: string): Pages {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const pages = new Map<string, PageFile>()
  for (const path of paths) {
    const type = types[path.slice(path.lastIndexOf('.') + 1)]
    // Folders, compressed copies and the stamp of the build have none.
    if (type === undefined) continue
    const compressed = `${path}${brotliEnding}`
    pages.set(`/${path.replaceAll(sep, '/')}`, {
      type,
      body: readFileSync(join(folder, path)),
      ...(paths.includes(compressed) ? { brotli: readFileSync(join(folder, compressed)) } : {}),
      forever: path.startsWith('assets'),
      ...(path === 'index.html' && paths.includes(aheadFile) ? { ahead: aheadIn(join(folder, aheadFile)) } : {}),
    })
  }
  return pages
}

function aheadIn(path: string): readonly Ahead[] {
  return JSON.parse(readFileSync(path, 'utf8'))
}
