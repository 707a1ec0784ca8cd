/**
 * What somebody types is kept on this browser as they type it, under their own name, until it is sent or they sign
 * out: a lost line, a server that restarts or a page that is closed loses nothing, and a shared PC keeps nothing.
 */
const prefix = 'dondoc-draft:'

export interface Draft {
  readonly values: { readonly [field: string]: unknown }
  /** In milliseconds, of this browser's clock. */
  readonly savedAt: number
}

export function draftName(person: string, form: string): string {
  return `${prefix}${person}:${form}`
}

export function draftOf(name: string): Draft | undefined {
  try {
    const kept: Draft | null = JSON.parse(localStorage.getItem(name) ?? 'null')
    return kept ?? undefined
  } catch {
    return undefined
  }
}

/** A browser that has no room for it goes on without. */
export function keepDraft(name: string, values: Draft['values']): void {
  try {
    localStorage.setItem(name, JSON.stringify({ values, savedAt: Date.now() } satisfies Draft))
  } catch {}
}

export function dropDraft(name: string): void {
  localStorage.removeItem(name)
}

/** Everybody's: whoever signs out leaves nothing behind. */
export function wipeDrafts(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
}
