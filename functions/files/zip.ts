/**
 * Reading a ZIP package from its central directory (APPNOTE.TXT 6.3, 4.3): only what Word and Excel write. Sizes that
 * the package claims are not believed: what is inflated is bounded by the caller.
 */
import { inflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  /** Inflates it. Throws where it is damaged, encrypted, packed in another way, or longer than so many bytes. */
  read(mostBytes: number): Uint8Array
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
/** 22 bytes and a comment of at most 65,535. */
const endAtMost = 22 + 0xffff
const mostParts = 10_000

/** The parts of a package; undefined where the bytes are none. */
export function zipParts(bytes: Uint8Array): readonly ZipPart[] | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = endOf(view)
    if (end === undefined) return undefined
    const count = view.readUInt16LE(end + 10)
    // 0xffff stands for a number that does not fit: ZIP64, which no office document needs.
    if (count > mostParts) return undefined
    const parts: ZipPart[] = []
    let at = view.readUInt32LE(end + 16)
    for (let index = 0; index < count; index += 1) {
      if (view.readUInt32LE(at) !== entrySignature) return undefined
      const lengths = [view.readUInt16LE(at + 28), view.readUInt16LE(at + 30), view.readUInt16LE(at + 32)] as const
      parts.push(partAt(view, at, view.toString('utf8', at + 46, at + 46 + lengths[0])))
      at += 46 + lengths[0] + lengths[1] + lengths[2]
    }
    return parts
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function endOf(view: Buffer): number | undefined {
  for (let at = view.length - 22; at >= Math.max(0, view.length - endAtMost); at -= 1) {
    if (view.readUInt32LE(at) === endSignature) return at
  }
  return undefined
}

function partAt(view: Buffer, entry: number, name: string): ZipPart {
  const [flags, method] = [view.readUInt16LE(entry + 8), view.readUInt16LE(entry + 10)]
  const [packed, local] = [view.readUInt32LE(entry + 20), view.readUInt32LE(entry + 42)]
  return {
    name,
    read(mostBytes) {
      if ((flags & 1) === 1 || view.readUInt32LE(local) !== localSignature) throw new RangeError(`${name}: unreadable`)
      const from = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
      if (from + packed > view.length) throw new RangeError(`${name}: cut off`)
      const content = view.subarray(from, from + packed)
      if (method === 0 && packed <= mostBytes) return content
      if (method !== 8) throw new RangeError(`${name}: packed by method ${method}`)
      return inflateRawSync(content, { maxOutputLength: mostBytes })
    },
  }
}
