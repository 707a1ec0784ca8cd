/**
 * Two drivers of the table do the same things and must give the same answers: outcomes, items, pages, cursors.
 * What the contract forgot to ask is asked here by chance. Sort keys mix Vietnamese in both normal forms, astral
 * characters and what stands between them, because UTF-8 and UTF-16 order differ exactly there.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Condition, Json, Key, Query, Table, Write } from '../../functions/services.ts'
import { TableRefusal } from '../../functions/services.ts'
import { walk } from './table.contract.ts'

export function sameAnswers(first: () => Table, second: () => Table, runs: number): void {
  it('give the same answers to the same questions', async () => {
    let run = 0
    const property = fc.asyncProperty(fc.array(question, { minLength: 5, maxLength: 25 }), async (questions) => {
      // Partitions of its own for every run, also while a failure is being made smaller.
      run += 1
      for (const asked of questions.map((each) => inRun(`R${run}`, each))) {
        expect(await answer(second(), asked)).toEqual(await answer(first(), asked))
      }
    })
    await fc.assert(property, { numRuns: runs })
  })
}

type Question = { get: Key } | { query: Query } | { transact: Write[] }

/** What a table answers; a refusal is an answer too, whatever its sentence. */
async function answer(table: Table, question: Question): Promise<unknown> {
  try {
    if ('get' in question) return await table.get(question.get)
    if ('transact' in question) return await table.transact(question.transact)
    return [await table.query(question.query), await walk(table, question.query)]
  } catch (error) {
    if (error instanceof TableRefusal) return 'refused'
    throw error
  }
}

/** The same question, about partitions that no other run knows. */
function inRun(run: string, question: Question): Question {
  const own = <K extends { pk: string }>(place: K): K => ({ ...place, pk: `${run} ${place.pk}` })
  if ('get' in question) return { get: own(question.get) }
  if ('query' in question) return { query: own(question.query) }
  return {
    transact: question.transact.map((write): Write => {
      if ('update' in write) return { ...write, update: own(write.update) }
      if ('remove' in write) return { ...write, remove: own(write.remove) }
      if ('check' in write) return { ...write, check: own(write.check) }
      const { byDay, byAgency } = write.put.indexes ?? {}
      const indexes = { ...(byDay && { byDay: own(byDay) }), ...(byAgency && { byAgency: own(byAgency) }) }
      return { ...write, put: { ...write.put, key: own(write.put.key), indexes } }
    }),
  }
}

const sortKey = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('STATE', 'EVENT#1', 'EVENT#2', 'ế', 'e\u0302\u0301', '😀', '\uff5e') },
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  fc.constantFrom('EVENT', 'EVENT#', 'EVENT#😀', 'EVENT$', 'đ', 'Đ', '\ud7ff', '\ue000', '\u{10ffff}', '\0', '\0a'),
)
const pk = fc.constantFrom('TASK#1', 'Nhiệm vụ 2')
const key = fc.record({ pk, sk: sortKey })

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'a', 'ế', '😀', '\uff5e', true, false, 0.1, -1.5),
)
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.constant(null),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), tie('json'), { maxKeys: 3 }),
  ),
}))
const amount = fc.integer({ min: -2, max: 2 })
// Adding to a text is left to the contract: DynamoDB Local refuses it before it has judged every condition.
const value = fc.record({ n: amount, s: scalar, any: json, sk: scalar }, { requiredKeys: [] })

const condition = fc.oneof(
  fc.constantFrom<Condition>({ is: 'absent' }, { is: 'present' }),
  fc.record({ attribute: fc.constantFrom('n', 's', 'sk'), equals: scalar }),
  fc.record({
    attribute: fc.constantFrom('n', 's', 'sk'),
    atMost: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('', 'a', 'ế', '😀', '\uff5e')),
  }),
)
const when = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(condition, { minLength: 1, maxLength: 2 }))

const put = fc.record({ key, value, day: fc.option(sortKey), agency: fc.option(sortKey) }).map((made) => {
  // Items at the same place of an index come in an order that DynamoDB leaves open, so no two are there.
  const place = (text: string): Key => ({ pk: 'index', sk: `${text}|${made.key.pk}|${made.key.sk}` })
  const byDay = made.day !== null && { byDay: place(made.day) }
  const byAgency = made.agency !== null && { byAgency: place(made.agency) }
  return { key: made.key, indexes: { ...byDay, ...byAgency }, value: made.value }
})

const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put, when }) },
  fc.record({ update: key, add: fc.record({ n: amount }), when }),
  fc.record({ remove: key, when }),
  fc.record({ check: key, when: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
)

const range = fc.oneof(fc.record({ beginsWith: sortKey }), fc.record({ from: sortKey, to: sortKey }))
const page = { sk: range, limit: fc.integer({ min: 1, max: 4 }), descending: fc.boolean() }
const query: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ pk, ...page }, { requiredKeys: ['pk', 'limit'] }),
  fc.record(
    { index: fc.constantFrom('byDay', 'byAgency'), pk: fc.constant('index'), ...page },
    { requiredKeys: ['index', 'pk', 'limit'] },
  ),
)

const question: fc.Arbitrary<Question> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ transact: fc.array(write, { minLength: 1, maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ get: key }) },
  { weight: 2, arbitrary: fc.record({ query }) },
)
