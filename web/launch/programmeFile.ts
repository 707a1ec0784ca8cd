/** A programme file that somebody chose: read and checked by the rules that the API checks it by, before it is sent. */
import { type Document, LineCounter, parseDocument } from 'yaml'
import { checkProgramme } from '../../domain/programme/check.ts'
import type { Path } from '../../domain/programme/problem.ts'
import type { Programme } from '../../domain/programme/schema.ts'

export interface Located {
  readonly line: number
  readonly sentence: string
}

export type ReadFile =
  /** `raw`: as it was written, which is what is sent. */
  | { readonly raw: object; readonly programme: Programme; readonly answered: number }
  | { readonly problems: readonly Located[] }

/** `text`: what the document says, where it was chosen beside the file. `notYaml`: the sentence for what is none. */
export function readProgrammeFile(file: string, text: string | undefined, notYaml: string): ReadFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(withoutMark(file), {
    lineCounter,
    prettyErrors: false,
    schema: 'core',
    stringKeys: true,
  })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line
  const [broken] = document.errors
  if (broken) return { problems: [{ line: lineAt(broken.pos[0]), sentence: notYaml }] }
  const written: unknown = document.toJS()
  const isMap = typeof written === 'object' && written !== null && !Array.isArray(written)
  const raw = isMap
    ? { ...written, ...(text === undefined || 'text' in written ? {} : { text: withoutMark(text) }) }
    : {}
  const checked = checkProgramme(raw)
  if ('problems' in checked) {
    const problems = checked.problems.map(({ path, sentence }) => ({
      line: lineAt(offsetOf(document, path)),
      sentence,
    }))
    return { problems: problems.toSorted((a, b) => a.line - b.line) }
  }
  return { raw, programme: checked.programme, answered: new Set(checked.answered.map(({ question }) => question)).size }
}

/** What editors of Windows put before a text. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

/** Where the value stands, or what it would stand in. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0])
    }
  }
  return 0
}
