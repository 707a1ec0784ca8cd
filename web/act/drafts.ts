/**
 * What somebody types is kept as they type it, until it is sent: at once on this browser, and a moment later on the
 * server under their own name. A lost line, a server that restarts or a page that is closed loses nothing, the draft
 * is found on another machine too, and a shared PC keeps nothing of whoever has signed out.
 */
import * as z from 'zod/mini'
import { FormDraftView } from '../../domain/formDraftView.ts'
import { ask } from '../api/ask.ts'

const prefix = 'dondoc-draft:'

export type Draft = Readonly<z.infer<typeof FormDraftView>>

/** One draft of one person, under the name of what is done to what: `task-1.submit`. */
export interface DraftPlace {
  readonly person: string
  readonly form: string
}

export function draftHere({ person, form }: DraftPlace): Draft | undefined {
  try {
    const kept = FormDraftView.safeParse(JSON.parse(localStorage.getItem(`${prefix}${person}:${form}`) ?? 'null'))
    return kept.success ? kept.data : undefined
  } catch {
    return undefined
  }
}

/** Of the server, where it has one; a line that is lost finds none. */
export async function draftOnServer(form: string): Promise<Draft | undefined> {
  try {
    const { draft } = await ask(`drafts/${form}`, z.strictObject({ draft: z.optional(FormDraftView) }))
    return draft
  } catch {
    return undefined
  }
}

const restMilliseconds = 1200
/** What has not reached the server yet, by its form. */
const waiting = new Map<string, { readonly draft: Draft; readonly timer: ReturnType<typeof setTimeout> }>()

export function keepDraft({ person, form }: DraftPlace, values: Draft['values']): void {
  const draft = { values, savedAt: Date.now() }
  try {
    localStorage.setItem(`${prefix}${person}:${form}`, JSON.stringify(draft))
  } catch {
    // A browser without room goes on with the server alone.
  }
  clearTimeout(waiting.get(form)?.timer)
  const timer = setTimeout(() => {
    waiting.delete(form)
    sendDraft(form, draft).catch(() => {})
  }, restMilliseconds)
  waiting.set(form, { draft, timer })
}

export async function dropDraft({ person, form }: DraftPlace): Promise<void> {
  localStorage.removeItem(`${prefix}${person}:${form}`)
  clearTimeout(waiting.get(form)?.timer)
  waiting.delete(form)
  // One that stays there for want of a line is older than whatever is typed next.
  await underWay.get(form)
  await ask(`drafts/${form}`, z.undefined(), { method: 'DELETE' }).catch(() => {})
}

/** Before signing out: the server has what was typed last, and this browser keeps nothing of anybody's. */
export async function leaveDrafts(): Promise<void> {
  const last = [...waiting].map(([form, { draft, timer }]) => {
    clearTimeout(timer)
    return sendDraft(form, draft)
  })
  waiting.clear()
  await Promise.all(last)
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
}

/** Whose session ended by itself left theirs here; the server has them too. */
export function forgetOthersDrafts(person: string): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(prefix) && !name.startsWith(`${prefix}${person}:`)) localStorage.removeItem(name)
  }
}

/** On its way to the server: what is dropped must not arrive after it was dropped. */
const underWay = new Map<string, Promise<unknown>>()

/** A line that is lost leaves the copy of this browser. */
function sendDraft(form: string, draft: Draft): Promise<unknown> {
  const sent = ask(`drafts/${form}`, z.undefined(), { method: 'PUT', body: draft }).catch(() => {})
  underWay.set(form, sent)
  return sent
}
