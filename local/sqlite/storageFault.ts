/**
 * What can be wrong with the data file itself. The person who runs the program reads it, hence Vietnamese; the
 * error of SQLite is its cause. Codes: https://www.sqlite.org/rescode.html
 */
import { TableBusy } from '../../functions/services.ts'

export type StorageFaultReason = 'full' | 'readOnly' | 'damaged' | 'notDatabase' | 'newer' | 'cannotOpen' | 'device'

export class StorageFault extends Error {
  override name = 'StorageFault'
  readonly reason: StorageFaultReason
  readonly file: string

  /** `detail` is said after the sentence, in brackets: which row, which version. */
  constructor(reason: StorageFaultReason, file: string, options: { detail?: string; cause?: unknown } = {}) {
    super(sentences[reason](file) + (options.detail === undefined ? '' : ` (${options.detail})`), {
      cause: options.cause,
    })
    this.reason = reason
    this.file = file
  }
}

/**
 * What callers of a SQLite store get for an error of node:sqlite: TableBusy when another process held the lock for
 * longer than the busy timeout, StorageFault when the file is at fault, any other error as it is.
 */
export function faultOf(error: unknown, file: string): Error {
  const code = sqliteCode(error)
  const reason = code === undefined ? undefined : reasons.get(code)
  if (isBusy(error)) return new TableBusy('another process is writing to the data file', { cause: error })
  if (reason !== undefined) return new StorageFault(reason, file, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}

/** Whether another connection holds the lock: SQLITE_BUSY, SQLITE_LOCKED. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === 5 || code === 6
}

/** The primary result code: the low byte of what SQLite answers. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

const reasons = new Map<number, StorageFaultReason>([
  [3, 'readOnly'], // SQLITE_PERM
  [8, 'readOnly'], // SQLITE_READONLY
  [10, 'device'], // SQLITE_IOERR
  [11, 'damaged'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'cannotOpen'], // SQLITE_CANTOPEN
  [26, 'notDatabase'], // SQLITE_NOTADB
])

const sentences = {
  full: (file) =>
    `Ổ đĩa đã đầy nên không ghi thêm được vào tệp dữ liệu ${file}. Dữ liệu đã ghi trước đó còn nguyên. ` +
    'Đề nghị giải phóng dung lượng ổ đĩa rồi thực hiện lại.',
  readOnly: (file) =>
    `Tệp dữ liệu ${file} chỉ đọc được, không ghi được. ` +
    'Đề nghị cấp cho tài khoản chạy chương trình quyền ghi vào tệp và thư mục chứa tệp.',
  damaged: (file) =>
    `Tệp dữ liệu bị hỏng: nội dung của ${file} không còn đọc được như khi ghi. ` +
    'Đề nghị dừng chương trình, giữ nguyên tệp và phục hồi từ bản sao lưu gần nhất.',
  notDatabase: (file) =>
    `Tệp ${file} không phải là tệp dữ liệu của chương trình. Đề nghị kiểm tra lại thư mục dữ liệu đã chọn.`,
  newer: (file) =>
    `Tệp dữ liệu ${file} do phiên bản mới hơn của chương trình ghi nên phiên bản này không mở. ` +
    'Đề nghị cập nhật chương trình rồi mở lại.',
  cannotOpen: (file) =>
    `Không mở được tệp dữ liệu ${file}. Đề nghị kiểm tra đường dẫn và quyền truy cập thư mục chứa tệp.`,
  device: (file) =>
    `Thiết bị lưu trữ báo lỗi khi đọc, ghi tệp dữ liệu ${file}. Đề nghị dừng chương trình và kiểm tra ổ đĩa.`,
} satisfies Record<StorageFaultReason, (file: string) => string>
