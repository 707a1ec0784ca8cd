/** Drafts of forms: kept while they are typed, found again on another machine, gone once they are sent. */
import * as z from 'zod/mini'
import { FormDraftView } from '../../domain/formDraftView.ts'
import { dropFormDraft, formDraftOf, keepFormDraft } from '../stores/formDrafts.ts'
import { ThingId } from './fields.ts'
import { type Route, route } from './route.ts'

const one = z.strictObject({ form: ThingId })

/** More than anybody types into one form. */
const mostCharacters = 60_000
const isSmall = (values: object) => JSON.stringify(values).length <= mostCharacters
const tooLong = `Bản nháp dài quá ${mostCharacters} ký tự nên không được giữ. Hãy rút gọn, hoặc gửi phần chi tiết bằng tệp.`

export const formDraftsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/drafts/{form}',
    operationId: 'readFormDraft',
    summary: 'Bản nháp của chính người đang đăng nhập trong một biểu mẫu, nếu có',
    may: 'signedIn',
    params: one,
    answer: z.strictObject({ draft: z.optional(FormDraftView) }),
    handle: async ({ params: { form }, caller }, { table }) => ({
      body: { draft: await formDraftOf(table, caller.person.id, form) },
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/drafts/{form}',
    operationId: 'keepFormDraft',
    summary: 'Giữ nội dung đang gõ của một biểu mẫu; chưa gửi đi đâu và không ai khác thấy',
    may: 'signedIn',
    params: one,
    body: z.strictObject({
      values: FormDraftView.shape.values.check(z.refine(isSmall, tooLong)),
      savedAt: FormDraftView.shape.savedAt,
    }),
    handle: async ({ params: { form }, body, caller }, { table }) => {
      await keepFormDraft(table, caller.person.id, form, body)
      return { body: undefined }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/drafts/{form}',
    operationId: 'dropFormDraft',
    summary: 'Bỏ bản nháp của một biểu mẫu',
    may: 'signedIn',
    params: one,
    handle: async ({ params: { form }, caller }, { table }) => {
      await dropFormDraft(table, caller.person.id, form)
      return { body: undefined }
    },
  }),
]
