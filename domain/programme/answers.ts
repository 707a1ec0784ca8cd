/**
 * Where the document is silent or ambiguous, the programme file asks, and a place that depends on the answer says
 * `{ question: A5, give: endOf2020 }`. Here each such place gets the value that the answer in force gives. Nothing
 * is guessed: a place without an answer is a problem, and keeps no value.
 */
import { canonical } from '../trail/chain.ts'
import { found, type Path, type Problem, perhaps } from './problem.ts'
import type { Question } from './schema.ts'

/** A place of the file that rests on an answer, and where the file spells out the value it now has. */
export interface AnsweredPlace {
  readonly path: Path
  readonly question: string
  readonly source: Path
}

export interface Answered {
  readonly tree: unknown
  readonly answered: readonly AnsweredPlace[]
  /** Places that got no value, because of one of the problems or of a question that is itself malformed. */
  readonly open: readonly Path[]
  readonly problems: readonly Problem[]
}

/** Takes the file as parsed, of any shape at all. Paths are those of the file. */
export function putAnswersInPlace(raw: unknown): Answered {
  const questions = readQuestions(isFields(raw) ? raw['questions'] : undefined)
  const answered: AnsweredPlace[] = []
  const open: Path[] = []
  const problems: Problem[] = []

  const put = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => put(item, [...path, index]))
    if (!isFields(value)) return value
    if (!Object.hasOwn(value, 'question')) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, [...path, key])]))
    }
    const answer = answerTo(value, path, questions)
    if ('value' in answer) {
      answered.push({ path, question: answer.question, source: answer.source })
      return answer.value
    }
    open.push(path)
    if (answer.problem) problems.push(answer.problem)
    return undefined
  }

  // The questions themselves hold values, not places.
  const tree = isFields(raw)
    ? Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, key === 'questions' ? item : put(item, [key])]))
    : raw
  return { tree, answered, open, problems }
}

/**
 * Answers that change nothing: every place gets what an earlier option gives, by which the file was written. That is no
 * error, and whoever chose it must hear that the file does not say so yet. Paths are those of the file.
 */
export function idleAnswers(questions: readonly Question[], answered: readonly AnsweredPlace[]): readonly Problem[] {
  return questions.flatMap(({ id, options, answer }, index) => {
    const used = new Set(answered.flatMap((place) => (place.question === id ? [String(place.source.at(-1))] : [])))
    const effectOf = ({ gives = {} }: Question['options'][number]) =>
      canonical(Object.fromEntries([...used].map((name) => [name, gives[name] ?? null])))
    const chosen = options.find((option) => option.id === answer?.option)
    const same = chosen && options.find((option) => effectOf(option) === effectOf(chosen))
    if (!chosen || !same || same === chosen) return []
    const sentence = `Lưu ý: trả lời ${id} bằng phương án “${chosen.id}” chưa làm thay đổi gì; mọi chỗ trong tệp vẫn như phương án “${same.id}”. Hãy sửa các nhiệm vụ liên quan theo phương án đã chọn, hoặc thêm giá trị vào gives.`
    return [{ path: ['questions', index, 'answer', 'option'], code: 'idle-answer', sentence }]
  })
}

type Fields = { readonly [key: string]: unknown }
type Answer =
  | { readonly question: string; readonly value: unknown; readonly source: Path }
  | { readonly problem: Problem | undefined }

function answerTo(place: Fields, path: Path, questions: ReadonlyMap<string, { question: Fields; path: Path }>): Answer {
  const { question: id, give, ...others } = place
  if (typeof id !== 'string' || typeof give !== 'string' || Object.keys(others).length > 0) {
    const sentence =
      'Chỗ lấy giá trị theo câu trả lời phải ghi đúng hai trường, ví dụ { question: A5, give: endOf2020 }; ' +
      `ở đây question ${found(id)}, give ${found(give)}${Object.keys(others).length > 0 ? `, thừa ${Object.keys(others).join(', ')}` : ''}. Hãy ghi lại.`
    return { problem: { path, code: 'bad-answer-place', sentence } }
  }
  const asked = questions.get(id)
  if (!asked) {
    const sentence = `Chỗ này lấy giá trị theo câu hỏi ${id}, nhưng mục questions không có câu hỏi ấy${perhaps(id, questions.keys())} Hãy sửa mã hoặc thêm câu hỏi.`
    return { problem: { path: [...path, 'question'], code: 'unknown-question', sentence } }
  }
  if (!Object.hasOwn(asked.question, 'answer')) {
    const sentence = `Chỗ này cần câu trả lời của câu hỏi ${id}, nhưng câu hỏi chưa có trả lời. Hãy ghi answer (option, by, on, reason) cho ${id}, hoặc ghi thẳng giá trị ở đây.`
    return { problem: { path, code: 'unanswered-question', sentence } }
  }
  const chosen = chosenOption(asked.question)
  // The answer or the options are malformed: that is told where they stand, not at every place that rests on them.
  if (!chosen) return { problem: undefined }
  if (!isFields(chosen.gives) || !Object.hasOwn(chosen.gives, give)) {
    const names = isFields(chosen.gives) ? Object.keys(chosen.gives) : []
    const offered = names.length > 0 ? `chỉ cho: ${names.join(', ')}` : 'không cho giá trị nào'
    const sentence = `Chỗ này cần giá trị “${give}” của câu hỏi ${id}, nhưng phương án đang chọn (${chosen.id}) ${offered}${perhaps(give, names)} Hãy thêm giá trị vào gives của phương án hoặc sửa tên.`
    return { problem: { path: [...path, 'give'], code: 'option-without-value', sentence } }
  }
  return {
    question: id,
    value: chosen.gives[give],
    source: [...asked.path, 'options', chosen.index, 'gives', give],
  }
}

function chosenOption(question: Fields): { id: string; index: number; gives: unknown } | undefined {
  const { answer, options } = question
  if (!isFields(answer) || !Array.isArray(options)) return undefined
  const index = options.findIndex((option) => isFields(option) && option['id'] === answer['option'])
  const option: unknown = options[index]
  return isFields(option) && typeof option['id'] === 'string'
    ? { id: option['id'], index, gives: option['gives'] }
    : undefined
}

function readQuestions(raw: unknown): ReadonlyMap<string, { question: Fields; path: Path }> {
  const questions = new Map<string, { question: Fields; path: Path }>()
  for (const [index, question] of (Array.isArray(raw) ? raw : []).entries()) {
    if (!isFields(question) || typeof question['id'] !== 'string' || questions.has(question['id'])) continue
    questions.set(question['id'], { question, path: ['questions', index] })
  }
  return questions
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
