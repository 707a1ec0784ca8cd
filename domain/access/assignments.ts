/** Who may do what with programmes, documents and the assignments that rest on them. */
import { everybodyAtWork, giving, open, type Row, reading, whoever } from './row.ts'

/** The side that gave the work decides, unless what is decided is its own. */
const byGiver = { secretariat: giving, leader: giving, never: ['lead'], own: 'own-work', decides: true } as const

export const assignmentAccess = {
  'programme.read': open,
  'programme.launch': { secretariat: whoever, decides: true },
  'programme.changeSettings': { secretariat: giving, decides: true },
  'programme.end': { secretariat: giving, decides: true },
  /** A programme's whole list of tasks, by place or deadline; a department asks for its own list. */
  'programme.readTasks': { secretariat: whoever, leader: whoever, evaluator: whoever, inspection: whoever },
  /** Which duties it has and where they stand; one of them whole is for whom it concerns. */
  'programme.readCycles': { ...reading, department: whoever },
  'document.read': everybodyAtWork,
  /** A paper's facts alone give nothing: what it gives is another action. */
  'document.enter': { secretariat: whoever },
  'assignment.read': { ...reading, department: whoever },
  'assignment.give': { secretariat: giving, decides: true },
  /** Many at once, on one document; of each it is asked whether the office may give or amend it. */
  'assignment.giveMany': { secretariat: whoever, decides: true },
  'assignment.amend': byGiver,
  'assignment.withdraw': byGiver,
  /** An agency proposes a change to its own. */
  'assignment.propose': { department: ['lead', 'cooperating'] },
  'assignment.readProposals': { secretariat: giving, leader: giving, inspection: whoever },
  'assignment.answerProposal': {
    secretariat: giving,
    leader: giving,
    never: ['lead', 'cooperating'],
    own: 'own-work',
    decides: true,
  },
} as const satisfies { readonly [action: string]: Row }
