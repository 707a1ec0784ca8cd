/** A bill: quantities, month by month, at their prices, with what AWS gives free and without. */
import { type Price, type PriceName, prices } from './prices.ts'
import type { Quantities } from './quantities.ts'

export interface Line {
  readonly what: PriceName
  readonly quantity: number
  /** After what is free in each month. */
  readonly usd: number
  readonly usdWithoutFreeTiers: number
}

export interface Bill {
  readonly usd: number
  readonly usdWithoutFreeTiers: number
  readonly lines: readonly Line[]
}

const names = Object.keys(prices) as readonly PriceName[]

export function billOf(months: readonly Quantities[]): Bill {
  const lines = names.flatMap((what) => {
    const line = lineOf(what, months)
    return line.quantity > 0 ? [line] : []
  })
  return { ...sumOf(lines), lines }
}

/** The same month so many times. */
export function timesOver(bill: Bill, times: number): Bill {
  const lines = bill.lines.map((line) => ({
    ...line,
    quantity: line.quantity * times,
    usd: line.usd * times,
    usdWithoutFreeTiers: line.usdWithoutFreeTiers * times,
  }))
  return { ...sumOf(lines), lines }
}

function lineOf(what: PriceName, months: readonly Quantities[]): Line {
  const { usd, per, free }: Price = prices[what]
  const sum = (count: (quantity: number) => number) => months.reduce((all, month) => all + count(month[what] ?? 0), 0)
  return {
    what,
    quantity: sum((quantity) => quantity),
    usd: (sum((quantity) => Math.max(0, quantity - free)) * usd) / per,
    usdWithoutFreeTiers: (sum((quantity) => quantity) * usd) / per,
  }
}

function sumOf(lines: readonly Line[]): Omit<Bill, 'lines'> {
  const sum = (count: (line: Line) => number) => lines.reduce((all, line) => all + count(line), 0)
  return { usd: sum(({ usd }) => usd), usdWithoutFreeTiers: sum((line) => line.usdWithoutFreeTiers) }
}
