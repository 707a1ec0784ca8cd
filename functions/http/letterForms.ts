/** Lời thư: an office's own address and signature. */
import * as z from 'zod/mini'
import { LetterForm } from '../../domain/letters/letterForm.ts'
import { isRefusal } from '../../domain/refusals.ts'
import type { Table } from '../services.ts'
import { load, thingOf } from '../stores/record.ts'
import { changeLetterForm } from '../stores/registerChanges.ts'
import { ThingId } from './fields.ts'
import { type About, type Route, route } from './route.ts'

const agencyIn = z.strictObject({ agency: ThingId })

export const letterFormsRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    path: '/api/agencies/{agency}/letter-form',
    operationId: 'changeLetterForm',
    summary: 'Đổi lời thư của văn phòng: lời đề gửi và chữ ký; phần bỏ trống dùng lời thường lệ',
    may: 'letter.form',
    params: agencyIn,
    body: LetterForm,
    answer: LetterForm,
    about: async ({ params: { agency } }, { table }) => ofOffice(table, agency),
    handle: async ({ params: { agency }, body, actor }, services) => {
      const answer = await changeLetterForm(services, agency, body, actor)
      if (isRefusal(answer)) return answer
      return { body: answer.letterForm ?? {}, version: (await load(services.table, 'AGENCY', agency))?.head.seq }
    },
  }),
]

/** What the request is about: the office's own entry, which is its own people's to word. */
export async function ofOffice(table: Table, agency: string): Promise<About<undefined>> {
  const stored = await load(table, 'AGENCY', agency)
  const stands = stored ? { stands: { name: thingOf('AGENCY', agency), version: stored.head.seq } } : {}
  return { thing: undefined, parties: { lead: agency }, ...stands }
}
