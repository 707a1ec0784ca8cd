/** Files in two steps: an address to send to, then what was sent is looked at and taken in; and fetching them. */
import * as z from 'zod/mini'
import { FileView, fileView, type StoredFile } from '../../domain/files/file.ts'
import { mediaTypes } from '../../domain/files/kinds.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { beginUpload, takeIn } from '../files/uploads.ts'
import type { HttpServices } from '../services.ts'
import { fileById } from '../stores/files.ts'
import { registersOf } from '../stores/programmes.ts'
import { ThingId, typed } from './fields.ts'
import { type About, type Route, route } from './route.ts'

const one = z.strictObject({ file: ThingId })

const SendingView = z.union([
  z.strictObject({ method: z.literal('PUT'), url: z.string() }),
  z.strictObject({ method: z.literal('POST'), url: z.string(), fields: z.record(z.string(), z.string()) }),
])

/** The last part of a path, as browsers send it. */
const FileName = typed(200).check(z.regex(/^[^/\\\n\r\t]+$/, 'fileName'))

export const filesRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/files',
    operationId: 'beginUpload',
    summary:
      'Bước 1: đăng ký gửi một tệp, kèm xác nhận không chứa bí mật nhà nước; trả về địa chỉ để gửi nội dung trong ít phút',
    may: 'file.upload',
    body: z.strictObject({ programme: ThingId, bytes: z.int().check(z.minimum(1)), noStateSecrets: z.boolean() }),
    answer: z.strictObject({ id: z.string(), sending: SendingView }),
    status: 201,
    handle: async ({ body: { programme, bytes, noStateSecrets }, actor }, services) => {
      if (!noStateSecrets) return { code: 'secrecy-undeclared' }
      const status = (await registersOf(services.table)).programmes.get(programme)?.status
      if (!status) return { code: 'not-found', thing: programme }
      const taken = programmeTakes('file.upload', status)
      if (taken !== 'yes') return taken
      const begun = await beginUpload(services, { programme, bytes, by: actor })
      return isRefusal(begun) ? begun : { body: begun }
    },
  }),
  route({
    method: 'POST',
    path: '/api/files/{file}/confirmation',
    operationId: 'confirmUpload',
    summary: 'Bước 2: xác nhận tệp đã gửi; nội dung được kiểm tra, tệp không nhận được thì không lưu lại gì',
    may: 'file.upload',
    params: one,
    body: z.strictObject({ name: FileName }),
    answer: FileView,
    handle: async ({ params: { file: id }, body: { name }, actor }, services) => {
      const file = await takeIn(services, id, name, actor)
      return isRefusal(file) ? file : { body: fileView(file) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/{file}',
    operationId: 'readFile',
    summary: 'Một tệp: tên, loại, dung lượng, mã băm',
    may: 'file.read',
    params: one,
    answer: FileView,
    about: aboutFile,
    handle: async ({ thing }) => ({ body: fileView(thing) }),
  }),
  route({
    method: 'GET',
    path: '/api/files/{file}/content',
    operationId: 'fetchFile',
    summary:
      'Nội dung một tệp, nguyên vẹn từng byte, luôn dưới dạng tệp đính kèm (chuyển đến địa chỉ tải trong ít phút)',
    may: 'file.read',
    params: one,
    status: 302,
    about: aboutFile,
    handle: async ({ thing: { sha256, name, kind }, params }, { files }) => {
      const location = await files.whereToFetch(sha256, { name, mediaType: mediaTypes[kind] })
      return location === undefined ? { code: 'not-found', thing: params.file } : { body: undefined, location }
    },
  }),
]

/** Whoever refers to a file names it by an id that cannot be guessed; its lead is the agency that handed it in. */
async function aboutFile(
  { params: { file: id } }: { readonly params: { readonly file: string } },
  { table }: Pick<HttpServices, 'table'>,
): Promise<About<StoredFile> | Refusal> {
  const file = await fileById(table, id)
  return file ? { thing: file, parties: { lead: file.by.agency } } : { code: 'not-found', thing: id }
}
