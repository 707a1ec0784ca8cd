import { describe, expect, it } from 'vitest'
import { contentsOf } from '../../../functions/files/contents.ts'
import { aDocx, anXlsx, aPackage } from './packages.ts'

const text = (bytes: Uint8Array) => contentsOf(bytes)?.text
const types = { '[Content_Types].xml': '<Types/>' }

describe('what a file is', () => {
  it.each([
    ['pdf', Buffer.from('%PDF-1.7\n…')],
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['txt', Buffer.from('Báo cáo\r\n\tQuý I')],
    ['txt', Buffer.from('\ufeffBáo cáo', 'utf16le')],
    ['docx', aDocx('Báo cáo')],
    ['xlsx', anXlsx('Báo cáo')],
  ])('is told by its bytes: %s', (kind, bytes) => {
    expect(contentsOf(bytes)?.kind).toBe(kind)
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
  ])('%s is no kind that is taken', (_, bytes) => {
    expect(contentsOf(bytes)).toBeUndefined()
  })
})

describe('the text of a document', () => {
  it('has a line for each paragraph, also in headers and boxes, and each cell', () => {
    const paragraph =
      '<w:p><w:r><w:t>T</w:t></w:r><w:r><w:t xml:space="preserve">ỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p>'
    const docx = aPackage({
      ...types,
      'word/document.xml': `<w:p><w:t>Trước</w:t><w:txbxContent>${paragraph}</w:txbxContent></w:p>`,
      'word/header1.xml': '<w:hdr><w:p><w:t>Đầu trang &amp; s&#x1ED1; 1</w:t></w:p></w:hdr>',
    })
    const lines = text(docx)
      ?.split('\n')
      .filter((line) => line !== '')
    expect(lines).toEqual(['Trước', 'TỐI MẬT', 'Đầu trang & số 1'])
    expect(text(anXlsx('Sở Y tế', 'MẬT'))?.split('\n')).toContain('MẬT')
  })
})
