/**
 * What somebody has typed into a form and not sent, under the form's name: FORM#person. It is that person's alone, on
 * whichever machine they sign in; the last word typed counts, and nothing of it is in the trail.
 */
import { allItems } from '../paging.ts'
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

/** A form by its name, `task-1.submit`, and when it was typed in, as FormDraft has it. */
export interface FormDraftLine {
  readonly form: string
  readonly savedAt: number
}

/** What is the office's registers' or about many at once belongs to whoever typed it, and to nobody who follows them. */
const ownAlone = /^(?:person|agency|group|release|destruction|many)\./

/** Of a person, what they have begun about the work and not sent. */
export async function formDraftsOf(table: Table, person: string): Promise<readonly FormDraftLine[]> {
  const items = await allItems(table, { pk: partitionOf(person) })
  return items
    .map(({ key: { sk: form }, value }) => ({ form, savedAt: valueAs<KeptDraft>(value).savedAt }))
    .filter(({ form }) => !ownAlone.test(form))
}

/** Bàn giao: what somebody who left had begun, another goes on with, unless they have begun it themselves. */
export async function passFormDrafts(table: Table, from: string, to: string): Promise<void> {
  for (const { form } of await formDraftsOf(table, from)) {
    const item = await table.get(keyOf(from, form))
    if (!item) continue
    const put = { key: keyOf(to, form), value: item.value }
    await writeWhere(table, [{ put, when: [{ is: 'absent' }] }, { remove: keyOf(from, form) }])
  }
}

function partitionOf(person: string): string {
  return `FORM#${person}`
}

function keyOf(person: string, form: string) {
  return { pk: partitionOf(person), sk: form }
}
