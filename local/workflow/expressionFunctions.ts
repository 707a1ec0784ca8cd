/** The functions that Step Functions adds to JSONata, and `$now` and `$millis` on the engine's clock. */
import { createHash, randomUUID } from 'node:crypto'
import jsonata from 'jsonata'

/** `this` of a function that jsonata calls. */
type Focus = jsonata.Focus

/** jsonata's own date formatter, taken once, so that an expression which hides `$fromMillis` does not change `$now`. */
const { implementation: fromMillis }: { implementation: (this: Focus, ...args: unknown[]) => unknown } =
  await jsonata('$fromMillis').evaluate(undefined)

/** The binding that holds the moment; no expression can name it. */
export const nowName = '\0now'

export function addFunctions(compiled: jsonata.Expression): void {
  compiled.registerFunction('partition', partition, '<an?:a>')
  compiled.registerFunction('range', range, '<nnn:a>')
  compiled.registerFunction('hash', hash, '<ss?:s>')
  compiled.registerFunction('random', random, '<n?:n>')
  compiled.registerFunction('uuid', () => randomUUID(), '<:s>')
  compiled.registerFunction('parse', parse, '<s:x>')
  compiled.registerFunction(
    'millis',
    function (this: Focus) {
      return nowOf(this)
    },
    '<:n>',
  )
  compiled.registerFunction(
    'now',
    function (this: Focus, picture?: string, timezone?: string) {
      return fromMillis.call(this, nowOf(this), picture, timezone)
    },
    '<s?s?:s>',
  )
}

function nowOf(focus: Focus): number {
  const now: number = focus.environment.lookup(nowName)
  return now
}

/** Without a size all items are one part; no items are no parts, and so is a size of 0. */
function partition(items: readonly unknown[] | undefined, size?: number): unknown[][] | undefined {
  if (items === undefined) return undefined
  if (size === undefined) return [[...items]]
  if (size < 0) throw refusal('D3137', 'Second argument must be zero or greater')
  const step = Math.floor(size)
  if (step === 0 || items.length === 0) return undefined
  const chunks: unknown[][] = []
  for (let from = 0; from < items.length; from += step) chunks.push(items.slice(from, from + step))
  return chunks
}

/** As many as States.ArrayRange gives, whose place $range takes (Step Functions developer guide). */
const longestRange = 1000

/**
 * Both ends included; a step below zero counts down, and a step of 0 gives nothing. As Step Functions gives it, of whole
 * numbers; and as JSONata's own sequences are: one number stands alone, and none is nothing.
 */
function range(
  from: number | undefined,
  to: number | undefined,
  step: number | undefined,
): readonly number[] | number | undefined {
  if (from === undefined || to === undefined || step === undefined) return undefined
  const [first, last, by] = [Math.trunc(from), Math.trunc(to), Math.trunc(step)]
  if (by === 0) return undefined
  const count = Math.max(0, Math.floor((last - first) / by) + 1)
  if (count > longestRange) {
    throw refusal('D3137', `The function "range" gives at most ${longestRange} items, here ${count}`)
  }
  const numbers = Array.from({ length: count }, (_, index) => first + index * by)
  return numbers.length > 1 ? numbers : numbers[0]
}

const algorithms = new Map([
  ['SHA-1', 'sha1'],
  ['SHA-384', 'sha384'],
  ['SHA-256', 'sha256'],
  ['SHA-512', 'sha512'],
  ['MD5', 'md5'],
])

function hash(text: string | undefined, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined
  const name = algorithms.get(algorithm)
  if (name !== undefined) return createHash(name).update(text).digest('hex')
  throw refusal('D3137', `Hash algorithm '${algorithm}' must be one of ${[...algorithms.keys()].join(', ')}`)
}

/** From 0 to below 1; the same seed gives the same number (mulberry32). */
function random(seed?: number): number {
  if (seed === undefined) return Math.random()
  let mixed = (Math.floor(seed) + 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text)
}

/** As jsonata's own errors are: whoever reads one looks for its code. */
function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
