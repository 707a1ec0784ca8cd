/** Reading tasks: by agency, by place in a programme, by deadline, by person; one, whole. */
import * as z from 'zod/mini'
import type { CalendarDate } from '../../domain/days.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { TaskLine, TaskView, taskLine, taskView } from '../../domain/tasks/taskView.ts'
import { EventView, eventView } from '../../domain/trail/eventView.ts'
import { actorFor, type Caller, seenBy, withinProgramme } from '../middleware/caller.ts'
import { pageOfWanted } from '../paging.ts'
import type { HttpServices } from '../services.ts'
import { load, thingOf } from '../stores/record.ts'
import { tasksByDeadline, tasksFollowedBy, tasksLedBy, tasksOfProgramme } from '../stores/tasks.ts'
import { happenedTo } from '../stores/trail.ts'
import { aboutTask, partiesOfTask } from './aboutTask.ts'
import { Day, listOf, longPageFields, pageFields, pageIn, ThingId } from './fields.ts'
import { type Reply, type Route, route } from './route.ts'

/** Days a task falls due in, both included. */
const span = { from: z.optional(Day), until: z.optional(Day) }

export const tasksRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/tasks',
    operationId: 'listTasksOfAgency',
    summary: 'Nhiệm vụ một cơ quan chủ trì, theo thời hạn',
    may: 'task.read',
    params: z.strictObject({ agency: ThingId }),
    query: z.strictObject({ which: z._default(z.enum(['open', 'ended']), 'open'), ...span, ...longPageFields }),
    answer: listOf(TaskLine),
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { agency }, query, caller }, { table }) => {
      const { things: tasks, cursor } = await pageOfWanted(
        async (page) => {
          const { tasks, ...rest } = await tasksLedBy(table, agency, query.which, { ...spanIn(query), ...page })
          return { things: tasks, ...rest }
        },
        seenBy(caller, 'task.read', { lead: agency }),
        pageIn(query),
      )
      return lines({ tasks, ...(cursor === undefined ? {} : { cursor }) }, caller.today)
    },
  }),
  route({
    method: 'GET',
    path: '/api/programmes/{programme}/tasks',
    operationId: 'listTasksOfProgramme',
    summary: 'Nhiệm vụ của một chương trình: theo thứ tự của văn bản, hoặc theo thời hạn trong một trạng thái',
    may: 'programme.readTasks',
    params: z.strictObject({ programme: ThingId }),
    query: z.strictObject({ state: z.optional(TaskLine.shape.state), ...span, ...longPageFields }),
    answer: listOf(TaskLine),
    handle: async ({ params: { programme }, query, caller }, { table }) => {
      const { state } = query
      const page = pageIn(query)
      const tasks = state
        ? await tasksByDeadline(table, programme, state, { ...spanIn(query), ...page })
        : await tasksOfProgramme(table, programme, page)
      return lines(tasks, caller.today)
    },
  }),
  route({
    method: 'GET',
    path: '/api/tasks/followed',
    operationId: 'listTasksFollowed',
    summary: 'Nhiệm vụ người đang đăng nhập theo dõi, theo thời hạn',
    may: 'signedIn',
    query: z.strictObject({ ...span, ...longPageFields }),
    answer: listOf(TaskLine),
    handle: async ({ query, caller }, { table }) => {
      const { things: tasks, cursor } = await pageOfWanted(
        async (page) => {
          const { tasks, ...rest } = await tasksFollowedBy(table, caller.person.id, { ...spanIn(query), ...page })
          return { things: tasks, ...rest }
        },
        // Whoever followed it, and has no part in it any more, reads it no longer.
        (task) => actorFor(withinProgramme(caller, task.programme), 'task.read', partiesOfTask(task)) !== undefined,
        pageIn(query),
      )
      return lines({ tasks, ...(cursor === undefined ? {} : { cursor }) }, caller.today)
    },
  }),
  route({
    method: 'GET',
    path: '/api/tasks/{task}',
    operationId: 'readTask',
    summary: 'Một nhiệm vụ',
    may: 'task.read',
    params: z.strictObject({ task: ThingId }),
    answer: TaskView,
    about: aboutTask,
    handle: async ({ thing, version, caller }) => ({ body: shownTo(caller, thing), version }),
  }),
  route({
    method: 'GET',
    path: '/api/tasks/{task}/events',
    operationId: 'listEventsOfTask',
    summary: 'Toàn bộ diễn biến của một nhiệm vụ, mới nhất trước',
    may: 'task.read',
    params: z.strictObject({ task: ThingId }),
    query: z.strictObject(pageFields),
    answer: listOf(EventView),
    about: aboutTask,
    handle: async ({ params: { task }, query, thing, caller }, { table }) => {
      const { events, cursor } = await happenedTo(table, thingOf('TASK', task), pageIn(query))
      const told = readsAdvice(caller, thing) ? events : events.filter(({ type }) => type !== 'advised')
      return { body: { items: told.map(eventView), cursor } }
    },
  }),
]

/** A task as it stands after a change, with its new version. */
export async function taskReply(
  { table }: Pick<HttpServices, 'table'>,
  task: string,
  caller: Caller,
): Promise<Reply<TaskView> | Refusal> {
  const stored = await load<Task>(table, 'TASK', task)
  return stored ? { body: shownTo(caller, stored.state), version: stored.head.seq } : { code: 'not-found', thing: task }
}

/** What the office proposes is for its leader, until he has decided; whoever asked reads the decision. */
function shownTo(caller: Caller, task: Task): ReturnType<typeof taskView> {
  const view = taskView(task, caller.today)
  return readsAdvice(caller, task) ? view : { ...view, advice: [] }
}

function readsAdvice(caller: Caller, task: Task): boolean {
  return actorFor(caller, 'task.readDecisions', partiesOfTask(task)) !== undefined
}

function spanIn({
  from,
  until,
}: {
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
}) {
  return { ...(from ? { from } : {}), ...(until ? { until } : {}) }
}

function lines({ tasks, cursor }: { readonly tasks: readonly Task[]; readonly cursor?: string }, today: CalendarDate) {
  return { body: { items: tasks.map((task) => taskLine(task, today)), cursor } }
}
