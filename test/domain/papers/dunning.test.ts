import { expect, test } from 'vitest'
import type { Directory } from '../../../domain/agencies/directory.ts'
import { type Dunned, dunningPaper } from '../../../domain/papers/dunning.ts'
import { settingOf } from '../../../domain/papers/form.ts'
import type { Block, Paper } from '../../../domain/papers/paper.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'
import { aTask } from '../tasks/builders.ts'

const directory: Directory = new Map(
  [
    anAgency('vp-ubnd', { name: 'Văn phòng Ủy ban nhân dân thành phố' }),
    anAgency('so-y-te', { name: 'Sở Y tế' }),
    anAgency('so-tai-chinh', { name: 'Sở Tài chính' }),
  ].map((agency) => [agency.id, agency]),
)

const ofHealth = aTask({ id: 'a' })
const ofFinance = aTask({ id: 'b', lead: 'so-tai-chinh', clause: 'II.1-01', dueOn: '2013-06-30' })

const dunned: Dunned = {
  programme: {
    title: 'Chương trình',
    document: { id: 'ct', title: 'Chương trình', number: '28-CTrHĐ/TU', issuedOn: '2012-11-08', issuer: 'thanh-uy' },
  },
  office: 'vp-ubnd',
  tasks: [ofFinance, ofHealth],
  basisOf: () => 'Văn bản số 12/KH-UBND',
  today: '2013-07-05',
  reportBy: '2013-07-12',
}

const words = ({ body }: Paper) => body.flatMap((block) => (block.kind === 'table' ? [] : [block.text])).join('\n')
const rowsIn = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))

function paperOf(more: Partial<Dunned> = {}): Paper {
  const paper = dunningPaper({ ...dunned, ...more }, directory)
  if (!paper) throw new Error('nothing is late')
  return paper
}

test('to one agency it lists its own late work in the text, and changes no deadline', () => {
  const paper = paperOf({ agency: 'so-y-te' })
  expect(settingOf(paper)).toMatchObject({
    typeName: undefined,
    numberLine: 'Số: ……/……',
    abstract: 'V/v đôn đốc thực hiện nhiệm vụ quá hạn của Chương trình hành động số 28-CTrHĐ/TU',
    salutation: ['Kính gửi: Sở Y tế'],
  })
  expect(rowsIn(paper.body)).toEqual([
    ['1', 'Văn bản số 12/KH-UBND, mục II.2.3, ý 8', ofHealth.title, 'Đề án', '28/06/2013', '7'],
  ])
  expect(paper.annexes).toEqual([])
  expect(words(paper)).toContain('còn 1 nhiệm vụ do cơ quan chủ trì đã quá hạn')
  expect(words(paper)).toContain('trước ngày 12/07/2013')
  expect(words(paper)).toContain('không thay đổi thời hạn đã giao')
})

test('to all it names each agency once, and lists the longest late first in an annex', () => {
  const paper = paperOf()
  expect(settingOf(paper).salutation).toEqual(['Kính gửi:', '- Sở Tài chính;', '- Sở Y tế.'])
  expect(rowsIn(paper.body)).toEqual([])
  expect(rowsIn(paper.annexes[0]?.body ?? []).map((row) => [row[3], row.at(-1)])).toEqual([
    ['Sở Y tế', '7'],
    ['Sở Tài chính', '5'],
  ])
  expect(settingOf({ ...paper, form: 'party' })).toMatchObject({
    numberLine: 'Số ……-CV/……',
    abstract: 'về việc đôn đốc thực hiện nhiệm vụ quá hạn của Chương trình hành động số 28-CTrHĐ/TU',
  })
})

test('where nothing is late there is no letter', () => {
  expect(dunningPaper({ ...dunned, today: '2013-06-28' }, directory)).toBeUndefined()
  expect(dunningPaper({ ...dunned, agency: 'vp-ubnd' }, directory)).toBeUndefined()
})
