/** What every benchmark says: progress while it runs, then each figure beside the bound that it must keep. */

export interface Bound {
  readonly what: string
  readonly found: number
  readonly least?: number
  readonly most?: number
}

/** One line that is written over by the next, on a terminal alone. */
export function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
}

/** Prints all figures; answers the exit code: 1 where a bound is missed. */
export function closing(bounds: readonly Bound[]): number {
  say('')
  const width = Math.max(...bounds.map(({ what }) => what.length))
  for (const bound of bounds) {
    const { what, found, least, most } = bound
    const wanted = least !== undefined ? `at least ${least}` : most !== undefined ? `at most ${most}` : ''
    const verdict = wanted === '' ? '' : isKept(bound) ? 'kept' : 'MISSED'
    console.log([what.padEnd(width), figure(found).padStart(9), verdict.padEnd(6), wanted].join('  ').trimEnd())
  }
  return bounds.every(isKept) ? 0 : 1
}

function isKept({ found, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: Bound): boolean {
  return found >= least && found <= most
}

/** Three figures that count. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below = Number.NaN, above = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (below + above) / 2
}
