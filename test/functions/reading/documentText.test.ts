import {
  DeletedTextRun,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import { describe, expect, it, test } from 'vitest'
import { documentText } from '../../../functions/reading/documentText.ts'
import { aPdf } from '../files/packages.ts'

describe('a Word document', () => {
  it('has the numbers that Word prints', async () => {
    const text = await read(
      paragraph('NHIỆM VỤ', 0),
      paragraph('Sở Y tế:', 1),
      paragraph('Rà soát quy định.', 2),
      paragraph('Báo cáo hàng năm.', 2),
      paragraph('Sở Tài chính bố trí kinh phí.', 1),
      paragraph('TỔ CHỨC THỰC HIỆN', 0),
      paragraph('Các sở thực hiện.', 1),
    )
    expect(text).toEqual({
      text: 'I. NHIỆM VỤ\n1. Sở Y tế:\na) Rà soát quy định.\nb) Báo cáo hàng năm.\n2. Sở Tài chính bố trí kinh phí.\nII. TỔ CHỨC THỰC HIỆN\n1. Các sở thực hiện.',
    })
  })

  it('has a line for each row of a table of work, a merged cell in each', async () => {
    const text = await read(
      new Table({
        rows: [
          row('TT', 'Nội dung', 'Cơ quan chủ trì', 'Thời gian'),
          new TableRow({
            children: [
              cell('1'),
              cell('Xây dựng bản đồ'),
              cell('Sở Y tế', VerticalMergeType.RESTART),
              cell('Quý III/2013'),
            ],
          }),
          new TableRow({
            children: [cell('2'), cell('Mở trang thông tin'), cell('', VerticalMergeType.CONTINUE), cell('31/10/2013')],
          }),
        ],
      }),
    )
    expect(text).toEqual({
      text: 'TT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tXây dựng bản đồ\tSở Y tế\tQuý III/2013\n2\tMở trang thông tin\tSở Y tế\t31/10/2013',
    })
  })

  it('has a line for each cell of a table that only lays out the page', async () => {
    const text = await read(
      new Table({ rows: [row('ỦY BAN NHÂN DÂN', 'CỘNG HÒA'), row('Số: 12/KH-UBND', 'ngày 05 tháng 02 năm 2013')] }),
    )
    expect(text).toEqual({ text: 'ỦY BAN NHÂN DÂN\nCỘNG HÒA\nSố: 12/KH-UBND\nngày 05 tháng 02 năm 2013' })
  })

  it('is read without what was deleted from it', async () => {
    const deleted = new DeletedTextRun({
      text: 'trước ngày 30/6 ',
      id: 1,
      author: 'Văn phòng',
      date: '2013-01-01T00:00:00Z',
    })
    expect(await read(new Paragraph({ children: [new TextRun('Hoàn thành '), deleted, new TextRun('sớm.')] }))).toEqual(
      { text: 'Hoàn thành sớm.' },
    )
  })
})

test('a PDF with text is read line by line', async () => {
  expect(await documentText(aPdf('1. Sở Y tế báo cáo kết quả', 'trước ngày 30 tháng 6 năm 2013.'))).toEqual({
    text: '1. Sở Y tế báo cáo kết quả\ntrước ngày 30 tháng 6 năm 2013.',
  })
})

test('a text keeps every unit of its file', async () => {
  expect(await documentText(Buffer.from('\ufeffKế hoạch\r\n', 'utf8'))).toEqual({ text: '\ufeffKế hoạch\r\n' })
  expect(await documentText(Buffer.from('\ufeffKế hoạch', 'utf16le'))).toEqual({ text: '\ufeffKế hoạch' })
})

const oldWord = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(512),
  Buffer.from('WordDocument', 'utf16le'),
])
const oldExcel = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(512),
  Buffer.from('Workbook', 'utf16le'),
])

test.each([
  ['a scan', aPdf(' '), 'scan'],
  ['a .doc', oldWord, 'old-word'],
  ['a .xls', oldExcel, 'sheet'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'picture'],
  [
    'TCVN3',
    Buffer.from('Thùc hiÖn NghÞ quyÕt §¹i héi §¶ng toµn quèc, Uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch', 'latin1'),
    'old-font',
  ],
  [
    'VNI',
    Buffer.from(
      'Thöïc hieän Nghò quyeát Ñaïi hoäi Ñaûng toaøn quoác, UÛy ban nhaân daân tænh ban haønh keá hoaïch',
      'utf8',
    ),
    'old-font',
  ],
  ['another encoding', Buffer.from([0x4b, 0xe9, 0x20, 0xff, 0x41, 0x42]), 'encoding'],
  ['a damaged PDF', Buffer.from('%PDF-1.7 rubbish'), 'damaged'],
  ['a damaged package', Buffer.from('504b0304000000', 'hex'), 'damaged'],
  ['nothing', Buffer.alloc(0), 'empty'],
  ['spaces', Buffer.from(' \n \n'), 'empty'],
])('%s is not read', async (_, bytes, unreadable) => {
  expect(await documentText(bytes)).toEqual({ unreadable })
})

async function read(...children: (Paragraph | Table)[]) {
  const levels = [
    { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.' },
    { level: 1, format: LevelFormat.DECIMAL, text: '%2.' },
    { level: 2, format: LevelFormat.LOWER_LETTER, text: '%3)' },
  ]
  const document = new Document({ numbering: { config: [{ reference: 'list', levels }] }, sections: [{ children }] })
  return documentText(await Packer.toBuffer(document))
}

function paragraph(text: string, level?: number): Paragraph {
  return new Paragraph({ text, ...(level !== undefined && { numbering: { reference: 'list', level } }) })
}

function cell(text: string, verticalMerge?: (typeof VerticalMergeType)[keyof typeof VerticalMergeType]): TableCell {
  return new TableCell({ children: [paragraph(text)], ...(verticalMerge && { verticalMerge }) })
}

function row(...cells: readonly string[]): TableRow {
  return new TableRow({ children: cells.map((text) => cell(text)) })
}
