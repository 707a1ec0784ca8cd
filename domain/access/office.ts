/** Who may do what with the registers of the office, its letters and its trail. */
import { open, type Row, whoever } from './row.ts'

const byOffice = { administrator: whoever, secretariat: whoever } as const

export const officeAccess = {
  'agency.read': open,
  'agency.change': byOffice,
  'agency.reorganise': byOffice,
  'person.read': { ...open, department: ['lead'] },
  'person.change': { administrator: whoever },
  'letter.read': byOffice,
  'calendar.read': open,
  'calendar.correct': byOffice,
  'search.read': open,
  'reminder.read': { secretariat: whoever, leader: whoever, department: ['lead'] },
  'trail.read': { administrator: whoever, secretariat: whoever, leader: whoever, evaluator: whoever },
  /** To prove it reads all of it. */
  'trail.verify': { administrator: whoever, leader: whoever, evaluator: whoever },
  /** It is read by whoever may read the thing that names it. */
  'file.upload': { secretariat: whoever, department: whoever, evaluator: whoever },
} as const satisfies { readonly [action: string]: Row }
