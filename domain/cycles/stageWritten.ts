/** Stages and contributions as the office says them. */
import type { ContributionKind, ContributionState } from './contribution.ts'
import type { StageName } from './cycle.ts'

const stages: { readonly [name in StageName]: string } = {
  planned: 'dự kiến, chưa mở',
  drafting: 'chờ dự thảo',
  freezing: 'chốt số liệu',
  asking: 'gửi yêu cầu',
  gathering: 'chờ các cơ quan gửi',
  closing: 'khóa việc gửi',
  consolidating: 'tổng hợp',
  scoring: 'chấm chỉ tiêu',
  reviewing: 'văn phòng thẩm tra',
  issuing: 'chờ ban hành',
  assigning: 'giao việc theo phụ lục',
  finalising: 'hoàn chỉnh báo cáo',
  receiving: 'chờ cấp trình tiếp nhận',
  archiving: 'lưu trữ',
  judging: 'người đánh giá kết luận',
  sealing: 'chờ chốt',
  publishing: 'công bố',
  telling: 'thông báo kết quả',
  settling: 'thu lại yêu cầu còn mở',
  ended: 'đã kết thúc',
}

export const stageNames = Object.keys(stages).filter((name): name is StageName => name in stages)

export function stageWritten(name: StageName): string {
  return stages[name]
}

const contributions: { readonly [state in ContributionState]: string } = {
  asked: 'chờ gửi',
  returned: 'bị trả lại, chờ gửi lại',
  sent: 'đã gửi',
  closed: 'không gửi',
  late: 'gửi sau khi khóa',
  withdrawn: 'không còn yêu cầu',
}

/** Silence in a consultation is consent, and is called so. */
export function contributionStateWritten(state: ContributionState, kind?: ContributionKind): string {
  return state === 'closed' && kind === 'opinion' ? 'không góp ý, coi như đồng ý' : contributions[state]
}
