/** JSON values as Step Functions counts and names them. */
import type { Json } from '../../functions/services.ts'

/** Inputs, outputs and results may have this many bytes of UTF-8: 256 KiB (Step Functions quotas page). */
export const payloadBytes = 262_144

/** Whether the JSON text of a value is more than Step Functions carries from state to state. */
export function isTooLarge(text: string): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8, so most texts need no counting.
  return text.length * 3 > payloadBytes && Buffer.byteLength(text) > payloadBytes
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The name of a value's type in causes: what `$type` of JSONata answers. */
export function typeName(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
