/**
 * What somebody has typed into a form and not sent, under the form's name: FORM#person. It is that person's alone, on
 * whichever machine they sign in; the last word typed counts, and nothing of it is in the trail.
 */
import type { Table } from '../services.ts'
import { asJson, valueAs, writeWhere } from './record.ts'

export interface FormDraft {
  readonly values: { readonly [field: string]: unknown }
  /** By the clock of the browser it was typed in, in milliseconds: which of two copies is the later. */
  readonly savedAt: number
}

/** As text: what somebody types may hold numbers, and depths, that a table does not take. */
interface KeptDraft {
  readonly values: string
  readonly savedAt: number
}

export async function formDraftOf(table: Table, person: string, form: string): Promise<FormDraft | undefined> {
  const item = await table.get(keyOf(person, form))
  if (!item) return undefined
  const { values, savedAt } = valueAs<KeptDraft>(item.value)
  return { values: JSON.parse(values), savedAt }
}

export async function keepFormDraft(table: Table, person: string, form: string, draft: FormDraft): Promise<void> {
  const kept: KeptDraft = { values: JSON.stringify(draft.values), savedAt: draft.savedAt }
  await writeWhere(table, [{ put: { key: keyOf(person, form), value: asJson(kept) } }])
}

export async function dropFormDraft(table: Table, person: string, form: string): Promise<void> {
  await writeWhere(table, [{ remove: keyOf(person, form) }])
}

function keyOf(person: string, form: string) {
  return { pk: `FORM#${person}`, sk: form }
}
