/**
 * The Vietnamese lunar calendar. A month begins on the day of the new moon and month 11 holds the winter solstice,
 * both seen at UTC+7. What happens in the last hour of a day in Hà Nội is of the next day in Beijing: so 2007, 2030
 * and 2053 begin a day earlier here, and a package for the Chinese calendar is wrong.
 *
 * After Hồ Ngọc Đức, "Thuật toán tính âm lịch", with the new moon and the sun's longitude of Jean Meeus,
 * "Astronomical Algorithms" (1998). From 1990 to 2060 the new moons are within four minutes of the full theory, and
 * none that decides Tết or Giỗ Tổ comes within fifteen minutes of midnight.
 */
import { type CalendarDate, calendarDate, epochDay, fromEpochDay } from '../days.ts'

/** Mồng 1 Tết of the year. */
export function tet(year: number): CalendarDate {
  return fromEpochDay(startOfMonth(year, 1))
}

/** Giỗ Tổ Hùng Vương, mồng 10 tháng Ba, of the year. */
export function gioTo(year: number): CalendarDate {
  return fromEpochDay(startOfMonth(year, 3) + 9)
}

/**
 * The day that a lunar date names. `year` is the year in which that lunar year begins, `leap` asks for the tháng
 * nhuận that follows the month of the same number. Undefined when the lunar year has no such month or day.
 */
export function fromLunar(year: number, month: number, day: number, leap = false): CalendarDate | undefined {
  if (!Number.isInteger(month) || month < 1 || month > 12 || !Number.isInteger(day) || day < 1) return undefined
  const moon = leap ? leapMonthMoon(year, month) : monthMoon(year, month)
  if (moon === undefined || day > newMoonDay(moon + 1) - newMoonDay(moon)) return undefined
  return fromEpochDay(newMoonDay(moon) + day - 1)
}

function startOfMonth(year: number, month: number): number {
  return newMoonDay(monthMoon(year, month))
}

/** Which new moon begins a month, counted from that of 1 January 1900. */
function monthMoon(year: number, month: number): number {
  const { eleventh, leapAfter } = lunarYear(year, month)
  const after = monthsAfterEleventh(month)
  return eleventh + after + (after > leapAfter ? 1 : 0)
}

function leapMonthMoon(year: number, month: number): number | undefined {
  const { eleventh, leapAfter } = lunarYear(year, month)
  return monthsAfterEleventh(month) === leapAfter ? eleventh + leapAfter + 1 : undefined
}

/** Months are counted from month 11, which is fixed to the sun: 0 for month 11, 2 for tháng Giêng, 11 for month 10. */
function monthsAfterEleventh(month: number): number {
  return (month + 1) % 12
}

interface SolsticeYear {
  /** The new moon that begins month 11. */
  readonly eleventh: number
  /** How many months after month 11 comes the one that is repeated; Infinity in a year of twelve months. */
  readonly leapAfter: number
}

/** The year from one month 11 to the next that holds this month; months 1 to 10 follow the last year's month 11. */
function lunarYear(year: number, month: number): SolsticeYear {
  if (!(year >= 1900 && year <= 2199)) throw new RangeError(`The lunar calendar is for 1900 to 2199, not ${year}`)
  const from = month >= 11 ? year : year - 1
  const eleventh = eleventhMoon(from)
  const months = eleventhMoon(from + 1) - eleventh
  return { eleventh, leapAfter: months === 13 ? leapMonthOf(eleventh) : Number.POSITIVE_INFINITY }
}

/** The last new moon on or before the winter solstice (21 or 22 December), when the sun reaches 270 degrees. */
function eleventhMoon(year: number): number {
  const moon = Math.floor((epochDay(calendarDate(year, 12, 31)) - firstNewMoonDay) / meanMonthDays)
  return sunSign(newMoonDay(moon)) >= 9 ? moon - 1 : moon
}

/**
 * In a year of thirteen months the first month in which the sun enters no new sign (không có trung khí) is the
 * leap one. Answers the place of the month it repeats, counted from month 11.
 */
function leapMonthOf(eleventh: number): number {
  let month = 1
  while (sunSign(newMoonDay(eleventh + month)) !== sunSign(newMoonDay(eleventh + month + 1))) month += 1
  return month - 1
}

const meanMonthDays = 29.530588853
/** 1 January 1900, the day of new moon number 0, in days since 1970-01-01. */
const firstNewMoonDay = epochDay('1900-01-01')
const julianDayOfEpoch = 2440587.5
const hanoiHours = 7

/** The day on which a new moon falls in Việt Nam, in days since 1970-01-01. */
function newMoonDay(moon: number): number {
  return Math.floor(newMoon(moon) - julianDayOfEpoch + hanoiHours / 24)
}

/** The moment of a new moon, a Julian date in universal time. Meeus, chapter 49, the terms that move it by minutes. */
function newMoon(moon: number): number {
  const t = moon / 1236.85
  const t2 = t * t
  const t3 = t2 * t
  const mean =
    2415020.75933 +
    29.53058868 * moon +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2)
  const sun = 359.2242 + 29.10535608 * moon - 0.0000333 * t2 - 0.00000347 * t3
  const moonAnomaly = 306.0253 + 385.81691806 * moon + 0.0107306 * t2 + 0.00001236 * t3
  const latitude = 21.2964 + 390.67050646 * moon - 0.0016528 * t2 - 0.00000239 * t3
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moonAnomaly) +
    0.0161 * sine(2 * moonAnomaly) -
    0.0004 * sine(3 * moonAnomaly) +
    0.0104 * sine(2 * latitude) -
    0.0051 * sine(sun + moonAnomaly) -
    0.0074 * sine(sun - moonAnomaly) +
    0.0004 * sine(2 * latitude + sun) -
    0.0004 * sine(2 * latitude - sun) -
    0.0006 * sine(2 * latitude + moonAnomaly) +
    0.001 * sine(2 * latitude - moonAnomaly) +
    0.0005 * sine(2 * moonAnomaly + sun)
  const clockDifference = -0.000278 + 0.000265 * t + 0.000262 * t2
  return mean + correction - clockDifference
}

/** The sun's twelfth of its way when a day begins in Việt Nam: 0 after the spring equinox, 9 after the winter solstice. */
function sunSign(day: number): number {
  return Math.floor(sunLongitude(day + julianDayOfEpoch - hanoiHours / 24) / 30)
}

/** Degrees, 0 to 360. Meeus, chapter 25, the lower accuracy, which is a hundredth of a degree. */
function sunLongitude(julianDate: number): number {
  const t = (julianDate - 2451545) / 36525
  const t2 = t * t
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t2
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly)
  const longitude = (mean + centre) % 360
  return longitude < 0 ? longitude + 360 : longitude
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180)
}
