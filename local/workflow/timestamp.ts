/** Timestamps of a Wait state: ISO 8601, extended format, with an offset; up to nine digits after the second. */

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/

/** As a definition may write one: RFC 3339, whose letters are capitals. An expression may give small ones. */
export function isTimestamp(text: string): boolean {
  return text === text.toUpperCase() && timestampMs(text) !== undefined
}

/** Milliseconds since 1970, or undefined for what is no such text or names no moment: 25:00, or the 13th month. */
export function timestampMs(text: string): number | undefined {
  const [, moment, fraction = '', offset] = pattern.exec(text.toUpperCase()) ?? []
  if (moment === undefined || offset === undefined) return undefined
  const ms = Date.parse(
    `${moment}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`.replace(/(T\d{2}:\d{2})\./, '$1:00.'),
  )
  if (Number.isNaN(ms)) return undefined
  // Date.parse takes 31 February for 2 March.
  const day = moment.slice(0, 10)
  return new Date(`${day}T00:00:00.000Z`).toISOString().startsWith(day) ? ms : undefined
}
