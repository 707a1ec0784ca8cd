/**
 * What two programme files differ in: what an amended one changes, and whether one made from a document's text says
 * the same as one made by hand. Bodies are compared by their names and assignments by their place, so that ids chosen
 * otherwise are no difference.
 */
import type { Target } from '../targets/target.ts'
import { placeInDocument } from './clause.ts'
import type { Assignment, Programme, Schedule } from './schema.ts'

/** What a difference is about. `words` are titles, quotes and notes: nothing falls due by them. */
export type DifferenceAbout =
  | 'clause'
  | 'body'
  | 'role'
  | 'kind'
  | 'date'
  | 'cadence'
  | 'comparator'
  | 'value'
  | 'unit'
  | 'document'
  | 'setting'
  | 'words'

export interface Difference {
  readonly about: DifferenceAbout
  readonly thing: 'programme' | 'document' | 'agency' | 'group' | 'section' | 'clause' | 'target' | 'assignment'
  /** Of the later file where both have it. */
  readonly id: string
  readonly clause: string | null
  /** `null` where the whole thing was added or left out. */
  readonly field: string | null
  readonly before: unknown
  readonly after: unknown
}

/** In the order of the document; empty where the two say the same. */
export function differencesBetween(before: Programme, after: Programme): readonly Difference[] {
  const [namesBefore, namesAfter] = [namesOf(before), namesOf(after)]
  return [
    ...fieldsApart({ thing: 'programme', id: after.id, clause: null }, programmeFields(before), programmeFields(after)),
    ...listApart(
      'document',
      before.documents,
      after.documents,
      ({ number, issuedOn, id }) => number ?? issuedOn ?? id,
      ({ number, issuedOn, title }) => [
        ['document', 'number', number],
        ['document', 'issuedOn', issuedOn],
        ['words', 'title', title],
      ],
    ),
    ...listApart(
      'agency',
      before.agencies,
      after.agencies,
      ({ name }) => plain(name),
      ({ to, superior, office }) => [
        ['body', 'to', to],
        ['body', 'superior', superior && namesAfter(superior)],
        ['body', 'office', office && namesAfter(office)],
      ],
      ({ to, superior, office }) => [
        ['body', 'to', to],
        ['body', 'superior', superior && namesBefore(superior)],
        ['body', 'office', office && namesBefore(office)],
      ],
    ),
    ...listApart(
      'group',
      before.groups,
      after.groups,
      ({ name }) => plain(name),
      ({ members }) => [['body', 'members', members.map(({ agency }) => namesAfter(agency)).toSorted()]],
      ({ members }) => [['body', 'members', members.map(({ agency }) => namesBefore(agency)).toSorted()]],
    ),
    ...listApart(
      'section',
      before.sections,
      after.sections,
      ({ id }) => id,
      ({ title }) => [['words', 'title', title]],
    ),
    ...listApart(
      'clause',
      before.clauses,
      after.clauses,
      ({ id }) => id,
      ({ title, quote, note }) => [
        ['words', 'title', title],
        ['words', 'quote', quote],
        ['words', 'note', note],
      ],
    ),
    ...listApart(
      'target',
      inPlaces(before.targets),
      inPlaces(after.targets),
      ({ place }) => place,
      ({ one }) => targetFields(one),
    ),
    ...listApart(
      'assignment',
      inPlaces(before.assignments),
      inPlaces(after.assignments),
      ({ place }) => place,
      ({ one }) => assignmentFields(one, namesAfter),
      ({ one }) => assignmentFields(one, namesBefore),
    ),
  ]
}

/** Those by which something else falls due, is owed by another or is judged otherwise: all but words. */
export function isOfSubstance({ about }: Difference): boolean {
  return about !== 'words'
}

type FieldValue = readonly [about: DifferenceAbout, field: string, value: unknown]

function programmeFields({ title, period, trackedFrom, stages, settings }: Programme): readonly FieldValue[] {
  return [
    ['words', 'title', title],
    ['date', 'period', period],
    ['date', 'trackedFrom', trackedFrom],
    ['date', 'stages', stages.map(({ from, to }) => ({ from, to }))],
    ['setting', 'settings', settings],
  ]
}

function targetFields(target: Target): readonly FieldValue[] {
  const { clause, metric, comparator, value, unit, by } = target
  return [
    ['clause', 'clause', clause],
    ['comparator', 'comparator', comparator],
    ['value', 'value', value],
    ['unit', 'unit', unit],
    ['date', 'by', by],
    ['value', 'milestones', 'milestones' in target ? target.milestones : []],
    ['value', 'average', 'average' in target ? target.average : null],
    ['value', 'reading', 'reading' in target ? target.reading : null],
    ['words', 'metric', metric],
  ]
}

function assignmentFields(assignment: Assignment, nameOf: (id: string) => string): readonly FieldValue[] {
  const {
    clause,
    kind,
    title,
    lead,
    group,
    cooperating = [],
    givenBy,
    submittedTo,
    product,
    schedule,
    workflow,
  } = assignment
  const holder = lead ?? group
  return [
    ['clause', 'clause', clause],
    ['kind', 'kind', kind],
    ['kind', 'workflow', workflow],
    ['body', 'lead', holder === undefined ? undefined : nameOf(holder)],
    ['role', 'cooperating', cooperating.map(({ agency }) => nameOf(agency)).toSorted()],
    ['body', 'givenBy', nameOf(givenBy)],
    ['body', 'submittedTo', submittedTo === undefined ? undefined : nameOf(submittedTo)],
    ...scheduleFields(schedule),
    ['words', 'title', title],
    ['words', 'product', product],
  ]
}

function scheduleFields(schedule: Schedule): readonly FieldValue[] {
  const { kind } = schedule
  switch (kind) {
    case 'once':
      return [['date', 'schedule', { kind, dueOn: schedule.dueOn, bound: schedule.bound }]]
    case 'recurring': {
      const { every, from, to, due, closing } = schedule
      return [
        ['cadence', 'every', every],
        ['date', 'schedule', { kind, from, to, due, closing }],
      ]
    }
    case 'dates':
      return [
        [
          'date',
          'schedule',
          {
            kind,
            occurrences: schedule.occurrences.map(({ opensOn, dueOn, closesOn }) => ({ opensOn, dueOn, closesOn })),
          },
        ],
      ]
    case 'continuous':
      return [
        ['date', 'schedule', { kind }],
        ['words', 'words', schedule.words],
      ]
    case 'conditional':
      return [['date', 'schedule', { kind, reviewOn: schedule.reviewOn }]]
    default:
      return kind satisfies never
  }
}

interface Placed<One> {
  readonly place: string
  readonly one: One
  readonly id: string
  readonly clause: string
}

/** Each by its clause and its turn there: the second duty of III.2-1 is that of either file. */
function inPlaces<One extends { readonly id: string; readonly clause: string }>(
  list: readonly One[],
): readonly Placed<One>[] {
  const turns = new Map<string, number>()
  return list.map((one) => {
    const place = placeInDocument(one.clause).split('#')[0] ?? one.clause
    const turn = (turns.get(place) ?? 0) + 1
    turns.set(place, turn)
    return { place: `${place}#${turn}`, one, id: one.id, clause: one.clause }
  })
}

function listApart<One extends { readonly id: string }>(
  thing: Difference['thing'],
  before: readonly One[],
  after: readonly One[],
  keyOf: (one: One) => string,
  fieldsAfter: (one: One) => readonly FieldValue[],
  fieldsBefore = fieldsAfter,
): readonly Difference[] {
  const [old, now] = [new Map(before.map((one) => [keyOf(one), one])), new Map(after.map((one) => [keyOf(one), one]))]
  const about = wholes[thing]
  const placeOf = (one: One) => ({
    thing,
    id: one.id,
    clause: 'clause' in one && typeof one.clause === 'string' ? one.clause : thing === 'clause' ? one.id : null,
  })
  return [
    ...before
      .filter((one) => !now.has(keyOf(one)))
      .map((one) => ({ ...placeOf(one), about, field: null, before: summaryOf(one), after: null })),
    ...after.flatMap((one) => {
      const was = old.get(keyOf(one))
      return was
        ? fieldsApart(placeOf(one), fieldsBefore(was), fieldsAfter(one))
        : [{ ...placeOf(one), about, field: null, before: null, after: summaryOf(one) }]
    }),
  ]
}

const wholes: Readonly<Record<Difference['thing'], DifferenceAbout>> = {
  programme: 'setting',
  document: 'document',
  agency: 'body',
  group: 'body',
  section: 'words',
  clause: 'clause',
  target: 'value',
  assignment: 'clause',
}

function summaryOf(one: object): unknown {
  const inner: unknown = 'one' in one ? one.one : one
  if (typeof inner !== 'object' || inner === null) return null
  for (const name of ['title', 'metric', 'name']) {
    const words: unknown = Reflect.get(inner, name)
    if (typeof words === 'string') return words
  }
  return null
}

function fieldsApart(
  place: Pick<Difference, 'thing' | 'id' | 'clause'>,
  before: readonly FieldValue[],
  after: readonly FieldValue[],
): readonly Difference[] {
  const fields = [...new Map([...before, ...after].map(([about, field]) => [field, about]))]
  return fields.flatMap(([field, about]) => {
    const [was, is] = [before, after].map((values) => values.find(([, name]) => name === field)?.[2] ?? null)
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ ...place, about, field, before: was, after: is }]
  })
}

/** What an agency or a group is called, for an id that this file chose. */
function namesOf({ agencies, groups }: Programme): (id: string) => string {
  const names = new Map([...agencies, ...groups].map(({ id, name }) => [id, plain(name)]))
  return (id) => names.get(id) ?? id
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim()
}
