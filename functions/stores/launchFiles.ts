/**
 * A programme that is to be launched: LAUNCH#id, its file as it was read, in parts, because ids travel through a state
 * machine and content does not; and what became of it.
 */
import type { CalendarDate } from '../../domain/days.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Table } from '../services.ts'
import { asJson, valueAs, writeSurely } from './record.ts'

export interface LaunchFile {
  /** The file's tree as it was read, before the answers were put in place. */
  readonly programme: unknown
  readonly calendar: unknown
  readonly actor: Actor
  readonly trackedFrom?: CalendarDate
}

// Characters; a Vietnamese one is up to three bytes, and an item has 400 KB.
const partLength = 100_000

export async function keepLaunchFile(table: Table, id: string, file: LaunchFile): Promise<void> {
  const text = JSON.stringify(file)
  const parts = Math.ceil(text.length / partLength)
  for (let part = 0; part < parts; part += 1) {
    const value = { text: text.slice(part * partLength, (part + 1) * partLength) }
    await writeSurely(table, [{ put: { key: { pk: pkOf(id), sk: `PART#${String(part).padStart(4, '0')}` }, value } }])
  }
  // The head last: without it there is no file.
  await writeSurely(table, [{ put: { key: { pk: pkOf(id), sk: 'HEAD' }, value: { parts } } }])
}

export async function launchFile(table: Table, id: string): Promise<LaunchFile | undefined> {
  const head = await table.get({ pk: pkOf(id), sk: 'HEAD' })
  if (!head) return undefined
  let text = ''
  for (let part = 0; part < Number(head.value['parts']); part += 1) {
    const item = await table.get({ pk: pkOf(id), sk: `PART#${String(part).padStart(4, '0')}` })
    text += String(item?.value['text'] ?? '')
  }
  return valueAs<LaunchFile & Record<string, never>>(JSON.parse(text))
}

export interface LaunchOutcome {
  readonly programme: string
  readonly assignments: number
  readonly letters: number
  readonly on: CalendarDate
}

export async function recordLaunch(table: Table, id: string, outcome: LaunchOutcome): Promise<void> {
  await writeSurely(table, [{ put: { key: { pk: pkOf(id), sk: 'OUTCOME' }, value: asJson(outcome) } }])
}

export async function launchOutcome(table: Table, id: string): Promise<LaunchOutcome | undefined> {
  const item = await table.get({ pk: pkOf(id), sk: 'OUTCOME' })
  return item && valueAs<LaunchOutcome>(item.value)
}

function pkOf(id: string): string {
  return `LAUNCH#${id}`
}
