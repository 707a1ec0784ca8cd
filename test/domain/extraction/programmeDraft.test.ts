import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { programmeDraft, ReviewAnswers } from '../../../domain/extraction/programmeDraft.ts'
import { checkProgramme } from '../../../domain/programme/check.ts'
import { differencesBetween } from '../../../domain/programme/difference.ts'
import type { Schedule } from '../../../domain/programme/schema.ts'
import { readProgramme } from '../../../local/programme/file.ts'

const text = readFileSync(new URL('programme28.txt', import.meta.url), 'utf8')
const file = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
if ('problems' in file) throw new Error('The programme file of the document does not validate')
const { programme } = file

const yearEnd = { kind: 'recurring', every: 'yearly', to: '2020-12-31', due: { month: 12, day: 31 } } as const
const boards = ['ban-to-chuc', 'ban-tuyen-giao', 'ban-dan-van']
const unions = ['ldld', 'hoi-phu-nu', 'thanh-doan', 'hoi-nong-dan', 'hoi-ccb']
const scheduled = (id: string): Schedule =>
  programme.assignments.find((one) => one.id === id)?.schedule ?? { kind: 'continuous' }

/** What the office answered about the first programme: who its bodies are, and the fourteen ambiguities. */
const answers = ReviewAnswers.parse({
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

test('the text and the recorded answers make the programme file, but for its words', () => {
  const draft = programmeDraft(text, extract(text), answers)
  if ('missing' in draft) throw new Error(draft.missing.map(({ sentence }) => sentence).join('\n'))
  const checked = checkProgramme(draft.programme)
  if ('problems' in checked) throw new Error(checked.problems.map(({ sentence }) => sentence).join('\n'))
  const differences = differencesBetween(programme, checked.programme).filter(
    ({ about }) => about !== 'words' && about !== 'kind',
  )
  expect(differences).toEqual([])
})

test('what neither the text nor a person says is missing, clause by clause, and no file is made', () => {
  const draft = programmeDraft(text, extract(text), { ...answers, bodies: {}, items: [] })
  const missing = 'missing' in draft ? draft.missing : []
  expect(missing).toContainEqual({
    clause: 'III.2-3',
    sentence: 'Chưa biết “các ban Thành ủy” là cơ quan nào. Hãy ghi ở bodies, hoặc thêm vào agencies.',
  })
  expect(missing.filter(({ sentence }) => sentence.includes('kỳ đầu và kỳ cuối')).map(({ clause }) => clause)).toEqual([
    'II.2.3-08',
    'II.4-05',
    'II.5-02',
    'III.2-3',
  ])
})
