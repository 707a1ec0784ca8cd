/**
 * What can be wrong with a data folder. The person who chose it reads the sentence; the error of the system, where
 * there is one, is its cause. What is wrong inside the data file itself is a StorageFault (sqlite/storageFault.ts).
 */
export type FolderFaultCode =
  | 'absent'
  | 'notADirectory'
  | 'notOurs'
  | 'unmarked'
  | 'incomplete'
  | 'damaged'
  | 'newer'
  | 'occupied'
  | 'taken'
  | 'withinItself'
  | 'inUse'
  | 'officeFolder'
  | 'readOnly'
  | 'full'
  | 'unreachable'

export class FolderFault extends Error {
  override name = 'FolderFault'
  readonly code: FolderFaultCode
  readonly folder: string

  constructor(code: FolderFaultCode, folder: string, options: { cause?: unknown } = {}) {
    super(sentences[code](folder), options)
    this.code = code
    this.folder = folder
  }
}

/** An error of the file system as a fault of the folder; one that is no fault of it stays as it is. */
export function faultOfFolder(error: unknown, folder: string): Error {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return error instanceof Error ? error : new Error(String(error))
  }
  const code = codes[error.code]
  return code === undefined ? error : new FolderFault(code, folder, { cause: error })
}

/** Of errno(3), those that a folder can cause. */
const codes: { readonly [errno: string]: FolderFaultCode } = {
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOTDIR: 'notADirectory',
  EEXIST: 'notADirectory',
  ENOTEMPTY: 'unmarked',
  EIO: 'unreachable',
  ENAMETOOLONG: 'unreachable',
}

const sentences = {
  absent: (folder) =>
    `Không có dữ liệu ở ${folder}: thư mục không tồn tại hoặc còn trống. ` +
    'Đề nghị kiểm tra lại --data, hoặc tạo dữ liệu bằng lệnh launch, rehearse hay npm start.',
  notADirectory: (folder) => `Đường dẫn ${folder} không phải là một thư mục. Đề nghị chọn một thư mục cho --data.`,
  notOurs: (folder) =>
    `Thư mục ${folder} đã có tệp khác và không phải là thư mục dữ liệu của Đôn đốc (không có tệp folder.json). ` +
    'Đề nghị chọn một thư mục trống hoặc chưa có.',
  unmarked: (folder) =>
    `Thư mục ${folder} có tệp dữ liệu nhưng thiếu tệp folder.json: lần tạo hoặc sao lưu vào đó đã bị ngắt giữa chừng, ` +
    'hoặc tệp đã bị xóa. Đề nghị phục hồi tệp ấy từ bản sao lưu, hoặc chọn thư mục khác.',
  incomplete: (folder) =>
    `Thư mục dữ liệu ${folder} thiếu tệp dondoc.sqlite. ` +
    'Đề nghị giữ nguyên thư mục và phục hồi từ bản sao lưu gần nhất.',
  damaged: (folder) =>
    `Thư mục dữ liệu ${folder} bị hỏng: tệp folder.json, hoặc ngày ghi của đồng hồ mô phỏng, không còn như khi ghi. ` +
    'Đề nghị giữ nguyên thư mục và phục hồi từ bản sao lưu gần nhất.',
  newer: (folder) =>
    `Thư mục dữ liệu ${folder} do phiên bản mới hơn của chương trình ghi nên phiên bản này không mở. ` +
    'Đề nghị cập nhật chương trình rồi mở lại.',
  occupied: (folder) => `Đã có tệp hoặc thư mục ở ${folder}; sao lưu không ghi đè. Đề nghị chọn một nơi chưa có gì.`,
  taken: (folder) =>
    `Ở ${folder} đã có một thư mục dữ liệu của Đôn đốc; thư mục dùng thử không chuyển thành thư mục của cơ quan. ` +
    'Đề nghị chọn một thư mục trống hoặc chưa có cho --data.',
  withinItself: (folder) =>
    `Bản sao lưu phải nằm ngoài thư mục dữ liệu; ${folder} nằm ngay trong thư mục được sao lưu. ` +
    'Đề nghị chọn một nơi khác cho --to, tốt nhất trên ổ đĩa khác.',
  inUse: (folder) =>
    `Thư mục dữ liệu ${folder} đang được một lần chạy khác của chương trình sử dụng. ` +
    'Đề nghị dừng lần chạy ấy (Ctrl+C ở cửa sổ của nó) rồi thực hiện lại.',
  officeFolder: (folder) =>
    `Thư mục dữ liệu ${folder} là của cơ quan, dùng đồng hồ thật; việc này chỉ làm được trong thư mục dùng thử. ` +
    'Đề nghị chọn thư mục khác cho --data.',
  readOnly: (folder) =>
    `Không dùng được thư mục ${folder}: tài khoản đang chạy không có quyền đọc hoặc ghi ở đó. ` +
    'Đề nghị cấp quyền hoặc chọn thư mục khác.',
  full: (folder) =>
    `Ổ đĩa chứa ${folder} đã đầy nên không ghi thêm được. Dữ liệu đã ghi trước đó còn nguyên. ` +
    'Đề nghị giải phóng dung lượng rồi thực hiện lại.',
  unreachable: (folder) =>
    `Không truy cập được ${folder}: thiết bị lưu trữ báo lỗi hoặc đường dẫn không hợp lệ. ` +
    'Đề nghị kiểm tra đường dẫn và ổ đĩa.',
} satisfies Record<FolderFaultCode, (folder: string) => string>
