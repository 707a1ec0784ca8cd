/** What the page behind a link says, to whoever has no account. */
import type { SubmissionKind } from '../../domain/links/link.ts'

const kindsVi = {
  result: 'Nộp kết quả',
  progress: 'Cập nhật tình hình thực hiện',
  extension: 'Xin gia hạn',
  part: 'Trả lời phần việc',
  contribution: 'Gửi báo cáo, ý kiến',
  figure: 'Nhập số liệu',
} satisfies { readonly [kind in SubmissionKind]: string }

const vi = {
  title: 'Trả lời thư nhắc việc',
  otherLanguage: 'English',
  neutral: 'Liên kết trong thư mở một biểu mẫu trả lời, không cần tài khoản. Chưa có gì được gửi hay thay đổi.',
  open: 'Mở biểu mẫu',
  noLink: 'Đề nghị mở trang này từ liên kết trong thư nhắc việc, chép đủ cả địa chỉ.',
  signIn: 'Người có tài khoản: đăng nhập',
  unreachable: 'Chưa kết nối được tới hệ thống. Nội dung đã gõ vẫn còn; hãy kiểm tra mạng rồi thử lại.',
  renew: 'Gửi liên kết mới tới hộp thư của cơ quan',
  renewed: (mailbox: string) => `Đã gửi liên kết mới tới ${mailbox}. Đề nghị mở thư mới nhất trong hộp thư ấy.`,

  agency: 'Cơ quan trả lời',
  programme: 'Chương trình',
  basis: 'Căn cứ',
  product: 'Sản phẩm',
  due: 'Thời hạn',
  returned: 'Lý do trả lại lần trước',
  part: 'Phần việc',
  choose: 'Nội dung trả lời',
  kinds: kindsVi,

  evidenceTitle: 'Tên sản phẩm, văn bản',
  evidenceNumber: 'Số hiệu (nếu là văn bản)',
  evidenceDay: 'Ngày ban hành (nếu là văn bản), như 31/12/2015',
  note: 'Ghi chú (nếu có)',
  files: 'Tệp, ảnh chụp kèm theo',
  pick: 'Chọn tệp hoặc chụp ảnh',
  secrecy:
    'Chọn tệp là đồng chí xác nhận tệp không chứa bí mật nhà nước. Tệp .pdf, .docx, .xlsx, .txt hoặc ảnh, mỗi tệp nhiều nhất 25 MB.',
  sending: 'đang gửi',
  received: 'đã nhận',
  remove: (name: string) => `Bỏ tệp ${name}`,
  progress: 'Tình hình thực hiện đến nay',
  difficulty: 'Khó khăn, vướng mắc (nếu có)',
  wanted: 'Xin gia hạn đến ngày, như 31/12/2015',
  reason: 'Lý do',
  answer: 'Nội dung trả lời',
  contribution: 'Nội dung chung (nếu có)',
  value: (unit: string | null) => (unit === null ? 'Số liệu' : `Số liệu (${unit})`),
  area: 'Của địa bàn',
  year: 'Của năm',
  kind: 'Loại số liệu',
  figureKinds: { estimate: 'ước', preliminary: 'sơ bộ', official: 'chính thức' },
  source: 'Nguồn số liệu (báo cáo, công bố nào)',
  sourceDay: 'Ngày của nguồn, như 31/12/2015',

  who: 'Người trả lời',
  name: 'Họ và tên',
  position: 'Chức vụ',
  telephone: 'Điện thoại',

  before: 'Trước khi gửi',
  summary: (kind: string, agency: string, office: string) => `${kind}, nhân danh ${agency}, gửi tới ${office}.`,
  after:
    'Liên kết này chỉ gửi được một lần. Gửi xong, thư báo nhận tới hộp thư đã nhận liên kết; văn phòng xem xét rồi xác nhận hoặc trả lại kèm lý do, kết quả có trong thư nhắc việc kế tiếp.',
  send: 'Xác nhận và gửi',
  sendAnyway: 'Số liệu đúng, vẫn gửi',
  missing: (label: string) => `Ô “${label}” đang để trống. Hãy ghi rồi gửi.`,
  notADay: (label: string) => `Ô “${label}” cần một ngày như 31/12/2015. Hãy ghi lại.`,
  notANumber: (label: string) => `Ô “${label}” cần một số như 4,5 hoặc 250000. Hãy ghi lại.`,
  filesUnsent: 'Có tệp chưa gửi xong. Hãy chờ đến khi tệp ghi “đã nhận”, hoặc bỏ tệp ra.',
  notSent: 'Chưa gửi được. Nội dung đã gõ vẫn còn nguyên.',

  done: 'Đã nhận',
  doneWhat: (what: string, title: string, office: string) => `${office} đã nhận ${what} về: ${title}.`,
  doneNext:
    'Thư báo nhận đã gửi tới hộp thư của cơ quan. Đồng chí có thể đóng trang này; văn phòng sẽ xác nhận, hoặc trả lại kèm lý do trong thư nhắc việc.',

  disownTitle: 'Không phải chúng tôi gửi',
  disownWhat: (what: string, day: string, by: string) => `Đã gửi ${what}, ngày ${day}. Người gửi tự ghi: ${by}.`,
  disownThen:
    'Nếu không phải người của cơ quan gửi, bấm nút dưới đây: nội dung được tạm giữ, văn phòng được báo ngay, các liên kết cũ của hộp thư hết hiệu lực.',
  disownNote: 'Ghi chú cho văn phòng (nếu có)',
  disown: 'Không phải chúng tôi gửi',
  disowned: 'Đã báo văn phòng',
  disownedWhat: (what: string, office: string) =>
    `${office} đã được báo; ${what} đang được tạm giữ. Nếu cần trả lời lại, hãy dùng thư nhắc việc kế tiếp hoặc xin liên kết mới.`,
}

const kindsEn = {
  result: 'Hand in the result',
  progress: 'Report progress',
  extension: 'Ask for more time',
  part: 'Answer your part',
  contribution: 'Send the report or opinion',
  figure: 'Enter a figure',
} satisfies { readonly [kind in SubmissionKind]: string }

const en: typeof vi = {
  title: 'Answer the reminder',
  otherLanguage: 'Tiếng Việt',
  neutral: 'A link in a letter opens one form to answer, without an account. Nothing is sent or changed yet.',
  open: 'Open the form',
  noLink: 'Please open this page from the link in the letter, with its whole address.',
  signIn: 'With an account: sign in',
  unreachable: 'The system could not be reached. What you typed is still here; check the network and try again.',
  renew: 'Send a new link to the mailbox of the agency',
  renewed: (mailbox) => `A new link was sent to ${mailbox}. Please open the newest letter there.`,

  agency: 'Agency that answers',
  programme: 'Programme',
  basis: 'Basis',
  product: 'Product',
  due: 'Deadline',
  returned: 'Why the last one was returned',
  part: 'Your part',
  choose: 'What you answer',
  kinds: kindsEn,

  evidenceTitle: 'Name of the product or document',
  evidenceNumber: 'Number (of a document)',
  evidenceDay: 'Issued on (of a document), like 31/12/2015',
  note: 'Note (optional)',
  files: 'Files and photographs',
  pick: 'Choose files or take a photograph',
  secrecy:
    'By choosing a file you confirm that it holds no state secrets. Files .pdf, .docx, .xlsx, .txt or pictures, at most 25 MB each.',
  sending: 'being sent',
  received: 'received',
  remove: (name) => `Remove file ${name}`,
  progress: 'Where the work stands',
  difficulty: 'Difficulties (optional)',
  wanted: 'More time until, like 31/12/2015',
  reason: 'Reason',
  answer: 'Answer',
  contribution: 'In general (optional)',
  value: (unit) => (unit === null ? 'Figure' : `Figure (${unit})`),
  area: 'Of the area',
  year: 'Of the year',
  kind: 'Kind of figure',
  figureKinds: { estimate: 'estimate', preliminary: 'preliminary', official: 'official' },
  source: 'Source (which report)',
  sourceDay: 'Day of the source, like 31/12/2015',

  who: 'Who answers',
  name: 'Full name',
  position: 'Position',
  telephone: 'Telephone',

  before: 'Before you send',
  summary: (kind, agency, office) => `${kind}, in the name of ${agency}, to ${office}.`,
  after:
    'This link sends once. Then a receipt goes to the mailbox that got the link; the office accepts, or returns with its reason, as the next reminder will say.',
  send: 'Confirm and send',
  sendAnyway: 'The figure is right, send it',
  missing: (label) => `“${label}” is empty. Please fill it in and send.`,
  notADay: (label) => `“${label}” needs a day like 31/12/2015.`,
  notANumber: (label) => `“${label}” needs a number like 4,5 or 250000.`,
  filesUnsent: 'A file is still being sent. Wait until it says “received”, or remove it.',
  notSent: 'Not sent yet. What you typed is still here.',

  done: 'Received',
  doneWhat: (what, title, office) => `${office}: ${what}, ${title}.`,
  doneNext:
    'A receipt was sent to the mailbox of the agency. You may close this page; the office accepts, or returns with its reason in the next letter.',

  disownTitle: 'Not sent by us',
  disownWhat: (what, day, by) => `Sent: ${what}, on ${day}. Whoever sent it wrote: ${by}.`,
  disownThen:
    'If nobody of the agency sent it, press the button: it is held, the office is told at once, and older links of the mailbox end.',
  disownNote: 'Note for the office (optional)',
  disown: 'Not sent by us',
  disowned: 'The office was told',
  disownedWhat: (what, office) =>
    `${office} was told; it is held: ${what}. To answer again, use the next letter or ask for a new link.`,
}

export const answerWords = { vi, en }
