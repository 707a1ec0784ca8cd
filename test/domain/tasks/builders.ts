/**
 * A task with its programme's rules and the people around it. A test names only what it is about: by default a task
 * of Sở Y tế, given on Monday 7/1/2013 by the People's Committee, in force, due on Friday 28/6/2013.
 */
import type * as z from 'zod/mini'
import { workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { addDays, type CalendarDate } from '../../../domain/days.ts'
import { Settings } from '../../../domain/programme/schema.ts'
import { isRefusal, sentence } from '../../../domain/refusals.ts'
import { type Circumstances, decide, type Rules, type TaskCommand } from '../../../domain/tasks/decide.ts'
import { evolve, firstMoves } from '../../../domain/tasks/evolve.ts'
import type { Actor, Occasion, Task } from '../../../domain/tasks/task.ts'
import { calendarFile } from '../calendar/calendarFile.ts'

export const calendar = workingCalendar(calendarFile())

export const doctor: Actor = { person: 'chuyen-vien.so-y-te', position: 'Chuyên viên', agency: 'so-y-te' }
export const accountant: Actor = { person: 'chuyen-vien.so-tai-chinh', position: 'Chuyên viên', agency: 'so-tai-chinh' }
export const secretary: Actor = { person: 'chuyen-vien.vp-ubnd', position: 'Chuyên viên', agency: 'vp-ubnd' }
export const leader: Actor = { person: 'pho-chu-tich', position: 'Phó Chủ tịch', agency: 'ubnd-tp' }

export function rules(settings: z.input<typeof Settings> = {}): Rules {
  return { settings: Settings.parse(settings), calendar }
}

export function circumstances(
  today: CalendarDate,
  actor: Actor = doctor,
  settings: z.input<typeof Settings> = {},
): Circumstances {
  return { ...rules(settings), today, actor }
}

export function occasion(day: CalendarDate, actor: Actor = doctor): Occasion {
  return { at: `${day}T02:00:00.000Z`, day, actor }
}

/** `dueOn: null` is work without a deadline. */
export function aTask(changes: Partial<Task> & { readonly dueOn?: CalendarDate | null } = {}): Task {
  const { dueOn = '2013-06-28', ...others } = changes
  const { givenOn = '2013-01-07' } = others
  const task: Omit<Task, 'moves'> = {
    id: '28-ctrhd-tu_II-2-3-08',
    programme: '28-ctrhd-tu',
    assignment: '28-ctrhd-tu_II-2-3-08',
    clause: 'II.2.3-08',
    kind: 'task',
    title: 'Xây dựng đề án giảm quá tải bệnh viện',
    product: 'Đề án',
    lead: 'so-y-te',
    cooperating: [{ agency: 'so-tai-chinh' }],
    givenBy: 'ubnd-tp',
    basis: 'ke-hoach',
    givenOn,
    trackedFrom: others.beforeTracking && dueOn ? addDays(dueOn, 1) : '2012-11-08',
    beforeTracking: false,
    ...(dueOn ? { deadline: { dueOn, originalDueOn: dueOn, extensions: [] } } : {}),
    standing: { state: 'open' },
    parts: [],
    corrections: [],
    spoken: [],
    ladderFrom: givenOn,
    notices: [],
    ...others,
  }
  return { ...task, moves: others.moves ?? firstMoves(task) }
}

export type Command<Type extends TaskCommand['type']> = Extract<TaskCommand, { readonly type: Type }>

export const handIn: Command<'submit'> = { type: 'submit', evidence: [{ title: 'Đề án' }] }

/** What the rules make of a task when people do these things on these days; a refusal fails the test. */
export function lived(task: Task, ...doings: readonly (readonly [CalendarDate, Actor, TaskCommand])[]): Task {
  return doings.reduce((before, [day, actor, command]) => {
    const answer = decide(before, command, circumstances(day, actor))
    if (isRefusal(answer)) throw new Error(`${day} ${command.type}: ${sentence(answer)}`)
    return evolve(before, answer, occasion(day, actor))
  }, task)
}
