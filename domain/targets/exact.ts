/**
 * Numbers as they are written. 4,5 is forty-five tenths here and not the nearest binary float, so that a share,
 * a sum or an average is never rounded into success: 84,996 % is less than 85 %, however it would be shown.
 */

/** `top / bottom`; the bottom is positive, and the fraction is not reduced. */
export interface Exact {
  readonly top: bigint
  readonly bottom: bigint
}

/** The number a person wrote: the shortest decimal text that reads back as this value. It must be finite. */
export function exact(value: number): Exact {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!found) throw new RangeError(`not a finite number: ${value}`)
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = found
  const digits = BigInt(`${sign}${whole}${decimals}`)
  const shift = Number(exponent) - decimals.length
  return shift < 0 ? { top: digits, bottom: powerOfTen(-shift) } : { top: digits * powerOfTen(shift), bottom: 1n }
}

export function plus(a: Exact, b: Exact): Exact {
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom }
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, { top: -b.top, bottom: b.bottom })
}

export function times(a: Exact, b: Exact): Exact {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom }
}

/** `a / b`; b must not be zero. */
export function over(a: Exact, b: Exact): Exact {
  if (b.top === 0n) throw new RangeError('division by zero')
  return b.top < 0n
    ? { top: -a.top * b.bottom, bottom: a.bottom * -b.top }
    : { top: a.top * b.bottom, bottom: a.bottom * b.top }
}

export function sum(values: readonly Exact[]): Exact {
  return values.reduce(plus, { top: 0n, bottom: 1n })
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.top * b.bottom - b.top * a.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function magnitude(value: Exact): Exact {
  return value.top < 0n ? { top: -value.top, bottom: value.bottom } : value
}

/** The nearest number, to 15 decimals: for showing and storing, never for judging. */
export function toNumber(value: Exact): number {
  return Number(decimals(value, 15))
}

/** As decimal text with so many decimals, rounded half away from zero, or always away from zero where `up`. */
export function decimals(value: Exact, places: number, up = false): string {
  const scaled = magnitude(value).top * powerOfTen(places)
  const units = up ? (scaled + value.bottom - 1n) / value.bottom : (scaled * 2n + value.bottom) / (value.bottom * 2n)
  const digits = String(units).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`
  return value.top < 0n && units !== 0n ? `-${text}` : text
}

function powerOfTen(power: number): bigint {
  return 10n ** BigInt(power)
}
