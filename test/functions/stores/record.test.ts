import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../domain/refusals.ts'
import { type ChainedEvent, verifyChain } from '../../../domain/trail/chain.ts'
import type { Outcome, Table, Write } from '../../../functions/services.ts'
import { TableBusy, UnknownOutcome } from '../../../functions/services.ts'
import {
  asJson,
  change,
  createAll,
  eventPrefix,
  headsOf,
  type Keeping,
  load,
  recordWrites,
  sha256,
  valueAs,
} from '../../../functions/stores/record.ts'
import { cutOffEverywhere } from '../cutOff.ts'
import { granted, openOffice, weathers } from '../office.ts'
import { secretary } from '../tinyProgramme.ts'

/** A page on which lines are written, and how many there are kept beside it. */
interface Notebook {
  readonly id: string
  readonly lines: readonly string[]
}

const keeping: Keeping<Notebook> = {
  kind: 'NOTEBOOK',
  idOf: ({ id }) => id,
  programmeOf: () => 'nho',
  indexesOf: ({ id, lines }) => ({ byProgramme: { pk: 'NOTEBOOKS', sk: `${lines.length}#${id}` } }),
  besides: (before, after) => [
    { update: { pk: 'COUNT', sk: after.id }, add: { lines: after.lines.length - (before?.lines.length ?? 0) } },
  ],
}

type Office = ReturnType<typeof openOffice>

function creation(office: Pick<Office, 'clock'>, id: string, lines: readonly string[] = []) {
  const occasion = { at: office.clock.now(), day: office.clock.today(), actor: secretary }
  return recordWrites(keeping, undefined, { type: 'begun', data: { lines }, state: { id, lines } }, occasion)
}

async function begin(office: Office, id = 'a') {
  await office.patiently(() => createAll(office.table, [creation(office, id)]))
}

function add(office: Pick<Office, 'table' | 'clock'>, line: string, id = 'a') {
  return change(office, keeping, id, secretary, (state) => ({
    type: 'written',
    data: { line },
    state: { ...state, lines: [...state.lines, line] },
  }))
}

async function whole({ truth }: Office, id = 'a') {
  const kept = await load<Notebook>(truth, 'NOTEBOOK', id)
  const { items } = await truth.query({ pk: `NOTEBOOK#${id}`, sk: { beginsWith: eventPrefix }, limit: 1000 })
  const events = items.map(({ value }) => valueAs<ChainedEvent>(value))
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  return {
    lines: kept?.state.lines,
    head: kept?.head,
    events,
    flaws: verifyChain(`NOTEBOOK#${id}`, bySeq, kept?.head, sha256),
    counted: (await truth.get({ pk: 'COUNT', sk: id }))?.value['lines'],
    dayHead: (await truth.get({ pk: headsOf('nho', '2013-01-07'), sk: `NOTEBOOK#${id}` }))?.value,
  }
}

/** A table whose n-th transaction ends otherwise; what it asks for may be carried out at any time. */
function tripping(table: Table, at: number, trip: (writes: readonly Write[], table: Table) => Promise<Outcome>): Table {
  let count = 0
  return {
    get: (key) => table.get(key),
    query: (query) => table.query(query),
    transact(writes) {
      count += 1
      return count === at ? trip(writes, table) : table.transact(writes)
    },
  }
}

describe.each(weathers)('a change on %s', (_, rates) => {
  it('records state, event, place in the index, head of the day and count together', async () => {
    const office = openOffice({ rates })
    await begin(office)
    expect(granted(await office.patiently(() => add(office, 'một')))).toEqual({ id: 'a', lines: ['một'] })
    const { lines, head, events, flaws, counted, dayHead } = await whole(office)
    expect({ lines, flaws, counted }).toEqual({ lines: ['một'], flaws: [], counted: 1 })
    expect(events.map(({ seq, type, data }) => ({ seq, type, data }))).toEqual([
      { seq: 1, type: 'begun', data: { lines: [] } },
      { seq: 2, type: 'written', data: { line: 'một' } },
    ])
    expect(dayHead).toEqual(head)
    expect((await office.truth.query({ index: 'byProgramme', pk: 'NOTEBOOKS', limit: 9 })).items).toHaveLength(1)
  })

  it('is decided again when somebody was first: of ten at once all are recorded, each once', async () => {
    const office = openOffice({ rates })
    await begin(office)
    const wanted = Array.from({ length: 10 }, (_, n) => `dòng ${n}`)
    // More of them than one caller's tries: who gives up is told so, and nothing of theirs is there.
    const ask = async (line: string): Promise<void> => {
      for (;;) {
        const answer = await office.patiently(() => add(office, line))
        if (!isRefusal(answer)) return
        expect(answer.code).toBe('changed-meanwhile')
      }
    }
    await Promise.all(wanted.map(ask))
    const { lines, flaws, counted } = await whole(office)
    expect(lines?.toSorted()).toEqual(wanted.toSorted())
    expect({ flaws, counted }).toEqual({ flaws: [], counted: 10 })
  })

  it('never doubles an event over a long history', async () => {
    const office = openOffice({ rates, seed: 7 })
    await begin(office)
    const wanted = Array.from({ length: 60 }, (_, n) => `dòng ${n}`)
    for (const line of wanted) granted(await office.patiently(() => add(office, line)))
    const { lines, flaws, counted } = await whole(office)
    expect(lines).toEqual(wanted)
    expect({ flaws, counted }).toEqual({ flaws: [], counted: 60 })
  })
})

describe('a change', () => {
  it('of what is not there is refused', async () => {
    expect(await add(openOffice(), 'x', 'none')).toEqual({ code: 'not-found', thing: 'NOTEBOOK#none' })
  })

  it('that the rule does not want writes nothing', async () => {
    const office = openOffice()
    await begin(office)
    const before = await whole(office)
    expect(await change(office, keeping, 'a', secretary, () => undefined)).toEqual({ id: 'a', lines: [] })
    expect(await change(office, keeping, 'a', secretary, () => ({ code: 'no-evidence' }))).toEqual({
      code: 'no-evidence',
    })
    expect(await whole(office)).toEqual(before)
  })

  it.each<[string, (writes: readonly Write[], table: Table) => Promise<Outcome>]>([
    ['was carried out', (writes, table) => table.transact(writes).then(unheard)],
    ['was lost', async () => unheard()],
    [
      // Slower than its caller: it arrives when the caller has read again and is about to write again.
      'comes late',
      async (writes, table) => {
        setImmediate(() => table.transact(writes))
        return unheard()
      },
    ],
  ])('whose answer never came is recorded once, where it %s', async (_, trip) => {
    const office = openOffice({ around: (table) => tripping(table, 2, trip) })
    await begin(office)
    expect(granted(await add(office, 'một')).lines).toEqual(['một'])
    await new Promise(setImmediate)
    const { lines, flaws, counted } = await whole(office)
    expect({ lines, flaws, counted }).toEqual({ lines: ['một'], flaws: [], counted: 1 })
  })

  it('whose answer never came finds its event under the events of others', async () => {
    const office = openOffice({
      around: (table) =>
        tripping(table, 2, async (writes) => {
          await table.transact(writes)
          granted(await add({ table, clock: office.clock }, 'của người khác'))
          return unheard()
        }),
    })
    await begin(office)
    expect(granted(await add(office, 'một')).lines).toEqual(['một', 'của người khác'])
    expect((await whole(office)).lines).toEqual(['một', 'của người khác'])
  })

  it('whose answer never came, and whose place another took, is decided again', async () => {
    const office = openOffice({
      around: (table) =>
        tripping(table, 2, async () => {
          granted(await add({ table, clock: office.clock }, 'của người khác'))
          return unheard()
        }),
    })
    await begin(office)
    expect(granted(await add(office, 'một')).lines).toEqual(['của người khác', 'một'])
    expect((await whole(office)).flaws).toEqual([])
  })

  it('that reads a busy table after an unknown outcome does not call it unwritten', async () => {
    let reads = 0
    const office = openOffice({
      around: (table) => {
        const lost = tripping(table, 2, (writes) => table.transact(writes).then(unheard))
        return {
          ...lost,
          get(key) {
            reads += 1
            return reads >= 2 && reads <= 4 ? Promise.reject(new TableBusy('throttled')) : table.get(key)
          },
        }
      },
    })
    await begin(office)
    expect(granted(await add(office, 'một')).lines).toEqual(['một'])
    expect((await whole(office)).lines).toEqual(['một'])
  })

  it('is unknown where the table never answers again, busy where it is only busy', async () => {
    const deaf = openOffice({
      around: (table) => ({ ...tripping(table, 0, async () => unheard()), transact: async () => unheard() }),
    })
    await createAll(deaf.truth, [creation(deaf, 'a')])
    await expect(add(deaf, 'một')).rejects.toBeInstanceOf(UnknownOutcome)
    const busy = openOffice({
      around: (table) => ({
        ...tripping(table, 0, async () => unheard()),
        transact: () => Promise.reject(new TableBusy('a conflict')),
      }),
    })
    await createAll(busy.truth, [creation(busy, 'a')])
    await expect(add(busy, 'một')).rejects.toBeInstanceOf(TableBusy)
  })

  it('that meets a rival at every try gives up with a refusal, and nothing of it is there', async () => {
    const office = openOffice({
      around: (table) => ({
        get: (key) => table.get(key),
        query: (query) => table.query(query),
        async transact(writes) {
          granted(await add({ table, clock: office.clock }, 'của người khác'))
          return table.transact(writes)
        },
      }),
    })
    await createAll(office.truth, [creation(office, 'a')])
    expect(await add(office, 'một')).toEqual({ code: 'changed-meanwhile' })
    const { lines, flaws } = await whole(office)
    expect(new Set(lines)).toEqual(new Set(['của người khác']))
    expect(flaws).toEqual([])
  })
})

describe('things created in chunks', () => {
  const many = (office: Pick<Office, 'clock'>) =>
    Array.from({ length: 40 }, (_, n) => creation(office, `n${n}`, ['một']))

  it.each(weathers)('are there once, however often they are created, on %s', async (_, rates) => {
    const office = openOffice({ rates })
    for (let time = 0; time < 3; time += 1) await office.patiently(() => createAll(office.table, many(office)))
    for (let n = 0; n < 40; n += 1) {
      const { lines, flaws, counted } = await whole(office, `n${n}`)
      expect({ lines, flaws, counted }).toEqual({ lines: ['một'], flaws: [], counted: 1 })
    }
  })

  it('stay as they stand where they are there already, and the rest is created', async () => {
    const office = openOffice()
    await begin(office, 'n7')
    granted(await add(office, 'của trước', 'n7'))
    await createAll(office.table, many(office))
    expect((await whole(office, 'n7')).lines).toEqual(['của trước'])
    expect((await whole(office, 'n8')).lines).toEqual(['một'])
    expect((await whole(office, 'n7')).counted).toBe(1)
  })

  it('that move one counter are created one by one', async () => {
    const office = openOffice()
    const things = ['a', 'b'].map((id) => ({
      writes: [
        { put: { key: { pk: 'THING', sk: id }, value: asJson({ id }) }, when: [{ is: 'absent' }] },
        { update: { pk: 'THINGS', sk: 'COUNT' }, add: { n: 1 } },
      ] satisfies Write[],
    }))
    await createAll(office.table, things)
    await createAll(office.table, things)
    expect((await office.truth.get({ pk: 'THINGS', sk: 'COUNT' }))?.value).toEqual({ n: 2 })
  })

  it('are all there and once when their making was cut off anywhere and begun again', async () => {
    const places = await cutOffEverywhere({
      before: async () => {},
      world: () => openOffice(),
      run: (table, { clock }) => createAll(table, many({ clock })),
    })
    expect(places).toBeGreaterThan(1)
  })
})

function unheard(): never {
  throw new UnknownOutcome('nothing was heard')
}
