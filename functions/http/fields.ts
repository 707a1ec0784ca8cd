/** The fields that requests of many families share: ids, days, texts, pages of lists. */
import * as z from 'zod/mini'
import { mostCharacters } from '../../domain/accounts/length.ts'
import { type CalendarDate, isCalendarDate } from '../../domain/days.ts'
import { mostFilesTogether } from '../../domain/files/file.ts'
import { ClauseId } from '../../domain/programme/clause.ts'
import { Slug } from '../../domain/programme/schema.ts'

export { listOf } from '../../domain/listView.ts'
export { Moment } from '../../domain/moment.ts'
export { Day } from '../../domain/programme/schema.ts'

/** The id of a thing, as it stands in its address. */
export const ThingId = z.string().check(z.regex(/^[0-9A-Za-z][0-9A-Za-z._-]*$/, 'slug'), z.maxLength(160))

/** A day that a person enters: near enough for the working calendar and for what is counted from it. */
export const OfficeDay = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && isCalendarDate(value) && value >= '1950-01-01' && value <= '2149-12-31',
  'officeDay',
)

/** What a person typed: trimmed, in one Unicode form, not empty, nothing in it but text and line breaks. */
export function typed(most: number) {
  return z.string().check(
    z.normalize('NFC'),
    z.trim(),
    z.minLength(1),
    z.maxLength(most),
    z.refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text.replace(/[\n\r\t]/g, '')), 'text'),
  )
}

/** As it was typed or pasted: whatever somebody chose, spaces at its ends included. */
export const Password = z.string().check(z.minLength(1), z.maxLength(mostCharacters))

/** In a query: `?limit=50&cursor=…`. */
export const pageFields = {
  limit: limitOf(/^(?:[1-9]\d?|1\d\d|200)$/),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2000))),
}

/** Of lists whose lines are short, and which the pages show whole. */
export const longPageFields = { ...pageFields, limit: limitOf(/^(?:[1-9]\d{0,2}|1000)$/) }

function limitOf(pattern: RegExp) {
  return z.optional(z.pipe(z.string().check(z.regex(pattern, 'limit')), z.transform(Number)))
}

/** The page of a list that a query asks for. */
export function pageIn({
  limit = 50,
  cursor,
}: {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}) {
  return { limit, ...(cursor === undefined ? {} : { cursor }) }
}

/** Files are uploaded first; a request names them. */
export const fileIds = z.exactOptional(z.array(ThingId).check(z.maxLength(mostFilesTogether)))

/** Tài liệu minh chứng, as somebody hands it in. */
export const evidenceFields = z
  .array(
    z.strictObject({
      title: typed(500),
      number: z.exactOptional(typed(100)),
      issuedOn: z.exactOptional(OfficeDay),
      level: z.exactOptional(typed(200)),
      files: fileIds,
    }),
  )
  .check(z.maxLength(20))

/** What an agency writes in the rows of the outline. */
export const contributionRows = z
  .array(z.strictObject({ clause: ClauseId, target: z.exactOptional(ThingId), text: typed(10_000) }))
  .check(z.maxLength(500))

/** Số đến, ngày đến and the scan of what came on paper. */
export const onPaperFields = { arrivalNumber: typed(100), arrivedOn: OfficeDay, files: fileIds }

export const cooperatingFields = z
  .array(z.strictObject({ agency: Slug, part: z.exactOptional(typed(1000)) }))
  .check(z.maxLength(100))
