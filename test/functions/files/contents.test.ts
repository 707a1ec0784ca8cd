import { describe, expect, it } from 'vitest'
import { bearsSecrecyMark } from '../../../domain/files/secrecy.ts'
import { contentsOf } from '../../../functions/files/contents.ts'
import { aDocx, anXlsx, aPackage, aPdf } from './packages.ts'

async function text(bytes: Uint8Array): Promise<string> {
  const contents = await contentsOf(bytes)
  return 'text' in contents ? contents.text : contents.code
}
const lines = async (bytes: Uint8Array) => (await text(bytes)).split('\n').filter((line) => line.trim() !== '')
const types = { '[Content_Types].xml': '<Types/>' }

describe('what a file is', () => {
  it.each([
    ['pdf', aPdf('Báo cáo')],
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['txt', Buffer.from('Báo cáo\r\n\tQuý I')],
    ['txt', Buffer.from('\ufeffBáo cáo', 'utf16le')],
    ['docx', aDocx('Báo cáo')],
    ['xlsx', anXlsx('Báo cáo')],
  ])('is told by its bytes: %s', async (kind, bytes) => {
    expect(await contentsOf(bytes)).toMatchObject({ kind })
  })

  it.each([
    ['a program', Buffer.from('MZ\u0000\u0001')],
    ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a plain package', aPackage({ 'thu.txt': 'Thư' })],
    ['a Word file with macros', aPackage({ ...types, 'word/document.xml': '<a/>', 'word/vbaProject.bin': 'x' })],
    ['a package that is cut off', aDocx('Báo cáo').subarray(0, 100)],
    ['a package whose directory lies', aDocx('Báo cáo').fill(0x7f, 40, 60)],
    ['a document that unpacks to more than a document holds', aDocx('0'.repeat(60 * 1024 * 1024))],
    ['text in no encoding of today', Buffer.from([0x42, 0xe1, 0x6f, 0x20, 0xff])],
  ])('%s is no kind that is taken', async (_, bytes) => {
    expect(await contentsOf(bytes)).toEqual({ code: 'file-kind-unknown' })
  })

  it.each([
    ['is damaged', Buffer.from('%PDF-1.7\n…')],
    ['is cut off before its first page', aPdf('Báo cáo').subarray(0, 60)],
  ])('a PDF that %s is refused as unreadable', async (_, bytes) => {
    expect(await contentsOf(bytes)).toEqual({ code: 'pdf-unreadable' })
  })
})

describe('the text of a document', () => {
  it('has a line for each paragraph, also in headers and boxes, and each cell', async () => {
    const paragraph =
      '<w:p><w:r><w:t>T</w:t></w:r><w:r><w:t xml:space="preserve">ỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p>'
    const docx = aPackage({
      ...types,
      'word/document.xml': `<w:p><w:t>Trước</w:t><w:txbxContent>${paragraph}</w:txbxContent></w:p>`,
      'word/header1.xml': '<w:hdr><w:p><w:t>Đầu trang &amp; s&#x1ED1; 1</w:t></w:p></w:hdr>',
    })
    expect(await lines(docx)).toEqual(['Trước', 'TỐI MẬT', 'Đầu trang & số 1'])
    expect(await lines(anXlsx('Sở Y tế', 'MẬT'))).toContain('MẬT')
  })

  it('has the words of a watermark in Word, and of headers and reckoned cells in Excel', async () => {
    const watermark =
      '<w:p><w:r><w:pict><v:shape><v:textpath style="x" string="T&#7888;I M&#7852;T"/></v:shape></w:pict></w:r></w:p>'
    expect(await lines(aPackage({ ...types, 'word/document.xml': '<a/>', 'word/header1.xml': watermark }))).toContain(
      'TỐI MẬT',
    )
    const sheet = '<sheetData><c t="str"><f>A1</f><v>TUYỆT MẬT</v></c><c><v>1</v></c></sheetData>'
    const header = '<headerFooter><oddHeader>&amp;LSố 1&amp;C&amp;"Times,Bold"&amp;14MẬT</oddHeader></headerFooter>'
    const found = await lines(
      aPackage({
        ...types,
        'xl/workbook.xml': '<workbook/>',
        'xl/worksheets/sheet1.xml': `<worksheet>${sheet}${header}</worksheet>`,
      }),
    )
    expect(found).toEqual(expect.arrayContaining(['TUYỆT MẬT', 'MẬT']))
  })

  it('has, of a PDF, each line and each part of it that stands apart', async () => {
    const found = await lines(
      aPdf(
        { text: 'Số: 12/BC-UBND', at: [72, 760] },
        { text: 'Độc lập - Tự do', at: [320, 761] },
        { text: 'M', at: [72, 740] },
        { text: 'ẬT', at: [80, 740] },
        { text: 'ngày 1 tháng 2', at: [320, 740] },
        { text: 'bảo', at: [72, 700] },
        { text: 'MẬT', at: [94, 700] },
      ),
    )
    expect(found).toEqual([
      'Số: 12/BC-UBND Độc lập - Tự do',
      'Số: 12/BC-UBND',
      'Độc lập - Tự do',
      'M ẬT ngày 1 tháng 2',
      'M ẬT',
      'ngày 1 tháng 2',
      'bảo MẬT',
    ])
    expect(bearsSecrecyMark(found.join('\n'))).toBe(true)
    expect(bearsSecrecyMark(await text(aPdf('Báo cáo', 'MẬT ĐỘ XÂY DỰNG', 'BẢO MẬT', 'Mật')))).toBe(false)
  })
})
