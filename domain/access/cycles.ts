/** Who may do what with a cycle (the lead is the body that runs it; its office writes for it) and with what agencies owe to it. */
import { doing, giving, leading, type Row, reading, whoever } from './row.ts'

const byLead = { department: doing, secretariat: leading } as const
const byGiver = { secretariat: giving, leader: giving, never: ['lead'], own: 'own-result', decides: true } as const
const byWhomItGoesTo = {
  department: ['giver'],
  secretariat: giving,
  never: ['lead'],
  own: 'own-result',
  decides: true,
} as const

export const cycleAccess = {
  'cycle.read': reading,
  /** What each agency has sent, which other contributors need not read. */
  'cycle.readContributions': { ...reading, department: [...doing, 'giver'] },
  /** The lead drafts, consolidates and finalises. */
  'cycle.prepare': byLead,
  'cycle.review': byGiver,
  'cycle.issue': { department: ['lead'], secretariat: [...leading, ...giving], leader: giving, decides: true },
  /** The level it was submitted to is then a giver too. */
  'cycle.receive': byGiver,
  /** Nhập thay: what that level decided on paper. */
  'cycle.recordReceipt': { secretariat: giving },
  'cycle.moveDates': { secretariat: giving, decides: true },
  'cycle.changeHolder': { secretariat: giving, decides: true },
  'cycle.withdraw': { secretariat: giving, decides: true },
  /** Whoever runs it, and the office it is run for, ask the silent once more, and set going what stands still. */
  'cycle.askAgain': { department: ['lead'], secretariat: [...leading, ...giving] },
  'cycle.resume': { secretariat: [...leading, ...giving] },
  'evaluation.start': { evaluator: whoever },
  /** The lead is then the agency that answers for the target. */
  'evaluation.judge': { evaluator: whoever, never: ['lead'], own: 'own-target', decides: true },
  'evaluation.conclude': { evaluator: whoever, decides: true },
  'evaluation.seal': { evaluator: whoever, leader: giving, decides: true },
  'contribution.read': reading,
  /** Its form, with what was sent; the agency's own draft goes to nobody else. */
  'contribution.fill': { department: doing, secretariat: [...leading, ...giving] },
  'contribution.send': { ...byLead, link: ['lead'] },
  'contribution.object': { ...byLead, link: ['lead'] },
  'contribution.return': byWhomItGoesTo,
  'contribution.withdraw': byWhomItGoesTo,
  /** Nhập thay. */
  'contribution.recordOnPaper': { secretariat: giving },
} as const satisfies { readonly [action: string]: Row }
