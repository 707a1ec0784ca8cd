/** What every form says. */
import { kindsWritten } from '../../domain/files/kinds.ts'

const vi = {
  actions: 'Thao tác',
  more: 'Thao tác khác',
  notNow: 'Chưa thực hiện được lúc này',

  sendAnyway: 'Vẫn gửi',
  close: 'Đóng',
  optional: 'nếu có',

  tells: (names: string) => `Sẽ báo cho: ${names}, trong thư nhắc việc kế tiếp.`,
  tellsNobody: 'Không gửi thư cho ai.',
  changes: (what: string) => `Sau khi gửi: ${what}`,

  notSent: 'Chưa gửi được. Nội dung đã gõ vẫn còn nguyên.',
  missing: (label: string) => `Ô “${label}” đang để trống. Hãy ghi rồi gửi lại.`,
  notADay: (label: string, found: string) =>
    `Ô “${label}” cần một ngày; chưa đọc được “${found}”. Hãy gõ như 31/12/2015, 31-12-2015 hoặc 311215.`,
  tooLong: (label: string, most: number) => `Ô “${label}” dài quá ${most} ký tự. Hãy rút gọn.`,
  notChosen: (label: string) => `Chưa chọn “${label}”. Hãy chọn rồi gửi lại.`,
  pickDay: (label: string) => `Chọn ngày trên lịch: ${label}`,

  conflict: 'Có người khác vừa thay đổi nội dung này',
  conflictWhat: 'Chưa có gì được ghi. Xem thay đổi dưới đây; nội dung đồng chí gõ vẫn còn trong biểu mẫu.',
  whenOpened: 'Khi đồng chí mở',
  now: 'Hiện nay',
  nothing: '(không có)',

  doer: 'Người thực hiện',
  doerHint: 'Tài khoản này nhiều người dùng: ghi họ tên, chức vụ của người gửi lần này.',

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
  cooperating: 'Cơ quan phối hợp',
  cooperatingAgency: (ordinal: number) => `Cơ quan phối hợp ${ordinal}`,
  cooperatingPart: 'Phần việc',
  addCooperating: 'Thêm cơ quan phối hợp',
  removeCooperating: (ordinal: number) => `Bỏ cơ quan phối hợp ${ordinal}`,

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

const en: typeof vi = {
  actions: 'Actions',
  more: 'More actions',
  notNow: 'Not possible now',

  sendAnyway: 'Send all the same',
  close: 'Close',
  optional: 'optional',

  tells: (names) => `Will be told: ${names}, in the next reminder letter.`,
  tellsNobody: 'Nobody gets a letter.',
  changes: (what) => `After sending: ${what}`,

  notSent: 'Not sent yet. Everything you typed is still here.',
  missing: (label) => `“${label}” is empty. Please fill it in and send again.`,
  notADay: (label, found) =>
    `“${label}” needs a day; “${found}” cannot be read. Type it like 31/12/2015, 31-12-2015 or 311215.`,
  tooLong: (label, most) => `“${label}” is longer than ${most} characters. Please shorten it.`,
  notChosen: (label) => `“${label}” has not been chosen. Please choose and send again.`,
  pickDay: (label) => `Choose the day in a calendar: ${label}`,

  conflict: 'Somebody else has just changed this',
  conflictWhat: 'Nothing was written. See below what has changed; what you typed is still in the form.',
  whenOpened: 'When you opened it',
  now: 'Now',
  nothing: '(none)',

  doer: 'Done by',
  doerHint: 'Several people use this account: name and position of whoever sends this.',

  draftBack: (time) => `Your draft of ${time} is back.`,
  dropDraft: 'Drop the draft',

  files: 'Files',
  filesHint: `Kinds ${kindsWritten}, at most 25 MB each.`,
  pickFiles: 'Choose files',
  noSecrets: 'I have checked: these files hold no state secrets',
  waitsForWord: 'waits for your word that it holds no state secrets',
  uploading: 'being sent',
  uploaded: 'received',
  remove: (name) => `Remove file ${name}`,
  filesUnsent:
    'A file has not been received yet. Confirm that it holds no state secrets and wait for “received”, or remove it.',
  size: (kilobytes) => `${kilobytes} KB`,

  basis: 'Document it rests on',
  basisKnown: 'A document already entered',
  basisNew: 'Enter a new document',
  basisAwaited: 'Decided in a meeting, its notice is awaited',
  basisChoose: 'Choose a document',
  documentNumber: 'Number',
  documentDay: 'Issued on',
  documentIssuer: 'Issued by',
  documentTitle: 'Subject',
  meetingDay: 'Day of the meeting',
  meetingTitle: 'What was concluded',
  chooseAgency: 'Choose an agency',
  cooperating: 'Cooperating agencies',
  cooperatingAgency: (ordinal) => `Cooperating agency ${ordinal}`,
  cooperatingPart: 'Its part',
  addCooperating: 'Add a cooperating agency',
  removeCooperating: (ordinal) => `Remove cooperating agency ${ordinal}`,

  paper: (ordinal) => `Evidence ${ordinal}`,
  paperTitle: 'Name of the document or product',
  paperLevel: 'Issued at level',
  addPaper: 'Add a document',
  removePaper: (ordinal) => `Remove document ${ordinal}`,
  arrival: 'The paper that came',
  arrivalNumber: 'Arrival number',
  arrivedOn: 'Arrived on',
  scan: 'Scan',
}

export const actWords = { vi, en }
