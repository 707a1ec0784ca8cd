/** What `export` and `import-data` have in common: where an office is kept, and what is said of its move. */
import { type Flaw, flawWritten } from '../../domain/trail/chain.ts'
import type { Moved } from '../../functions/moving/moved.ts'
import type { Order } from '../../functions/moving/order.ts'
import { textOption, WrongUsage } from './arguments.ts'
import type { Context } from './command.ts'
import { refuse } from './refuse.ts'
import { megabytes, number } from './words.ts'

export const placeOptions = {
  data: { type: 'string' },
  table: { type: 'string' },
  bucket: { type: 'string' },
  rehearsal: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export const placeHelp = `  --data THƯ-MỤC   thư mục dữ liệu (mặc định ./data)
  --table BẢNG     thay cho --data: bảng DynamoDB của hệ thống trên AWS, cùng với --bucket
  --bucket KHO     kho tệp S3 của hệ thống ấy; vùng và thông tin đăng nhập lấy như mọi công cụ của AWS (AWS_REGION, AWS_PROFILE)
  --rehearsal      bảng ấy là của stage diễn tập, có đồng hồ mô phỏng
  --json           in một tài liệu JSON`

export type Place = { readonly data: string } | Pick<Order, 'table' | 'bucket' | 'rehearsal'>

/** A data folder, or a table and a bucket. */
export function placeIn({ values, resolve }: Pick<Context, 'values' | 'resolve'>): Place {
  const [data, table, bucket] = ['data', 'table', 'bucket'].map((name) => textOption(values, name))
  const rehearsal = values['rehearsal'] === true
  if (table === undefined) {
    if (bucket !== undefined || rehearsal) throw new WrongUsage('--bucket và --rehearsal đi cùng --table.')
    return { data: resolve(data ?? 'data') }
  }
  if (data !== undefined) throw new WrongUsage('Chọn một nơi: --data, hoặc --table cùng --bucket.')
  if (bucket === undefined) throw new WrongUsage('--table đi cùng --bucket: kho tệp S3 của hệ thống ấy.')
  return { table, bucket, rehearsal }
}

export function refuseFlaws(flaws: readonly Flaw[], context: Context): 1 {
  const sentences = new Map(flaws.map((flaw) => [flawWritten(flaw), flaw.what]))
  return refuse(
    Array.from(sentences, ([sentence, code]) => ({ code, sentence })),
    context,
  )
}

/** What went, in figures, and the heads of the seals. */
export function movedWritten({ items, events, files, fileBytes, seals }: Moved): readonly string[] {
  const withFiles = files === 0 ? '' : `, ${number(files)} tệp (${megabytes(fileBytes)} MB)`
  return [
    `${number(items)} bản ghi, trong đó ${number(events)} sự kiện${withFiles}; nhật ký và dấu niêm phong không có sai lệch.`,
    ...seals.map(({ programme, hash }) => `  ${programme}: mã niêm phong cuối ${hash}`),
  ]
}
