/**
 * What can be destroyed without breaking the trail: of a personal field or a file an event says only a salted digest,
 * and the value lies with its salt beside it, where it can be removed. A value that is there must match its digest; one
 * that is not must have been destroyed by an event that says on which paper (destruction.ts).
 */
import { canonical, type Hash } from './chain.ts'

/** What lies beside the event. Without the salt a digest of a name could be guessed by trying names. */
export interface KeptValue {
  readonly salt: string
  readonly value: unknown
}

export type KeptValues = { readonly [path: string]: KeptValue }

type Data = { readonly [name: string]: unknown }

/**
 * The data with a digest in place of each value that is there under one of the paths (`person.name`: the field of an
 * entry), and the values.
 */
export function covered(
  data: Data,
  paths: readonly string[],
  salt: () => string,
  hash: Hash,
): { readonly data: Data; readonly kept: KeptValues } {
  const kept: Record<string, KeptValue> = {}
  let bare = data
  for (const path of paths) {
    const value = valueAt(data, path)
    if (value === undefined) continue
    const one = { salt: salt(), value }
    kept[path] = one
    bare = withValueAt(bare, path, { removable: digestOf(one, hash) })
  }
  return { data: bare, kept }
}

/** The data with the values that are still kept in their places; where one is not, its digest stays. */
export function uncovered(data: Data, kept: KeptValues): Data {
  return Object.entries(kept).reduce((whole, [path, { value }]) => withValueAt(whole, path, value), data)
}

/** The digests in an event's data, by where they stand. */
export function digestsIn(data: Data): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [outer, value] of Object.entries(data)) {
    if (typeof value !== 'object' || value === null) continue
    for (const [inner, digest] of Object.entries(value))
      if (isDigest(digest)) found.set(`${outer}.${inner}`, digest.removable)
  }
  return found
}

/** Whether an event says the value itself, as those of before values were kept apart. */
export function isInClear(data: Data, path: string): boolean {
  const value = valueAt(data, path)
  return value !== undefined && !isDigest(value)
}

export function digestOf(value: KeptValue, hash: Hash): string {
  return hash(canonical(value))
}

function isDigest(value: unknown): value is { readonly removable: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'removable' in value &&
    /^[0-9a-f]{64}$/.test(String(value.removable))
  )
}

function valueAt(data: Data, path: string): unknown {
  const [outer, inner] = parts(path)
  const within = data[outer]
  return isData(within) ? within[inner] : undefined
}

function withValueAt(data: Data, path: string, value: unknown): Data {
  const [outer, inner] = parts(path)
  const within = data[outer]
  return isData(within) ? { ...data, [outer]: { ...within, [inner]: value } } : data
}

function parts(path: string): readonly [string, string] {
  const [outer = '', inner = ''] = path.split('.')
  return [outer, inner]
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
