/** Who may do what with a cycle (the lead is the body that runs it) and with what agencies owe to it. */
import { giving, type Row, reading, whoever } from './row.ts'

const byLead = { department: ['lead'], secretariat: ['lead'] } as const
const byGiver = { secretariat: giving, leader: giving, never: ['lead'] } as const

export const cycleAccess = {
  'cycle.read': reading,
  /** The lead drafts, consolidates and finalises. */
  'cycle.prepare': byLead,
  'cycle.review': byGiver,
  'cycle.issue': { department: ['lead'], secretariat: ['lead', 'giver', 'office'], leader: giving },
  'cycle.receive': byGiver,
  'cycle.moveDates': { secretariat: giving },
  'cycle.withdraw': { secretariat: giving },
  'evaluation.start': { evaluator: whoever },
  'evaluation.judge': { evaluator: whoever },
  'evaluation.seal': { evaluator: whoever, leader: giving },
  'contribution.read': reading,
  'contribution.send': byLead,
  'contribution.return': { department: ['giver'], secretariat: giving, never: ['lead'] },
  /** Nhập thay. */
  'contribution.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
