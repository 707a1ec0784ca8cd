/** What a person is to the product. A person may be several of them; none means that nothing is allowed. */
import * as z from 'zod/mini'

export const Role = z.enum(['administrator', 'secretariat', 'department', 'leader', 'evaluator'])
export type Role = z.infer<typeof Role>
