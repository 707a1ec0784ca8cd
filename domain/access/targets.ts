/** Who may do what with a target; its lead is the body that answers for its figures. */
import { doing, giving, type Row, reading, whoever } from './row.ts'

/** An agency enters the figures of its own area too, in which it cooperates. */
const byItsOwner = { department: [...doing, 'cooperating'], secretariat: giving } as const

export const targetAccess = {
  'target.read': { ...reading, department: whoever },
  'target.observe': { ...byItsOwner, link: ['lead', 'cooperating'] },
  /** “Không phải chúng tôi gửi”, of a figure that came by a link. */
  'target.disown': { link: ['lead', 'cooperating'] },
  'target.correct': byItsOwner,
  /** On a document: who answers for its figures. */
  'target.nameOwner': { secretariat: giving, decides: true },
  /** Nhập thay: figures that came on paper. */
  'target.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
