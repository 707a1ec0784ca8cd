import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ChainedEvent,
  canonical,
  chained,
  type Flaw,
  flawWritten,
  type Head,
  isSame,
  origin,
  sealOf,
  type TrailEvent,
  verifyChain,
} from '../../../domain/trail/chain.ts'
import { doctor } from '../tasks/builders.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const thing = 'TASK#28-ctrhd-tu_R05'

function event(seq: number, previous: string, changes: Partial<TrailEvent> = {}): TrailEvent {
  return {
    schema: 1,
    thing,
    seq,
    programme: '28-ctrhd-tu',
    type: 'progressReported',
    at: '2013-03-01T02:00:00.000Z',
    day: '2013-03-01',
    actor: doctor,
    data: { text: `Tiến độ ${seq}`, figures: [seq, null, { met: true }] },
    previous,
    ...changes,
  }
}

function chainOf(length: number): ChainedEvent[] {
  const events: ChainedEvent[] = []
  for (let seq = 1; seq <= length; seq += 1) events.push(chained(event(seq, events.at(-1)?.hash ?? origin), sha256))
  return events
}

const headOf = (events: readonly ChainedEvent[]): Head => ({ seq: events.length, hash: events.at(-1)?.hash ?? origin })
const verified = (events: readonly ChainedEvent[], head: Head | undefined): Flaw[] =>
  verifyChain(thing, new Map(events.map((one) => [one.seq, one])), head, sha256)
const said = (flaws: readonly Flaw[]) => flaws.map(({ seq, what }) => `${seq} ${what}`)

describe('canonical text', () => {
  test.each<[unknown, string]>([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: { d: 'đ', c: 0 } }, '{"b":{"c":0,"d":"đ"}}'],
    [[undefined, 1.5, '"'], '[null,1.5,"\\""]'],
    ['x', '"x"'],
    [null, 'null'],
    [{}, '{}'],
  ])('of %j is %s', (value, text) => {
    expect(canonical(value)).toBe(text)
  })

  test('does not depend on the order of names, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(backwards(value))).toBe(canonical(value))
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('of two values that differ differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
        expect(canonical(a) === canonical(b)).toBe(same)
      }),
    )
  })
})

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value)
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    entriesOf(value)
      .map(([name, inner]): [string, unknown] => [name, backwards(inner)])
      .toReversed(),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = entriesOf(value).map(([name, inner]): [string, unknown] => [name, sorted(inner)])
  // As pairs, because an object puts names that are numbers first whatever the order they came in.
  return [entries.toSorted(([a], [b]) => (a < b ? -1 : 1))]
}

describe('what is the same', () => {
  test('is written the same, whatever the order of names', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSame(a, b)).toBe(canonical(a) === canonical(b))
        expect(isSame(a, backwards(a))).toBe(true)
      }),
    )
  })

  test.each([
    { one: { a: 1, b: undefined }, other: { a: 1 }, same: true },
    { one: { a: 1 }, other: { a: 1, b: undefined }, same: true },
    { one: { a: null }, other: { a: undefined }, same: false },
    { one: { a: 1 }, other: { a: 1, b: 2 }, same: false },
    { one: [undefined], other: [null], same: true },
    { one: [], other: {}, same: false },
    { one: [1], other: [1, 2], same: false },
    { one: { a: [{ b: 1 }] }, other: { a: [{ b: 2 }] }, same: false },
  ])('of $one and $other: $same', ({ one, other, same }) => {
    expect(isSame(one, other)).toBe(same)
    expect(canonical(one) === canonical(other)).toBe(same)
  })
})

describe('a chain', () => {
  const events = chainOf(4)
  const head = headOf(events)

  test('that nobody touched has no flaw, nor has one that has not begun', () => {
    expect(verified(events, head)).toEqual([])
    expect(verified(chainOf(1), headOf(chainOf(1)))).toEqual([])
  })

  test('names the event that was changed, whichever place of it, and only that one', () => {
    const places = placesIn(events[0])
    const place = fc.constantFrom(...places)
    fc.assert(
      fc.property(fc.nat(3), place, fc.jsonValue(), (index, path, value) => {
        const tampered = events.map((one, at) => (at === index ? withValueAt(one, path, value) : one))
        if (canonical(tampered[index]) === canonical(events[index])) return
        const map = new Map(tampered.map((one, at) => [at + 1, one]))
        const flaws = verifyChain(thing, map, head, sha256)
        expect(flaws.map(({ seq }) => seq)).toEqual([index + 1])
        expect(flaws[0]?.what).toBe(path[0] === 'thing' ? 'misplaced' : 'changed')
      }),
      { numRuns: 500 },
    )
  })

  test('names an event that has more or less in it than was written', () => {
    const more = events.map((one, at) => (at === 1 ? { ...one, extra: 1 } : one))
    expect(said(verified(more, head))).toEqual(['2 changed'])
    const less = events.map((one, at) => (at === 2 ? { ...one, data: {} } : one))
    expect(said(verified(less, head))).toEqual(['3 changed'])
  })

  test.each<[string, ChainedEvent[], Head | undefined, string[]]>([
    ['one taken out of the middle', events.filter(({ seq }) => seq !== 2), head, ['2 missing']],
    ['the first taken away', events.slice(1), head, ['1 missing']],
    ['the last taken away', events.slice(0, 3), head, ['4 missing']],
    ['the last two taken away', events.slice(0, 2), head, ['3 missing']],
    ['all taken away', [], head, ['1 missing']],
    ['its state put back by one', events, { seq: 3, hash: events[2]?.hash ?? '' }, ['4 shortened']],
    ['a head that is another', events, { seq: 4, hash: sha256('x') }, ['4 changed']],
  ])('with %s says so', (_, rest, itsHead, flaws) => {
    expect(said(verified(rest, itsHead))).toEqual(flaws)
  })

  test('without a head is judged by itself', () => {
    expect(verified(events, undefined)).toEqual([])
    const changed = events.map((one, at) => (at === 1 ? { ...one, day: '2013-03-02' as const } : one))
    expect(said(verified(changed, undefined))).toEqual(['2 changed'])
  })

  test('with an event put in a second place names that place', () => {
    const twice = new Map(events.slice(0, 3).map((one) => [one.seq, one]))
    for (const one of events.slice(2, 3)) twice.set(4, one)
    expect(said(verifyChain(thing, twice, undefined, sha256))).toEqual(['4 changed'])
  })

  test('that was rebuilt from one event on, hashes and all, is found at the head', () => {
    const rebuilt = events.slice(0, 2)
    for (let seq = 3; seq <= 4; seq += 1) {
      rebuilt.push(chained(event(seq, rebuilt.at(-1)?.hash ?? origin, { data: { text: 'khác' } }), sha256))
    }
    expect(said(verified(rebuilt, head))).toEqual(['4 changed'])
    const alone = events.map((one, at) =>
      at === 1 ? chained({ ...event(2, one.previous), data: { text: 'khác' } }, sha256) : one,
    )
    expect(said(verified(alone, head))).toEqual(['2 changed'])
  })

  test('that begins with another chain’s event is found at its first', () => {
    const first = chained(event(1, sha256('x')), sha256)
    expect(said(verified([first], headOf([first])))).toEqual(['1 changed'])
  })

  test('an event of another thing is misplaced, and one that cannot be read is said to be', () => {
    const foreign = chained(event(2, events[0]?.hash ?? '', { thing: 'TASK#x' }), sha256)
    expect(said(verified([...events.slice(0, 1), foreign, ...events.slice(2)], head))).toEqual(['2 misplaced'])
    const unread = new Map<number, ChainedEvent | undefined>(
      events.map((one) => [one.seq, one.seq === 3 ? undefined : one]),
    )
    expect(said(verifyChain(thing, unread, head, sha256))).toEqual(['3 unreadable'])
  })
})

/** Every place of an event that holds a value, down to the single ones. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inside = Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))
  return path.length === 0 ? inside : [path, ...inside]
}

function withValueAt<Whole>(whole: Whole, path: readonly string[], value: unknown): Whole {
  const copy = structuredClone(whole)
  let at: object = copy as object
  for (const name of path.slice(0, -1)) at = Reflect.get(at, name)
  Reflect.set(at, path.at(-1) ?? '', value)
  return copy
}

describe('a day’s seal', () => {
  const heads = [
    { thing: 'TASK#b', seq: 2, hash: sha256('b') },
    { thing: 'TASK#a', seq: 1, hash: sha256('a') },
  ]
  const seal = sealOf('ct', '2013-03-01', heads, origin, sha256)

  test('is over the heads that moved, in whatever order they are read', () => {
    expect(seal).toEqual({ programme: 'ct', day: '2013-03-01', heads: 2, previous: origin, hash: seal.hash })
    expect(sealOf('ct', '2013-03-01', heads.toReversed(), origin, sha256)).toEqual(seal)
  })

  test.each<[string, ReturnType<typeof sealOf>]>([
    ['another programme', sealOf('khac', '2013-03-01', heads, origin, sha256)],
    ['another day', sealOf('ct', '2013-03-02', heads, origin, sha256)],
    ['another seal before it', sealOf('ct', '2013-03-01', heads, seal.hash, sha256)],
    ['a head less', sealOf('ct', '2013-03-01', heads.slice(1), origin, sha256)],
    [
      'a head put back',
      sealOf('ct', '2013-03-01', [{ thing: 'TASK#b', seq: 1, hash: sha256('b') }, ...heads.slice(1)], origin, sha256),
    ],
    [
      'a head of another hash',
      sealOf('ct', '2013-03-01', [{ thing: 'TASK#b', seq: 2, hash: sha256('x') }, ...heads.slice(1)], origin, sha256),
    ],
    [
      'a head of another thing',
      sealOf('ct', '2013-03-01', [{ thing: 'TASK#c', seq: 2, hash: sha256('b') }, ...heads.slice(1)], origin, sha256),
    ],
  ])('differs with %s', (_, other) => {
    expect(other.hash).not.toBe(seal.hash)
  })
})

test('a flaw is told with its place', () => {
  expect(flawWritten({ thing, seq: 3, what: 'changed' })).toBe(
    'TASK#28-ctrhd-tu_R05, sự kiện số 3: nội dung không khớp mã kiểm tra, đã bị sửa ngoài hệ thống.',
  )
  expect(flawWritten({ thing: 'SEALS#ct 2013-03-01', what: 'sealMissing' })).toBe(
    'SEALS#ct 2013-03-01: thiếu dấu niêm phong của ngày.',
  )
})
