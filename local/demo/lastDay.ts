/**
 * The afternoon before somebody opens the demo: the office enters what had come on paper for old work, so that two tasks
 * are overdue and no more, and one department asks for more time; the office says what it proposes to the leader about
 * each. Every desk then has something on it.
 */
import { officeOf } from '../../domain/agencies/directory.ts'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import { isRefusal, type Refusal, sentence } from '../../domain/refusals.ts'
import type { Actor, Task } from '../../domain/tasks/task.ts'
import type { Services } from '../../functions/services.ts'
import { type ProgrammeContext, programmeContext } from '../../functions/stores/programmes.ts'
import { changeTask, tasksByDeadline } from '../../functions/stores/tasks.ts'

const overdueLeft = 2
/** Who asks for more time is one of the people of the demo. */
const asking: Actor = {
  person: 'chuyen-vien-so-y-te',
  position: 'Chuyên viên Phòng Kế hoạch - Tổng hợp',
  agency: 'so-y-te',
}

type LastDayServices = Pick<Services, 'table' | 'clock'>

/** May be done again: what is entered is no longer overdue, and what was asked waits. */
export async function liveLastDay(services: LastDayServices, programme: string): Promise<void> {
  const { table, clock } = services
  const context = await programmeContext(table, programme)
  if (!context) throw new Error(`The programme ${programme} is not there`)
  const today = clock.today()
  const { tasks: open } = await tasksByDeadline(table, programme, 'open', { until: '9999-12-31', limit: 1000 })
  const overdue = open.filter(({ deadline }) => deadline && deadline.dueOn < today)
  for (const task of overdue.slice(0, -overdueLeft)) await enterFromPaper(services, context, task, today)
  for (const task of overdue.slice(-overdueLeft)) await proposeDirection(services, context, task, today)
  if (open.some(({ extensionAsked }) => extensionAsked)) return
  const theirs = open.find(({ lead, deadline }) => lead === asking.agency && deadline && deadline.dueOn > today)
  if (!theirs?.deadline) throw new Error(`${asking.agency} leads nothing that is due after ${today}`)
  const wanted = addDays(theirs.deadline.dueOn, 30)
  const reason = 'Chờ số liệu của các quận, huyện; đề nghị lùi thời hạn 30 ngày'
  granted(await changeTask(services, context.rules, theirs.id, asking, { type: 'askExtension', wanted, reason }))
  const advice = {
    type: 'advise',
    proposes: { about: 'extension', grant: wanted },
    reason: 'Số liệu của các quận, huyện về chậm là nguyên nhân khách quan; đề nghị đồng ý',
  } as const
  granted(await changeTask(services, context.rules, theirs.id, officeFor(theirs, context, today), advice))
}

/** Who works for whoever gave the task. */
function officeFor({ givenBy }: Task, { directory }: ProgrammeContext, today: CalendarDate): Actor {
  const agency = officeOf(givenBy, directory, today)
  return { person: 'chuyen-vien-van-phong', position: 'Chuyên viên tổng hợp', agency }
}

async function proposeDirection(
  services: LastDayServices,
  context: ProgrammeContext,
  task: Task,
  today: CalendarDate,
): Promise<void> {
  const answerBy = context.rules.calendar.addWorkingDays(today, 5)
  const text = 'Đề nghị cơ quan chủ trì báo cáo nguyên nhân chậm và thời gian hoàn thành.'
  const proposes = { about: 'late', text, answerBy } as const
  const reason = 'Đã nhắc nhiều lần, cơ quan chưa báo cáo tiến độ'
  const office = officeFor(task, context, today)
  granted(await changeTask(services, context.rules, task.id, office, { type: 'advise', proposes, reason }))
}

async function enterFromPaper(
  services: LastDayServices,
  context: ProgrammeContext,
  task: Task,
  today: CalendarDate,
): Promise<void> {
  const { rules } = context
  const office = officeFor(task, context, today)
  const arrivedOn = rules.calendar.addWorkingDays(today, -3)
  const paper = {
    evidence: [{ title: task.product ?? task.title, issuedOn: arrivedOn }],
    arrivedOn,
    arrivalNumber: '214',
  }
  granted(await changeTask(services, rules, task.id, office, { type: 'recordOnPaper', ...paper }))
  granted(await changeTask(services, rules, task.id, office, { type: 'accept' }))
}

function granted(answer: object | Refusal): void {
  if (isRefusal(answer)) throw new Error(sentence(answer))
}
