/**
 * The clause tree of a document: what each mark numbers, with the lines that belong to it. Marks that stand deeper lie
 * below those before them, numbering may restart, and a line without a mark belongs to the clause before it.
 */
import { type Marker, markerOf } from './markers.ts'

/** A stretch of text, in units of the text as it is read. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface OutlineClause {
  /** As clause.ts has it: II.2.3, III.2-1, Dieu-5.Khoan-2, empty for what stands before the first mark. */
  readonly id: string
  readonly marker: Marker | undefined
  readonly parent: OutlineClause | undefined
  /** Where its own line begins, the mark included; `lead` is without it. */
  readonly start: number
  readonly lead: Stretch | undefined
  /** The lines without a mark that follow, and the clauses below it, in their order. */
  readonly parts: readonly (Stretch | OutlineClause)[]
}

/** A line, or several that are one paragraph. */
export interface Line extends Stretch {
  readonly marker: Marker | undefined
  /** Where the words after the mark begin. */
  readonly body: number
}

interface Growing {
  id: string
  marker: Marker | undefined
  parent: Growing | undefined
  start: number
  lead: Stretch | undefined
  parts: (Stretch | Growing)[]
  bullets: number
}

export function isClause(part: Stretch | OutlineClause): part is OutlineClause {
  return 'parts' in part
}

export function outlineOf(lines: readonly Line[]): OutlineClause {
  const root: Growing = {
    id: '',
    marker: undefined,
    parent: undefined,
    start: 0,
    lead: undefined,
    parts: [],
    bullets: 0,
  }
  let current = root
  for (const { start, end, body, marker } of lines) {
    if (!marker) {
      current.parts.push({ start, end })
      continue
    }
    const parent = parentFor(marker, current)
    const clause: Growing = { id: '', marker, parent, start, lead: { start: body, end }, parts: [], bullets: 0 }
    clause.id = idOf(marker, parent)
    parent.parts.push(clause)
    current = clause
  }
  return root
}

/** The lines of a text, with those joined that its source broke in the middle of a paragraph. */
export function linesOf(text: string): readonly Line[] {
  const printed = [...text.matchAll(/[^\r\n\u2028\u2029\u0085]+/g)].map(({ 0: line, index }) => ({ line, index }))
  const isWrapped = looksWrapped(printed.map(({ line }) => line.trim()))
  const lines: Line[] = []
  for (const { line, index } of printed) {
    const start = index + (line.length - line.trimStart().length)
    const end = index + line.trimEnd().length
    if (end <= start) continue
    const words = text.slice(start, end)
    const marker = /\t|\|.*\|/.test(words) ? undefined : markerOf(words)
    const before = lines.at(-1)
    if (before && !marker && goesOn(text, before, start, words, isWrapped)) {
      lines[lines.length - 1] = { ...before, end }
    } else {
      lines.push({ start, end, marker, body: start + (marker?.length ?? 0) })
    }
  }
  return lines
}

/** Lines of a printed width, most of which end inside a sentence. */
function looksWrapped(lines: readonly string[]): boolean {
  const full = lines.filter(({ length }) => length >= 50)
  if (full.length < 5 || lines.some(({ length }) => length > 160)) return false
  return full.filter((line) => !/[.:;!?…”"/]$/.test(line)).length * 2 > full.length
}

function goesOn(text: string, before: Line, start: number, words: string, isWrapped: boolean): boolean {
  const last = text.slice(before.start, before.end)
  const gap = text.slice(before.end, start)
  if (/\n\s*\n/.test(gap.replace(/\r/g, ''))) return false
  if (/[.:;!?…]$/.test(last) || last.includes('\t') || words.includes('\t')) return false
  if (/^\p{Ll}/u.test(words)) return true
  const width = last.length - Math.max(last.lastIndexOf('\n') + 1, 0)
  return isWrapped && width >= 60 && !isAllCapitals(last)
}

export function isAllCapitals(words: string): boolean {
  return words.toUpperCase() === words && /\p{Lu}/u.test(words)
}

function parentFor(marker: Marker, current: Growing): Growing {
  let parent = current
  while (parent.parent && parent.marker && parent.marker.rank >= marker.rank) parent = parent.parent
  return parent
}

function idOf(marker: Marker, parent: Growing): string {
  switch (marker.style) {
    case 'dash':
    case 'plus':
      parent.bullets += 1
      return bulletId(parent, parent.bullets)
    case 'decimal':
      return decimalId(marker, parent)
    case 'letter':
      return below(parent, isInArticle(parent) ? `Diem-${marker.label}` : marker.label)
    case 'article':
    case 'annex':
    case 'part':
      return marker.label
    case 'chapter':
    case 'section':
    case 'upper':
    case 'roman':
      return below(parent, marker.label)
    default:
      return marker.style satisfies never
  }
}

/** III.2-1; of a dash below it III.2.g1-1: an id has one count, at its end. */
function bulletId(parent: Growing, count: number): string {
  const dashed = /^(.+)-(\d+)$/.exec(parent.id)
  if (parent.marker?.style === 'dash' && dashed) return `${dashed[1]}.g${dashed[2]}-${count}`
  if (parent.marker?.style === 'plus' && dashed) return `${dashed[1]}.g${dashed[2]}-${count}`
  return parent.id === '' ? `g-${count}` : `${parent.id}-${count}`
}

/** 2.5.1 below 2.5 of part II is II.2.5.1, not II.2.5.2.5.1. */
function decimalId(marker: Marker, parent: Growing): string {
  if (marker.isWhole) return marker.label
  if (isInArticle(parent)) return below(parent, `Khoan-${marker.label}`)
  let above: Growing | undefined = parent
  while (above?.marker?.style === 'decimal') {
    if (above.marker.isWhole) return below(above, marker.label.split('.').at(-1) ?? marker.label)
    above = above.parent
  }
  return below(above ?? parent, marker.label)
}

function isInArticle(clause: Growing | undefined): boolean {
  if (!clause?.marker) return false
  return clause.marker.style === 'article' || isInArticle(clause.parent)
}

function below(parent: Growing, label: string): string {
  if (parent.id === '') return label
  const dashed = /^(.+)-(\d+)$/.exec(parent.id)
  const isBullet = parent.marker?.style === 'dash' || parent.marker?.style === 'plus'
  return isBullet && dashed ? `${dashed[1]}.g${dashed[2]}.${label}` : `${parent.id}.${label}`
}
