/** `dondoc extract FILE`: what a programme, plan or directive gives, as a proposal with the words it rests on. */
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { written } from '../../domain/days.ts'
import { extract } from '../../domain/extraction/extract.ts'
import type { Extracted, ExtractedItem, ExtractedTarget } from '../../domain/extraction/extracted.ts'
import { programmeDraft, ReviewAnswers } from '../../domain/extraction/programmeDraft.ts'
import { checkProgramme } from '../../domain/programme/check.ts'
import { shapeProblems } from '../../domain/programme/shape.ts'
import { sentence } from '../../domain/refusals.ts'
import { documentText } from '../../functions/reading/documentText.ts'
import { locate, readYaml } from '../programme/yaml.ts'
import { onlyPositional, textOption } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { inFile } from './programmeFile.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc extract VĂN-BẢN [--json] [--answers TRẢ-LỜI.yaml]

Đọc một chương trình, kế hoạch, chỉ thị (.txt, .docx, .pdf có chữ) và đề xuất: nhiệm vụ, cơ quan, thời hạn, nhịp báo cáo,
chỉ tiêu, kèm chữ làm căn cứ; chỗ văn bản không nói rõ thì hỏi, không tự điền ngày.

  --json      in một tài liệu JSON; start, end là vị trí trong văn bản
  --answers   in tệp chương trình (YAML) làm từ văn bản và các trả lời đã ghi: mã chương trình, cơ quan ban hành, thời gian
              thực hiện, danh sách cơ quan, tên in trong văn bản là cơ quan nào, ngày của việc định kỳ. Còn thiếu trả lời
              nào thì nêu ra và không in tệp`

export const command: Command = {
  help,
  options: { json: { type: 'boolean' }, answers: { type: 'string' } },
  run: async (context) => {
    const { positionals, values, out, resolve } = context
    const path = onlyPositional(positionals, 'văn bản')
    const bytes = readBytes(resolve(path))
    if (!bytes) {
      return refuse(
        [
          {
            code: 'unreadable-file',
            sentence: `Cần một tệp đọc được; không mở được “${path}”. Hãy kiểm tra lại tên và quyền đọc.`,
          },
        ],
        context,
      )
    }
    const read = await documentText(bytes)
    if ('unreadable' in read) {
      return refuse(
        [
          {
            code: 'document-unreadable',
            sentence: `${path}: ${sentence({ code: 'document-unreadable', why: read.unreadable })}`,
          },
        ],
        context,
      )
    }
    const found = extract(read.text)
    const answers = textOption(values, 'answers')
    if (answers !== undefined) return makeProgramme(read.text, found, answers, context)
    out(values['json'] === true ? JSON.stringify(found, null, 2) : inWords(found))
    return 0
  },
}

function makeProgramme(text: string, found: Extracted, path: string, context: Context): number {
  const file = readYaml(context.resolve(path))
  if ('problems' in file) return refuse(inFile(path, file.problems), context)
  const answers = ReviewAnswers.safeParse(file.raw)
  if (!answers.success)
    return refuse(inFile(path, locate(shapeProblems(answers.error.issues, file.raw), file)), context)
  const draft = programmeDraft(text, found, answers.data)
  if ('missing' in draft) {
    return refuse(
      draft.missing.map(({ clause, sentence: what }) => ({ code: 'answer-missing', sentence: `${clause}: ${what}` })),
      context,
    )
  }
  const checked = checkProgramme(draft.programme)
  if ('problems' in checked) {
    return refuse(
      checked.problems.map(({ code, path: at, sentence: what }) => ({ code, sentence: `${at.join('.')}: ${what}` })),
      context,
    )
  }
  context.out(
    context.values['json'] === true
      ? JSON.stringify(draft.programme, null, 2)
      : stringify(draft.programme, { aliasDuplicateObjects: false }).trimEnd(),
  )
  return 0
}

function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

function inWords({ title, number, issuer, issuedOn, items, targets, questions }: Extracted): string {
  const known = [number && `Số ${number}`, issuedOn && `ngày ${written(issuedOn)}`, issuer].filter(Boolean).join(', ')
  return [
    title ?? 'Không thấy tên văn bản',
    known === '' ? 'Không thấy số, ngày và cơ quan ban hành' : known,
    '',
    `${items.length} nhiệm vụ đề xuất`,
    ...items.map(itemWritten),
    '',
    `${targets.length} chỉ tiêu`,
    ...targets.map(targetWritten),
    '',
    `${questions.length} chỗ cần hỏi`,
    ...questions.map(({ clause, about, options }) => `  ${clause}: ${about} (${options.join(' / ')})`),
  ].join('\n')
}

const recurrences = {
  monthly: 'hằng tháng',
  quarterly: 'hằng quý',
  'half-yearly': '6 tháng một lần',
  yearly: 'hằng năm',
}

function itemWritten({ clause, agency, role, what, dueOn, recurrence, quote }: ExtractedItem): string {
  const who = agency === null ? 'chưa phân công' : `${agency}${role === 'cooperating' ? ' (phối hợp)' : ''}`
  const words = quote.replace(/\s+/g, ' ')
  const when = dueOn
    ? `hạn ${written(dueOn)} (“${words}”)`
    : recurrence
      ? `${recurrences[recurrence]} (“${words}”)`
      : ''
  return `  ${[clause, who, what, when].filter((part) => part !== '').join(' | ')}`
}

function targetWritten({ clause, metric, comparator, value, unit, by, quote }: ExtractedTarget): string {
  const aim = [comparator, value?.toLocaleString('vi-VN'), unit].filter(Boolean).join(' ')
  return `  ${[clause, metric, aim, by ? `đến ${written(by)}` : '', `“${quote}”`].filter((part) => part !== '').join(' | ')}`
}
