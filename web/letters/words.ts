/** What is said of letters that go out, beside the outbox itself. */
const vi = {
  bounced: 'Thư không đến được',
  bouncedNote: 'Máy chủ thư trả lại thư gửi các hộp thư dưới đây. Đề nghị sửa hộp thư ở Quản trị, Cơ quan.',
  bouncedLine: (day: string, reason: string) => `Trả lại ngày ${day}: ${reason}`,
  insteadOf: (mailboxes: string) => `Đã báo thay tới ${mailboxes}.`,
  toNobody: 'Chưa báo được ai thay.',
  form: 'Lời thư của văn phòng',
  formOf: (office: string) => `Lời thư của ${office}`,
  greeting: 'Lời đề gửi',
  greetingHint: (usual: string) => `Trước tên nơi nhận; bỏ trống là “${usual}”.`,
  signature: 'Chữ ký',
  signatureHint: (office: string) => `Dưới “Trân trọng.”, mỗi ý một dòng; bỏ trống là “${office}”.`,
  preview: 'Xem trước',
  formChanges: 'Từ lượt thư sau, thư của văn phòng dùng lời này.',
  save: 'Lưu lời thư',
  saved: 'Đã lưu lời thư.',
  try: 'Gửi thư thử cho tôi',
  tried: {
    sent: (mailbox: string) => `Đã gửi thư thử tới ${mailbox}.`,
    delayed: (mailbox: string) => `Máy chủ thư chưa nhận; thư thử tới ${mailbox} sẽ gửi cùng lượt sau.`,
    refused: (mailbox: string) => `Máy chủ thư không nhận thư tới ${mailbox}.`,
  },
}

const en: typeof vi = {
  bounced: 'Letters that came back',
  bouncedNote: 'The mail server gives back letters to these mailboxes. Put them right under Administration, Agencies.',
  bouncedLine: (day, reason) => `Came back on ${day}: ${reason}`,
  insteadOf: (mailboxes) => `Told instead: ${mailboxes}.`,
  toNobody: 'Nobody could be told instead.',
  form: 'Words of the office’s letters',
  formOf: (office) => `Words of the letters of ${office}`,
  greeting: 'Address',
  greetingHint: (usual) => `Before the addressee; “${usual}” where it is empty.`,
  signature: 'Signature',
  signatureHint: (office) => `Below “Trân trọng.”, a line for each thing; “${office}” where it is empty.`,
  preview: 'Preview',
  formChanges: 'The office’s letters say this from the next round on.',
  save: 'Save the words',
  saved: 'The words are saved.',
  try: 'Send me a test letter',
  tried: {
    sent: (mailbox) => `A test letter went to ${mailbox}.`,
    delayed: (mailbox) => `The mail server took nothing; the test letter to ${mailbox} goes with the next round.`,
    refused: (mailbox) => `The mail server refuses letters to ${mailbox}.`,
  },
}

export const lettersWords = { vi, en }
