/** Programmes with one organised duty each, and who acts in them. */
import type { Assignment, Programme, Schedule } from '../../../domain/programme/schema.ts'
import type { Actor } from '../../../domain/tasks/task.ts'
import { target } from '../../domain/targets/builders.ts'
import { anAgency, anAssignment, tinyProgramme } from '../tinyProgramme.ts'

export const lead: Actor = { person: 'nguoi-lam', position: 'Chuyên viên', agency: 'ban-can-su' }
export const officer: Actor = { person: 'nguoi-tham-tra', position: 'Chuyên viên', agency: 'van-phong' }
export const receiver: Actor = { person: 'nguoi-nhan', position: 'Thường trực', agency: 'ban-thuong-vu' }
export const evaluator: Actor = { person: 'nguoi-danh-gia', position: 'Trưởng đoàn', agency: 'ubkt' }
export const sealer: Actor = { person: 'nguoi-chot', position: 'Lãnh đạo', agency: 'ubkt' }

const organised: Partial<Assignment> = {
  clause: 'I.1-02',
  lead: 'ban-can-su',
  cooperating: [{ agency: 'so-y-te' }],
  submittedTo: 'ban-thuong-vu',
}

/** Beside the duty: one task of the building department, due on 31/10/2013. */
function programmeWith(duty: Assignment, changes: Partial<Programme> = {}): Programme {
  const tiny = tinyProgramme()
  return tinyProgramme({
    agencies: [
      ...tiny.agencies,
      anAgency('ban-can-su', { name: 'Ban cán sự' }),
      anAgency('ban-thuong-vu', { name: 'Ban Thường vụ' }),
      anAgency('ubkt'),
      anAgency('ban-xay-dung'),
    ],
    assignments: [
      duty,
      anAssignment('lam-nha', { lead: 'so-xay-dung', schedule: { kind: 'once', dueOn: '2013-10-31', bound: 'by' } }),
    ],
    ...changes,
  })
}

/** A yearly report that closes its figures on 30/11 and is due on 20/12; its cycle of 2013 is nho_R11_2013. */
export function yearlyReport(changes: Partial<Assignment> = {}): Programme {
  return programmeWith(
    anAssignment('R11', {
      ...organised,
      kind: 'report',
      title: 'Báo cáo năm',
      workflow: 'periodic-report',
      schedule: {
        kind: 'recurring',
        every: 'yearly',
        from: '2013-01-01',
        to: '2014-12-31',
        due: { month: 12, day: 20 },
        closing: { month: 11, day: 30 },
      },
      ...changes,
    }),
  )
}

/** The same report owed by each department for itself. */
export function groupReport(): Programme {
  const { lead: _, submittedTo: __, cooperating: ___, ...own } = yearlyReport().assignments[0] ?? anAssignment('R11')
  return programmeWith({ ...own, group: 'cac-so' })
}

/** A plan that is due on 29/3/2013 and begins at once; its cycle is nho_R05. */
export function plan(changes: Partial<Assignment> = {}): Programme {
  return programmeWith(
    anAssignment('R05', {
      ...organised,
      kind: 'plan',
      title: 'Kế hoạch triển khai',
      workflow: 'plan-issuance',
      ...changes,
    }),
  )
}

/** An evaluation that opens on 1/10/2013, closes its figures on 31/10 and is due on 31/12; nho_R08_giua-ky. */
export function evaluation(): Programme {
  return programmeWith(
    anAssignment('R08', {
      ...organised,
      kind: 'evaluation',
      title: 'Đánh giá',
      workflow: 'evaluation',
      schedule: {
        kind: 'dates',
        occurrences: [
          {
            id: 'giua-ky',
            title: 'Đánh giá giữa kỳ',
            opensOn: '2013-10-01',
            closesOn: '2013-10-31',
            dueOn: '2013-12-31',
          },
        ],
      },
    }),
    { targets: [target({ id: 'T01', clause: 'I.1-01', owner: 'so-y-te' }), target({ id: 'T02', clause: 'I.1-01' })] },
  )
}

/** A study campaign from 1/2 to 15/3/2013 that each department confirms; nho_R13_dot-1. */
export function dissemination(): Programme {
  const { submittedTo: _, ...own } = organised
  return programmeWith(
    anAssignment('R13', {
      ...own,
      kind: 'dissemination',
      title: 'Quán triệt Chương trình',
      workflow: 'dissemination',
      cooperating: [{ agency: 'so-y-te' }, { agency: 'so-xay-dung' }],
      schedule: { kind: 'dates', occurrences: [{ id: 'dot-1', opensOn: '2013-02-01', dueOn: '2013-03-15' }] },
    }),
  )
}

/** The same as a document has it that gives no day: R01 to each department, R13 to one body that names no other. */
export function standingDissemination(schedule: Schedule = { kind: 'continuous' }): Programme {
  const standing = { kind: 'dissemination', workflow: 'dissemination', schedule } as const
  const ofGroup = anAssignment('R01', { ...standing, group: 'cac-so' })
  const ofOne = anAssignment('R13', { ...standing, clause: 'I.1-02', lead: 'ban-can-su' })
  const { assignments, ...rest } = programmeWith(ofOne)
  return { ...rest, assignments: [ofGroup, ...assignments] }
}
