/** How one letter is recognised as the same when it arrives twice, whoever carried it. */
import { createHash } from 'node:crypto'
import type { Letter } from './services.ts'

/** Any text may be a letter's id, and a Message-ID (RFC 5322) takes only some characters: its hash is as much its own. */
export function messageId(letter: Letter['id'], domain: string): string {
  return `<${createHash('sha256').update(letter).digest('hex').slice(0, 40)}@${domain}>`
}
