/** The fields of each kind of answer, and what is sent of them: the submission, or the sentence that says what is missing. */
import type { LinkFormView } from '../../domain/links/formView.ts'
import type { SubmissionKind } from '../../domain/links/link.ts'
import { numberTyped } from '../act/number.ts'
import { dayTyped } from '../days/dayInput.ts'
import type { Asking } from './asking.ts'
import { area, line, select, type Typed } from './dom.ts'
import { filesField } from './filesField.ts'
import { words } from './language.ts'

type Form = Extract<LinkFormView, { does: 'answer' }>

export interface Contents {
  readonly shown: readonly HTMLElement[]
  /** Throws Wrong for what cannot be sent as it is. `confirmed`: the doubts about a figure that were answered. */
  read(confirmed: readonly string[]): object
}

/** What is typed cannot be sent as it is. */
export class Wrong extends Error {
  override name = 'Wrong'
  readonly field: HTMLElement | undefined

  constructor(sentence: string, field?: HTMLElement) {
    super(sentence)
    this.field = field
  }
}

export function contentsOf(kind: SubmissionKind, form: Form, asking: Asking): Contents {
  switch (kind) {
    case 'result':
      return result(form, asking)
    case 'progress': {
      const [text, difficulty] = [area(words.progress, long), area(words.difficulty, long)]
      return {
        shown: [text.shown, difficulty.shown],
        read: () => ({ sends: kind, text: needed(text), ...optional('difficulty', difficulty) }),
      }
    }
    case 'extension': {
      const [wanted, reason] = [line(words.wanted, numeric), area(words.reason, long)]
      return {
        shown: [wanted.shown, reason.shown],
        read: () => ({ sends: kind, wanted: day(wanted), reason: needed(reason) }),
      }
    }
    case 'part': {
      const text = area(words.answer, long)
      return { shown: [text.shown], read: () => ({ sends: kind, text: needed(text) }) }
    }
    case 'contribution':
      return contribution(form, asking)
    case 'figure':
      return figure(form)
    default:
      return kind satisfies never
  }
}

const long = { maxlength: '2000' }
const numeric = { inputmode: 'numeric', autocomplete: 'off' }

function result({ product = '' }: Form, asking: Asking): Contents {
  const title = line(words.evidenceTitle, { maxlength: '500', value: product })
  const number = line(words.evidenceNumber, { maxlength: '100' })
  const issuedOn = line(words.evidenceDay, numeric)
  const files = filesField(asking)
  const note = area(words.note, long)
  return {
    shown: [files.shown, title.shown, number.shown, issuedOn.shown, note.shown],
    read() {
      const ids = received(files.received())
      if (title.input.value.trim() === '') title.input.value = files.firstName() ?? ''
      const paper = {
        title: needed(title),
        ...optional('number', number),
        ...(issuedOn.input.value.trim() === '' ? {} : { issuedOn: day(issuedOn) }),
        ...(ids.length > 0 ? { files: ids } : {}),
      }
      return { sends: 'result', evidence: [paper], ...optional('note', note) }
    },
  }
}

function contribution({ outline }: Form, asking: Asking): Contents {
  const rows = (outline?.rows ?? []).map((row) => {
    const typed = area(row.title, { maxlength: '10000' })
    typed.input.value = row.text
    return { row, typed }
  })
  const text = area(words.contribution, { maxlength: '20000' })
  text.input.value = outline?.text ?? ''
  const files = filesField(asking)
  return {
    shown: [...rows.map(({ typed }) => typed.shown), text.shown, files.shown],
    read() {
      const ids = received(files.received())
      const written = rows.flatMap(({ row: { clause, target }, typed }) => {
        const content = typed.input.value.trim()
        return content === '' ? [] : [{ clause, ...(target === undefined ? {} : { target }), text: content }]
      })
      const evidence = ids.length > 0 ? [{ title: files.firstName() ?? words.files, files: ids }] : []
      return { sends: 'contribution', rows: written, ...optional('text', text), evidence }
    },
  }
}

function figure({ figure: asked }: Form): Contents {
  const { unit = null, areas = [], year = 2000 } = asked ?? {}
  const value = line(words.value(unit), { inputmode: 'decimal', autocomplete: 'off' })
  const whose = select(
    words.area,
    areas.map(({ id, name }) => [id ?? '', name]),
  )
  const ofYear = line(words.year, { ...numeric, value: String(year) })
  const { estimate, preliminary, official } = words.figureKinds
  const kind = select(words.kind, [
    ['estimate', estimate],
    ['preliminary', preliminary],
    ['official', official],
  ])
  const [source, sourceDate] = [line(words.source, { maxlength: '2000' }), line(words.sourceDay, numeric)]
  return {
    shown: [value, ...(areas.length > 1 ? [whose] : []), ofYear, kind, source, sourceDate].map(({ shown }) => shown),
    read: (confirmed) => ({
      sends: 'figure',
      area: whose.input.value === '' ? null : whose.input.value,
      period: { year: number(ofYear) },
      value: number(value),
      kind: kind.input.value,
      source: needed(source),
      sourceDate: day(sourceDate),
      confirmed,
    }),
  }
}

export function needed({ label, input }: Typed): string {
  const text = input.value.trim()
  if (text === '') throw new Wrong(words.missing(label), input)
  return text
}

function optional(name: string, { input }: Typed): { readonly [name: string]: string } {
  const text = input.value.trim()
  return text === '' ? {} : { [name]: text }
}

function day(field: Typed): string {
  const found = dayTyped(needed(field))
  if (found === undefined) throw new Wrong(words.notADay(field.label), field.input)
  return found
}

function number(field: Typed): number {
  const found = numberTyped(needed(field))
  if (found === undefined) throw new Wrong(words.notANumber(field.label), field.input)
  return found
}

function received(ids: readonly string[] | undefined): readonly string[] {
  if (ids === undefined) throw new Wrong(words.filesUnsent)
  return ids
}
