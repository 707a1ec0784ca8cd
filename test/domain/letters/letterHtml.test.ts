import { describe, expect, test } from 'vitest'
import { letterBlocks } from '../../../domain/letters/letterBlocks.ts'
import { letterHtml } from '../../../domain/letters/letterHtml.ts'

const answer = 'https://dondoc.example.com/tra-loi#28.aZ'

const text = `Kính gửi: Sở Y tế

Tính đến thứ Sáu, ngày 05/07/2013, các nhiệm vụ sau đây cần được quan tâm, xử lý:

I. VIỆC QUÁ HẠN
Đề nghị khẩn trương hoàn thành và nộp kết quả.

Chương trình 28
1. Xây dựng đề án <giảm quá tải> bệnh viện (mục II.2.3, ý 8)
   Sản phẩm: Đề án "A&B".
   Hạn: thứ Sáu, ngày 28/06/2013 (quá hạn 5 ngày làm việc).
   Trả lời: ${answer}
2. Kiện toàn mạng lưới
   Xem: https://la.example.com/

Còn 1 việc quá hạn khác chưa liệt kê ở đây.

Trân trọng.

Văn phòng Thành ủy
(thư do hệ thống Đôn đốc gửi tự động)`

const html = letterHtml({ subject: '[Nhắc việc] 2 việc quá hạn', text, addresses: [answer] })

/** What a reader of the page sees, without markup. */
const seen = html
  .replace(/<!--[\s\S]*?-->/g, '')
  .replace(/<(title|style)[\s\S]*?<\/\1>/g, '')
  .replace(/<[^>]*>/g, '\n')
  .replaceAll('&lt;', '<')
  .replaceAll('&gt;', '>')
  .replaceAll('&quot;', '"')
  .replaceAll('&#39;', "'")
  .replaceAll('&amp;', '&')

describe('the blocks of a letter', () => {
  test('are headings with what they ask, programmes, entries with their facts, and paragraphs', () => {
    expect(letterBlocks(text, [answer]).map(({ kind }) => kind)).toEqual([
      'paragraph',
      'paragraph',
      'heading',
      'programme',
      'entry',
      'entry',
      'paragraph',
      'paragraph',
      'paragraph',
    ])
    expect(letterBlocks(text, [answer])[4]).toEqual({
      kind: 'entry',
      number: '1',
      words: 'Xây dựng đề án <giảm quá tải> bệnh viện (mục II.2.3, ý 8)',
      lines: [
        { words: 'Sản phẩm: Đề án "A&B".' },
        { words: 'Hạn: thứ Sáu, ngày 28/06/2013 (quá hạn 5 ngày làm việc).' },
        { words: 'Trả lời', address: answer },
      ],
    })
  })
})

describe('a letter as HTML', () => {
  test('says every line of its plain text, a link by its words', () => {
    const plain = seen.replace(/\s+/g, '')
    for (const line of text.split('\n')) {
      const words = line.replace(`: ${answer}`, '')
      expect(plain).toContain(words.replace(/\s+/g, ''))
    }
  })

  test('has its own link as the one link, and a stranger’s address as words', () => {
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([answer])
  })

  test('is laid out by tables that say so, with every style on its element and nothing to be fetched', () => {
    const tables = [...html.matchAll(/<table[^>]*>/g)].map(([table]) => table)
    expect(tables.length).toBeGreaterThan(2)
    for (const table of tables) expect(table).toContain('role="presentation"')
    expect(html).not.toMatch(/<(style|script|link|img|iframe|form)\b|url\(|display:\s*flex|position:/)
  })

  test.each([
    ['text', '#1b1f24', '#ffffff'],
    ['minor words', '#4a5360', '#ffffff'],
    ['what is late', '#a8071a', '#ffffff'],
    ['a heading', '#0f4c8a', '#ffffff'],
    ['a button', '#ffffff', '#0f4c8a'],
  ])('%s is %s on %s, which stands out by 4.5 to 1 at least', (_, ink, paper) => {
    expect(html).toContain(ink)
    expect(contrast(ink, paper)).toBeGreaterThan(4.5)
  })
})

/** WCAG 2.1, contrast ratio. */
function contrast(ink: string, paper: string): number {
  const [darker = 0, lighter = 0] = [luminance(ink), luminance(paper)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
