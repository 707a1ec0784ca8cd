/** Whether two entries of one agency or group say the same, and what differs in words where they do not. */
import type { Agency, AgencyGroup } from '../programme/schema.ts'
import { canonical } from '../trail/chain.ts'

/** What an entry says beside its id, as the office calls it. */
const fields = [
  ['name', 'tên'],
  ['shortName', 'tên viết tắt'],
  ['superior', 'cơ quan cấp trên'],
  ['office', 'văn phòng giúp việc'],
  ['mailbox', 'hộp thư'],
  ['head', 'chức danh hoặc hộp thư của thủ trưởng'],
  ['fallback', 'hộp thư dự phòng'],
  ['letterForm', 'lời thư'],
  ['worksForSubordinates', 'làm việc thay đơn vị trực thuộc'],
  ['from', 'ngày bắt đầu hoạt động'],
  ['to', 'ngày kết thúc hoạt động'],
  ['successors', 'cơ quan kế thừa'],
  ['members', 'thành viên'],
] as const satisfies readonly (readonly [keyof Agency | keyof AgencyGroup, string])[]

export type EntryField = (typeof fields)[number][0]

/** What differs between two entries of one id. The order of a list is no difference. */
export function differing(one: Agency | AgencyGroup, other: Agency | AgencyGroup): readonly EntryField[] {
  return fields.map(([field]) => field).filter((field) => content(one, field) !== content(other, field))
}

export function fieldsWritten(differs: readonly EntryField[]): string {
  return fields.flatMap(([field, words]) => (differs.includes(field) ? [words] : [])).join(', ')
}

function content(entry: { readonly [field in EntryField]?: unknown }, field: EntryField): string {
  const value = entry[field]
  return Array.isArray(value) ? value.map(canonical).toSorted().join() : canonical(value)
}
