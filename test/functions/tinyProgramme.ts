/** A programme of six assignments, one of each kind of schedule, three agencies and a group: what a test changes in it. */
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import type { CalendarDate } from '../../domain/days.ts'
import type { Agency, Assignment, Programme } from '../../domain/programme/schema.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { target } from '../domain/targets/builders.ts'

/** Every year computed: no order is needed to know which days are worked. */
export const computedCalendar: CalendarData = { sources: {}, addedHolidays: [], years: [] }

export const secretary: Actor = { person: 'thu-ky', position: 'Chuyên viên', agency: 'van-phong' }
export const doctor: Actor = { person: 'chuyen-vien.so-y-te', position: 'Chuyên viên', agency: 'so-y-te' }
export const builder: Actor = { person: 'chuyen-vien.so-xay-dung', position: 'Chuyên viên', agency: 'so-xay-dung' }
export const leader: Actor = { person: 'lanh-dao', position: 'Thường trực', agency: 'thanh-uy' }

export function tinyProgramme(changes: Partial<Programme> = {}): Programme {
  const { id = 'nho' } = changes
  return {
    schema: 1,
    id,
    title: `Chương trình ${id}`,
    document: `vb-${id}`,
    period: { from: '2013-01-01', to: '2014-12-31' },
    stages: [{ id: 'gd-1', title: 'Giai đoạn 1', from: '2013-01-01', to: '2014-12-31' }],
    documents: [
      {
        id: `vb-${id}`,
        title: 'Chương trình hành động',
        number: '1-CTrHĐ/TU',
        issuedOn: '2013-01-02',
        issuer: 'thanh-uy',
      },
    ],
    agencies: [
      anAgency('thanh-uy', { name: 'Thành ủy', office: 'van-phong' }),
      anAgency('van-phong', { name: 'Văn phòng Thành ủy' }),
      anAgency('so-y-te', { name: 'Sở Y tế' }),
      anAgency('so-xay-dung', { name: 'Sở Xây dựng' }),
    ],
    groups: [{ id: 'cac-so', name: 'Các sở', members: [{ agency: 'so-y-te' }, { agency: 'so-xay-dung' }] }],
    sections: [{ id: 'I', title: 'Nhiệm vụ' }],
    clauses: [
      { id: 'I.1-01', title: 'Đẩy mạnh bảo hiểm y tế toàn dân' },
      { id: 'I.1-02', title: 'Xây dựng nhà ở xã hội' },
    ],
    text: 'NHIỆM VỤ\n1. {I.1-01}Đẩy mạnh bảo hiểm y tế toàn dân; {I.1-02}xây dựng nhà ở xã hội.',
    targets: [target({ id: 'T01', clause: 'I.1-01' })],
    assignments: [
      anAssignment('once', { lead: 'so-y-te', cooperating: [{ agency: 'so-xay-dung' }], product: 'Đề án' }),
      anAssignment('quarterly', {
        clause: 'I.1-02',
        kind: 'report',
        lead: 'so-xay-dung',
        schedule: {
          kind: 'recurring',
          every: 'quarterly',
          from: '2013-01-01',
          to: '2014-12-31',
          due: { month: 3, day: 25 },
        },
      }),
      anAssignment('dates', {
        group: 'cac-so',
        schedule: {
          kind: 'dates',
          occurrences: [
            { id: 'dot-1', opensOn: '2013-02-01', dueOn: '2013-03-15' },
            { id: 'dot-2', opensOn: '2013-08-01', dueOn: '2013-09-16' },
          ],
        },
      }),
      anAssignment('continuous', { kind: 'continuous', lead: 'so-y-te', schedule: { kind: 'continuous' } }),
      anAssignment('conditional', {
        lead: 'so-xay-dung',
        schedule: { kind: 'conditional', condition: 'Khi có nghị định', reviewOn: '2013-06-28' },
      }),
      anAssignment('unassigned', {}),
    ].map((one) => ({ ...one, basis: `vb-${id}` })),
    questions: [],
    ...changes,
  }
}

export function anAgency(id: string, changes: Partial<Agency> = {}): Agency {
  const head = { position: `Thủ trưởng ${id}`, mailbox: `thutruong.${id}@example.com` }
  return { id, name: `Cơ quan ${id}`, mailbox: `${id}@example.com`, head, ...changes }
}

/** Due on Friday 29/3/2013, and nobody's until a change says whose. */
export function anAssignment(id: string, changes: Partial<Assignment> = {}): Assignment {
  return {
    id,
    clause: 'I.1-01',
    kind: 'task',
    title: `Việc ${id}`,
    givenBy: 'thanh-uy',
    basis: 'vb-nho',
    schedule: due('2013-03-29'),
    ...changes,
  }
}

export function due(dueOn: CalendarDate): Assignment['schedule'] {
  return { kind: 'once', dueOn, bound: 'by' }
}

/** A group of so many agencies, and the agencies. */
export function aGroup(id: string, size: number) {
  const agencies = Array.from({ length: size }, (_, index) => anAgency(`${id}-${String(index + 1).padStart(2, '0')}`))
  return { agencies, group: { id, name: id, members: agencies.map((agency) => ({ agency: agency.id })) } }
}
