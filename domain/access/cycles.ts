/** Who may do what with a cycle (the lead is the body that runs it; its office writes for it) and with what agencies owe to it. */
import { giving, leading, type Row, reading, whoever } from './row.ts'

const byLead = { department: ['lead'], secretariat: leading } as const
const byGiver = { secretariat: giving, leader: giving, never: ['lead'] } as const
const byWhomItGoesTo = { department: ['giver'], secretariat: giving, never: ['lead'] } as const

export const cycleAccess = {
  'cycle.read': reading,
  /** What each agency has sent, which other contributors need not read. */
  'cycle.readContributions': { ...reading, department: ['lead', 'giver'] },
  /** The lead drafts, consolidates and finalises. */
  'cycle.prepare': byLead,
  'cycle.review': byGiver,
  'cycle.issue': { department: ['lead'], secretariat: [...leading, ...giving], leader: giving },
  /** The level it was submitted to is then a giver too. */
  'cycle.receive': byGiver,
  /** Nhập thay: what that level decided on paper. */
  'cycle.recordReceipt': { secretariat: giving },
  'cycle.moveDates': { secretariat: giving },
  'cycle.changeHolder': { secretariat: giving },
  'cycle.withdraw': { secretariat: giving },
  /** Whoever runs it, and the office it is run for, ask the silent once more, and set going what stands still. */
  'cycle.askAgain': { department: ['lead'], secretariat: [...leading, ...giving] },
  'cycle.resume': { secretariat: [...leading, ...giving] },
  'evaluation.start': { evaluator: whoever },
  /** The lead is then the agency that answers for the target. */
  'evaluation.judge': { evaluator: whoever, never: ['lead'] },
  'evaluation.conclude': { evaluator: whoever },
  'evaluation.seal': { evaluator: whoever, leader: giving },
  'contribution.read': reading,
  /** Its form, with what was sent; the agency's own draft goes to nobody else. */
  'contribution.fill': { department: ['lead'], secretariat: [...leading, ...giving] },
  'contribution.send': byLead,
  'contribution.object': byLead,
  'contribution.return': byWhomItGoesTo,
  'contribution.withdraw': byWhomItGoesTo,
  /** Nhập thay. */
  'contribution.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
