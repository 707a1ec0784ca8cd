/** `dondoc extract FILE`: what a programme, plan or directive gives, as a proposal with the words it rests on. */
import { readFileSync } from 'node:fs'
import { written } from '../../domain/days.ts'
import { extract } from '../../domain/extraction/extract.ts'
import type { Extracted, ExtractedItem, ExtractedTarget } from '../../domain/extraction/extracted.ts'
import { sentence } from '../../domain/refusals.ts'
import { documentText } from '../../functions/reading/documentText.ts'
import { onlyPositional } from './arguments.ts'
import type { Command } from './command.ts'
import { refuse } from './refuse.ts'

const help = `Cách dùng: dondoc extract VĂN-BẢN [--json]

Đọc một chương trình, kế hoạch, chỉ thị (.txt, .docx, .pdf có chữ) và đề xuất: nhiệm vụ, cơ quan, thời hạn, nhịp báo cáo,
chỉ tiêu, kèm chữ làm căn cứ; chỗ văn bản không nói rõ thì hỏi, không tự điền ngày.

  --json   in một tài liệu JSON; start, end là vị trí trong văn bản`

export const command: Command = {
  help,
  options: { json: { type: 'boolean' } },
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
    out(values['json'] === true ? JSON.stringify(found, null, 2) : inWords(found))
    return 0
  },
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
