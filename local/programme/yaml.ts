/**
 * YAML as the product takes it: one plain document of maps, lists and values. What YAML has besides (tags, aliases,
 * several documents) is refused with a sentence, because whoever reads a programme should see what it says.
 */
import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import type { Path, Problem, ProblemCode } from '../../domain/programme/problem.ts'

/** A problem where it stands: lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface LocatedProblem {
  readonly line: number
  readonly column: number
  readonly code: ProblemCode | 'unreadable-file' | 'not-utf-8' | 'not-text' | 'empty-file' | 'not-yaml' | 'repeated-key'
  readonly sentence: string
}

export interface YamlFile {
  readonly raw: unknown
  readonly document: Document.Parsed
  readonly lines: LineCounter
  /** Keys that stand twice in one map: the rest of the file can still be checked beside them. */
  readonly repeated: readonly LocatedProblem[]
}

const mostBytes = 5 * 1024 * 1024

/** The file's tree, or why there is none. Of the parser's complaints only the first is told: the others follow from it. */
export function readYaml(path: string): YamlFile | { readonly problems: readonly LocatedProblem[] } {
  const bytes = readBytes(path)
  if (!Buffer.isBuffer(bytes)) return { problems: [bytes] }
  if (!isUtf8(bytes)) return { problems: [notUtf8(bytes)] }

  const nul = bytes.indexOf(0)
  if (nul !== -1) return { problems: [notText(bytes, nul)] }

  const lines = new LineCounter()
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', stringKeys: true })
  const at = (offset: number, code: LocatedProblem['code'], sentence: string): LocatedProblem => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col, code, sentence }
  }
  const complaints = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0])
  const broken = complaints.find(({ code }) => code !== 'DUPLICATE_KEY')
  if (broken) return { problems: [at(broken.pos[0], 'not-yaml', yamlSentences[broken.code])] }
  const hidden = hiddenValue(document)
  if (hidden) return { problems: [at(hidden.offset, 'not-yaml', hidden.sentence)] }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return {
      problems: [wholeFile('empty-file', 'Tệp không có nội dung. Hãy chọn tệp khác hoặc ghi nội dung vào tệp.')],
    }
  }
  const repeated = complaints.map(({ pos }) =>
    at(
      pos[0],
      'repeated-key',
      `Trường “${wordAt(text, pos[0])}” ghi hai lần trong cùng một mục; mỗi trường chỉ ghi một lần. Hãy bỏ một dòng.`,
    ),
  )
  return { raw: document.toJS(), document, lines, repeated }
}

/** Puts each problem where its path leads: at the value, at the key that is not known, or at the map that lacks one. */
export function locate(problems: readonly Problem[], { document, lines }: YamlFile): readonly LocatedProblem[] {
  return problems.map(({ path, code, sentence }) => {
    const { line, col } = lines.linePos(offsetOf(document, path, code === 'unknown-field'))
    return { line, column: col, code, sentence }
  })
}

export function inFileOrder(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function readBytes(path: string): Buffer | LocatedProblem {
  try {
    const { size } = statSync(path)
    if (size > mostBytes) {
      const sentence = `Tệp lớn quá 5 MB (${Math.ceil(size / 1024 / 1024)} MB). Hãy chọn đúng tệp chương trình.`
      return wholeFile('unreadable-file', sentence)
    }
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'không rõ'
    return wholeFile('unreadable-file', unreadableSentences[code] ?? `Không đọc được tệp (lỗi ${code}). Hãy thử lại.`)
  }
}

const unreadableSentences: { readonly [code: string]: string } = {
  ENOENT: 'Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.',
  ENOTDIR: 'Không tìm thấy tệp. Hãy kiểm tra lại đường dẫn.',
  EISDIR: 'Đây là một thư mục. Hãy chỉ ra tệp chương trình ở trong đó.',
  EACCES: 'Không có quyền đọc tệp. Hãy cấp quyền đọc hoặc chọn tệp khác.',
}

function wholeFile(code: LocatedProblem['code'], sentence: string): LocatedProblem {
  return { line: 1, column: 1, code, sentence }
}

/** Told at the first line that is not UTF-8. */
function notUtf8(bytes: Buffer): LocatedProblem {
  const sentence = 'Tệp không phải UTF-8 (có thể đã lưu bằng bảng mã cũ). Hãy lưu lại bằng bảng mã UTF-8.'
  for (let line = 1, start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline === -1 ? bytes.length : newline + 1
    if (!isUtf8(bytes.subarray(start, end))) return { line, column: 1, code: 'not-utf-8', sentence }
    start = end
  }
  return wholeFile('not-utf-8', sentence)
}

/** A NUL byte stands in no text: the file was damaged, or is of another kind. Told at its place. */
function notText(bytes: Buffer, nul: number): LocatedProblem {
  const before = bytes.subarray(0, nul).toString('utf8').split('\n')
  const sentence =
    'Tệp phải là văn bản thuần, nhưng ở đây có ký tự NUL (mã 0): tệp bị hỏng hoặc không phải tệp văn bản. ' +
    'Hãy xóa ký tự ấy, hoặc lấy lại tệp gốc.'
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, code: 'not-text', sentence }
}

/** A value that does not stand where it is read: an alias (`*tên`), or a type of YAML's own (`!!binary`). */
function hiddenValue(document: Document.Parsed): { offset: number; sentence: string } | undefined {
  let hidden: { offset: number; sentence: string } | undefined
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0] ?? 0
      if (isAlias(node)) {
        hidden = { offset, sentence: `Tệp không dùng tham chiếu “*${node.source}”. Hãy ghi thẳng giá trị.` }
      } else if (node.tag !== undefined) {
        hidden = { offset, sentence: `Tệp không dùng thẻ kiểu “${node.tag}”. Hãy bỏ thẻ và ghi thẳng giá trị.` }
      }
      return hidden ? visit.BREAK : undefined
    },
  })
  return hidden
}

function offsetOf(document: Document.Parsed, path: Path, atKey: boolean): number {
  let node: unknown = document.contents
  let offset = startOf(node)
  for (const [index, key] of path.entries()) {
    if (isMap(node)) {
      // Of two keys with one name the parser keeps the later one.
      const pair = node.items.findLast((item) => isScalar(item.key) && item.key.value === key)
      if (!pair) return offset
      const wantsKey = (atKey && index === path.length - 1) || isEmpty(pair.value)
      offset = startOf(wantsKey ? pair.key : pair.value)
      node = pair.value
    } else if (isSeq(node) && typeof key === 'number' && node.items[key] !== undefined) {
      node = node.items[key]
      offset = startOf(node)
    } else {
      return offset
    }
  }
  return offset
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

function isEmpty(value: unknown): boolean {
  return !isNode(value) || (isScalar(value) && value.range?.[0] === value.range?.[1])
}

function wordAt(text: string, offset: number): string {
  return /^["']?([^:"'\s]*)/.exec(text.slice(offset, offset + 100))?.[1] ?? ''
}

const yamlSentences: { readonly [code in ErrorCode]: string } = {
  ALIAS_PROPS: 'Tham chiếu “*tên” không đi kèm thẻ hay neo. Hãy ghi thẳng giá trị.',
  BAD_ALIAS: 'Tham chiếu “*tên” không hợp lệ. Hãy ghi thẳng giá trị.',
  BAD_COLLECTION_TYPE: 'Thẻ kiểu không hợp với danh sách hoặc nhóm trường này. Hãy bỏ thẻ.',
  BAD_DIRECTIVE: 'Dòng bắt đầu bằng “%” không dùng được trong tệp này. Hãy bỏ dòng.',
  BAD_DQ_ESCAPE: 'Trong ngoặc kép, dấu “\\” chỉ đứng trước một số ký tự. Hãy bỏ dấu “\\” hoặc dùng nháy đơn.',
  BAD_INDENT:
    'Thụt đầu dòng không khớp với các dòng cùng mục, hoặc ngoặc mở ở trên chưa đóng. Hãy căn lại hoặc đóng ngoặc.',
  BAD_PROP_ORDER: 'Thẻ hoặc neo đặt sai chỗ. Hãy bỏ đi và ghi thẳng giá trị.',
  BAD_SCALAR_START: 'Giá trị không thể bắt đầu bằng ký tự này. Hãy đặt cả giá trị trong nháy đơn.',
  BLOCK_AS_IMPLICIT_KEY:
    'Một dòng chỉ có một dấu “: ” sau tên trường; dấu thứ hai phải nằm trong nháy. Hãy đặt cả giá trị trong nháy đơn.',
  BLOCK_IN_FLOW: 'Trong ngoặc { } hoặc [ ] không xuống dòng bằng “-” hay thụt dòng. Hãy ghi cách nhau bằng dấu phẩy.',
  DUPLICATE_KEY: 'Trường ghi hai lần trong cùng một mục. Hãy bỏ một dòng.',
  IMPOSSIBLE: 'Chỗ này không đọc được như YAML. Hãy ghi lại.',
  KEY_OVER_1024_CHARS: 'Tên trường quá dài; có thể thiếu dấu “: ” sau tên trường. Hãy ghi lại.',
  MISSING_CHAR:
    'Thiếu một ký tự: dấu “-” đầu mục, nháy hoặc ngoặc đóng, dấu phẩy hay dấu “:”. Hãy xem từ chỗ này trở lên.',
  MULTILINE_IMPLICIT_KEY: 'Tên trường phải nằm trên một dòng; có thể thiếu dấu “:” hoặc nháy chưa đóng. Hãy ghi lại.',
  MULTIPLE_ANCHORS: 'Một giá trị mang nhiều neo “&tên”. Hãy bỏ đi và ghi thẳng giá trị.',
  MULTIPLE_DOCS: 'Tệp có nhiều tài liệu (ngăn bằng “---”). Hãy giữ một tài liệu.',
  MULTIPLE_TAGS: 'Một giá trị mang nhiều thẻ “!”. Hãy bỏ thẻ.',
  NON_STRING_KEY: 'Tên trường phải là chữ. Hãy ghi lại tên trường.',
  RESOURCE_EXHAUSTION: 'Tệp lồng quá nhiều tầng. Hãy bớt ngoặc { } và [ ].',
  TAB_AS_INDENT: 'Thụt đầu dòng bằng phím Tab. Hãy thay bằng dấu cách.',
  TAG_RESOLVE_FAILED: 'Tệp không dùng thẻ kiểu bắt đầu bằng “!”. Hãy bỏ thẻ, hoặc đặt giá trị trong nháy đơn.',
  UNEXPECTED_TOKEN:
    'Chỗ này không đọc được: có thể thụt đầu dòng lệch, hoặc lẫn danh sách “-” với trường “tên:”. Hãy căn lại.',
}
