/**
 * What an archive is: a folder with every item of an office and the bytes of its files, in which nothing belongs to the
 * host that it came from. `docs/moving.md` describes it to whoever has the folder and not this program.
 */
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type Instant, isInstant } from '../../domain/days.ts'
import { canonical } from '../../domain/trail/chain.ts'
import { dayAndTime } from '../clock.ts'
import type { Clock, Item, Key } from '../services.ts'
import { isSecretOfAccount } from '../stores/accounts.ts'
import { sha256 } from '../stores/record.ts'

/** Written last: a folder that has it was written to its end. */
export const manifestName = 'manifest.json'
export const itemsName = 'items.jsonl.gz'

/** Raised with every change of the format, or of what items mean: an older program refuses what it would misread. */
export const schema = 1

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const Count = z.int().check(z.nonnegative())
const Moment = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), 'instant')

export const Manifest = z.strictObject({
  format: z.literal('dondoc-archive'),
  schema: z.literal(schema),
  /** A demo, or a stage that rehearses, never becomes an office, wherever it moves. */
  kind: z.enum(['office', 'demo']),
  /** The office time at which it was written; a demo's clock stands there. */
  at: Moment,
  items: z.strictObject({
    count: Count,
    sha256: Sha256,
    /** The bytes of each gzip member of the file, in order. */
    blocks: z.array(z.int().check(z.positive())),
  }),
  files: z.strictObject({ count: Count, bytes: Count }),
  /** The head of the seals of each trail. */
  seals: z.array(z.strictObject({ programme: z.string(), hash: Sha256 })),
})
export type Manifest = z.infer<typeof Manifest>
export type HostKind = Manifest['kind']

/** A clock as it stood at a moment: what should be sealed when an archive is written is judged by then. */
export function clockAt(at: Instant): Clock {
  return { now: () => at, today: () => dayAndTime(at).day }
}

/** Where the bytes of a file lie in an archive. */
export function filePlace(archive: string, hash: string): string {
  return join(archive, 'files', hash.slice(0, 2), hash)
}

/** An item as its line: the same text wherever it was kept, so that the same office is the same archive. */
export function lineOf(item: Item): string {
  return canonical(item)
}

/**
 * What belongs to a host stays there: tokens of executions that end with it, sessions, passwords, files that are still
 * being sent, where its clock stands, and the mark of an archive that is being taken in.
 */
export function travels({ pk, sk }: Key): boolean {
  const isOfHost = ['FOLDER', 'CLOCK', moving.pk].includes(pk) || /^(?:UPLOAD|SESSION)#/.test(pk)
  return !isOfHost && !isSecretOfAccount({ pk, sk }) && !(pk.startsWith('CYCLE#') && sk === 'WAIT')
}

/** The mark that a table bears while an archive is being taken into it. */
export const moving = { pk: 'MOVING', sk: 'IMPORT' } as const

/**
 * What makes an office of the rest: without these registers nobody can sign in and the round finds no programme. They
 * are taken in last, in this order, so that nobody works with half of an office.
 */
export const registers: readonly string[] = ['PEOPLE', 'PROGRAMMES', 'REGISTERS']

export function isRegister({ pk }: Key): boolean {
  return registers.includes(pk)
}

/** The bytes that a file's item names; undefined for any other item, and for a file that was destroyed. */
export function fileNamedBy({ key, value }: Item): KeptFile | undefined {
  if (!key.pk.startsWith('FILE#') || key.sk !== 'STATE' || value['sha256'] === undefined) return undefined
  return { sha256: String(value['sha256']), bytes: Number(value['bytes']) }
}

export interface KeptFile {
  readonly sha256: string
  readonly bytes: number
}

/** A sum of hashes: the same for the same items in whatever order they come. */
export interface Sum {
  add(line: string): void
  readonly count: number
  readonly total: string
}

export function sum(): Sum {
  let count = 0
  let total = 0n
  return {
    add(line) {
      count += 1
      total = BigInt.asUintN(256, total + BigInt(`0x${sha256(line)}`))
    },
    get count() {
      return count
    },
    get total() {
      return total.toString(16)
    },
  }
}
