/** Files in two steps: an address to send to, then what was sent is looked at and taken in; and fetching them. */
import * as z from 'zod/mini'
import { linkMay } from '../../domain/access/access.ts'
import {
  type DestroyedFile,
  FileView,
  fileView,
  isDestroyed,
  isGoing,
  type StoredFile,
} from '../../domain/files/file.ts'
import { mediaTypes } from '../../domain/files/kinds.ts'
import { programmeTakes } from '../../domain/programme/afterTheEnd.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { beginUpload, takeIn } from '../files/uploads.ts'
import { actorBy, openedLink } from '../links/openedLink.ts'
import { actorFor, type Caller } from '../middleware/caller.ts'
import { type ApiEvent, linkHeader } from '../middleware/http.ts'
import type { HttpServices } from '../services.ts'
import { namersOf } from '../stores/fileNames.ts'
import { fileById } from '../stores/files.ts'
import { registersOf } from '../stores/programmes.ts'
import { aboutContribution } from './aboutContribution.ts'
import { aboutCycle } from './aboutCycle.ts'
import { aboutTarget } from './aboutTarget.ts'
import { aboutTask } from './aboutTask.ts'
import { ThingId, typed } from './fields.ts'
import { type About, type Route, route } from './route.ts'

const one = z.strictObject({ file: ThingId })

const SendingView = z.union([
  z.strictObject({ method: z.literal('PUT'), url: z.string() }),
  z.strictObject({ method: z.literal('POST'), url: z.string(), fields: z.record(z.string(), z.string()) }),
])

const UploadBegun = z.strictObject({ id: z.string(), sending: SendingView })

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
    prepares: true,
    body: z.strictObject({ programme: ThingId, bytes: z.int().check(z.minimum(1)), noStateSecrets: z.boolean() }),
    answer: UploadBegun,
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
    prepares: true,
    params: one,
    body: z.strictObject({ name: FileName }),
    answer: FileView,
    handle: async ({ params: { file: id }, body: { name }, actor }, services) => {
      const file = await takeIn(services, id, name, actor)
      return isRefusal(file) ? file : { body: fileView(file) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/files/by-link',
    operationId: 'beginUploadByLink',
    summary: 'Bước 1 qua liên kết trong thư: đăng ký gửi một tệp cho biểu mẫu của liên kết',
    may: 'anyone',
    body: z.strictObject({ bytes: z.int().check(z.minimum(1)), noStateSecrets: z.boolean() }),
    answer: UploadBegun,
    status: 201,
    handle: async ({ headers, body: { bytes, noStateSecrets } }, services) => {
      const holder = await uploader(headers, services)
      if (isRefusal(holder)) return holder
      if (!noStateSecrets) return { code: 'secrecy-undeclared' }
      const begun = await beginUpload(services, { ...holder, bytes })
      return isRefusal(begun) ? begun : { body: begun }
    },
  }),
  route({
    method: 'POST',
    path: '/api/files/{file}/confirmation/by-link',
    operationId: 'confirmUploadByLink',
    summary: 'Bước 2 qua liên kết trong thư: xác nhận tệp đã gửi',
    may: 'anyone',
    params: one,
    body: z.strictObject({ name: FileName }),
    answer: FileView,
    handle: async ({ params: { file: id }, headers, body: { name } }, services) => {
      const holder = await uploader(headers, services)
      if (isRefusal(holder)) return holder
      const file = await takeIn(services, id, name, holder.by)
      return isRefusal(file) ? file : { body: fileView(file) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/{file}',
    operationId: 'readFile',
    summary: 'Một tệp: tên, loại, dung lượng, mã băm',
    may: 'signedIn',
    params: one,
    answer: FileView,
    handle: async ({ params, caller }, services) => {
      const file = await readable(params.file, caller, services)
      return isRefusal(file) ? file : { body: fileView(file) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/files/{file}/content',
    operationId: 'fetchFile',
    summary:
      'Nội dung một tệp, nguyên vẹn từng byte, luôn dưới dạng tệp đính kèm (chuyển đến địa chỉ tải trong ít phút)',
    may: 'signedIn',
    params: one,
    status: 302,
    handle: async ({ params, caller }, services) => {
      const file = await readable(params.file, caller, services)
      if (isRefusal(file)) return file
      if (isDestroyed(file) || isGoing(file)) return { code: 'file-destroyed' }
      const { sha256, name, kind } = file
      const location = await services.files.whereToFetch(sha256, { name, mediaType: mediaTypes[kind] })
      return location === undefined ? { code: 'not-found', thing: params.file } : { body: undefined, location }
    },
  }),
]

/** In whose name files come by a link that may still be used: the holder of another link is somebody else. */
async function uploader(
  headers: ApiEvent['headers'],
  services: Pick<HttpServices, 'table' | 'clock' | 'links'>,
): Promise<{ readonly programme: string; readonly by: Actor } | Refusal> {
  const opened = await openedLink(headers[linkHeader], services)
  if (isRefusal(opened)) return opened
  if (opened.does !== 'answer') return { code: 'link-invalid' }
  if (!linkMay('file.upload', opened.relations)) return { code: 'not-allowed' }
  return { programme: opened.programme, by: actorBy(opened, '') }
}

/** A file is read by whoever may read a thing that names it; until one does, by whoever sent it. */
async function readable(
  id: string,
  caller: Caller,
  services: Pick<HttpServices, 'table'>,
): Promise<StoredFile | DestroyedFile | Refusal> {
  const missing: Refusal = { code: 'not-found', thing: id }
  const file = await fileById(services.table, id)
  if (!file) return missing
  const hidden: Refusal = { ...missing, hidden: true }
  const namers = await namersOf(services.table, id)
  if (namers.length === 0) return file.by.person === caller.person.id ? file : hidden
  for (const thing of namers) {
    const about = await aboutNamer(thing, file, services)
    if (about && !isRefusal(about) && about.read && actorFor(caller, about.read, about.parties)) return file
  }
  return hidden
}

/** A thing that names a file, with who has which part in it. */
async function aboutNamer(
  thing: string,
  { programme }: StoredFile | DestroyedFile,
  services: Pick<HttpServices, 'table'>,
): Promise<About<unknown> | Refusal | undefined> {
  const [kind, id] = [thing.slice(0, thing.indexOf('#')), thing.slice(thing.indexOf('#') + 1)]
  switch (kind) {
    case 'TASK':
      return aboutTask({ params: { task: id } }, services)
    case 'CYCLE':
      return aboutCycle({ params: { cycle: id } }, services)
    case 'CONTRIBUTION':
      return aboutContribution({ params: { contribution: id } }, services)
    case 'TARGET':
      return aboutTarget({ params: { programme, target: id.slice(programme.length + 1) } }, services)
    default:
      return undefined
  }
}
