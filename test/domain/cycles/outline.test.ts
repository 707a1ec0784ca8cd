import { describe, expect, it } from 'vitest'
import type { Assignment } from '../../../domain/assignments/assignment.ts'
import { type LeadingOn, type OutlineSources, outline, outsideForm } from '../../../domain/cycles/outline.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'
import { target } from '../targets/builders.ts'
import { aContribution } from './builders.ts'

function anAssignment(id: string, clause: string, to: NonNullable<Assignment['to']>): Assignment {
  return {
    id,
    programme: 'nho',
    clause,
    kind: 'task',
    title: id,
    givenBy: 'thanh-uy',
    basis: 'vb-nho',
    schedule: { kind: 'continuous' },
    cooperating: [],
    to,
    trackedFrom: '2013-01-01',
    opened: [],
  }
}

const withdrawn = { on: '2013-05-01', document: 'vb-nho' } as const

const sources: OutlineSources = {
  contribution: aContribution({ wanting: ['T01'] }),
  assignments: [
    anAssignment('a', 'I.1-01', { lead: 'so-y-te' }),
    anAssignment('b', 'I.1-01', { lead: 'so-y-te' }),
    anAssignment('c', 'I.1-02', { lead: 'so-y-te-cu' }),
    anAssignment('d', 'I.1-03', { group: 'cac-so' }),
    anAssignment('e', 'I.1-04', { group: 'cac-so-truoc' }),
    anAssignment('f', 'I.1-05', { lead: 'so-xay-dung' }),
    { ...anAssignment('g', 'I.1-06', { lead: 'so-y-te' }), withdrawn },
    anAssignment('bao-cao', 'III.2-3', { lead: 'so-y-te' }),
  ],
  targets: [
    target({ id: 'T01', clause: 'I.2-1', owner: 'so-y-te', metric: 'Bảo hiểm' }),
    target({ id: 'T02', owner: 'so-xay-dung' }),
    target({ id: 'T03', owner: null }),
  ],
  clauses: [{ id: 'I.1-01', title: 'Khám bệnh' }],
  own: 'bao-cao',
}

const on: LeadingOn = {
  directory: new Map(
    [
      anAgency('so-y-te'),
      anAgency('so-y-te-cu', { to: '2013-06-30', successors: [{ agency: 'so-y-te', from: '2013-07-01' }] }),
    ].map((one) => [one.id, one]),
  ),
  groups: new Map([
    ['cac-so', { id: 'cac-so', name: 'Các sở', members: [{ agency: 'so-y-te' }] }],
    ['cac-so-truoc', { id: 'cac-so-truoc', name: 'Trước', members: [{ agency: 'so-y-te', to: '2013-03-31' }] }],
  ]),
  today: '2013-11-01',
}

const places = (form: ReturnType<typeof outline>) => form.rows.map(({ clause, target: one }) => one ?? clause)

describe('the outline', () => {
  it('has each clause once that the agency leads today, by itself, by a group or for whom it took over', () => {
    const form = outline(sources, on)
    expect(places(form)).toEqual(['I.1-01', 'I.1-02', 'I.1-03', 'T01'])
    expect(form.rows[0]).toMatchObject({ title: 'Khám bệnh', text: '', wanting: false })
    expect(form.rows[3]).toMatchObject({ title: 'Bảo hiểm', clause: 'I.2-1', wanting: true })
  })

  it.each(['opinion', 'confirmation'] as const)('has no rows where a text is asked for: %s', (kind) => {
    expect(outline({ ...sources, contribution: aContribution({ kind }) }, on).rows).toEqual([])
  })

  const row = (clause: string, text: string) => ({ clause, text })
  const evidence = [{ title: 'Báo cáo' }]
  const lastTime = { rows: [row('I.1-01', 'Năm trước'), row('I.9-01', 'Việc cũ')], text: 'Chung', evidence }

  it('is filled with what was sent last time, but not with its papers, nor with what is no longer led', () => {
    const form = outline({ ...sources, lastTime }, on)
    expect(form).toMatchObject({ from: 'lastTime', text: 'Chung', evidence: [] })
    expect(form.rows[0]?.text).toBe('Năm trước')
    expect(places(form)).not.toContain('I.9-01')
  })

  it('is filled with what was sent of this one, and before all with what was written and not sent', () => {
    const content = { rows: [row('I.1-01', 'Năm nay'), row('I.9-01', 'Mục đã chuyển đi')], evidence }
    const sent = { ...sources, lastTime, contribution: aContribution({ content }) }
    expect(outline(sent, on)).toMatchObject({ from: 'sent', evidence })
    expect(places(outline(sent, on))).not.toContain('I.9-01')
    const draft = { rows: [row('I.1-01', 'Đang sửa')], evidence: [] }
    const form = outline({ ...sent, draft }, on)
    expect(form.from).toBe('draft')
    expect(form.rows.map(({ text }) => text)).toEqual(['Đang sửa', '', '', ''])
  })
})

describe('rows', () => {
  const known = { ...sources, clauses: [...sources.clauses, { id: 'I.1-05', title: 'Xây nhà' }] }
  const at = (clause: string, one?: string) => ({ clause, ...(one ? { target: one } : {}), text: 'Chữ' })

  it('of the form are taken', () => {
    expect(outsideForm([at('I.1-01'), at('I.1-02'), at('I.2-1', 'T01')], known, on)).toBeUndefined()
  })

  it.each([
    ['a clause that there is not', [at('I.1-01'), at('I.7-07')], { row: 2, clause: 'I.7-07', why: 'unknown' }],
    ['a clause that another agency leads', [at('I.1-05')], { row: 1, clause: 'I.1-05', why: 'notYours' }],
    ['a target that there is not', [at('I.2-1', 'T99')], { row: 1, target: 'T99', why: 'unknown' }],
    ['a target of another clause', [at('I.1-01', 'T01')], { row: 1, clause: 'I.1-01', why: 'unknown' }],
    ['a target that nobody answers for', [at('I.2-1', 'T03')], { row: 1, target: 'T03' }],
    ['one clause twice', [at('I.1-01'), at('I.1-02'), at('I.1-01')], { code: 'row-twice', row: 3, clause: 'I.1-01' }],
  ] as const)('are refused where they name %s', (_, rows, refusal) => {
    expect(outsideForm(rows, known, on)).toMatchObject({ code: 'row-outside-form', ...refusal })
  })

  it('of an opinion speak of any clause of the programme, once', () => {
    const opinion = { ...known, contribution: aContribution({ kind: 'opinion' }) }
    expect(outsideForm([at('I.1-05')], opinion, on)).toBeUndefined()
    expect(outsideForm([at('I.7-07')], opinion, on)).toMatchObject({ why: 'unknown' })
    expect(outsideForm([at('I.1-05'), at('I.1-05')], opinion, on)).toMatchObject({ code: 'row-twice' })
    const draft = { rows: [at('I.1-05')], evidence: [] }
    expect(places(outline({ ...opinion, draft }, on))).toEqual(['I.1-05'])
  })
})
