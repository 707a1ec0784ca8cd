/** Task tokens: where the task is, and a secret that nobody can guess. */
import { randomBytes } from 'node:crypto'

export function writeToken(execution: number, thread: number): string {
  return Buffer.from(`${execution}.${thread}.${randomBytes(24).toString('hex')}`).toString('base64url')
}

/** undefined for a text that the engine has never given as a token. */
export function readToken(token: string): { execution: number; thread: number } | undefined {
  const [, execution, thread] = /^(\d+)\.(\d+)\.[0-9a-f]{48}$/.exec(Buffer.from(token, 'base64url').toString()) ?? []
  return execution === undefined || thread === undefined
    ? undefined
    : { execution: Number(execution), thread: Number(thread) }
}
