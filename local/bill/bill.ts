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

/** One line for each thing that was used in any of the months. */
export function billOf(months: readonly Quantities[]): Bill {
  const lines = names.flatMap((what) => {
    const line = lineOf(what, months)
    return line.quantity > 0 ? [line] : []
  })
  return { ...sumOf(lines), lines }
}

/** The same month so many times. */
export function timesOver(bill: Bill, times: number): Bill {
  const lines = bill.lines.map(({ what, quantity, usd, usdWithoutFreeTiers }) =>
    line(what, quantity * times, usd * times, usdWithoutFreeTiers * times),
  )
  return { ...sumOf(lines), lines }
}

/** Dollars to a millionth: what stands behind is the way that computers reckon. */
export function toMillionths(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}

function lineOf(what: PriceName, months: readonly Quantities[]): Line {
  const { usd, per, free }: Price = prices[what]
  const quantities = months.map((month) => month[what] ?? 0)
  const paid = quantities.map((quantity) => Math.max(0, quantity - free))
  return line(what, sum(quantities), (sum(paid) * usd) / per, (sum(quantities) * usd) / per)
}

function line(what: PriceName, quantity: number, usd: number, withoutFreeTiers: number): Line {
  return {
    what,
    quantity: toMillionths(quantity),
    usd: toMillionths(usd),
    usdWithoutFreeTiers: toMillionths(withoutFreeTiers),
  }
}

function sumOf(lines: readonly Line[]): Omit<Bill, 'lines'> {
  return {
    usd: toMillionths(sum(lines.map(({ usd }) => usd))),
    usdWithoutFreeTiers: toMillionths(sum(lines.map((one) => one.usdWithoutFreeTiers))),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
