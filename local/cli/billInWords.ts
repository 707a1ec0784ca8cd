/** The bill as people read it in a terminal. */
import { written } from '../../domain/days.ts'
import type { Bill, Line } from '../bill/bill.ts'
import type { Bound, Cost } from '../bill/cost.ts'
import type { Design } from '../bill/naive.ts'
import { type Price, prices, pricesOf, region } from '../bill/prices.ts'
import { number, usd } from './words.ts'

export function billInWords(cost: Cost): readonly string[] {
  return [
    `Chi phí nếu chạy trên AWS, tính bằng USD theo bảng giá vùng ${region} ngày ${written(pricesOf)}; “đủ giá” là khi không có mức miễn phí hằng tháng của AWS.`,
    '',
    ...columns([
      ['Sử dụng', 'số lượng', 'USD', 'đủ giá', ...(cost.country ? ['cả nước/năm', 'đủ giá'] : [])],
      ...cost.use.lines.map((line) => useRow(line, cost.country?.use)),
      ['Cộng phần sử dụng', '', ...sums(cost.use), ...(cost.country ? sums(cost.country.use) : [])],
    ]),
    '',
    ...columns([
      ['Khoản thường trực', 'USD/tháng', 'đủ giá', ...(cost.country ? ['cả nước/năm', 'đủ giá'] : [])],
      ...cost.standing.lines.map((line) => [
        prices[line.what].name,
        ...sums(line),
        ...(cost.country ? sums(lineIn(cost.country.standing, line)) : []),
      ]),
      ['Danh tính bằng Cognito', ...sums(cost.identity.cognito), ...sumsThere(cost, 'cognito')],
      ['Danh tính bằng nơi cấp sẵn có (OIDC)', ...sums(cost.identity.oidc), ...sumsThere(cost, 'oidc')],
      [
        'Tệp đính kèm, nếu mỗi kết quả có một tệp',
        ...sumsAMonth(cost),
        ...(cost.country ? sums(cost.country.files) : []),
      ],
    ]),
    '',
    ...columns([
      ['Cách làm khác, phần sử dụng', 'USD', 'đủ giá', ...(cost.country ? ['cả nước/năm', 'đủ giá'] : [])],
      ['Như hiện nay', ...sums(cost), ...(cost.country ? sums(cost.country) : [])],
      ...cost.naive.map(({ design, country, ...own }) => [
        designs[design],
        ...sums(own),
        ...(country ? sums(country) : []),
      ]),
    ]),
    '',
    `Tất cả, kể cả Cognito và tệp đính kèm, bình quân một tháng: ${usd(cost.usdAMonth)} USD.`,
    ...cost.bounds.map(boundInWords),
    ...notes(cost),
  ]
}

const designs = {
  schedulePerReminder: 'Mỗi lần nhắc một lịch hẹn riêng',
  dailyScan: 'Mỗi ngày đọc lại toàn bộ bảng',
  tokenPerAgency: 'Mỗi cơ quan một lượt chờ riêng',
} as const satisfies { readonly [design in Design]: string }

const promises = {
  use: 'phần sử dụng của cả tám năm',
  country: 'phần sử dụng của cả nước trong một năm',
  allIn: 'tất cả, bình quân một tháng',
} as const satisfies { readonly [of in Bound['of']]: string }

function boundInWords({ of, usd: found, under, holds }: Bound): string {
  return `Ngưỡng: ${promises[of]} dưới ${number(under)} USD: ${holds ? 'đạt' : 'vượt'} (${usd(found)} USD).`
}

function notes({ usage, country, assumptions, recipients }: Cost): readonly string[] {
  const remembered = Object.values(prices).flatMap(({ name, how }: Price) => (how === 'recalled' ? [name] : []))
  return [
    `Đo được: ${number(usage.writeUnits)} đơn vị ghi, ${number(usage.readUnits)} đơn vị đọc, ${number(usage.transitions)} bước, ${number(usage.calls)} lần gọi hàm của quy trình, ${number(usage.acts)} việc làm của người dùng, ${number(usage.letters)} thư.`,
    `Giả định: mỗi việc làm là một lượt mở trang, văn phòng thêm ${assumptions.officeVisitsADay} lượt mỗi ngày làm việc; mỗi việc làm ${assumptions.requestsAnAct} yêu cầu, mỗi lượt xem ${assumptions.requestsALook}; hàm ${assumptions.stepGigabytes * 1024} MB (của trang: ${assumptions.apiGigabytes * 1024} MB), khởi động ${assumptions.coldSeconds * 1000} ms, mỗi lần hỏi bảng ${assumptions.tableSeconds * 1000} ms. Mỗi kết quả một tệp ${number(assumptions.bytesAResult / 1000)} KB; nhật ký giữ ${assumptions.logMonths} tháng.`,
    ...(country
      ? [
          `Cả nước: ${number(country.tasksAYear)} nhiệm vụ một năm, ${number(country.recipients)} nơi nhận; mọi số đo nhân theo số nhiệm vụ một năm, riêng lượt nhắc hằng ngày vẫn mỗi ngày một lượt, nhiều trang hơn. Ở đây có ${number(recipients)} nơi nhận.`,
        ]
      : ['Chưa tính cho cả nước: cần chạy thử ít nhất một năm.']),
    `Giá ghi theo trí nhớ, cần tra lại trước khi dùng: ${remembered.join('; ')}.`,
  ]
}

function useRow(line: Line, there: Bill | undefined): readonly string[] {
  const own = [prices[line.what].name, quantity(line.quantity), ...sums(line)]
  return there ? [...own, ...sums(lineIn(there, line))] : own
}

function lineIn({ lines }: Bill, { what }: Line): Sums {
  return lines.find((line) => line.what === what) ?? { usd: 0, usdWithoutFreeTiers: 0 }
}

type Sums = Pick<Bill, 'usd' | 'usdWithoutFreeTiers'>

function sums({ usd: withFree, usdWithoutFreeTiers }: Sums): readonly string[] {
  return [usd(withFree), usd(usdWithoutFreeTiers)]
}

/** Of files, a mean month of those that were lived. */
function sumsAMonth({ files, usage }: Cost): readonly string[] {
  const months = Math.max(1, usage.days / (365.25 / 12))
  return sums({ usd: files.usd / months, usdWithoutFreeTiers: files.usdWithoutFreeTiers / months })
}

function sumsThere({ country }: Cost, by: keyof Cost['identity']): readonly string[] {
  return country ? sums(country.identity[by]) : []
}

function quantity(value: number): string {
  return value < 100 && !Number.isInteger(value) ? usd(value) : number(Math.round(value))
}

/** The words of a row at the left, its figures at the right of their columns. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
}
