import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extract } from '../../../domain/extraction/extract.ts'
import { readProgramme } from '../../../local/programme/file.ts'

const text = readFileSync(new URL('programme28.txt', import.meta.url), 'utf8')
const found = extract(text)
const file = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
if ('problems' in file) throw new Error('The programme file of the document does not validate')
const { programme } = file

test('the document has its own number and day, not those of the page it was found on', () => {
  expect(found).toMatchObject({ number: '28-CTrHĐ/TU', issuedOn: '2012-11-08', issuer: 'Thành ủy' })
})

test('its tasks and duties stand in the clauses of the programme file, one for one', () => {
  expect(found.items.map(({ clause }) => clause)).toEqual(programme.assignments.map(({ clause }) => clause))
})

test('nobody is named for the tasks, and each duty has its body', () => {
  expect(found.items.filter(({ clause }) => clause.startsWith('II.')).map(({ agency }) => agency)).toEqual(
    Array(104).fill(null),
  )
  expect(
    found.items
      .filter(({ clause }) => clause.startsWith('III.'))
      .map(({ agency, cooperating }) => [agency, ...cooperating]),
  ).toEqual([
    ...Array(3).fill(['Các cấp ủy, tổ chức đảng, chính quyền, mặt trận và các đoàn thể chính trị - xã hội']),
    ...Array(5).fill(['Ban cán sự đảng Ủy ban nhân dân thành phố', 'Ủy ban nhân dân thành phố']),
    ...Array(3).fill(['Ban cán sự đảng Ủy ban nhân dân thành phố', 'các ban Thành ủy', 'Ủy ban Kiểm tra Thành ủy']),
    ['Ban Dân vận Thành ủy', 'Đảng đoàn Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội thành phố'],
    ...Array(2).fill(['Ban Tuyên giáo Thành ủy', 'các cơ quan báo chí thành phố']),
  ])
})

test('one day and four cadences are said, and no other', () => {
  expect(
    found.items.flatMap(({ clause, dueOn, recurrence }) =>
      dueOn ? [`${clause} ${dueOn}`] : recurrence ? [`${clause} ${recurrence}`] : [],
    ),
  ).toEqual(['II.2.3-08 yearly', 'II.4-05 yearly', 'II.5-02 yearly', 'III.2-1 2012-12-31', 'III.2-3 yearly'])
})

test('the eighteen targets have value, unit and day of the programme file, where the words say them', () => {
  const said = found.targets.map(({ clause, value, unit, by }) => ({ clause, value, unit, by }))
  const kept = programme.targets.map(({ clause, value, unit, by, id }) => ({
    clause,
    value,
    unit,
    by: id === 'T12' ? null : by,
  }))
  expect(said).toEqual(kept)
})

test('a comparator is the one that the words say', () => {
  expect(found.targets.map(({ comparator }) => comparator)).toEqual([
    '=',
    '<=',
    'increases',
    '<',
    '>=',
    '>=',
    '>=',
    '>=',
    '<',
    '>=',
    null,
    '>=',
    '=',
    '=',
    '<',
    '<=',
    '>=',
    null,
  ])
})

test.each([
  ['A1', 'giữa và cuối các giai đoạn'],
  ['A2', 'xây dựng đề án nghiên cứu” không nêu thời hạn'],
  ['A3', 'Định kỳ hàng năm báo cáo'],
  ['A4', 'ghi trong ngoặc chỉ nói về'],
  ['A5', '“Đến năm 2020” là đến ngày nào'],
  ['A6', 'là bằng hay ít nhất bằng'],
  ['A7', 'không nêu thời hạn; câu trước nêu mốc 31/12/2015'],
  ['A7', 'không phải một năm học'],
  ['A8', 'gấp chừng ấy lần hay tăng thêm'],
  ['A9', 'một khoản chung hay mỗi nguồn một khoản'],
  ['A10', '“trước thời hạn” là đến ngày nào'],
  ['A11', 'nhiệm vụ không nêu cơ quan thực hiện'],
  ['A12', 'thường xuyên'],
  ['A14', 'kết thúc hoạt động năm 2025'],
])('%s is asked: %s', (_, words) => {
  expect(found.questions.filter(({ about }) => about.includes(words))).not.toEqual([])
})
