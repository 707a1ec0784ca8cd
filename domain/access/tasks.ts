/** Who may do what with a task. Its lead's office, where the lead has one, works for it. */
import { doing, giving, leading, type Row, reading, whoever } from './row.ts'

const byLead = { department: doing, secretariat: leading } as const
const byLeadOrLink = { ...byLead, link: ['lead'] } as const
/** The side that gave the work decides, unless what is decided is its own. */
const byGiver = { secretariat: giving, leader: giving, never: ['lead'], own: 'own-work', decides: true } as const

export const taskAccess = {
  'task.read': reading,
  'task.see': byLead,
  'task.reportProgress': byLeadOrLink,
  'task.askPart': byLead,
  'task.answerPart': { department: [...doing, 'cooperating'], secretariat: leading, link: ['lead', 'cooperating'] },
  'task.submit': byLeadOrLink,
  'task.retract': byLead,
  'task.object': byLeadOrLink,
  /** “Không phải chúng tôi gửi”, of what came by a link and is no result. */
  'task.disown': { link: ['lead', 'cooperating'] },
  /** Once the office has asked the agency: what it disowned stands as it came, or is dropped. */
  'task.settleHeld': byGiver,
  'task.askExtension': byLeadOrLink,
  'task.disputeLead': byLead,
  /** Nhập thay: what came on paper, a result or a request. */
  'task.recordOnPaper': { secretariat: giving },
  'task.accept': { ...byGiver, own: 'own-result' },
  'task.return': { ...byGiver, own: 'own-result' },
  'task.direct': { leader: giving, decides: true },
  /** Nhắc, đôn đốc: by the next letter, beside what the ladder says. */
  'task.urge': { secretariat: giving, never: ['lead'], own: 'own-work' },
  /** Đề xuất của văn phòng, beside what its leader decides. */
  'task.advise': { secretariat: giving, never: ['lead'], own: 'own-work' },
  /** Phân công theo dõi, phụ trách: the office divides its own work. */
  'task.entrust': { secretariat: giving, leader: giving, decides: true },
  'task.decideExtension': { ...byGiver, own: 'own-request' },
  'task.answerDispute': byGiver,
  'task.amend': byGiver,
  'task.withdraw': byGiver,
  'task.reopen': byGiver,
  'task.correct': byGiver,
  'task.meetCondition': byGiver,
  'task.renewReview': byGiver,
  'task.supplyDocument': byGiver,
  /** What waits for a decision of an agency, which is then the giver, and what its office proposes. */
  'task.readDecisions': { secretariat: giving, leader: giving, inspection: whoever },
} as const satisfies { readonly [action: string]: Row }
