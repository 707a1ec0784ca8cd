/**
 * How fast one account may be tried. Each try beyond a few waits longer than the one before, up to a bound, and tries
 * wait for each other; nobody is ever locked out. Who signs in from a browser that they have used before waits in a
 * line of their own, so that whoever guesses elsewhere delays nobody. It runs on real time and forgets with the process.
 */

export interface Slowing {
  /** Waits for the turn of a try. Answers in how many seconds to come again where the line is too long to stand in. */
  turn(line: string): Promise<number | undefined>
  /** The try was right: the line begins anew. */
  wasRight(line: string): void
}

export interface Time {
  /** A steadily running clock, in milliseconds. */
  readonly milliseconds: () => number
  readonly rest: (milliseconds: number) => Promise<unknown>
}

/** A password that is half forgotten is tried so often without waiting. */
const free = 5
const mostWaitMs = 15_000
/** Longer nobody stands in a line; they are told when to come again. */
const mostLineMs = 45_000
/** What nobody has tried for so long is forgotten. */
const forgottenAfterMs = 15 * 60_000
const mostLines = 20_000

const realTime: Time = {
  milliseconds: () => performance.now(),
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

export function slowing({ milliseconds, rest }: Time = realTime): Slowing {
  const lines = new Map<string, { readonly tries: number; readonly freeAt: number }>()
  return {
    async turn(line) {
      const at = milliseconds()
      const known = lines.get(line)
      const { tries, freeAt } = known && at - known.freeAt < forgottenAfterMs ? known : { tries: 0, freeAt: at }
      const turnAt = Math.max(at, freeAt) + waitMs(tries)
      if (turnAt - at > mostLineMs) return Math.ceil((turnAt - at - mostLineMs) / 1000)
      lines.delete(line)
      lines.set(line, { tries: tries + 1, freeAt: turnAt })
      const [longest] = lines.keys()
      if (lines.size > mostLines && longest !== undefined) lines.delete(longest)
      if (turnAt > at) await rest(turnAt - at)
      return undefined
    },
    wasRight: (line) => void lines.delete(line),
  }
}

/** 1, 2, 4, 8 seconds, and then always the same. */
function waitMs(tries: number): number {
  return tries < free ? 0 : Math.min(1000 * 2 ** (tries - free), mostWaitMs)
}
