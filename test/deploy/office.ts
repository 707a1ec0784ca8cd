/** The office that a rehearsal stage begins with: programme 28's agencies, two departments, and people named by their positions. */
import { fileURLToPath } from 'node:url'
import type { Role } from '../../domain/access/roles.ts'
import { Person } from '../../domain/agencies/person.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Agency, Programme } from '../../domain/programme/schema.ts'
import type { Beginning } from '../../local/office/beginning.ts'
import { readCalendar } from '../../local/programme/calendar.ts'
import { readIllustration, readProgramme } from '../../local/programme/file.ts'
import { readYaml } from '../../local/programme/yaml.ts'

export const programme = '28-ctrhd-tu'
/** The day of the programme's document, on which the stage's clock stands at first. */
export const firstDay: CalendarDate = '2012-11-08'

const folder = new URL('../../programmes/28-ctrhd-tu/', import.meta.url)
const pathOf = (name: string) => fileURLToPath(new URL(name, folder))

const people: readonly Person[] = [
  person('van-phong-thanh-uy', ['administrator', 'secretariat'], 'vp-thanh-uy', 'Chuyên viên tổng hợp'),
  person('van-phong-ubnd', ['secretariat'], 'vp-ubnd-tp', 'Chuyên viên tổng hợp'),
  person('ban-can-su', ['department'], 'bcsd-ubnd-tp', 'Chuyên viên giúp việc Ban cán sự đảng'),
  person('ubnd-tp', ['department'], 'ubnd-tp', 'Chuyên viên'),
  person('so-y-te', ['department'], 'so-y-te', 'Chuyên viên Phòng Kế hoạch'),
  person('so-lao-dong', ['department'], 'so-ldtbxh', 'Chuyên viên Văn phòng Sở'),
  person('ban-to-chuc', ['department'], 'ban-to-chuc', 'Chuyên viên'),
  person('ban-tuyen-giao', ['department'], 'ban-tuyen-giao', 'Chuyên viên'),
  person('ban-dan-van', ['department'], 'ban-dan-van', 'Chuyên viên'),
  person('chu-tich', ['leader'], 'ubnd-tp', 'Chủ tịch Ủy ban nhân dân thành phố'),
  person('danh-gia', ['evaluator'], 'ubkt-thanh-uy', 'Ủy viên Ủy ban Kiểm tra'),
  person('chot', ['evaluator'], 'ubkt-thanh-uy', 'Phó Chủ nhiệm Ủy ban Kiểm tra'),
]

/** With what `dondoc init --office` makes an office of. */
export function beginning(): Beginning {
  const [administrator] = people
  if (!administrator) throw new Error('an office begins with its administrator')
  return {
    calendar: sound(readCalendar()).calendar,
    entries: { agencies: [...programmeFile().agencies, ...departments()], people, administrator },
    settings: {},
  }
}

/**
 * The programme as its file has it, with one question answered otherwise: A3 is given the option that has a report for
 * 2012 too, so that a yearly report runs from its opening to its receipt before the year is over.
 */
export function launched(): { readonly [field: string]: unknown } {
  const file = readYaml(pathOf('programme.yaml'))
  if ('problems' in file) throw new Error('the programme cannot be read')
  // What the file holds has no type before it is checked, and the API checks it.
  const { questions, ...rest } = file.raw as { questions: readonly { id: string; answer: object }[] }
  const answered = questions.map((one) => (one.id === 'A3' ? { ...one, answer: { ...one.answer, option: 'b' } } : one))
  return { ...rest, questions: answered }
}

/** What the plan of 2012 gives the two departments, each a task due before the year ends. */
export function annex() {
  const document = { id: 'ke-hoach-2012', title: 'Kế hoạch thực hiện Chương trình', number: null, issuedOn: null }
  const given = { kind: 'task', givenBy: 'ubnd-tp', basis: document.id }
  const due = (dueOn: CalendarDate) => ({ kind: 'once', dueOn, bound: 'by' })
  return {
    document: { ...document, issuer: 'bcsd-ubnd-tp' },
    assignments: [
      { ...given, ...clause('II.2.3-01'), lead: 'so-y-te', schedule: due('2012-12-12') },
      { ...given, ...clause('II.1-01'), lead: 'so-ldtbxh', schedule: due('2012-12-14') },
    ],
  }
}

/** Its place, name and id, as the programme's file has them. */
function clause(place: string) {
  const found = programmeFile().assignments.find((one) => one.clause === place)
  if (!found) throw new Error(`the programme has no clause ${place}`)
  return { id: found.id, clause: place, title: found.title }
}

function programmeFile(): Programme {
  return sound(readProgramme(pathOf('programme.yaml'))).programme
}

function departments(): readonly Agency[] {
  const { illustration } = sound(readIllustration(pathOf('assignments.demo.yaml'), programmeFile()))
  return illustration.agencies.filter(({ id }) => id === 'so-y-te' || id === 'so-ldtbxh')
}

function sound<Read extends object>(read: Read): Exclude<Read, { readonly problems: unknown }> {
  if ('problems' in read) throw new Error(`the product's own file has problems: ${JSON.stringify(read.problems)}`)
  // What is left of the union once problems are excluded, which narrowing cannot say of a type parameter.
  return read as Exclude<Read, { readonly problems: unknown }>
}

function person(id: string, roles: readonly Role[], agency: string, title: string): Person {
  const positions = [{ agency, title, from: '2012-01-01' }]
  return Person.parse({ id, name: title, mailbox: `${id}.nguoi@example.com`, roles, positions })
}

/** Where somebody of the office reads letters, and the name they sign in by. */
export function mailboxOf(id: string): string {
  const found = people.find((one) => one.id === id)
  if (!found) throw new Error(`nobody is called ${id}`)
  return found.mailbox
}
