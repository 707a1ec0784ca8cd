/**
 * Documents under review: EXTRACTION#id, what a person has said of each proposal so far. A draft of the office: nothing
 * of it is in force, and nothing of it is in the trail. What was read is read again of the file, which never changes.
 */
import type { Review } from '../../domain/extraction/review.ts'
import { isRefusal, type Refusal } from '../../domain/refusals.ts'
import { type Services, type Table, TableBusy } from '../services.ts'
import { asJson, valueAs, writeWhere } from './record.ts'

export interface KeptReview extends Review {
  readonly id: string
  readonly file: string
  readonly version: number
}

export async function reviewById(table: Table, id: string): Promise<KeptReview | undefined> {
  const item = await table.get(keyOf(id))
  return item && valueAs<KeptReview>(item.value)
}

/** One that is there already stays as it is. */
export async function beginReview(table: Table, id: string, file: string): Promise<void> {
  const kept: KeptReview = { id, file, version: 1, decisions: [], answers: [] }
  await writeWhere(table, [{ put: { key: keyOf(id), value: asJson(kept) }, when: [{ is: 'absent' }] }])
}

const attempts = 8

/** Two people may review at once: what each says is put into what stands. */
export async function changeReview(
  { table }: Pick<Services, 'table'>,
  id: string,
  rule: (review: Review) => Review | Refusal,
): Promise<KeptReview | Refusal> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const kept = await reviewById(table, id)
    if (!kept) return { code: 'not-found', thing: id }
    const answer = rule(kept)
    if (isRefusal(answer)) return answer
    const next: KeptReview = { ...kept, ...answer, version: kept.version + 1 }
    const when = [{ attribute: 'version', equals: kept.version }]
    if (await writeWhere(table, [{ put: { key: keyOf(id), value: asJson(next) }, when }])) return next
  }
  throw new TableBusy(`${id}: others were first at every try`)
}

function keyOf(id: string) {
  return { pk: `EXTRACTION#${id}`, sk: 'REVIEW' }
}
