/** The letter that takes the seals of the trail out of the system's hands: to whoever inspects. */
import { type CalendarDate, written } from '../days.ts'

export interface SealedTrail {
  /** A programme's title; the office's own trail has none. */
  readonly title?: string
  /** In the order of days. */
  readonly seals: readonly { readonly day: CalendarDate; readonly hash: string }[]
}

export function sealLetter(
  day: CalendarDate,
  trails: readonly SealedTrail[],
): { readonly subject: string; readonly text: string } {
  const lists = trails.map(({ title, seals }) =>
    [
      `${title === undefined ? 'Nhật ký của cơ quan' : `Nhật ký chương trình “${title}”`}:`,
      ...seals.map(({ day: sealed, hash }) => `Niêm phong hết ngày ${written(sealed)}: ${hash}`),
    ].join('\n'),
  )
  const text = [
    'Kính gửi đồng chí phụ trách kiểm tra,',
    `Dưới đây là mã niêm phong nhật ký của các ngày chưa gửi, theo lượt hằng ngày ${written(day)}. Mỗi mã khóa toàn bộ nhật ký từ ngày đầu đến hết ngày ghi bên cạnh.`,
    ...lists,
    'Đề nghị giữ thư này ngoài hệ thống. Khi cần kiểm tra, dùng một mã đã giữ làm mốc ở trang Nhật ký, hoặc chạy: dondoc verify --anchor MÃ. Nếu nhật ký bị sửa, cắt ngắn hay dựng lại sau ngày ấy, lần kiểm tra sẽ chỉ ra.',
    'Thư này gửi tự động; không cần trả lời.',
  ].join('\n\n')
  return { subject: `Mã niêm phong nhật ký, lượt ngày ${written(day)}`, text }
}
