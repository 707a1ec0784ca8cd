/** What every form says, in Vietnamese. */
import { kindsWritten } from '../../../domain/files/kinds.ts'

export const vi = {
  send: 'Gửi',
  sendAnyway: 'Vẫn gửi',
  close: 'Đóng',
  sending: 'Đang gửi…',
  optional: 'không bắt buộc',
  shortcut: 'Ctrl+Enter để gửi, Esc để đóng; nội dung đang gõ được giữ lại.',

  tells: (names: string) => `Sẽ báo cho: ${names}, trong thư nhắc việc kế tiếp.`,
  tellsNobody: 'Không gửi thư cho ai.',
  changes: (what: string) => `Sau khi gửi: ${what}`,

  notSent: 'Chưa gửi được. Nội dung đã gõ vẫn còn nguyên.',
  missing: (label: string) => `Ô “${label}” đang để trống. Hãy ghi rồi gửi lại.`,
  notADay: (label: string, found: string) =>
    `Ô “${label}” cần một ngày; chưa đọc được “${found}”. Hãy gõ như 31/12/2015, 31-12-2015 hoặc 311215.`,
  tooLong: (label: string, most: number) => `Ô “${label}” dài quá ${most} ký tự. Hãy rút gọn.`,
  notChosen: (label: string) => `Chưa chọn “${label}”. Hãy chọn rồi gửi lại.`,
  dayHint: 'Ví dụ 31/12/2015',
  pickDay: (label: string) => `Chọn ngày trên lịch: ${label}`,

  conflict: 'Có người khác vừa thay đổi nội dung này',
  conflictWhat: 'Chưa có gì được ghi. Xem thay đổi dưới đây; nội dung đồng chí gõ vẫn còn trong biểu mẫu.',
  whenOpened: 'Khi đồng chí mở',
  now: 'Hiện nay',
  nothing: '(không có)',

  draftBack: (time: string) => `Đã lấy lại bản nháp lúc ${time}.`,
  dropDraft: 'Bỏ bản nháp',

  files: 'Tệp đính kèm',
  filesHint: `Các loại ${kindsWritten}, mỗi tệp nhiều nhất 25 MB.`,
  pickFiles: 'Chọn tệp',
  noSecrets: 'Tôi đã kiểm tra: các tệp này không chứa bí mật nhà nước',
  waitsForWord: 'chờ xác nhận không chứa bí mật nhà nước',
  uploading: 'đang gửi',
  uploaded: 'đã nhận',
  remove: (name: string) => `Bỏ tệp ${name}`,
  filesUnsent:
    'Có tệp chưa gửi xong. Hãy xác nhận “không chứa bí mật nhà nước” và chờ đến khi tệp ghi “đã nhận”, hoặc bỏ tệp ra.',
  size: (kilobytes: string) => `${kilobytes} KB`,

  basis: 'Văn bản làm căn cứ',
  basisKnown: 'Văn bản đã có',
  basisNew: 'Nhập văn bản mới',
  basisAwaited: 'Quyết định tại cuộc họp, chờ thông báo kết luận',
  basisChoose: 'Chọn một văn bản',
  documentNumber: 'Số, ký hiệu',
  documentDay: 'Ngày ban hành',
  documentIssuer: 'Cơ quan ban hành',
  documentTitle: 'Trích yếu',
  meetingDay: 'Ngày họp',
  meetingTitle: 'Nội dung kết luận',
  chooseAgency: 'Chọn cơ quan',

  paper: (ordinal: number) => `Tài liệu minh chứng ${ordinal}`,
  paperTitle: 'Tên tài liệu, sản phẩm',
  paperLevel: 'Cấp ban hành',
  addPaper: 'Thêm tài liệu',
  removePaper: (ordinal: number) => `Bỏ tài liệu ${ordinal}`,
  arrival: 'Văn bản giấy đã đến',
  arrivalNumber: 'Số đến',
  arrivedOn: 'Ngày đến',
  scan: 'Bản chụp',
}
