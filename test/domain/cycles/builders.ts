/** Cycles and contributions of an office, with what a test changes in them. */
import { type CalendarData, workingCalendar } from '../../../domain/calendar/workingCalendar.ts'
import { type Contribution, newContribution } from '../../../domain/cycles/contribution.ts'
import type { Cycle, Paper, StageName } from '../../../domain/cycles/cycle.ts'
import type { CalendarDate } from '../../../domain/days.ts'
import { Settings } from '../../../domain/programme/schema.ts'
import type { Circumstances, Rules } from '../../../domain/tasks/decide.ts'
import type { Actor } from '../../../domain/tasks/task.ts'

const computed: CalendarData = { sources: {}, addedHolidays: [], years: [] }

export const rules: Rules = { settings: Settings.parse({}), calendar: workingCalendar(computed) }

export const lead: Actor = { person: 'nguoi-lam', position: 'Chuyên viên', agency: 'ban-can-su' }
export const office: Actor = { person: 'nguoi-tham-tra', position: 'Chuyên viên', agency: 'van-phong' }
export const receiver: Actor = { person: 'nguoi-nhan', position: 'Thường trực', agency: 'ban-thuong-vu' }
export const evaluator: Actor = { person: 'nguoi-danh-gia', position: 'Trưởng đoàn', agency: 'doan-danh-gia' }

export function on(today: CalendarDate, actor: Actor = lead): Circumstances {
  return { ...rules, today, actor }
}

/** The yearly report of 2013, closing on 30/11, due on 20/12. */
export function aCycle(changes: Partial<Cycle> = {}): Cycle {
  return {
    id: 'nho_R11_2013',
    kind: 'periodic-report',
    programme: 'nho',
    assignment: 'nho_R11',
    clause: 'III.2-3',
    title: 'Báo cáo năm',
    period: '2013',
    basis: 'vb-nho',
    lead: 'ban-can-su',
    givenBy: 'thanh-uy',
    receivedBy: 'ban-thuong-vu',
    task: 'nho_R11_2013',
    cooperating: ['so-y-te', 'so-xay-dung'],
    opensOn: '2013-10-21',
    coversFrom: '2013-01-01',
    closesOn: '2013-11-30',
    gatherUntil: '2013-12-06',
    dueOn: '2013-12-20',
    attempt: 1,
    attemptFrom: '2013-10-21',
    openedOn: '2013-10-21',
    gathering: 1,
    gatheringOpen: false,
    silent: [],
    stage: { name: 'planned' },
    ...changes,
  }
}

export const paper: Paper = {
  title: 'Kế hoạch',
  number: '12/KH-UBND',
  issuedOn: '2013-12-10',
  signer: 'Chủ tịch',
}

/** The same cycle standing at a stage, with what exists there. */
export function atStage(cycle: Cycle, name: StageName): Cycle {
  const gatheringOpen = name === 'asking' || name === 'gathering'
  const day: CalendarDate = '2013-12-09'
  const evaluation = {
    revision: 1,
    targets: [
      { target: 'T01', owner: 'so-y-te' },
      { target: 'T02', owner: null },
    ],
    scores: 'hash',
    opinions: {},
    recommendations: [],
  }
  switch (name) {
    case 'issuing':
      return { ...cycle, draft: paper, stage: { name, takenOn: day } }
    case 'receiving':
      return { ...cycle, document: paper, stage: { name, handedInOn: day } }
    case 'archiving':
      return { ...cycle, document: paper, receipt: { on: day }, stage: { name } }
    case 'sealing':
      return { ...cycle, evaluation, stage: { name, concludedBy: 'nguoi-danh-gia' } }
    case 'judging':
    case 'publishing':
      return { ...cycle, evaluation, stage: { name } }
    case 'settling':
      return { ...cycle, stage: { name, outcome: 'withdrawn' } }
    case 'ended':
      return { ...cycle, stage: { name, outcome: 'received', on: day } }
    default:
      return { ...cycle, gatheringOpen, stage: { name } }
  }
}

export function aContribution(changes: Partial<Contribution> = {}): Contribution {
  return { ...newContribution(atStage(aCycle(), 'asking'), 'so-y-te', { askedOn: '2013-10-21' }), ...changes }
}
