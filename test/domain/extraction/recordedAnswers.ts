/** The first programme's document, its file, and what the office answered about it: who its bodies are, and the fourteen ambiguities. */
import { readFileSync } from 'node:fs'
import { ReviewAnswers } from '../../../domain/extraction/programmeDraft.ts'
import type { Schedule } from '../../../domain/programme/schema.ts'
import { readProgramme } from '../../../local/programme/file.ts'

export const text = readFileSync(new URL('programme28.txt', import.meta.url), 'utf8')
const file = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
if ('problems' in file) throw new Error('The programme file of the document does not validate')
export const { programme } = file

const yearEnd = { kind: 'recurring', every: 'yearly', to: '2020-12-31', due: { month: 12, day: 31 } } as const
const boards = ['ban-to-chuc', 'ban-tuyen-giao', 'ban-dan-van']
const unions = ['ldld', 'hoi-phu-nu', 'thanh-doan', 'hoi-nong-dan', 'hoi-ccb']
const scheduled = (id: string): Schedule =>
  programme.assignments.find((one) => one.id === id)?.schedule ?? { kind: 'continuous' }

export const answers = ReviewAnswers.parse({
  id: '28-ctrhd-tu',
  issuer: 'thanh-uy',
  period: programme.period,
  stages: programme.stages,
  settings: programme.settings,
  agencies: programme.agencies,
  groups: programme.groups,
  bodies: {
    'Ban cán sự đảng Ủy ban nhân dân thành phố': ['bcsd-ubnd-tp'],
    'Ủy ban nhân dân thành phố': ['ubnd-tp'],
    'các ban Thành ủy': boards,
    'Đảng đoàn Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội thành phố': ['dang-doan-mttq', ...unions],
  },
  clauses: ['I.1'],
  items: [
    { clause: 'II.2.3-08', schedule: { ...yearEnd, from: '2013-01-01', to: '2015-12-31' } },
    { clause: 'II.2.3-09', schedule: { kind: 'conditional', condition: 'Hết năm 2015', reviewOn: '2016-01-01' } },
    { clause: 'II.4-01', lead: 'cap-uy-chinh-quyen' },
    { clause: 'II.4-03', lead: 'he-thong-chinh-tri' },
    { clause: 'II.4-05', lead: 'cap-uy-chinh-quyen', schedule: { ...yearEnd, from: '2013-01-01' } },
    { clause: 'II.5-02', lead: 'mat-tran-doan-the', schedule: { ...yearEnd, from: '2013-01-01' } },
    { clause: 'II.6-03', lead: 'ubnd-tp', cooperating: ['ub-mttq', ...unions] },
    { clause: 'III.2-1', turn: 2, submittedTo: 'ban-thuong-vu' },
    { clause: 'III.2-2', schedule: { kind: 'once', dueOn: '2014-03-31', bound: 'by' } },
    { clause: 'III.2-2', turn: 2, submittedTo: 'ban-thuong-vu', schedule: scheduled('R08') },
    { clause: 'III.2-3', turn: 2, submittedTo: 'ban-thuong-vu', schedule: scheduled('R10') },
    { clause: 'III.2-3', turn: 3, submittedTo: 'ban-thuong-vu', schedule: scheduled('R11') },
    // Those who are told or directed by name of their kind are no bodies of the register.
    { clause: 'III.4', cooperating: [] },
    { clause: 'III.4', turn: 2, cooperating: [] },
  ],
  targets: [
    { clause: 'I.2-1', comparator: '>=', average: { from: 2012, to: 2015 } },
    { clause: 'I.2-3', turn: 2, reading: 'times' },
    { clause: 'I.2-4', turn: 2, by: '2015-12-31' },
  ],
})
