/**
 * A malformed file, read as far as it can be: each entry with those of its fields that are sound, so that check.ts
 * can follow references through what is there and one pass gathers every problem.
 */
import * as z from 'zod/mini'
import type { CalendarDate } from '../days.ts'
import { ClauseId } from './clause.ts'
import {
  Agency,
  AgencyGroup,
  Assignment,
  Clause,
  Day,
  Document,
  Illustration,
  Programme,
  Question,
  Slug,
} from './schema.ts'
import { valueAt } from './shape.ts'

/** An entry of which only the sound fields are there. */
export type Readable<T> = { readonly [K in keyof T]?: T[K] | undefined }
type Entries<T> = readonly Readable<T>[] | undefined
export type Period = Programme['period'] | undefined
export type Stage = Programme['stages'][number]
export type ReadableTarget = Readable<z.infer<typeof TargetReferences>>

export interface ReadableProgramme {
  readonly document?: string | undefined
  readonly period?: Period
  readonly trackedFrom?: CalendarDate | undefined
  readonly text?: string | undefined
  readonly stages: Entries<Stage>
  readonly documents: Entries<Document>
  readonly agencies: Entries<Agency>
  readonly groups: Entries<AgencyGroup>
  readonly sections: Entries<Programme['sections'][number]>
  readonly clauses: Entries<Clause>
  readonly targets: readonly ReadableTarget[] | undefined
  readonly assignments: Entries<Assignment>
  readonly questions: Entries<Question>
}

export interface ReadableIllustration {
  readonly programme?: string | undefined
  readonly document: Readable<Document> | undefined
  readonly agencies: Entries<Agency>
  readonly groups: Entries<AgencyGroup>
  readonly assignments: Entries<Assignment>
}

/** What this file asks of a target; the kinds have more fields, each its own. */
const TargetReferences = z.strictObject({
  id: Slug,
  clause: ClauseId,
  unit: z.nullable(z.string()),
  by: z.nullable(Day),
  supersedes: z._default(z.nullable(Slug), null),
  owner: z._default(z.nullable(Slug), null),
})

export function readableProgramme(raw: unknown): ReadableProgramme {
  const { document, period, trackedFrom, text, stages, sections } = Programme.shape
  return {
    ...soundFields({ document, period, trackedFrom, text }, raw),
    stages: soundEntries(stages.def.element.shape, raw, 'stages'),
    documents: soundEntries(Document.shape, raw, 'documents'),
    agencies: soundEntries(Agency.shape, raw, 'agencies'),
    groups: soundEntries(AgencyGroup.shape, raw, 'groups', []),
    sections: soundEntries(sections.def.element.shape, raw, 'sections'),
    clauses: soundEntries(Clause.shape, raw, 'clauses'),
    targets: soundEntries(TargetReferences.shape, raw, 'targets'),
    assignments: soundEntries(Assignment.shape, raw, 'assignments'),
    questions: soundEntries(Question.shape, raw, 'questions', []),
  }
}

export function readableIllustration(raw: unknown): ReadableIllustration {
  const { programme } = soundFields({ programme: Illustration.shape.programme }, raw)
  const document = valueAt(raw, ['document'])
  return {
    programme,
    document: document === undefined ? undefined : soundFields(Document.shape, document),
    agencies: soundEntries(Agency.shape, raw, 'agencies'),
    groups: soundEntries(AgencyGroup.shape, raw, 'groups', []),
    assignments: soundEntries(Assignment.shape, raw, 'assignments'),
  }
}

/** The entries of a list at the top of the file; `absent` where there is none, nothing where it is no list. */
function soundEntries<S extends z.core.$ZodShape>(
  shape: S,
  raw: unknown,
  list: string,
  absent?: [],
): Entries<Fields<S>> {
  const entries = valueAt(raw, [list])
  if (entries === undefined) return absent
  return Array.isArray(entries) ? entries.map((entry) => soundFields(shape, entry)) : undefined
}

type Fields<S extends z.core.$ZodShape> = z.infer<z.ZodMiniObject<S>>

function soundFields<S extends z.core.$ZodShape>(shape: S, raw: unknown): Readable<Fields<S>> {
  const sound = Object.entries(shape).flatMap(([field, schema]) => {
    const parsed = z.safeParse(schema, valueAt(raw, [field]))
    return parsed.success && parsed.data !== undefined ? [[field, parsed.data]] : []
  })
  // Each field that is there was just parsed by its own schema, which the type cannot follow through entries.
  return Object.fromEntries(sound) as Readable<Fields<S>>
}
