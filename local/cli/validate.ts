/** `dondoc validate PROGRAMME.yaml`: each problem of a programme file at its place, or what the file holds. */
import { periods } from '../../domain/assignments/occurrences.ts'
import type { Assignment, Illustration, Programme, Schedule } from '../../domain/programme/schema.ts'
import type { Command, Context } from './command.ts'
import { readProgrammeFile } from './programmeFile.ts'
import { type Found, tellProblems } from './refuse.ts'

const help = `Cách dùng: dondoc validate CHƯƠNG-TRÌNH.yaml [--json] [--no-demo]

Kiểm tra tệp chương trình: mỗi lỗi một dòng, có số dòng và số cột. Nếu cạnh tệp có assignments.demo.yaml thì kiểm tra cả
tệp ấy.

  --json      in một tài liệu JSON
  --no-demo   không kiểm tra assignments.demo.yaml`

export const command: Command = {
  help,
  options: { json: { type: 'boolean' }, 'no-demo': { type: 'boolean' } },
  run: async (context) => {
    const [path, ...others] = context.positionals
    if (path === undefined || others.length > 0) {
      context.err(`Cần đúng một tệp chương trình, ở đây có ${context.positionals.length}.\n\n${help}`)
      return 2
    }
    return report(validate(path, context), context)
  },
}

type Validated = { readonly programme: Programme; readonly summary: Summary } | { readonly problems: readonly Found[] }

function validate(path: string, context: Context): Validated {
  const read = readProgrammeFile(path, context.values['no-demo'] !== true, context)
  if ('problems' in read) return read
  const { programme, answered, illustration } = read
  return { programme, summary: summarise(programme, answered.length, illustration) }
}

function report(validated: Validated, { values, out, err }: Context): number {
  if ('problems' in validated) {
    tellProblems(validated.problems, { err })
    if (values['json'] === true) out(JSON.stringify({ valid: false, problems: validated.problems }, null, 2))
    return 1
  }
  const { programme, summary } = validated
  out(
    values['json'] === true
      ? JSON.stringify({ valid: true, programme: programme.id, title: programme.title, ...summary }, null, 2)
      : inWords(programme, summary),
  )
  return 0
}

interface Summary {
  readonly targets: number
  readonly clauses: number
  readonly assignments: { readonly total: number; readonly unassigned: number } & Record<Schedule['kind'], number>
  /** Tasks with a deadline over the whole programme: one for each period and each member of a group. */
  readonly tasks: number
  readonly questions: { readonly answered: number; readonly open: number; readonly places: number }
  readonly illustration?: { readonly assignments: number; readonly tasks: number }
}

function summarise(programme: Programme, places: number, illustration?: Illustration): Summary {
  const { assignments, questions, groups } = programme
  const scheduled = (kind: Schedule['kind']) => assignments.filter(({ schedule }) => schedule.kind === kind).length
  const answered = questions.filter(({ answer }) => answer).length
  return {
    targets: programme.targets.length,
    clauses: programme.clauses.length,
    assignments: {
      total: assignments.length,
      unassigned: assignments.filter(({ lead, group }) => lead === undefined && group === undefined).length,
      once: scheduled('once'),
      recurring: scheduled('recurring'),
      dates: scheduled('dates'),
      continuous: scheduled('continuous'),
      conditional: scheduled('conditional'),
    },
    tasks: tasksOf(assignments, groups),
    questions: { answered, open: questions.length - answered, places },
    ...(illustration && {
      illustration: {
        assignments: illustration.assignments.length,
        tasks: tasksOf(illustration.assignments, [...groups, ...illustration.groups]),
      },
    }),
  }
}

function tasksOf(assignments: readonly Assignment[], groups: Programme['groups']): number {
  const leads = ({ lead, group }: Assignment) =>
    lead !== undefined ? 1 : (groups.find(({ id }) => id === group)?.members.length ?? 0)
  return assignments.reduce((total, assignment) => total + leads(assignment) * runsOf(assignment.schedule), 0)
}

function runsOf(schedule: Schedule): number {
  switch (schedule.kind) {
    case 'once':
      return 1
    case 'recurring':
      return periods(schedule.every, schedule.from, schedule.to).length
    case 'dates':
      return schedule.occurrences.length
    case 'continuous':
    case 'conditional':
      return 0
    default:
      return schedule satisfies never
  }
}

function inWords(
  programme: Programme,
  { targets, clauses, assignments, tasks, questions, illustration }: Summary,
): string {
  const { total, unassigned, once, recurring, dates, continuous, conditional } = assignments
  return [
    `Tệp hợp lệ. ${programme.title}: ${targets} chỉ tiêu, ${clauses} ý, ${total} nhiệm vụ`,
    ` (${once} làm một lần, ${recurring} định kỳ, ${dates} theo đợt, ${continuous} thường xuyên, ${conditional} chờ điều kiện;`,
    ` ${unassigned} chưa phân công), sinh ${tasks} lượt có thời hạn.`,
    ` Câu hỏi: ${questions.answered} đã trả lời, ${questions.open} còn để ngỏ; ${questions.places} chỗ dựa vào trả lời.`,
    illustration
      ? ` Tệp minh họa kèm theo giao ${illustration.assignments} nhiệm vụ, thêm ${illustration.tasks} lượt có thời hạn.`
      : '',
  ].join('')
}
