import { expect, test } from 'vitest'
import type { Directory } from '../../../domain/agencies/directory.ts'
import type { Block, Table } from '../../../domain/papers/paper.ts'
import { type Reported, reportPaper } from '../../../domain/papers/report.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'
import { aTask, doctor, handIn, lived } from '../tasks/builders.ts'

const directory: Directory = new Map(
  [
    anAgency('ubnd-tp', { name: 'Ủy ban nhân dân Thành phố Hồ Chí Minh' }),
    anAgency('so-y-te', { name: 'Sở Y tế', superior: 'ubnd-tp' }),
    anAgency('so-tai-chinh', { name: 'Sở Tài chính', superior: 'ubnd-tp' }),
  ].map((agency) => [agency.id, agency]),
)

const late = aTask({
  id: 'late',
  progress: { on: '2013-07-05', text: 'Đang trình', difficulty: 'Chưa có kinh phí' },
})
const done = lived(
  aTask({ id: 'done', clause: 'II.1-01' }),
  ['2013-06-20', doctor, handIn],
  ['2013-06-21', { person: 'chuyen-vien.vp-ubnd', position: 'Chuyên viên', agency: 'vp-ubnd' }, { type: 'accept' }],
)

const facts: Reported = {
  programme: {
    title: 'Chương trình về chính sách xã hội',
    document: { id: 'ct', title: 'Chương trình', number: '28-CTrHĐ/TU', issuedOn: '2012-11-08', issuer: 'ubnd-tp' },
  },
  reporter: 'so-y-te',
  receiver: 'ubnd-tp',
  from: '2013-01-01',
  to: '2013-07-31',
  tasks: [late, done],
  rows: [],
  targets: [],
  silent: [],
  proposals: [],
}

const words = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]))
const tableIn = (blocks: readonly Block[]) => blocks.find((block): block is Table => block.kind === 'table')

test('the classes of the period, by section in the text and by agency in an annex, add up', () => {
  const { body, annexes, abstract } = reportPaper(facts, directory)
  expect(abstract).toBe(
    'Kết quả thực hiện Chương trình hành động số 28-CTrHĐ/TU từ ngày 01/01/2013 đến ngày 31/07/2013',
  )
  expect(words(body)).toContain('Trong kỳ có 2 nhiệm vụ, gồm 2 nhiệm vụ giao mới.')
  expect(words(body)).toContain(
    'Đã hoàn thành 1 nhiệm vụ (đúng hạn 1, quá hạn 0); chưa hoàn thành 1 nhiệm vụ (trong hạn 0, quá hạn 1). Tỷ lệ hoàn thành trên số nhiệm vụ đã đến hạn là 50,00%.',
  )
  expect(tableIn(body)?.rows).toEqual([
    ['1', 'Mục II.1', '0', '1', '1', '0', '0', '0', '0', '1'],
    ['2', 'Mục II.2.3', '0', '1', '0', '0', '0', '1', '0', '1'],
  ])
  expect(tableIn(annexes[0]?.body ?? [])?.rows).toEqual([['1', 'Sở Y tế', '0', '2', '1', '0', '0', '1', '0', '2']])
  for (const table of [tableIn(body), tableIn(annexes[0]?.body ?? [])])
    expect(table?.total).toEqual(['', 'Tổng cộng', '0', '2', '1', '0', '0', '1', '0', '2'])
})

test('late work is listed with its days and the reason that was given by the closing day', () => {
  const rows = (to: Reported['to']) => tableIn(reportPaper({ ...facts, to }, directory).annexes[1]?.body ?? [])?.rows
  expect(rows('2013-07-31')).toEqual([
    ['1', 'Mục II.2.3, ý 8', late.title, 'Sở Y tế', '28/06/2013', '33', 'Chưa có kinh phí'],
  ])
  expect(rows('2013-07-01')?.[0]?.at(-1)).toBe('Chưa nêu')
  // On its due day nothing is late: there is no such part and no such annex.
  const inTime = reportPaper({ ...facts, to: '2013-06-28' }, directory)
  expect(words(inTime.body).join()).not.toContain('QUÁ HẠN')
  expect(inTime.annexes).toHaveLength(1)
})

test('only what there is to say has a part, and parts are numbered without a gap', () => {
  const sections = (more: Partial<Reported>) =>
    reportPaper({ ...facts, ...more }, directory).body.flatMap((block) =>
      block.kind === 'section' ? [block.text.split('.')[0]] : [],
    )
  expect(sections({ to: '2013-06-28' })).toEqual(['I'])
  const rows = [{ clause: 'II.2.3-08', agency: 'so-tai-chinh', text: 'Đã bố trí vốn', late: true }]
  const all = reportPaper({ ...facts, rows, silent: ['so-tai-chinh'], proposals: ['Bổ sung vốn'] }, directory)
  expect(words(all.body)).toEqual(
    expect.arrayContaining([
      'II. KẾT QUẢ CỤ THỂ',
      'Mục II.2.3, ý 8, Sở Tài chính (gửi sau hạn): Đã bố trí vốn',
      'III. NHIỆM VỤ CHƯA HOÀN THÀNH, QUÁ HẠN',
      'IV. CƠ QUAN CHƯA GỬI BÁO CÁO',
      'V. KIẾN NGHỊ, ĐỀ XUẤT',
    ]),
  )
})

test('what was frozen is reported, whatever the tasks say by now', () => {
  const end = { doneOnTime: 7, doneLate: 0, openInTime: 0, openLate: 0, withdrawn: 0 }
  const figures = { carriedOver: 7, given: 0, fallenDue: 0, reopened: 0, end }
  expect(words(reportPaper({ ...facts, figures }, directory).body)).toContain(
    'Trong kỳ có 7 nhiệm vụ, gồm 7 nhiệm vụ kỳ trước chuyển sang.',
  )
})

test('a whole year is called by its number; the form is that of the body that reports unless told', () => {
  const year = { ...facts, from: '2013-01-01', to: '2013-12-31' } as const
  expect(reportPaper(year, directory)).toMatchObject({
    form: 'state',
    abstract: 'Kết quả thực hiện Chương trình hành động số 28-CTrHĐ/TU năm 2013',
    issuer: { parent: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', name: 'Sở Y tế' },
    place: 'Thành phố Hồ Chí Minh',
  })
  expect(reportPaper(year, directory, 'party').form).toBe('party')
})
