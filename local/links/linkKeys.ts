/**
 * The secrets that sign links on one machine: a file of the data folder which its owner alone may read. It goes into no
 * backup and no archive: a folder that is restored or moved signs with new ones, and old links ask for new links.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { LinkKeys, Links } from '../../functions/services.ts'

/** `publicUrl` is asked each time: a demo knows its address once it listens. */
export function folderLinks(folder: string, publicUrl: () => string): Links {
  return {
    get publicUrl() {
      return publicUrl().replace(/\/$/, '')
    },
    linkKeys: folderLinkKeys(folder),
    realTime: () => Date.now(),
  }
}

/** The keys of a data folder, which one process has open. */
export function folderLinkKeys(folder: string, realTime: () => number = Date.now): LinkKeys {
  const path = join(folder, keysName)
  const keys = new Map(Object.entries(existsSync(path) ? Kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}))
  const inTime = (name: string) => {
    const key = keys.get(name)
    return key && key.until > realTime() ? Buffer.from(key.secret, 'base64') : undefined
  }
  return {
    named: async (name) => inTime(name),
    // Looked up and made in one go: nobody comes in between.
    async made(name, until) {
      const known = inTime(name)
      if (known) return known
      const secret = randomBytes(32)
      for (const [one, { until: end }] of keys) if (end <= realTime()) keys.delete(one)
      keys.set(name, { secret: secret.toString('base64'), until })
      keep(path, Object.fromEntries(keys))
      return secret
    },
  }
}

const keysName = 'link-keys.json'

const Kept = z.record(z.string(), z.strictObject({ secret: z.string(), until: z.int() }))

/** Readable by its owner alone from its first byte, and whole: a crash leaves the one before. */
function keep(path: string, keys: z.infer<typeof Kept>): void {
  const draft = `${path}.tmp`
  rmSync(draft, { force: true })
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(keys)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
}
