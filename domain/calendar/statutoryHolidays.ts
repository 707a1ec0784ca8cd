/**
 * The rest that the law gives every year, as rows with the years of their force and their source: what the office
 * can count on before the yearly order says how Tết and Quốc khánh lie and which days are swapped.
 */
import { addDays, type CalendarDate, calendarDate, weekday } from '../days.ts'
import { gioTo, tet } from './lunar.ts'

export interface StatutoryHoliday {
  readonly day: CalendarDate
  readonly name: string
  /** The law leaves this day to the yearly order; until then it is where orders have usually put it. */
  readonly leftToOrder: boolean
  readonly source: string
}

/** The holidays of a year in the order of their days. Those on a weekend are among them, their compensation is not. */
export function statutoryHolidays(year: number): StatutoryHoliday[] {
  return rows
    .filter(({ since }) => since === undefined || since <= year)
    .flatMap(({ name, days, leftToOrder = false, source }) =>
      days(year).map((day) => ({ day, name, leftToOrder, source })),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/**
 * Saturday and Sunday: Quyết định 188/1999/QĐ-TTg ngày 17/9/1999, Điều 1.
 * https://luatvietnam.vn/lao-dong/quyet-dinh-188-1999-qd-ttg-thu-tuong-chinh-phu-9817-d1.html
 */
export function isWeeklyRest(day: CalendarDate): boolean {
  return weekday(day) >= 6
}

interface Row {
  readonly name: string
  /** The first year in which it was kept; absent: before anything that is tracked here. */
  readonly since?: number
  readonly days: (year: number) => CalendarDate[]
  readonly leftToOrder?: boolean
  readonly source: string
}

/** http://www.antlawyers.vn/library/luat-sua-doi-bo-sung-dieu-73-cua-bo-luat-lao-dong-so-842007qh11-cua-quoc-hoi.html */
const law2007 = 'Bộ luật Lao động 1994, Điều 73, sửa đổi bởi Luật 84/2007/QH11 ngày 2/4/2007'
/** In force from 1/5/2013, after that year's Tết: http://www.nguoiduatin.vn/lich-nghi-ngay-quoc-khanh-29-a203956.html */
const law2012 = 'Bộ luật Lao động 2012 (10/2012/QH13), Điều 115'
/** In force from 1/1/2021: https://thuvienphapluat.vn/hoi-dap-phap-luat/1D157-hd-cac-ngay-nghi-le-tet-trong-nam.html */
const law2019 = 'Bộ luật Lao động 2019 (45/2019/QH14), Điều 112'

const rows: readonly Row[] = [
  { name: 'Tết Dương lịch', days: (year) => [calendarDate(year, 1, 1)], source: law2007 },
  // Four days until 2013: "một ngày cuối năm và ba ngày đầu năm âm lịch". They are Tết under every law since.
  {
    name: 'Tết Nguyên đán',
    days: (year) => [-1, 0, 1, 2].map((offset) => addDays(tet(year), offset)),
    source: law2007,
  },
  // The fifth day: one day before and four after, or two before and three after; the first is presumed.
  { name: 'Tết Nguyên đán', since: 2014, days: (year) => [addDays(tet(year), 3)], leftToOrder: true, source: law2012 },
  { name: 'Giỗ Tổ Hùng Vương', since: 2007, days: (year) => [gioTo(year)], source: law2007 },
  { name: 'Ngày Chiến thắng', days: (year) => [calendarDate(year, 4, 30)], source: law2007 },
  { name: 'Ngày Quốc tế lao động', days: (year) => [calendarDate(year, 5, 1)], source: law2007 },
  { name: 'Quốc khánh', days: (year) => [calendarDate(year, 9, 2)], source: law2007 },
  // The second day: "01 ngày liền kề trước hoặc sau".
  { name: 'Quốc khánh', since: 2021, days: (year) => [besideNationalDay(year)], leftToOrder: true, source: law2019 },
]

/** The neighbour of 2/9 that makes the longer rest with a weekend, as the orders of 2021 and 2023 to 2025 chose it. */
function besideNationalDay(year: number): CalendarDate {
  const nationalDay = calendarDate(year, 9, 2)
  const mondayOrThursday = [1, 4].includes(weekday(nationalDay))
  return addDays(nationalDay, mondayOrThursday ? 1 : -1)
}
