/**
 * Whether a file is a programme: it has the shape of schema.ts, and beyond it every name leads somewhere, every id
 * stands once, one task has one lead, days come in order and lie in the programme. All problems are gathered in one
 * pass, and a field that is malformed itself is told once, by its shape, without hiding the others of its entry.
 */
import { type AnsweredPlace, idleAnswers, putAnswersInPlace } from './answers.ts'
import { isUnder, type Path, type Problem, perhaps } from './problem.ts'
import {
  type Readable,
  type ReadableIllustration,
  type ReadableProgramme,
  readableIllustration,
  readableProgramme,
} from './readable.ts'
import {
  agencyProblems,
  assignmentProblems,
  clauseProblems,
  cycles,
  documentProblems,
  duplicates,
  each,
  groupProblems,
  idsOf,
  inside,
  type Known,
  near,
  order,
  questionProblems,
  reference,
  samePlaces,
  sectionProblems,
  stageProblems,
  targetProblems,
  textProblems,
} from './rules.ts'
import { type Assignment, Illustration, Programme } from './schema.ts'
import { shapeProblems } from './shape.ts'

export type CheckedProgramme =
  | {
      readonly programme: Programme
      readonly answered: readonly AnsweredPlace[]
      /** What is no error, and whoever keeps the file should know. */
      readonly warnings: readonly Problem[]
    }
  | { readonly problems: readonly Problem[] }

/**
 * Takes `programme.yaml` as parsed, of any shape at all, and answers the programme with its answers in place, or
 * every problem. Paths are those of the file: a value that an answer gave is told where the question spells it out.
 */
export function checkProgramme(raw: unknown): CheckedProgramme {
  const { tree, answered, open, problems: unanswered } = putAnswersInPlace(raw)
  const parsed = Programme.safeParse(tree)
  const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, tree)
  const readable = parsed.success ? parsed.data : readableProgramme(tree)
  const problems = [
    ...unanswered,
    ...shape.filter(({ path }) => !open.some((place) => isUnder(path, place))),
    ...programmeProblems(readable),
  ]
  if (parsed.success && problems.length === 0) {
    return { programme: parsed.data, answered, warnings: idleAnswers(parsed.data.questions, answered) }
  }
  return { problems: inFile(problems, answered) }
}

export type CheckedIllustration = { readonly illustration: Illustration } | { readonly problems: readonly Problem[] }

/** Takes `assignments.demo.yaml` as parsed, beside the programme it illustrates. */
export function checkIllustration(raw: unknown, programme: Programme): CheckedIllustration {
  const parsed = Illustration.safeParse(raw)
  const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, raw)
  const readable = parsed.success ? parsed.data : readableIllustration(raw)
  // An entry whose lead is malformed was given to somebody, only not legibly.
  const others = [...illustrationProblems(readable, programme)].filter(
    ({ path }) => !shape.some((problem) => isUnder(problem.path, path)),
  )
  const problems = [...shape, ...others]
  return parsed.success && problems.length === 0 ? { illustration: parsed.data } : { problems }
}

/** A value that an answer gives to many places is wrong once: where the question spells it out. */
function inFile(problems: readonly Problem[], answered: readonly AnsweredPlace[]): readonly Problem[] {
  const told = new Map<string, Problem>()
  for (const problem of problems) {
    const place = answered.find(({ path }) => isUnder(problem.path, path))
    const path = place ? [...place.source, ...problem.path.slice(place.path.length)] : problem.path
    const key = `${problem.code} ${JSON.stringify(path)}`
    if (!told.has(key)) told.set(key, { ...problem, path })
  }
  return [...told.values()]
}

function* programmeProblems(programme: ReadableProgramme): Generator<Problem> {
  const { period, stages, documents, agencies, groups, sections, clauses, targets, assignments, questions } = programme
  const known: Known = {
    documents: idsOf(documents),
    agencies: idsOf(agencies),
    groups: idsOf(groups),
    sections: idsOf(sections),
    clauses: idsOf(clauses),
    targets: idsOf(targets),
  }
  for (const list of lists) yield* duplicates([list], programme[list])

  yield* order(['period', 'to'], period?.from, period?.to)
  yield* near(['period'], period)
  yield* inside(['trackedFrom'], programme.trackedFrom, period)
  yield* stageProblems(stages ?? [], period)
  yield* reference(['document'], programme.document, 'documents', known)
  yield* each('documents', documents, (document, path) => documentProblems(document, path, known))
  yield* each('agencies', agencies, (agency, path) => agencyProblems(agency, path, known))
  yield* cycles(agencies ?? [], 'superior')
  yield* cycles(agencies ?? [], 'office')
  yield* each('groups', groups, (group, path) => groupProblems(group, path, known))
  yield* each('sections', sections, (section, path) => sectionProblems(section.id, path, known))
  yield* samePlaces(clauses ?? [])
  yield* each('clauses', clauses, (clause, path) => clauseProblems(clause, path, known))
  if (programme.text !== undefined) yield* textProblems(programme.text, clauses ?? [], known)
  yield* each('targets', targets, (target, path) => targetProblems(target, path, known, targets ?? [], period))
  yield* each('assignments', assignments, (assignment, path) =>
    assignmentProblems(assignment, path, known, groups ?? [], agencies ?? [], period),
  )
  yield* each('questions', questions, (question, path) => questionProblems(question, path, known))
}

function* illustrationProblems(illustration: ReadableIllustration, programme: Programme): Generator<Problem> {
  const { document, agencies, groups, assignments } = illustration
  const everyone = agencies && [...programme.agencies, ...agencies]
  const everyGroup = groups && [...programme.groups, ...groups]
  const known: Known = {
    documents: idsOf(document && [...programme.documents, document]),
    agencies: idsOf(everyone),
    groups: idsOf(everyGroup),
    sections: idsOf(programme.sections),
    clauses: idsOf(programme.clauses),
    targets: idsOf(programme.targets),
  }
  yield* duplicates(['agencies'], everyone, programme.agencies.length)
  yield* duplicates(['groups'], everyGroup, programme.groups.length)
  yield* duplicates(['assignments'], assignments)

  if (illustration.programme !== undefined && illustration.programme !== programme.id) {
    const sentence = `Tệp minh họa này dành cho chương trình “${illustration.programme}”, không phải “${programme.id}”. Hãy sửa programme hoặc đặt tệp cạnh đúng chương trình.`
    yield { path: ['programme'], code: 'other-programme', sentence }
  }
  if (document) {
    yield* documentProblems(document, ['document'], known)
    yield* inside(['document', 'issuedOn'], document.issuedOn ?? undefined, programme.period)
    if (document.illustration !== true) {
      const sentence =
        'Văn bản của tệp minh họa phải ghi illustration: true, để mọi nơi hiển thị đều nói rõ là minh họa. Hãy thêm.'
      yield { path: ['document', 'illustration'], code: 'not-marked-illustration', sentence }
    }
    if (programme.documents.some((other) => other.id === document.id)) {
      const sentence = `Mã văn bản “${document.id}” đã dùng trong chương trình. Hãy đặt mã khác cho văn bản minh họa.`
      yield { path: ['document', 'id'], code: 'duplicate-id', sentence }
    }
  }
  yield* each('agencies', agencies, (agency, path) => agencyProblems(agency, path, known))
  yield* cycles(agencies ?? [], 'superior')
  yield* cycles(agencies ?? [], 'office')
  yield* each('groups', groups, (group, path) => groupProblems(group, path, known))
  yield* each('assignments', assignments, (assignment, path) =>
    assignmentProblems(assignment, path, known, everyGroup ?? [], everyone ?? [], programme.period),
  )
  yield* each('assignments', assignments, (assignment, path) => givingProblems(assignment, path, programme))
}

/** What an illustration gives out must be waiting to be given in the programme, at the same clause. */
function* givingProblems(assignment: Readable<Assignment>, path: Path, programme: Programme): Generator<Problem> {
  const { id, clause, lead, group } = assignment
  if (id === undefined) return
  const waiting = programme.assignments.find((candidate) => candidate.id === id)
  if (!waiting) {
    const ids = programme.assignments.map((candidate) => candidate.id)
    const sentence = `Chương trình không có nhiệm vụ “${id}”${perhaps(id, ids)} Hãy sửa mã.`
    yield { path: [...path, 'id'], code: 'unknown-assignment', sentence }
    return
  }
  if (waiting.lead !== undefined || waiting.group !== undefined) {
    const sentence = `Chương trình đã giao nhiệm vụ “${id}” cho ${waiting.lead ?? waiting.group}; tệp minh họa chỉ giao việc chưa phân công. Hãy bỏ mục này.`
    yield { path: [...path, 'id'], code: 'already-assigned', sentence }
  }
  if (clause !== undefined && clause !== waiting.clause) {
    const sentence = `Nhiệm vụ “${id}” của chương trình thuộc ${waiting.clause}, ở đây ghi ${clause}. Hãy ghi lại cho khớp.`
    yield { path: [...path, 'clause'], code: 'other-clause', sentence }
  }
  if (lead === undefined && group === undefined) {
    const sentence = `Nhiệm vụ “${id}” chưa được giao cho ai. Hãy ghi lead hoặc group, hoặc bỏ mục này.`
    yield { path, code: 'not-assigned', sentence }
  }
}

/** The lists whose entries are called by their id. */
const lists = [
  'stages',
  'documents',
  'agencies',
  'groups',
  'sections',
  'clauses',
  'targets',
  'assignments',
  'questions',
] as const
