/** The letters that links bring about: the receipt, a new link, and the office's notice that something was disowned. */
import { type CalendarDate, written } from '../days.ts'
import { type LinkedText, type LinkPurpose, placeMark } from '../links/link.ts'

interface Spoken {
  /** The agency whose mailbox it goes to. */
  readonly addressee: string
  readonly office: string
  readonly title: string
  readonly on: CalendarDate
}

type Written = { readonly subject: string } & LinkedText

/** Thư báo nhận: to the mailbox to which the link was sent, whoever used it. */
export function receiptLetter(
  { addressee, office, title, on }: Spoken,
  { what, by, mailbox }: { readonly what: string; readonly by: string; readonly mailbox: string },
  disown: LinkPurpose,
): Written {
  const text = [
    `Kính gửi: ${addressee}`,
    `Ngày ${written(on)}, hệ thống đã nhận ${what} của cơ quan về: ${title}.`,
    `Người gửi (tự ghi): ${by}. Gửi qua liên kết trong thư tới hộp thư ${mailbox}.`,
    'Nếu đúng là cơ quan gửi, không phải làm gì thêm. Nếu không phải, đề nghị mở địa chỉ dưới đây trong 30 ngày: nội dung sẽ được tạm giữ, văn phòng được báo ngay.',
    `Không phải chúng tôi gửi: ${placeMark(1)}`,
    closing(office),
  ].join('\n\n')
  return { subject: `[Báo nhận] Đã nhận ${what}: ${shortened(title)}`, text, places: [{ form: disown }] }
}

/** A new link, which somebody asked for who holds an old one: to the same mailbox and nowhere else. */
export function newLinkLetter({ addressee, office, title, on }: Spoken, answer: LinkPurpose): Written {
  const text = [
    `Kính gửi: ${addressee}`,
    `Ngày ${written(on)} có yêu cầu gửi liên kết mới để trả lời việc: ${title}. Liên kết cũ của việc này không còn dùng được.`,
    `Trả lời: ${placeMark(1)}`,
    'Nếu không ai ở cơ quan yêu cầu, không phải làm gì thêm.',
    closing(office),
  ].join('\n\n')
  return { subject: `[Liên kết mới] ${shortened(title)}`, text, places: [{ form: answer }] }
}

/** To the office of whoever gave the work: what came in an agency's name is held. */
export function disownedLetter(
  { addressee, office, title, on }: Spoken,
  {
    what,
    by,
    agency,
    from,
  }: { readonly what: string; readonly by: string; readonly agency: string; readonly from: string },
  page: string,
): Written {
  const text = [
    `Kính gửi: ${addressee}`,
    `Ngày ${written(on)}, ${agency} báo không gửi ${what} về: ${title}. Nội dung này đang được tạm giữ và không tính là của cơ quan cho đến khi làm rõ.`,
    `Người gửi đã tự ghi: ${by}. Gửi từ địa chỉ mạng: ${from}. Mọi liên kết đã gửi tới hộp thư này đã hết hiệu lực.`,
    'Đề nghị liên hệ cơ quan để làm rõ rồi xử lý trên hệ thống.',
    `Xử lý: ${placeMark(1)}`,
    closing(office),
  ].join('\n\n')
  return { subject: `[Tạm giữ] ${agency} báo không gửi ${what}: ${shortened(title)}`, text, places: [{ page }] }
}

function closing(office: string): string {
  return ['Trân trọng.', '', office, '(thư do hệ thống Đôn đốc gửi tự động)'].join('\n')
}

const longestSubject = 80

function shortened(title: string): string {
  return title.length <= longestSubject ? title : `${title.slice(0, longestSubject - 1).trimEnd()}…`
}
