/** Who may do what with a target; its lead is the body that answers for its figures. */
import { giving, type Row, reading, whoever } from './row.ts'

export const targetAccess = {
  'target.read': { ...reading, department: whoever },
  'target.observe': { department: ['lead'], secretariat: giving },
  /** Nhập thay: figures that came on paper. */
  'target.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
