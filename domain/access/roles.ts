/** What a person is to the product. A person may be several of them; none means that nothing is allowed. */
import * as z from 'zod/mini'

export const Role = z.enum([
  'administrator',
  'secretariat',
  'secretariatHead',
  'department',
  'departmentHead',
  'leader',
  'evaluator',
  'inspection',
])
export type Role = z.infer<typeof Role>

const written: { readonly [role in Role]: string } = {
  administrator: 'quản trị',
  secretariat: 'văn phòng',
  secretariatHead: 'lãnh đạo văn phòng',
  department: 'cơ quan thực hiện',
  departmentHead: 'thủ trưởng cơ quan thực hiện',
  leader: 'lãnh đạo',
  evaluator: 'người đánh giá',
  inspection: 'kiểm tra',
}

/** As the office says it. */
export function roleWritten(role: Role): string {
  return written[role]
}

/** Whoever heads an office does all that its staff does, so that the tables say only what is the head's beyond that. */
const staffOf: { readonly [role in Role]?: Role } = { secretariatHead: 'secretariat', departmentHead: 'department' }

/** The roles, and the staff's of whoever is a head. */
export function rolesMeant(roles: readonly Role[]): readonly Role[] {
  return [...new Set(roles.flatMap((role) => [role, staffOf[role] ?? role]))]
}
