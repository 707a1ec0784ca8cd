/**
 * Two drivers of the table live through the same histories of commands, and must come to the same states, lists,
 * counts and letters: what works on one machine works on AWS. Clock, names and people are the same on both, so even
 * the hashes of the trail are.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../domain/days.ts'
import type { TaskCommand } from '../../domain/tasks/decide.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import type { Table } from '../../functions/services.ts'
import { assignByDocument } from '../../functions/steps/assignByDocument.ts'
import { correctCalendar } from '../../functions/steps/correctCalendar.ts'
import { endProgramme } from '../../functions/steps/endProgramme.ts'
import { launch } from '../../functions/steps/launch.ts'
import { applyReorganisation } from '../../functions/steps/reorganise.ts'
import { verifyTrail } from '../../functions/steps/verifyTrail.ts'
import { allAssignments, changeAssignment } from '../../functions/stores/assignments.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { lettersKept } from '../../functions/stores/letters.ts'
import { programmeContext, registersOf } from '../../functions/stores/programmes.ts'
import { search } from '../../functions/stores/search.ts'
import { figuresOf, observe } from '../../functions/stores/targets.ts'
import {
  changeTask,
  tasksByDeadline,
  tasksLedBy,
  tasksOfProgramme,
  tasksToDecide,
} from '../../functions/stores/tasks.ts'
import { happenedIn } from '../../functions/stores/trail.ts'
import { calendarFile } from '../domain/calendar/calendarFile.ts'
import { observation } from '../domain/targets/builders.ts'
import { listing, timeless } from '../functions/cutOff.ts'
import { openOffice } from '../functions/office.ts'
import { runRound } from '../functions/runRound.ts'
import {
  anAgency,
  anAssignment,
  builder,
  computedCalendar,
  doctor,
  leader,
  secretary,
  tinyProgramme,
} from '../functions/tinyProgramme.ts'

/** Each history has a table of its own on both sides. */
export function sameHistories(open: (history: number) => Promise<readonly [Table, Table]>, histories: number): void {
  it('come to the same end after the same commands', { timeout: 60_000 }, async () => {
    let history = 0
    const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 14 }), async (steps) => {
      history += 1
      const [first, second] = await open(history)
      const lives = [lifeOn(first), lifeOn(second)] as const
      const [begun, alike] = await Promise.all(lives.map((life) => life.begin()))
      expect(alike).toEqual(begun)
      for (const asked of steps) {
        const [answer, other] = await Promise.all(lives.map((life) => life.take(asked)))
        expect(other, JSON.stringify(asked)).toEqual(answer)
      }
      const [end, otherEnd] = await Promise.all(lives.map((life) => life.end()))
      expect(otherEnd).toEqual(end)
      expect(end?.flaws).toEqual([])
    })
    await fc.assert(property, { numRuns: histories, endOnFailure: true })
  })
}

function lifeOn(table: Table) {
  const listed = listing(table)
  const office = { ...openOffice(), table: listed.table }
  const { clock } = office
  return {
    async begin() {
      const programmes = [tinyProgramme(), tinyProgramme({ id: 'hai' })]
      const launched = []
      for (const one of programmes) launched.push(await launch(office, one, computedCalendar, secretary))
      return launched
    },
    async take(asked: Step): Promise<unknown> {
      const context = await programmeContext(office.table, 'nho')
      if (!context) return undefined
      const { rules } = context
      switch (asked.do) {
        case 'wait': {
          const day = addDays(clock.today(), asked.days)
          clock.moveTo(day, '07:30')
          return runRound(office, day)
        }
        case 'command':
          return changeTask(office, rules, `nho_${asked.task}`, asked.actor, asked.command)
        case 'figure': {
          const figure = observation({ id: `o${asked.value}`, targetId: 'T01', value: asked.value })
          return observe(office, 'nho', 'T01', { ...figure, recordedAt: clock.now() }, secretary)
        }
        case 'assign':
          return assignByDocument(office, 'nho', givenBy(clock.today()), secretary)
        case 'withdraw':
          return changeAssignment(office, rules, 'nho_quarterly', secretary, { type: 'withdraw', document: 'vb-nho' })
        case 'reorganise':
          return applyReorganisation(office, mergedOn(clock.today()), secretary)
        case 'end': {
          const { document } = mergedOn(clock.today())
          const others = { how: 'stopped', document: document.id } as const
          return endProgramme(office, 'hai', { document, decisions: [], others }, secretary)
        }
        case 'calendar':
          return correctCalendar(office, calendarFile(), secretary)
        default:
          return asked satisfies never
      }
    },
    async end() {
      const { table: read } = office
      const today = clock.today()
      const { directory, groups, programmes } = await registersOf(read)
      const page = { limit: 7 }
      return {
        registers: [[...directory], [...groups], [...programmes]],
        lists: [
          await tasksOfProgramme(read, 'nho', page),
          await tasksByDeadline(read, 'nho', 'open', page),
          await tasksToDecide(read, 'thanh-uy', page),
          await tasksLedBy(read, 'so-y-te', 'open', page),
          await tasksLedBy(read, 'so-y-te', 'ended', page),
          await allAssignments(read, 'nho'),
        ],
        counts: [await countsOfProgramme(read, 'nho', today), await countsOfProgramme(read, 'hai', today)],
        happened: await happenedIn(read, 'nho', { limit: 40 }),
        found: await search(read, 'nho', 'so', 9),
        figures: await figuresOf(read, 'nho', 'T01'),
        letters: (await lettersKept(read, { limit: 40 })).letters,
        posted: office.posted.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        everything: timeless(await listed.items()),
        flaws: (await verifyTrail(office, 'nho')).flaws,
      }
    },
  }
}

type Step =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'command'; readonly task: string; readonly actor: Actor; readonly command: TaskCommand }
  | { readonly do: 'figure'; readonly value: number }
  | { readonly do: 'assign' | 'withdraw' | 'reorganise' | 'end' | 'calendar' }

const commands: readonly (readonly [Actor, TaskCommand])[] = [
  [doctor, { type: 'submit', evidence: [{ title: 'Báo cáo', number: '12/BC' }] }],
  [builder, { type: 'submit', evidence: [{ title: 'Báo cáo' }] }],
  [secretary, { type: 'accept' }],
  [secretary, { type: 'return', reason: 'Thiếu số liệu' }],
  [doctor, { type: 'askExtension', wanted: '2013-06-28', reason: 'Chờ ý kiến' }],
  [leader, { type: 'decideExtension', grant: '2013-06-28', reason: 'Đồng ý' }],
  [doctor, { type: 'disputeLead', reason: 'Không thuộc chức năng' }],
  [secretary, { type: 'amend', document: 'vb-nho', change: { lead: 'so-xay-dung' } }],
  [secretary, { type: 'withdraw', document: 'vb-nho', reason: 'Có văn bản thay thế' }],
]

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 1, 5, 25) }) },
  {
    weight: 6,
    arbitrary: fc
      .record({ task: fc.constantFrom('once', 'quarterly_2013-Q1', 'conditional'), at: fc.constantFrom(...commands) })
      .map(({ task, at: [actor, command] }): Step => ({ do: 'command', task, actor, command })),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('figure' as const), value: fc.integer({ min: 1, max: 99 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('assign', 'withdraw', 'reorganise', 'end', 'calendar') }),
  },
)

function givenBy(issuedOn: CalendarDate) {
  const document = { id: 'ke-hoach', title: 'Kế hoạch', number: '5/KH', issuedOn, issuer: 'thanh-uy' }
  const assignments = [anAssignment('unassigned', { group: 'cac-so' }), anAssignment('once', { lead: 'so-xay-dung' })]
  return { document, agencies: [], groups: [], assignments }
}

function mergedOn(on: CalendarDate) {
  const document = { id: 'sap-xep', title: 'Nghị quyết', number: '7/NQ', issuedOn: on, issuer: 'thanh-uy' }
  return { document, agencies: [anAgency('so-moi')], from: 'so-xay-dung', on, successors: [{ agency: 'so-moi' }] }
}
