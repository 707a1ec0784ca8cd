/** `dondoc validate PROGRAMME.yaml`: each problem of a programme file at its place, or what the file holds. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { periods } from '../../domain/assignments/occurrences.ts'
import type { Assignment, Illustration, Programme, Schedule } from '../../domain/programme/schema.ts'
import { readIllustration, readProgramme } from '../programme/file.ts'
import type { LocatedProblem } from '../programme/yaml.ts'
import type { Command, Context } from './command.ts'

const help = `Cách dùng: dondoc validate CHƯƠNG-TRÌNH.yaml [--json] [--no-demo]

Kiểm tra tệp chương trình: mỗi lỗi một dòng, có số dòng và số cột. Nếu cạnh tệp có assignments.demo.yaml thì kiểm tra cả
tệp ấy.

  --json      in một tài liệu JSON
  --no-demo   không kiểm tra assignments.demo.yaml`

export const command: Command = {
  name: 'validate',
  summary: 'kiểm tra tệp chương trình, mỗi lỗi kèm số dòng và số cột',
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

type Found = LocatedProblem & { readonly file: string }
type Validated = { readonly programme: Programme; readonly summary: Summary } | { readonly problems: readonly Found[] }

function validate(path: string, { values, resolve }: Context): Validated {
  const read = readProgramme(resolve(path))
  if ('problems' in read) return { problems: inFile(path, read.problems) }
  const { programme, answered } = read
  const demo = join(dirname(path), 'assignments.demo.yaml')
  if (values['no-demo'] === true || !existsSync(resolve(demo))) {
    return { programme, summary: summarise(programme, answered.length) }
  }
  const beside = readIllustration(resolve(demo), programme)
  if ('problems' in beside) return { problems: inFile(demo, beside.problems) }
  return { programme, summary: summarise(programme, answered.length, beside.illustration) }
}

function inFile(file: string, problems: readonly LocatedProblem[]): readonly Found[] {
  return problems.map((problem) => ({ file, ...problem }))
}

function report(validated: Validated, { values, out, err }: Context): number {
  if ('problems' in validated) {
    for (const { file, line, column, sentence } of validated.problems) err(`${file}:${line}:${column}: ${sentence}`)
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
