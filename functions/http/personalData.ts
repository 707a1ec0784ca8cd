/** What is stored about a person, for whoever keeps the accounts and is asked by that person. */
import * as z from 'zod/mini'
import { Person } from '../../domain/agencies/person.ts'
import { Moment } from '../../domain/moment.ts'
import { personalDataOf } from '../stores/personalData.ts'
import { registersOf } from '../stores/programmes.ts'
import { type Route, route } from './route.ts'

const Span = z.strictObject({ count: z.int(), first: z.optional(Moment), last: z.optional(Moment) })

export const personalDataRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/people/{person}/stored',
    operationId: 'readPersonalData',
    summary:
      'Những gì hệ thống lưu về một người: thông tin đăng ký, số việc đã ghi trong nhật ký, thư đã gửi, bản nháp, phiên làm việc, kèm thời gian đầu và cuối',
    may: 'person.change',
    params: z.strictObject({ person: Person.shape.id }),
    answer: z.strictObject({
      registered: z.strictObject({ name: Person.shape.name, mailbox: z.string(), positions: z.int() }),
      deeds: Span,
      entries: Span,
      letters: z.int(),
      drafts: z.int(),
      sessions: z.int(),
    }),
    handle: async ({ params: { person: id } }, { table }) => {
      const person = (await registersOf(table)).people.get(id)
      if (!person) return { code: 'not-found', thing: id }
      const { name, mailbox, positions } = person
      const stored = await personalDataOf(table, person)
      return { body: { registered: { name, mailbox, positions: positions.length }, ...stored } }
    },
  }),
]
