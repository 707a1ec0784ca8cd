/** Who may do what with a target; its lead is the body that answers for its figures. */
import { giving, type Row, reading, whoever } from './row.ts'

export const targetAccess = {
  'target.read': { ...reading, department: whoever },
  /** Also to put a figure right. An agency enters those of its own area too, in which it cooperates. */
  'target.observe': { department: ['lead', 'cooperating'], secretariat: giving },
  /** Nhập thay: figures that came on paper. */
  'target.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
