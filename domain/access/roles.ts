/** What a person is to the product. A person may be several of them; none means that nothing is allowed. */
import * as z from 'zod/mini'

export const Role = z.enum(['administrator', 'secretariat', 'department', 'leader', 'evaluator'])
export type Role = z.infer<typeof Role>

const written: { readonly [role in Role]: string } = {
  administrator: 'quản trị',
  secretariat: 'văn phòng',
  department: 'cơ quan thực hiện',
  leader: 'lãnh đạo',
  evaluator: 'người đánh giá',
}

/** As the office says it. */
export function roleWritten(role: Role): string {
  return written[role]
}
