/** What is said of letters that go out, beside the outbox itself. */
const vi = {
  bounced: 'Thư không đến được',
  bouncedNote: 'Máy chủ thư trả lại thư gửi các hộp thư dưới đây. Đề nghị sửa hộp thư ở Quản trị, Cơ quan.',
  bouncedLine: (day: string, reason: string) => `Trả lại ngày ${day}: ${reason}`,
  insteadOf: (mailboxes: string) => `Đã báo thay tới ${mailboxes}.`,
  toNobody: 'Chưa báo được ai thay.',
}

const en: typeof vi = {
  bounced: 'Letters that came back',
  bouncedNote: 'The mail server gives back letters to these mailboxes. Put them right under Administration, Agencies.',
  bouncedLine: (day, reason) => `Came back on ${day}: ${reason}`,
  insteadOf: (mailboxes) => `Told instead: ${mailboxes}.`,
  toNobody: 'Nobody could be told instead.',
}

export const lettersWords = { vi, en }
