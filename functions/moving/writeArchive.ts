/**
 * An archive as it is written: items line by line into gzip members of some 64 KB, so that whoever reads it finds one
 * thing without unpacking all, and files under their hashes. What is held in memory is a member and a file.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Item } from '../services.ts'
import { filePlace, itemsName, lineOf, type Manifest, manifestName } from './manifest.ts'

/** Before compression. An item, of at most 400 KB, is never cut. */
const bytesInBlock = 64 * 1024

/** Writes items, which come in the order of their keys, and answers what the manifest says of them. */
export async function writeItems(
  archive: string,
  items: AsyncIterable<Item> | Iterable<Item>,
): Promise<Manifest['items']> {
  const file = await open(join(archive, itemsName), 'w', 0o600)
  try {
    const whole = createHash('sha256')
    const blocks: number[] = []
    let count = 0
    let lines: string[] = []
    let bytes = 0
    const writeBlock = async () => {
      // zlib puts no time into it here: the same items are the same bytes.
      const block = gzipSync(`${lines.join('\n')}\n`)
      whole.update(block)
      blocks.push(block.length)
      lines = []
      bytes = 0
      await writeWhole(file, block)
    }
    for await (const item of items) {
      const line = lineOf(item)
      lines.push(line)
      bytes += Buffer.byteLength(line) + 1
      count += 1
      if (bytes >= bytesInBlock) await writeBlock()
    }
    if (lines.length > 0) await writeBlock()
    await file.sync()
    return { count, sha256: whole.digest('hex'), blocks }
  } finally {
    await file.close()
  }
}

/** FileHandle.write may write less than it was given. */
async function writeWhole(file: FileHandle, block: Uint8Array): Promise<void> {
  for (let written = 0; written < block.length; ) {
    written += (await file.write(block, written)).bytesWritten
  }
}

export function writeFile(archive: string, hash: string, bytes: Uint8Array): void {
  const place = filePlace(archive, hash)
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  writeFileSync(place, bytes, { flush: true, mode: 0o600 })
}

/** Written whole or not at all. */
export function writeManifest(archive: string, manifest: Manifest): void {
  const draft = join(archive, `${manifestName}.tmp`)
  writeFileSync(draft, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true, mode: 0o600 })
  renameSync(draft, join(archive, manifestName))
}
