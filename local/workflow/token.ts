/** Task tokens: where the task is, and a secret that nobody can guess. */
import { randomFillSync } from 'node:crypto'

export function writeToken(execution: number, thread: number): string {
  return Buffer.from(`${execution}.${thread}.${secret()}`).toString('base64url')
}

const secretBytes = 24
/** Drawn for many tokens at once: asking the generator costs more than all else about a token. */
const drawn = Buffer.alloc(secretBytes * 128)
let used = drawn.length

function secret(): string {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += secretBytes
  return drawn.toString('hex', used - secretBytes, used)
}

/** undefined for a text that the engine has never given as a token. */
export function readToken(token: string): { execution: number; thread: number } | undefined {
  const [, execution, thread] = /^(\d+)\.(\d+)\.[0-9a-f]{48}$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  return execution === undefined || thread === undefined
    ? undefined
    : { execution: Number(execution), thread: Number(thread) }
}
