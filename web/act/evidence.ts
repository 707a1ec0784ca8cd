/** Tài liệu minh chứng as somebody types it, and as the API takes it. */
import type { CalendarDate } from '../../domain/days.ts'
import { dayTyped } from '../days/dayInput.ts'

export interface SentFile {
  readonly id: string
  readonly name: string
  readonly bytes: number
}

export interface EvidenceValue {
  readonly title: string
  readonly number: string
  readonly issuedOn: string
  readonly level: string
  readonly files: readonly SentFile[]
}

export function evidenceValue(title = ''): EvidenceValue {
  return { title, number: '', issuedOn: '', level: '', files: [] }
}

export function evidenceSent(values: readonly EvidenceValue[]) {
  return values.map(({ title, number, issuedOn, level, files }) => ({
    title: title.trim(),
    ...filled('number', number),
    ...dayFilled('issuedOn', issuedOn),
    ...filled('level', level),
    ...filesFilled(files),
  }))
}

/** A field that was left empty is not sent. */
export function filled<Name extends string>(name: Name, text: string): { readonly [name in Name]?: string } {
  // The one name of the record is the one that was given.
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [name in Name]: string })
}

export function dayFilled<Name extends string>(name: Name, text: string): { readonly [name in Name]?: CalendarDate } {
  const day = dayTyped(text)
  return day === undefined ? {} : ({ [name]: day } as { readonly [name in Name]: CalendarDate })
}

export function filesFilled(files: readonly SentFile[]): { readonly files?: readonly string[] } {
  return files.length === 0 ? {} : { files: files.map(({ id }) => id) }
}
