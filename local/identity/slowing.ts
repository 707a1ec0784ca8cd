/**
 * How fast one account may be tried. Each try beyond a few waits longer than the one before, up to a bound, and tries
 * wait for each other; nobody is ever locked out. Who signs in from a browser that they have used before waits in a
 * line of their own, so that whoever guesses elsewhere delays nobody. It runs on real time. A line that makes anybody
 * wait is kept, so that a restart begins it anew for nobody; a shorter one is forgotten with the process.
 */

export interface Slowing {
  /** Waits for the turn of a try. Answers in how many seconds to come again where the line is too long to stand in. */
  turn(line: string): Promise<number | undefined>
  /** The try was right: the line begins anew. */
  wasRight(line: string): Promise<void>
}

/** Where lines are kept that make somebody wait. */
export interface KeptLines {
  of(line: string): Promise<KeptLine | undefined>
  keep(line: string, kept: KeptLine): Promise<void>
  forget(line: string): Promise<void>
}

export interface KeptLine {
  readonly tries: number
  /** In milliseconds of the clock on the wall, which goes on over a restart. */
  readonly freeAt: number
}

/** For lines that nobody needs to find again. */
export const keptNowhere: KeptLines = { of: async () => undefined, keep: async () => {}, forget: async () => {} }

export interface Time {
  /** A steadily running clock, in milliseconds. */
  readonly milliseconds: () => number
  /** The clock on the wall, in milliseconds. */
  readonly wall: () => number
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
  wall: Date.now,
  rest: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

export function slowing(kept: KeptLines = keptNowhere, { milliseconds, wall, rest }: Time = realTime): Slowing {
  const lines = new Map<string, { readonly tries: number; readonly freeAt: number }>()

  /** After a restart, where it stood. */
  async function known(line: string): Promise<void> {
    if (lines.has(line)) return
    const found = await kept.of(line)
    // Another try of the same line may have come while it was looked for.
    if (found && !lines.has(line)) {
      lines.set(line, { tries: found.tries, freeAt: milliseconds() + found.freeAt - wall() })
    }
  }

  return {
    async turn(line) {
      await known(line)
      const at = milliseconds()
      const before = lines.get(line)
      const { tries, freeAt } = before && at - before.freeAt < forgottenAfterMs ? before : { tries: 0, freeAt: at }
      const turnAt = Math.max(at, freeAt) + waitMs(tries)
      if (turnAt - at > mostLineMs) return Math.ceil((turnAt - at - mostLineMs) / 1000)
      lines.delete(line)
      lines.set(line, { tries: tries + 1, freeAt: turnAt })
      const [longest] = lines.keys()
      if (lines.size > mostLines && longest !== undefined) lines.delete(longest)
      if (tries + 1 >= free) await kept.keep(line, { tries: tries + 1, freeAt: wall() + turnAt - at })
      if (turnAt > at) await rest(turnAt - at)
      return undefined
    },
    async wasRight(line) {
      const before = lines.get(line)
      lines.delete(line)
      if (before && before.tries >= free) await kept.forget(line)
    },
  }
}

/** 1, 2, 4, 8 seconds, and then always the same. */
function waitMs(tries: number): number {
  return tries < free ? 0 : Math.min(1000 * 2 ** (tries - free), mostWaitMs)
}
