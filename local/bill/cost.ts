/** What a rehearsal would have cost on AWS: the programme's own use, what stands beside it, a country, and other designs. */
import { type Assumptions, assumptions as usual } from './assumptions.ts'
import { type Bill, billOf, timesOver, toMillionths } from './bill.ts'
import { type Country, country, daysAYear, monthOfCountry } from './country.ts'
import { type Design, designs, naiveQuantities } from './naive.ts'
import { pricesOf, region } from './prices.ts'
import { fileQuantities, quantitiesOf, standingQuantities } from './quantities.ts'
import { type MonthOfUsage, totalUsage, type Usage } from './usage.ts'

export interface Cost {
  /** Of use alone, over all the days lived, after what is free in each month. */
  readonly usd: number
  readonly usdWithoutFreeTiers: number
  readonly region: string
  readonly pricesOf: string
  readonly usage: Usage
  /** Mailboxes that were written to: as many people may sign in in a month. */
  readonly recipients: number
  readonly use: Bill
  /** For a month: what stands beside it, and who proves who people are. */
  readonly standing: Bill
  readonly identity: { readonly [by in IdentityBy]: Bill }
  /** Over all the days lived, if every result had a file; a rehearsal attaches none, so this is no use of its own. */
  readonly files: Bill
  /** All in, for a mean month, with the dearer identity and the files. */
  readonly usdAMonth: number
  /** Nothing is said of a country before a year was lived: its first days, on which everything is given, are no measure. */
  readonly country: CountryCost | null
  readonly naive: readonly NaiveCost[]
  /** What the product promises of a programme of eight years; nothing of it shows before they were lived. */
  readonly bounds: readonly Bound[]
  readonly assumptions: Assumptions
}

export interface CountryCost extends Country {
  /** Of use alone, for a year. */
  readonly usd: number
  readonly usdWithoutFreeTiers: number
  readonly use: Bill
  readonly standing: Bill
  readonly identity: { readonly [by in IdentityBy]: Bill }
  readonly files: Bill
}

export interface NaiveCost extends Sums {
  readonly design: Design
  /** Of use alone, for a year. */
  readonly country: Sums | null
}

/** Of use alone, over the days lived. */
type Sums = Pick<Bill, 'usd' | 'usdWithoutFreeTiers'>

export type IdentityBy = 'cognito' | 'oidc'

export interface Bound {
  readonly of: 'use' | 'country' | 'allIn'
  readonly usd: number
  readonly under: number
  readonly holds: boolean
}

/** Of a rehearsal: the tasks with a deadline that were given are those that stand and those that were withdrawn. */
export interface Lived {
  readonly usage: readonly MonthOfUsage[]
  readonly tasks: { readonly total: number; readonly withdrawn: number }
  readonly recipients: number
}

/** The whole bill of a rehearsal; dollars throughout. */
export function costOf({ usage: months, tasks, recipients }: Lived, assumptions: Assumptions = usual): Cost {
  const usage = totalUsage(months)
  const given = tasks.total + tasks.withdrawn
  const use = billOf(months.map((month) => quantitiesOf(month, assumptions)))
  const standing = billOf([standingQuantities(usage, assumptions)])
  const identity = identityOf(recipients)
  const files = billOf(months.map((month) => fileQuantities(month, assumptions)))
  const usdAMonth = toMillionths(
    (use.usd + files.usd) / Math.max(1, months.length) + standing.usd + identity.cognito.usd,
  )
  const there = usage.days >= daysAYear && given > 0 ? monthOfCountry(months, given) : undefined
  const countryCost = there ? costOfCountry(there, assumptions) : null
  return {
    usd: use.usd,
    usdWithoutFreeTiers: use.usdWithoutFreeTiers,
    region,
    pricesOf,
    usage,
    recipients,
    use,
    standing,
    identity,
    files,
    usdAMonth,
    country: countryCost,
    naive: designs.map((design) => ({
      design,
      ...sumsOf(billOf(months.map((month) => naiveQuantities(design, month, assumptions)))),
      country: there ? sumsOf(timesOver(billOf([naiveQuantities(design, there, assumptions)]), 12)) : null,
    })),
    bounds:
      countryCost && usage.days >= 8 * daysAYear
        ? [bound('use', use.usd, 1), bound('country', countryCost.usd, 50), bound('allIn', usdAMonth, 3)]
        : [],
    assumptions,
  }
}

/** A year of twelve mean months. */
function costOfCountry(month: Usage, assumptions: Assumptions): CountryCost {
  const use = timesOver(billOf([quantitiesOf(month, assumptions)]), 12)
  return {
    ...country,
    ...sumsOf(use),
    use,
    standing: timesOver(billOf([standingQuantities(month, assumptions)]), 12),
    identity: identityOf(country.recipients, 12),
    files: timesOver(billOf([fileQuantities(month, assumptions)]), 12),
  }
}

/** An issuer that an office has already costs nothing here; the user pool counts who signs in in a month. */
function identityOf(people: number, months = 1): Cost['identity'] {
  return { cognito: timesOver(billOf([{ cognitoUser: people }]), months), oidc: billOf([]) }
}

function sumsOf({ usd, usdWithoutFreeTiers }: Bill): Sums {
  return { usd, usdWithoutFreeTiers }
}

function bound(of: Bound['of'], usd: number, under: number): Bound {
  return { of, usd, under, holds: usd < under }
}
