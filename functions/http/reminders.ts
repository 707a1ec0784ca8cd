/** Reminders sent and planned: about a task, to an agency, on a day; and the list of the letters that were sent. */
import * as z from 'zod/mini'
import { current } from '../../domain/agencies/directory.ts'
import { addDays, type CalendarDate, daysBetween } from '../../domain/days.ts'
import {
  mailboxesAbout,
  mailboxesOf,
  PlannedReminder,
  plannedReminders,
  Reminders,
  SentLetter,
  sentLetter,
  sentReminders,
} from '../../domain/reminders/reminderView.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { type Caller, seenBy } from '../middleware/caller.ts'
import type { Table } from '../services.ts'
import { type DigestRecord, digestsBetween, digestsTo } from '../stores/digests.ts'
import { programmeContext, programmesInForce } from '../stores/programmes.ts'
import { liveTasks, openTasksLedBy } from '../stores/tasks.ts'
import { aboutTask } from './aboutTask.ts'
import { Day, listOf, pageFields, pageIn, ThingId } from './fields.ts'
import { digestsSeen } from './lettersSeen.ts'
import { type Route, route } from './route.ts'

/** How far back letters are looked at, and how far ahead reminders are told, unless the request says otherwise. */
const daysAround = 31

/** A calendar shows a year at most. */
const mostDays = 366

const span = z.strictObject({ from: z.optional(Day), until: z.optional(Day) })

export const remindersRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tasks/{task}/reminders',
    operationId: 'listRemindersOfTask',
    summary: 'Nhắc việc về một nhiệm vụ: đã gửi cho ai, ngày nào; sắp tới sẽ nhắc ai, nếu không có gì thay đổi',
    may: 'reminder.read',
    params: z.strictObject({ task: ThingId }),
    answer: Reminders,
    about: aboutTask,
    handle: async ({ thing: task, caller: { directory, today } }, { table }) => {
      const context = await programmeContext(table, task.programme)
      if (!context) return { code: 'not-found', thing: task.programme }
      const mailboxes = mailboxesAbout(task, directory, today)
      const digests = await sentTo(table, mailboxes, task.givenOn, today)
      const sent = sentReminders(digests).filter((one) => one.task === task.id)
      const isLive = context.programme.status === 'inForce'
      const planned = isLive ? plannedReminders(task, context.rules, directory, today) : []
      return { body: { planned, sent } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/agencies/{agency}/reminders',
    operationId: 'listRemindersOfAgency',
    summary: 'Nhắc việc tới một cơ quan: đã gửi trong khoảng ngày, và sắp tới về những việc cơ quan chủ trì',
    may: 'reminder.read',
    params: z.strictObject({ agency: ThingId }),
    query: span,
    answer: Reminders,
    about: async ({ params: { agency } }) => ({ thing: undefined, parties: { lead: agency } }),
    handle: async ({ params: { agency: id }, query, caller }, { table }) => {
      const { directory, today } = caller
      const agency = current(id, directory, today)
      if (!agency) return { code: 'not-found', thing: id }
      const { from = addDays(today, -daysAround), until = addDays(today, daysAround) } = query
      const own = mailboxesOf([agency.id], directory)
      const asking = { caller, action: 'reminder.read', parties: { lead: agency.id } } as const
      const sent = sentReminders(await digestsSeen(table, await sentTo(table, own, from, until), asking))
      const planned = await plannedFor(
        table,
        (await openTasksLedBy(table, agency.id)).filter(seenBy(caller, 'reminder.read', { lead: agency.id })),
        caller,
        until,
      )
      return { body: { planned: planned.filter(({ to }) => to.some(({ mailbox }) => own.includes(mailbox))), sent } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/reminders',
    operationId: 'listRemindersOfDay',
    summary:
      'Nhắc việc của một ngày (hôm nay, nếu không ghi), hoặc đến hết ngày until: thư đã gửi, và nội dung sẽ nhắc nếu ngày ấy chưa qua',
    may: 'reminder.read',
    query: z
      .strictObject({ day: z.optional(Day), until: z.optional(Day), ...pageFields })
      .check(
        z.refine(
          ({ day, until }) => !day || !until || (until >= day && daysBetween(day, until) <= mostDays),
          'Ngày cuối phải từ ngày đầu trở đi, cách nhau không quá 366 ngày. Hãy chọn lại.',
        ),
      ),
    answer: z.strictObject({
      planned: z.array(PlannedReminder),
      sent: z.array(SentLetter),
      /** Of the letters that were sent. */
      cursor: z.optional(z.string()),
    }),
    handle: async ({ query, caller }, { table }) => {
      const { day = caller.today, until = day } = query
      const { digests, cursor } = await digestsBetween({ table }, day, until, pageIn(query))
      const sent = await digestsSeen(table, digests, { caller, action: 'reminder.read', parties: {} })
      const isToCome = until >= caller.today && query.cursor === undefined
      const planned = isToCome
        ? await plannedFor(table, (await allLive(table)).filter(seenBy(caller, 'reminder.read', {})), caller, until)
        : []
      return {
        body: { planned: planned.filter(({ on }) => on >= day), sent: sent.map(sentLetter), cursor },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/digests',
    operationId: 'listDigests',
    summary: 'Thư nhắc việc đã gửi trong khoảng ngày: tới ai, có bao nhiêu việc, máy chủ thư có nhận không',
    may: 'letter.read',
    query: z.strictObject({ ...span.shape, ...pageFields }),
    answer: listOf(SentLetter),
    handle: async ({ query, caller }, { table }) => {
      const { from = addDays(caller.today, -daysAround), until = caller.today } = query
      const { digests, cursor } = await digestsBetween({ table }, from, until, pageIn(query))
      const seen = await digestsSeen(table, digests, { caller, action: 'letter.read', parties: {} })
      return { body: { items: seen.map(sentLetter), cursor } }
    },
  }),
]

async function sentTo(
  table: Table,
  mailboxes: readonly string[],
  from: CalendarDate,
  until: CalendarDate,
): Promise<readonly DigestRecord[]> {
  const each = await Promise.all(mailboxes.map((mailbox) => digestsTo(table, mailbox, from, until)))
  const dayOf = ({ sentOn, composedOn }: DigestRecord) => sentOn ?? composedOn
  return each.flat().toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0))
}

/** Tasks of programmes in force alone: nobody is reminded of others. */
async function plannedFor(
  table: Table,
  tasks: readonly Task[],
  { directory, today }: Caller,
  until: CalendarDate,
): Promise<readonly PlannedReminder[]> {
  const inForce = new Set((await programmesInForce(table)).map(({ id }) => id))
  const planned: PlannedReminder[] = []
  for (const [programme, own] of Map.groupBy(tasks, (task) => task.programme)) {
    const context = inForce.has(programme) ? await programmeContext(table, programme) : undefined
    if (!context) continue
    planned.push(...own.flatMap((task) => plannedReminders(task, context.rules, directory, today)))
  }
  return planned.filter(({ on }) => on <= until).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

async function allLive(table: Table): Promise<readonly Task[]> {
  const programmes = await programmesInForce(table)
  return (await Promise.all(programmes.map(({ id }) => liveTasks(table, id)))).flat()
}
