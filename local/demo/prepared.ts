/**
 * The demo as it was made before, kept among the caches under the name of what made it: whoever changes a rule, a
 * workflow or the programme gets a new one. To live two years takes seconds; to copy them takes a moment.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { copyFolder } from '../folder/folder.ts'

const root = join(import.meta.dirname, '../..')
const ownCaches = join(root, 'node_modules/.cache/dondoc/demo')
/** What a demo follows from. */
const sources = ['domain', 'functions', 'local', 'programmes', 'workflows']

export interface PreparedDemo {
  /** Copies it to a place where nothing is. False: none was prepared. */
  copyTo(path: string): boolean
  /** Keeps a demo for the next one who asks. Where caches cannot be written to, the next waits as this one did. */
  keep(path: string): void
}

export function preparedDemo(caches: string = ownCaches): PreparedDemo {
  const place = join(caches, sourceHash())
  return {
    copyTo(path) {
      if (!existsSync(place)) return false
      try {
        copyFolder(place, path)
        return true
      } catch {
        // Taken away meanwhile, damaged, or no room for it: whoever makes one anew says which.
        return false
      }
    },
    keep(path) {
      const draft = `${place}.${process.pid}`
      try {
        mkdirSync(caches, { recursive: true })
        for (const old of readdirSync(caches)) {
          if (old !== basename(place)) rmSync(join(caches, old), { recursive: true, force: true })
        }
        copyFolder(path, draft)
        renameSync(draft, place)
      } catch {
        rmSync(draft, { recursive: true, force: true })
      }
    },
  }
}

/** Of every file, by its name and content. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    const files = readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    const paths = files.filter((one) => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    for (const path of paths.toSorted()) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 32)
}
