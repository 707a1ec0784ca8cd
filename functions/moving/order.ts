/**
 * What the command line and the program that moves an office on AWS say to each other, over the channel between a
 * process and the one it started: the command line knows neither AWS nor its SDK.
 */
import * as z from 'zod/mini'
import type { Flaw } from '../../domain/trail/chain.ts'
import type { Moved, Progress } from './moved.ts'

export const Order = z.strictObject({
  do: z.enum(['export', 'import']),
  archive: z.string(),
  table: z.string(),
  bucket: z.string(),
  rehearsal: z.boolean(),
  anchors: z.array(z.string()),
})
export type Order = z.infer<typeof Order>

export type Said =
  | { readonly progress: Parameters<Progress> }
  | { readonly moved: Moved }
  | { readonly flaws: readonly Flaw[] }
  /** Something that a person can do something about. */
  | { readonly refused: { readonly code: string; readonly sentence: string } }
  /** Something that nobody expected. */
  | { readonly failed: string }
