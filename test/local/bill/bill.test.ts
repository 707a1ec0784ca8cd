import { describe, expect, it } from 'vitest'
import { alarms } from '../../../infra/alarms.ts'
import { readStage } from '../../../infra/stage.ts'
import { assumptions } from '../../../local/bill/assumptions.ts'
import { billOf } from '../../../local/bill/bill.ts'
import { costOf } from '../../../local/bill/cost.ts'
import { monthOfCountry } from '../../../local/bill/country.ts'
import { type Design, designs, naiveQuantities } from '../../../local/bill/naive.ts'
import { prices, pricesOf } from '../../../local/bill/prices.ts'
import { fileQuantities, quantitiesOf } from '../../../local/bill/quantities.ts'
import { noUsage, type Usage } from '../../../local/bill/usage.ts'
import { billInWords } from '../../../local/cli/billInWords.ts'

const month = (usage: Partial<Usage>) => ({ ...noUsage, days: 30, programmeDays: 30, ...usage, month: '2013-05' })

describe('a bill', () => {
  it('takes what is free from each month on its own', () => {
    const [first, second] = [{ transition: 5000 }, { transition: 3000 }]
    expect(billOf([first, second])).toMatchObject({ usd: 0.025, usdWithoutFreeTiers: 0.2 })
    expect(billOf([{ transition: 8000 }])).toMatchObject({ usd: 0.1, usdWithoutFreeTiers: 0.2 })
  })

  it('has a line for what was used, and for nothing else', () => {
    expect(billOf([{ letter: 2000, call: 0 }]).lines).toEqual([
      { what: 'letter', quantity: 2000, usd: 0.2, usdWithoutFreeTiers: 0.2 },
    ])
  })

  it('names where each price was seen, and when', () => {
    for (const { source, on } of Object.values(prices)) {
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/|^AWS Price List/)
      expect(on <= pricesOf && on > '2026-01-01').toBe(true)
    }
  })
})

describe('what is on the bill of a month', () => {
  it('is states entered and executions started, table and index, and a visit for every act', () => {
    const bytes = 30 * 1024 ** 3
    const used = month({
      transitions: 70,
      executions: 10,
      tableByteDays: bytes,
      indexByteDays: bytes,
      acts: 3,
      calls: 5,
    })
    const nobodyLooks = { ...assumptions, officeVisitsADay: 0, requestsAnAct: 10, writeUnitsAnAct: 0 }
    const { tableStorage, ...quantities } = quantitiesOf(used, nobodyLooks)
    expect(quantities).toMatchObject({ transition: 80, apiRequest: 30, call: 35, schedule: 30, trace: 40 })
    expect(tableStorage).toBeCloseTo(2, 1)
  })

  it('is the time of calls: cold starts, each one itself, and each request to the table', () => {
    const seconds = { stepGigabytes: 1, coldSeconds: 1, ownSeconds: 0.1, tableSeconds: 0.01, letterSeconds: 0.5 }
    const used = month({ programmeDays: 0, calls: 10, coldCalls: 4, tableRequests: 100, letters: 2 })
    expect(quantitiesOf(used, { ...assumptions, ...seconds }).gigabyteSecond).toBeCloseTo(4 + 1 + 1 + 1, 9)
  })
})

it('what stands beside it are at least the alarms that are set up', () => {
  expect(assumptions.alarms).toBeGreaterThanOrEqual(Object.keys(alarms).length)
})

describe('a country', () => {
  const years = Array.from({ length: 24 }, () =>
    month({
      days: 30.4375,
      letters: 100,
      writeUnits: 1000,
      roundTransitions: 240,
      transitions: 300,
      lines: 150,
      acts: 10,
    }),
  )

  it('grows with the tasks of a year', () => {
    const there = monthOfCountry(years, 200, { tasksAYear: 1000, recipients: 10_000 })
    expect(there).toMatchObject({ letters: 1000, writeUnits: 10_000, acts: 100 })
  })

  it('has one round a day all the same, of more pages', () => {
    const { roundTransitions, transitions } = monthOfCountry(years, 200, { tasksAYear: 1000, recipients: 10_000 })
    expect(transitions - roundTransitions).toBeCloseTo(600)
    // 1500 lines on 22 days are a page of each step.
    expect(roundTransitions).toBeCloseTo(240 + (2 * 3 * (30.4375 * 5)) / 7)
  })

  it('writes to nobody twice on a day', () => {
    const { letters } = monthOfCountry(years, 200, { tasksAYear: 100_000, recipients: 10 })
    expect(letters).toBeCloseTo((10 * 30.4375 * 5) / 7)
  })

  it('is not reckoned from less than a year', () => {
    const cost = costOf({ usage: years.slice(0, 6), tasks: { total: 50, withdrawn: 0 }, recipients: 5 })
    expect(cost).toMatchObject({ country: null, bounds: [] })
    expect(billInWords(cost).join('\n')).toContain('Chưa tính cho cả nước')
  })
})

describe('a design that comes to mind first', () => {
  const used = month({
    letters: 100,
    lines: 150,
    writeUnits: 6000,
    contributions: 20,
    cycleLines: 50,
    tableByteDays: 8e9,
  })
  const more = (design: Design) => {
    const [now, then] = [quantitiesOf(used), naiveQuantities(design, used)]
    return (name: keyof typeof now) => (then[name] ?? 0) - (now[name] ?? 0)
  }

  it('with a schedule for each reminder sends a letter for each, and wakes a function', () => {
    const by = more('schedulePerReminder')
    expect([by('letter'), by('schedule'), by('call')].map(Math.round)).toEqual([50, 150, 150])
  })

  it('with a daily scan reads each day all there is', () => {
    expect(more('dailyScan')('tableRead')).toBeCloseTo(8e9 / 8192)
  })

  it('with a token for each agency has an execution for each', () => {
    expect(more('tokenPerAgency')('transition')).toBe(20 * 3 + 50 * 3)
  })

  it('never costs less', () => {
    for (const design of designs) {
      const { usdWithoutFreeTiers } = billOf([naiveQuantities(design, used)])
      expect(usdWithoutFreeTiers, design).toBeGreaterThan(billOf([quantitiesOf(used)]).usdWithoutFreeTiers)
    }
  })

  it('is told beside the present one, in a table whose lines are of one length', () => {
    const words = billInWords(costOf({ usage: [used], tasks: { total: 50, withdrawn: 0 }, recipients: 5 })).join('\n')
    const tables = words.split('\n\n').slice(1, -1)
    expect(tables).toHaveLength(3)
    for (const table of tables) expect(new Set(table.split('\n').map(({ length }) => length)).size).toBe(1)
  })
})

describe('what is attached to results', () => {
  const years = Array.from({ length: 24 }, () => month({ days: 30.4375, results: 10, resultDays: 20 * 30.4375 }))

  it('is kept from the month it came in, and asked for a few times', () => {
    const [of] = years
    const {
      fileStorage = 0,
      filePut,
      fileGet,
    } = fileQuantities(of ?? noUsage, { ...assumptions, bytesAResult: 1024 ** 3 })
    expect(fileStorage).toBeCloseTo(20, 6)
    expect([filePut, fileGet]).toEqual([10 * assumptions.putsAResult, 10 * assumptions.getsAResult])
  })

  it('is in what a month costs, and not in what a rehearsal used, which attaches nothing', () => {
    const tasks = { total: 50, withdrawn: 0 }
    const [none, some] = [{ results: 0, resultDays: 0 }, {}].map((files) =>
      costOf({ usage: years.map((one) => ({ ...one, ...files })), tasks, recipients: 5 }),
    )
    expect(some?.usd).toBe(none?.usd)
    expect(some?.usdAMonth).toBeCloseTo((none?.usdAMonth ?? 0) + (some?.files.usd ?? 0) / 24, 5)
    expect(some?.country?.files.usd).toBeGreaterThan(0)
  })
})

it('logs are kept as long as a stage keeps them unless told', () => {
  const stage = readStage('office')
  expect(assumptions.logMonths * 31).toBeGreaterThanOrEqual(stage.logDays)
})
