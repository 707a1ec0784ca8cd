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
  compiled.registerFunction('partition', partition, '<an:a>')
  compiled.registerFunction('range', range, '<nnn:a>')
  compiled.registerFunction('hash', hash, '<xs:s>')
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

function partition(items: readonly unknown[] | undefined, size: number | undefined): unknown[][] | undefined {
  if (items === undefined || size === undefined) return undefined
  const step = Math.floor(size)
  if (!(step > 0)) throw refusal('The second argument of function "partition" must be a positive number')
  const chunks: unknown[][] = []
  for (let from = 0; from < items.length; from += step) chunks.push(items.slice(from, from + step))
  return chunks
}

const longestRange = 1000

/**
 * Both ends included; a step below zero counts down. As Step Functions gives it, and as JSONata's own sequences are:
 * one number stands alone, and none is nothing.
 */
function range(
  from: number | undefined,
  to: number | undefined,
  step: number | undefined,
): readonly number[] | number | undefined {
  if (from === undefined || to === undefined || step === undefined) return undefined
  if (step === 0) throw refusal('The third argument of function "range" must not be 0')
  const count = Math.max(0, Math.floor((to - from) / step) + 1)
  if (count > longestRange) throw refusal(`The function "range" gives at most ${longestRange} items, here ${count}`)
  const numbers = Array.from({ length: count }, (_, index) => from + index * step)
  return numbers.length > 1 ? numbers : numbers[0]
}

const algorithms = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
])

function hash(data: unknown, algorithm: string | undefined): string | undefined {
  if (data === undefined || algorithm === undefined) return undefined
  const name = algorithms.get(algorithm)
  if (name === undefined) {
    throw refusal(`The algorithm of function "hash" must be one of ${[...algorithms.keys()].join(', ')}`)
  }
  return createHash(name)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex')
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

function refusal(message: string): Error {
  return new Error(message)
}
