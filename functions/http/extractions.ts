/** A document read from its file: what it proposes, a person's review of it, and the programme file that comes of it. */
import * as z from 'zod/mini'
import type { Extracted } from '../../domain/extraction/extracted.ts'
import { ExtractionView, ProgrammeMade } from '../../domain/extraction/extractionView.ts'
import { programmeDraft, ReviewAnswers } from '../../domain/extraction/programmeDraft.ts'
import { Answer, asReviewed, Decision, progressOf, reviewed } from '../../domain/extraction/review.ts'
import { isDestroyed, isGoing, type StoredFile } from '../../domain/files/file.ts'
import { checkProgramme } from '../../domain/programme/check.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { documentText } from '../reading/documentText.ts'
import type { HttpServices } from '../services.ts'
import { beginReview, changeReview, type KeptReview, reviewById } from '../stores/extractions.ts'
import { fileById } from '../stores/files.ts'
import { ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

const one = z.strictObject({ extraction: ThingId })
const mostAtOnce = 500
/** A page shows it beside the proposals; nobody reviews more. */
const mostCharacters = 1_500_000

export const extractionsRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/extractions',
    operationId: 'extractDocument',
    summary:
      'Đọc một văn bản đã gửi (.txt, .docx, .pdf có chữ): đề xuất nhiệm vụ, chỉ tiêu và chỗ cần hỏi, như lệnh extract; chưa có gì được đưa vào thực hiện',
    may: 'document.enter',
    body: z.strictObject({ file: ThingId }),
    answer: ExtractionView,
    status: 201,
    handle: async ({ body: { file }, caller }, services) => {
      const stored = await fileById(services.table, file)
      // Another's is not there for anybody else, until its sender has it read.
      if (!stored || stored.by.person !== caller.person.id) return { code: 'unknown-file', file }
      const read = await readFile(stored.id, services)
      if (isRefusal(read)) return read
      await beginReview(services.table, file, file)
      return reviewReply(file, services, read)
    },
  }),
  route({
    method: 'GET',
    path: '/api/extractions/{extraction}',
    operationId: 'showExtraction',
    summary: 'Một văn bản đang rà soát: đề xuất, ý kiến của người rà soát, đã nhập bao nhiêu trên bao nhiêu',
    may: 'document.enter',
    params: one,
    answer: ExtractionView,
    handle: async ({ params: { extraction } }, services) => reviewReply(extraction, services),
  }),
  route({
    method: 'GET',
    path: '/api/extractions/{extraction}/text',
    operationId: 'showExtractedText',
    summary: 'Chữ của văn bản đang rà soát, đúng như vị trí mà đề xuất chỉ tới',
    may: 'document.enter',
    params: one,
    answer: z.strictObject({ text: z.string() }),
    handle: async ({ params: { extraction } }, services) => {
      const kept = await reviewById(services.table, extraction)
      const read = kept ? await readFile(kept.file, services) : undefined
      if (!read) return { code: 'not-found', thing: extraction }
      return isRefusal(read) ? read : { body: { text: read.text } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/extractions/{extraction}/decisions',
    operationId: 'decideExtraction',
    summary: 'Nhận, sửa, tách, gộp hoặc bỏ từng đề xuất; trả lời chỗ văn bản chưa rõ',
    may: 'document.enter',
    params: one,
    body: z.strictObject({
      decisions: z._default(z.array(Decision).check(z.maxLength(mostAtOnce)), []),
      answers: z._default(z.array(Answer).check(z.maxLength(mostAtOnce)), []),
    }),
    answer: ExtractionView,
    status: 200,
    handle: async ({ params: { extraction }, body }, services) => {
      const kept = await reviewById(services.table, extraction)
      if (!kept) return { code: 'not-found', thing: extraction }
      const read = await readFile(kept.file, services)
      if (isRefusal(read)) return read
      const changed = await changeReview(services, extraction, (review) => reviewed(review, body, read.extracted))
      return isRefusal(changed) ? changed : reviewReply(extraction, services, read)
    },
  }),
  route({
    method: 'POST',
    path: '/api/extractions/{extraction}/programme',
    operationId: 'makeProgramme',
    summary: 'Lập tệp chương trình từ những đề xuất đã nhận và thông tin bổ sung, hoặc cho biết còn thiếu gì',
    may: 'document.enter',
    params: one,
    body: ReviewAnswers,
    answer: ProgrammeMade,
    status: 200,
    handle: async ({ params: { extraction }, body }, services) => {
      const kept = await reviewById(services.table, extraction)
      if (!kept) return { code: 'not-found', thing: extraction }
      const read = await readFile(kept.file, services)
      if (isRefusal(read)) return read
      const { entered, all } = progressOf(kept, read.extracted)
      if (entered < all) return { code: 'review-unfinished', entered, all }
      const draft = programmeDraft(read.text, asReviewed(read.extracted, kept), body)
      if ('missing' in draft) return { body: { missing: draft.missing } }
      const checked = checkProgramme(draft.programme)
      if (!('problems' in checked)) return { body: { programme: draft.programme } }
      const missing = checked.problems.map(({ path, sentence }) => ({ clause: path.join('.'), sentence }))
      return { body: { missing } }
    },
  }),
]

interface Read {
  readonly name: string
  readonly text: string
  readonly extracted: Extracted
}

async function readFile(id: string, { table, files }: Pick<HttpServices, 'table' | 'files'>): Promise<Read | Refusal> {
  const file = await fileById(table, id)
  if (!file) return { code: 'unknown-file', file: id }
  if (isDestroyed(file) || isGoing(file)) return { code: 'file-destroyed' }
  const bytes = await files.kept((file satisfies StoredFile).sha256)
  if (!bytes) return { code: 'unknown-file', file: id }
  const read = await documentText(bytes)
  if ('unreadable' in read) return { code: 'document-unreadable', why: read.unreadable }
  if (read.text.length > mostCharacters) return { code: 'document-too-long', most: mostCharacters }
  // Loaded with the first document: its tables of words are most of what loading costs.
  const { extract } = await import('../../domain/extraction/extract.ts')
  return { name: file.name, text: read.text, extracted: extract(read.text) }
}

async function reviewReply(id: string, services: HttpServices, known?: Read) {
  const kept: KeptReview | undefined = await reviewById(services.table, id)
  if (!kept) return { code: 'not-found', thing: id } as const
  const read = known ?? (await readFile(kept.file, services))
  if (isRefusal(read)) return read
  const { file, decisions, answers } = kept
  const { name: fileName, extracted } = read
  return { body: { id, file, fileName, extracted, decisions, answers, ...progressOf(kept, extracted) } }
}
