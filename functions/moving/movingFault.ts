/**
 * Why an office does not move: what is wrong with the archive, or with the place it comes from or goes to. The person
 * who moves it reads the sentence; the error beneath, where there is one, is its cause.
 */
export type MovingFaultCode =
  | 'notArchive'
  | 'newerArchive'
  | 'damagedArchive'
  | 'alteredArchive'
  | 'archiveOccupied'
  | 'unreachableArchive'
  | 'fileMissing'
  | 'notEmpty'
  | 'importUnderWay'
  | 'demoIntoOffice'
  | 'officeIntoDemo'
  | 'rehearsalUnsaid'
  | 'noRehearsal'
  | 'changedWhileExporting'
  | 'changedWhileImporting'

export class MovingFault extends Error {
  override name = 'MovingFault'
  readonly code: MovingFaultCode

  /** `place` is the archive, or where it comes from or goes to; `detail` is said after the sentence, in brackets. */
  constructor(code: MovingFaultCode, place: string, { detail, cause }: { detail?: string; cause?: unknown } = {}) {
    super(sentences[code](place) + (detail === undefined ? '' : ` (${detail})`), { cause })
    this.code = code
  }
}

const sentences = {
  notArchive: (place) =>
    `Ở ${place} không có gói dữ liệu hoàn chỉnh (thiếu manifest.json): đường dẫn không đúng, hoặc lần xuất vào đó đã bị ngắt. ` +
    'Đề nghị kiểm tra đường dẫn, hoặc xuất lại.',
  newerArchive: (place) =>
    `Gói dữ liệu ${place} do phiên bản mới hơn của chương trình ghi nên phiên bản này không nhập. ` +
    'Đề nghị cập nhật chương trình rồi nhập lại.',
  damagedArchive: (place) =>
    `Gói dữ liệu ${place} bị hỏng hoặc bị cắt ngắn nên chưa có gì được nhập. ` +
    'Đề nghị sao chép lại từ nơi xuất, hoặc xuất lại.',
  alteredArchive: (place) =>
    `Gói dữ liệu ${place} không còn như khi xuất nên chưa có gì được nhập. ` +
    'Đề nghị sao chép lại từ nơi xuất, hoặc xuất lại.',
  archiveOccupied: (place) =>
    `Đã có tệp hoặc thư mục ở ${place}; xuất dữ liệu không ghi đè. Đề nghị chọn một nơi chưa có gì cho --to.`,
  unreachableArchive: (place) =>
    `Không đọc hoặc ghi được ở ${place}: không có quyền, ổ đĩa đã đầy hoặc thiết bị lưu trữ báo lỗi. ` +
    'Đề nghị kiểm tra đường dẫn và ổ đĩa rồi thực hiện lại.',
  fileMissing: (place) =>
    `Ở ${place}, có tệp đã được ghi nhận nhưng nội dung không còn hoặc không như khi nhận, nên không xuất. ` +
    'Đề nghị phục hồi tệp ấy từ bản sao lưu rồi xuất lại.',
  notEmpty: (place) =>
    `Ở ${place} đã có dữ liệu; gói dữ liệu chỉ được nhập vào nơi chưa có gì, và không có gì bị ghi đè. ` +
    'Đề nghị chọn một nơi khác.',
  importUnderWay: (place) =>
    `Ở ${place} đang nhập dở một gói dữ liệu. Đề nghị chạy lại lệnh nhập với đúng gói ấy, hoặc chọn một nơi khác.`,
  demoIntoOffice: (place) =>
    `Gói dữ liệu ${place} là của bản dùng thử hoặc của lần diễn tập; nó không bao giờ thành dữ liệu của cơ quan. ` +
    'Đề nghị nhập vào một thư mục trên máy, hoặc vào stage diễn tập bằng --rehearsal.',
  officeIntoDemo: (place) =>
    `Gói dữ liệu ${place} là của cơ quan; dữ liệu thật không nhập vào nơi diễn tập, có đồng hồ mô phỏng. ` +
    'Đề nghị bỏ --rehearsal và chọn bảng của stage thật.',
  rehearsalUnsaid: (place) =>
    `Bảng ${place} là của stage diễn tập, có đồng hồ mô phỏng. Đề nghị thêm --rehearsal nếu đúng là bảng muốn dùng.`,
  noRehearsal: (place) =>
    `Bảng ${place} không có đồng hồ mô phỏng nên không phải của stage diễn tập. Đề nghị bỏ --rehearsal nếu đúng là bảng muốn xuất.`,
  changedWhileExporting: (place) =>
    `Dữ liệu ở ${place} thay đổi trong lúc xuất, nên gói dữ liệu sẽ không khớp một thời điểm nào. ` +
    'Đề nghị tạm dừng lượt nhắc việc và việc truy cập hệ thống rồi xuất lại.',
  changedWhileImporting: (place) =>
    `Ở ${place} có thay đổi trong lúc nhập, nên việc nhập chưa hoàn thành. ` +
    'Đề nghị tạm dừng lượt nhắc việc rồi chạy lại lệnh nhập với đúng gói này; nó làm tiếp và tự sửa.',
} satisfies Record<MovingFaultCode, (place: string) => string>

/** An error of the file system as a fault of the archive; one that is no fault of it stays as it is. */
export function faultOfArchive(error: unknown, place: string): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return diskFaults.has(code) ? new MovingFault('unreachableArchive', place, { cause: error }) : error
}

const diskFaults = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'])
