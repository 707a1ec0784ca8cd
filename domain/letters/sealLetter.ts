/** The letter that takes the seals of the trail out of the system's hands: to whoever inspects, every day of the round. */
import { type CalendarDate, written } from '../days.ts'

export interface SealedTrail {
  /** A programme's title; the office's own trail has none. */
  readonly title?: string
  readonly day: CalendarDate
  readonly hash: string
}

export function sealLetter(
  day: CalendarDate,
  trails: readonly SealedTrail[],
): { readonly subject: string; readonly text: string } {
  const lines = trails.map(
    ({ title, day: sealed, hash }) =>
      `${title === undefined ? 'Nhật ký của cơ quan' : `Nhật ký chương trình “${title}”`}, niêm phong hết ngày ${written(sealed)}:\n${hash}`,
  )
  const text = [
    'Kính gửi đồng chí phụ trách kiểm tra,',
    `Dưới đây là mã niêm phong nhật ký, lập trong lượt hằng ngày ${written(day)}. Mỗi mã khóa toàn bộ nhật ký từ ngày đầu đến ngày ghi bên cạnh.`,
    ...lines,
    'Đề nghị giữ thư này ngoài hệ thống. Khi cần kiểm tra, dùng một mã đã giữ làm mốc ở trang Nhật ký, hoặc chạy: dondoc verify --anchor MÃ. Nếu nhật ký bị sửa, cắt ngắn hay dựng lại sau ngày ấy, lần kiểm tra sẽ chỉ ra.',
    'Thư này gửi tự động; không cần trả lời.',
  ].join('\n\n')
  return { subject: `Mã niêm phong nhật ký, lượt ngày ${written(day)}`, text }
}
