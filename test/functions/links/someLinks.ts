/** Links of an office in memory, on a clock of real time that stands where it is put. */
import { randomBytes } from 'node:crypto'
import type { Links } from '../../../functions/services.ts'

export interface SomeLinks extends Links {
  /** Real time goes on. */
  forward(days: number): void
}

export function someLinks(startsAt = '2026-11-24T01:00:00Z'): SomeLinks {
  const keys = new Map<string, Uint8Array>()
  let now = Date.parse(startsAt)
  return {
    publicUrl: 'https://dondoc.example.com',
    linkKeys: {
      named: async (name) => keys.get(name),
      made: async (name) => {
        const key = keys.get(name) ?? randomBytes(32)
        keys.set(name, key)
        return key
      },
    },
    realTime: () => now,
    forward(days) {
      now += days * 24 * 3600 * 1000
    },
  }
}

/** The tokens in a letter, in their order. */
export function tokensIn(text: string): readonly string[] {
  return [...text.matchAll(/\/tra-loi#(\S+)/g)].map(([, token = '']) => token)
}
