/**
 * What is wrong with a programme file: where, which kind of thing, and the sentence for whoever keeps the file,
 * which says what was wanted, what was found and what to do.
 */

/** Keys and indices from the top of the file. */
export type Path = readonly (string | number)[]

export type ProblemCode =
  // The shape of a value.
  | 'missing-field'
  | 'unknown-field'
  | 'wrong-type'
  | 'not-a-day'
  | 'bad-format'
  | 'not-allowed'
  | 'out-of-bounds'
  | 'contradiction'
  // Questions and the places that rest on them.
  | 'bad-answer-place'
  | 'unknown-question'
  | 'unanswered-question'
  | 'unknown-option'
  | 'option-without-value'
  | 'idle-answer'
  // What a value refers to.
  | 'duplicate-id'
  | 'unknown-agency'
  | 'unknown-group'
  | 'unknown-document'
  | 'unknown-section'
  | 'unknown-clause'
  | 'unknown-target'
  | 'unknown-place'
  | 'unknown-assignment'
  | 'not-in-text'
  // What the values say together.
  | 'two-leads'
  | 'lead-and-group'
  | 'lead-cooperates'
  | 'lead-not-begun'
  | 'cycle'
  | 'dates-out-of-order'
  | 'outside-period'
  | 'no-period'
  // An illustration beside its programme.
  | 'other-programme'
  | 'not-marked-illustration'
  | 'already-assigned'
  | 'other-clause'
  | 'not-assigned'

export interface Problem {
  readonly path: Path
  readonly code: ProblemCode
  readonly sentence: string
}

export function isUnder(path: Path, place: Path): boolean {
  return place.every((key, index) => path[index] === key)
}

/** The value as a sentence quotes it. */
export function found(value: unknown): string {
  if (value === undefined) return 'không có'
  if (value === null || value === '') return 'để trống'
  if (typeof value === 'string') return `ghi “${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
  if (Array.isArray(value)) return 'ghi một danh sách'
  if (typeof value === 'object') return 'ghi một nhóm trường'
  return `ghi ${String(value)}`
}

/** Ends a sentence about a name nobody knows: "; có phải “so-y-te”?" where one is a slip of the pen away. */
export function perhaps(name: string, known: Iterable<string>): string {
  let nearest = ''
  let distance = Math.min(3, Math.ceil(name.length / 2))
  for (const candidate of known) {
    const steps = editDistance(name, candidate, distance)
    if (steps > 0 && steps < distance) [nearest, distance] = [candidate, steps]
  }
  return nearest === '' ? '.' : `; có phải “${nearest}”?`
}

/** Levenshtein's distance, or `limit` when it is at least that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(limit, row[b.length] ?? limit)
}
