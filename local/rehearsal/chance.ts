/**
 * Chance that can be repeated: the same seed and the same words give the same number, whenever they are asked and in
 * whatever order: from 0 up to 1. So a rehearsal that was killed goes on as it would have gone.
 */
export type Chance = (...words: readonly (string | number)[]) => number

export function chance(seed: number): Chance {
  return (...words) => {
    let hash = 0x9e3779b9 ^ seed
    const text = words.join('\u0001')
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    return finish(hash)
  }
}

/** A stream of numbers for whoever draws in order: the faults. */
export function stream(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    return finish(state)
  }
}

/** The finisher of MurmurHash3: spreads the bits of close words far apart. */
function finish(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}
