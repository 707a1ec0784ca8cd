/** The shape of the catalogue: each language has every word, and takes the same facts into each sentence. */
import type { vi } from './vi.ts'

export type Words = typeof vi
export type Language = 'vi' | 'en'
