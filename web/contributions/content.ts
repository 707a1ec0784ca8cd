/** What is written for a contribution, as somebody types it and as the API takes it. */
import type { OutlineView } from '../../domain/cycles/outline.ts'
import { written } from '../../domain/days.ts'
import type { SentFile } from '../act/evidence.ts'
import { type EvidenceValue, evidenceSent, evidenceValue, filled } from '../act/evidence.ts'

export interface ContentValue {
  readonly rows: readonly RowValue[]
  readonly text: string
  readonly evidence: readonly EvidenceValue[]
}

export interface RowValue {
  readonly clause: string
  readonly target?: string
  readonly title: string
  readonly text: string
  readonly wanting: boolean
}

/** `files`: what the evidence of the outline names. */
export function contentOf({ rows, text = '', evidence }: OutlineView, files: readonly SentFile[]): ContentValue {
  return {
    rows: rows.map(({ clause, target, title, text: own, wanting }) => ({
      clause,
      ...(target === undefined ? {} : { target }),
      title,
      text: own,
      wanting,
    })),
    text,
    evidence: evidence.map(({ title, number = '', issuedOn, level = '', files: ids = [] }) => ({
      ...evidenceValue(title),
      number,
      issuedOn: issuedOn ? written(issuedOn) : '',
      level,
      files: files.filter(({ id }) => ids.includes(id)),
    })),
  }
}

/** A row that is empty is not sent. */
export function contentSent({ rows, text, evidence }: ContentValue) {
  return {
    rows: rows.filter((row) => row.text.trim() !== '').map(rowSent),
    ...filled('text', text),
    evidence: evidenceSent(evidence),
  }
}

/** In a draft a row may still be empty. */
export function draftSent({ rows, text, evidence }: ContentValue) {
  return { rows: rows.map(rowSent), ...filled('text', text), evidence: evidenceSent(evidence) }
}

function rowSent({ clause, target, text }: RowValue) {
  return { clause, ...(target === undefined ? {} : { target }), text: text.trim() }
}

export function isNothing({ rows, text, evidence }: ContentValue): boolean {
  return text.trim() === '' && evidence.length === 0 && rows.every((row) => row.text.trim() === '')
}
