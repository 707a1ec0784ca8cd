/** What the pages ask of the API, each question with the schema of its answer. A key names what it is about. */
import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { mayEver } from '../../domain/access/access.ts'
import type { SessionView } from '../../domain/access/sessionView.ts'
import { AssignmentView } from '../../domain/assignments/assignmentView.ts'
import { CalendarData, workingCalendar } from '../../domain/calendar/workingCalendar.ts'
import { ClockView } from '../../domain/clockMove.ts'
import { ContributionLine } from '../../domain/cycles/contributionView.ts'
import { CycleLine, CycleView } from '../../domain/cycles/cycleView.ts'
import { RunView } from '../../domain/cycles/runView.ts'
import type { CalendarDate } from '../../domain/days.ts'
import {
  allTasks,
  countLists,
  decisionLists,
  eventsAtOnce,
  type ListAsked,
  linesAtOnce,
  openedAddress,
  openTasks,
  owedLists,
  readsWholeProgramme,
  remindedLists,
} from '../../domain/firstAsked.ts'
import { LetterLine, LetterView } from '../../domain/letters/letterView.ts'
import { listOf } from '../../domain/listView.ts'
import { Opened } from '../../domain/openedView.ts'
import { ProgrammeView } from '../../domain/programme/programmeView.ts'
import { Agency, AgencyGroup, Clause, Document, Question } from '../../domain/programme/schema.ts'
import { Reminders } from '../../domain/reminders/reminderView.ts'
import { addCounts, type ClassCounts, noCounts } from '../../domain/tasks/classes.ts'
import { AgencyCountsView, ProgrammeCountsView } from '../../domain/tasks/countsView.ts'
import { DecisionView } from '../../domain/tasks/decisionView.ts'
import { TaskLine, TaskView } from '../../domain/tasks/taskView.ts'
import { EventView } from '../../domain/trail/eventView.ts'
import type { Office } from '../frame/office.tsx'
import { ask, askVersioned } from './ask.ts'
import { answeredAhead } from './together.ts'

/** What changes only when an office changes it, not by the hour. */
const seldom = 10 * 60_000

/** Who is signed in, or how to; with it comes what every page needs of the office, which the questions below then have. */
export const choicesQuestion = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client }) => {
    const { office, ahead = [], ...choices } = await ask(openedAddress(window.location.pathname), Opened)
    answeredAhead(ahead)
    if (office) {
      const { clock, programmes, agencies, calendar, documents = {} } = office
      client.setQueryData(clockQuestion.queryKey, clock)
      if (programmes) client.setQueryData(programmesQuestion.queryKey, programmes)
      if (agencies) client.setQueryData(agenciesQuestion.queryKey, byId(agencies))
      if (calendar) client.setQueryData(calendarQuestion.queryKey, workingCalendar(calendar))
      for (const [id, own] of Object.entries(documents)) client.setQueryData(documentsQuestion(id).queryKey, own)
    }
    return choices
  },
  staleTime: seldom,
})

export const clockQuestion = queryOptions({
  queryKey: ['clock'],
  queryFn: () => ask('clock', ClockView),
  // While it moves, the page follows it.
  refetchInterval: ({ state }) => (state.data?.movingTo === undefined ? false : 300),
})

export const programmesQuestion = queryOptions({
  queryKey: ['programmes'],
  queryFn: async () => (await ask('programmes', listOf(ProgrammeView))).items,
  staleTime: seldom,
})

export const agenciesQuestion = queryOptions({
  queryKey: ['agencies'],
  queryFn: async () => byId((await ask('agencies', listOf(Agency))).items),
  staleTime: seldom,
})

function byId(agencies: readonly Agency[]): ReadonlyMap<string, Agency> {
  return new Map(agencies.map((one) => [one.id, one]))
}

export const groupsQuestion = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await ask('groups', listOf(AgencyGroup))).items,
  staleTime: seldom,
})

export const calendarQuestion = queryOptions({
  queryKey: ['calendar'],
  queryFn: async () => workingCalendar(await ask('calendar', CalendarData)),
  staleTime: seldom,
})

export const documentsQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['documents', programme],
    queryFn: () => everyPage(`programmes/${programme}/documents`, Document),
    staleTime: seldom,
  })

export const clausesQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['clauses', programme],
    queryFn: async () => (await ask(`programmes/${programme}/clauses`, listOf(Clause))).items,
    staleTime: seldom,
  })

/** Where the document is silent or ambiguous, with the answers in force. */
export const unclearQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['unclear', programme],
    queryFn: async () => (await ask(`programmes/${programme}/questions`, listOf(Question))).items,
    staleTime: seldom,
  })

/** What is not done yet: all that a desk shows. Whoever may read the whole programme does, a department its own. */
export const openTasksQuestion = (programmes: readonly string[], session: SessionView) =>
  queryOptions({
    queryKey: ['tasks', 'open', programmes, session.person],
    queryFn: () => everyLine(openTasks(programmes, session), programmes),
  })

/** The last letter that spoke of each task: on which day, and what it said. */
export const remindedQuestion = (session: SessionView) =>
  queryOptions({
    queryKey: ['reminded', session.person],
    queryFn: async () => {
      const lists = remindedLists(session).map(({ path }) => ask(path, Reminders))
      const sent = (await Promise.all(lists)).flatMap((one) => one.sent)
      // The newest first: the first of each task is the last.
      return new Map(sent.toReversed().map(({ task, on, what }) => [task, { on, what }]))
    },
    enabled: mayEver('reminder.read', session.roles),
  })

/** What waits for a decision of each agency in whose name whoever is signed in decides, or prepares decisions. */
export const decisionsQuestion = ({ session, directory, today }: Pick<Office, 'session' | 'directory' | 'today'>) =>
  queryOptions({
    queryKey: ['decisions', session.person],
    queryFn: async () =>
      (
        await Promise.all(decisionLists({ session, directory, today }).map((one) => everyPage(one, DecisionView)))
      ).flat(),
  })

/** What the own agencies still owe to cycles: reports, opinions, self-assessments, confirmations. */
export const owedQuestion = (session: SessionView) =>
  queryOptions({
    queryKey: ['owed', session.person],
    queryFn: async () => (await Promise.all(owedLists(session).map((one) => everyPage(one, ContributionLine)))).flat(),
  })

/** Every task, done or not: the same choice of whole programme or own agency. */
export const tasksQuestion = (programmes: readonly string[], session: SessionView) =>
  queryOptions({
    queryKey: ['tasks', 'all', programmes, session.person],
    queryFn: () => everyLine(allTasks(programmes, session), programmes),
  })

async function everyLine(lists: readonly ListAsked[], programmes: readonly string[]): Promise<readonly TaskLine[]> {
  const lines = (await Promise.all(lists.map((one) => everyPage(one, TaskLine)))).flat()
  // An agency's list has its tasks of every programme.
  return lines.filter(({ programme }) => programmes.includes(programme))
}

export const assignmentsQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['assignments', programme],
    queryFn: () => everyPage(`programmes/${programme}/assignments`, AssignmentView),
  })

export const assignmentQuestion = (assignment: string) =>
  queryOptions({
    queryKey: ['assignment', assignment],
    queryFn: () => askVersioned(`assignments/${assignment}`, AssignmentView),
  })

export const taskQuestion = (task: string) =>
  queryOptions({ queryKey: ['task', task], queryFn: () => askVersioned(`tasks/${task}`, TaskView) })

/** Of `tasks/…`, `cycles/…` and whatever else has a history. */
export const remindersQuestion = (task: string) =>
  queryOptions({ queryKey: ['task', task, 'reminders'], queryFn: () => ask(`tasks/${task}/reminders`, Reminders) })

export const eventsPage = (thing: string, cursor: string | undefined) =>
  ask(`${thing}/events`, listOf(EventView), { query: { ...eventsAtOnce, cursor } })

export interface Counted {
  readonly all: ClassCounts
  readonly unassigned?: number
  readonly byAgency: readonly { readonly agency: string; readonly counts: ClassCounts }[]
}

/** Of the programme, or of the own agencies alone. */
export const countsQuestion = (programme: string, session: SessionView) =>
  queryOptions({
    queryKey: ['counts', programme, session.person],
    queryFn: () => countsOf(programme, session),
  })

/** The same as of the end of an earlier day. */
export const countsOnQuestion = (programme: string, session: SessionView, asOf: CalendarDate) =>
  queryOptions({
    queryKey: ['counts', programme, session.person, asOf],
    queryFn: () => countsOf(programme, session, asOf),
  })

async function countsOf(programme: string, session: SessionView, asOf?: CalendarDate): Promise<Counted> {
  const lists = countLists(programme, session, asOf)
  const [whole] = lists
  if (whole && readsWholeProgramme(session)) return ask(whole.path, ProgrammeCountsView, { query: whole.query })
  const byAgency = await Promise.all(
    lists.map(async ({ agency = '', path, query }) => {
      const { counts } = await ask(path, AgencyCountsView, { query })
      return { agency, counts }
    }),
  )
  return { all: byAgency.map(({ counts }) => counts).reduce<ClassCounts>(addCounts, noCounts), byAgency }
}

export const cyclesQuestion = (programme: string) =>
  queryOptions({
    queryKey: ['cycles', programme],
    queryFn: () => everyPage(`programmes/${programme}/cycles`, CycleLine),
  })

export const cycleQuestion = (cycle: string) =>
  queryOptions({ queryKey: ['cycle', cycle], queryFn: () => askVersioned(`cycles/${cycle}`, CycleView) })

export const runQuestion = (cycle: string) =>
  queryOptions({ queryKey: ['cycle', cycle, 'run'], queryFn: () => ask(`cycles/${cycle}/run`, RunView) })

export const lettersPage = (cursor: string | undefined) =>
  ask('letters', listOf(LetterLine), { query: { limit: 50, cursor } })

export const letterQuestion = (letter: string) =>
  queryOptions({
    queryKey: ['letter', letter],
    queryFn: () => ask(`letters/${encodeURIComponent(letter)}`, LetterView),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A list whole, page after page. */
export async function everyPage<Entry extends z.ZodMiniType>(
  asked: string | ListAsked,
  entry: Entry,
): Promise<z.output<Entry>[]> {
  const { path, query } = typeof asked === 'string' ? { path: asked, query: linesAtOnce } : asked
  const items: z.output<Entry>[] = []
  let cursor: string | undefined
  do {
    const page = await ask(path, listOf(entry), { query: { ...query, cursor } })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return items
}
