import { describe, expect, test } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { asReviewed, type Decision, progressOf, type Review, reviewed } from '../../../domain/extraction/review.ts'
import { isRefusal } from '../../../domain/refusals.ts'

const extracted = extract(
  [
    'KẾ HOẠCH',
    'I. NHIỆM VỤ',
    '1. Sở Y tế xây dựng đề án bảo hiểm y tế trước ngày 30/6/2013.',
    '2. Sở Tài chính bố trí kinh phí thực hiện đề án trong quý IV năm 2013.',
    '3. Sở Nội vụ tổ chức tập huấn cán bộ trước ngày 31/12/2013.',
  ].join('\n'),
)
const none: Review = { decisions: [], answers: [] }
const steps = (...all: readonly (readonly Decision[])[]) =>
  all.reduce<Review>((review, decisions) => {
    const next = reviewed(review, { decisions, answers: [] }, extracted)
    if (isRefusal(next)) throw new Error(next.code)
    return next
  }, none)
const fieldsOf = (item: number) => {
  const { quote: _, start: __, end: ___, ...fields } = extracted.items[item] ?? extracted.items[0] ?? fail()
  return fields
}
const fail = () => {
  throw new Error('nothing was read')
}

describe('a review', () => {
  test('begins with nothing entered, and nothing of it is in the result', () => {
    expect(extracted.items).toHaveLength(3)
    expect(progressOf(none, extracted)).toMatchObject({ entered: 0, all: 3 })
    expect(asReviewed(extracted, none).items).toEqual([])
  })

  test('accepts and leaves out, and the last word counts', () => {
    const review = steps([{ item: 0, does: 'accept' }], [{ item: 1, does: 'leave' }], [{ item: 0, does: 'leave' }])
    expect(progressOf(review, extracted).entered).toBe(2)
    expect(asReviewed(extracted, review).items).toEqual([])
  })

  test('splits one into several that rest on the same words', () => {
    const into = [
      { ...fieldsOf(0), what: 'Khảo sát' },
      { ...fieldsOf(0), what: 'Lập đề án' },
    ]
    const { items } = asReviewed(extracted, steps([{ item: 0, does: 'change', into, with: [] }]))
    expect(items.map(({ what, quote }) => [what, quote])).toEqual([
      ['Khảo sát', extracted.items[0]?.quote],
      ['Lập đề án', extracted.items[0]?.quote],
    ])
  })

  test('merges others into one, whose place reaches over all of them, until one is decided about by itself', () => {
    const merge: Decision = { item: 0, does: 'change', into: [fieldsOf(0)], with: [1, 2] }
    const merged = steps([{ item: 1, does: 'accept' }], [merge])
    expect(progressOf(merged, extracted).entered).toBe(3)
    expect(asReviewed(extracted, merged).items).toMatchObject([{ end: extracted.items[2]?.end }])
    const apart = steps([merge], [{ item: 2, does: 'accept' }])
    expect(asReviewed(extracted, apart).items).toMatchObject([
      { end: extracted.items[1]?.end },
      { what: fieldsOf(2).what },
    ])
  })

  test('of what the document does not propose is refused', () => {
    expect(reviewed(none, { decisions: [{ item: 3, does: 'accept' }], answers: [] }, extracted)).toEqual({
      code: 'unknown-row',
      row: 3,
    })
  })
})
