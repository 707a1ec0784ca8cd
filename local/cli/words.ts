/** Numbers and small tables as a Vietnamese reader expects them in a terminal. */

const whole = new Intl.NumberFormat('vi-VN')
const cents = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const tenths = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** 9909 as 9.909. */
export function number(value: number): string {
  return whole.format(value)
}

/** 1.3634 dollars as 1,36. */
export function usd(dollars: number): string {
  return cents.format(dollars)
}

/** 3467 ms as 3,5. */
export function seconds(ms: number): string {
  return tenths.format(ms / 1000)
}

/** 12345678 bytes as 11,8. */
export function megabytes(bytes: number): string {
  return tenths.format(bytes / 1024 / 1024)
}

/** One line a row: the words, then the number, in two columns. */
export function table(rows: readonly (readonly [words: string, value: number])[]): readonly string[] {
  const left = Math.max(...rows.map(([words]) => words.length))
  const right = Math.max(...rows.map(([, value]) => number(value).length))
  return rows.map(([words, value]) => `${words.padEnd(left)}  ${number(value).padStart(right)}`)
}
