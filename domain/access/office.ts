/** Who may do what with the registers of the office, its letters and its trail. */
import { everybodyAtWork, open, type Row, whoever } from './row.ts'

const byOffice = { administrator: whoever, secretariat: whoever, decides: true } as const
/** What the office has to do with letters and reminders is read by the inspection too. */
const readers = { secretariat: whoever, inspection: whoever } as const

export const officeAccess = {
  'agency.read': open,
  'agency.change': byOffice,
  'agency.reorganise': byOffice,
  'person.read': { ...open, department: ['lead'] },
  'person.change': { administrator: whoever, decides: true },
  /** Thôi đảm nhiệm: a head lets go the people of their own agency, and hands over what waits on them. */
  'person.release': {
    administrator: whoever,
    secretariatHead: ['lead'],
    departmentHead: ['lead'],
    decides: true,
  },
  /** To give a first password, and to end somebody's sessions. */
  'account.change': { administrator: whoever, decides: true },
  /** That letters left, to which mailbox, and what became of them; the words of one are content. */
  /** Lời thư: an office's own address and signature. */
  'letter.form': { administrator: whoever, secretariat: ['lead'], decides: true },
  'letter.read': { ...readers, administrator: whoever },
  'letter.readWhole': readers,
  'calendar.read': open,
  'calendar.correct': byOffice,
  /** Copies of all that an office on one machine keeps; elsewhere the host keeps them. */
  'backup.read': { administrator: whoever, secretariat: whoever },
  'backup.make': byOffice,
  'search.read': everybodyAtWork,
  'reminder.read': { ...readers, leader: whoever, department: ['lead'] },
  'trail.read': { secretariat: whoever, leader: whoever, evaluator: whoever, inspection: whoever },
  /** To prove it reads all of it. */
  'trail.verify': { administrator: whoever, leader: whoever, evaluator: whoever, inspection: whoever },
  /** It is read by whoever may read the thing that names it. */
  'file.upload': { secretariat: whoever, department: whoever, evaluator: whoever, link: whoever },
  /** Hủy theo văn bản: a file is the office's to ask for, a personal field also whoever keeps the accounts; another confirms. */
  'destruction.read': { ...readers, administrator: whoever, leader: whoever },
  'destruction.askFile': { secretariat: whoever, decides: true },
  'destruction.askPerson': { administrator: whoever, secretariat: whoever, decides: true },
  'destruction.confirm': { secretariatHead: whoever, leader: whoever, decides: true },
  'destruction.drop': { administrator: whoever, secretariat: whoever, leader: whoever, decides: true },
} as const satisfies { readonly [action: string]: Row }
