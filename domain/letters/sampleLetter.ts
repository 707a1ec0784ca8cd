/** A letter that is about nothing: what an office sees its own words in before anybody else does. */
import { type CalendarDate, written } from '../days.ts'
import { greetingOf, type LetterForm, signatureOf } from './letterForm.ts'

export interface SampleOf {
  /** Whom the letter is to, and in whose words. */
  readonly addressee: string
  readonly office: string
  readonly form: LetterForm
  readonly on: CalendarDate
}

export function sampleLetter({ addressee, office, form, on }: SampleOf): {
  readonly subject: string
  readonly text: string
} {
  const text = [
    `${greetingOf([form])} ${addressee}`,
    `Đây là thư thử ngày ${written(on)} để xem lời thư của ${office}. Thư không nhắc việc nào và không cần trả lời.`,
    'I. VIỆC ĐẾN HẠN HÔM NAY\nĐề nghị nộp kết quả trong ngày hôm nay.',
    `1. Tên nhiệm vụ (mục I.1, ý 1)\n   Sản phẩm: Tên sản phẩm.\n   Hạn: ngày ${written(on)} (đến hạn hôm nay).`,
    'Trân trọng.',
    `${signatureOf(office, form)}\n(thư do hệ thống Đôn đốc gửi tự động)`,
  ].join('\n\n')
  return { subject: '[Thư thử] Lời thư của văn phòng', text }
}
