/**
 * `npm run letters`: docs/letters, four letters of the demo as a mail program shows their HTML, 600 and 360 pixels wide.
 * The same demo gives the same pictures. Ends with 1, and names it, where a letter breaks a rule of axe-core (contrast,
 * alternative texts, roles, order of headings) or is wider than the screen.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { letterHtml } from '../../domain/letters/letterHtml.ts'
import { receiptLetter } from '../../domain/letters/linkLetters.ts'
import { addressed, type LinkedText } from '../../domain/links/link.ts'
import type { Table } from '../../functions/services.ts'
import { lettersKept } from '../../functions/stores/letters.ts'
import { openFolder } from '../../local/folder/folder.ts'
import { tooWide, violations } from './measures.ts'
import { openBrowser } from './place.ts'
import { demoFolder } from './screens.ts'

type Written = { readonly subject: string } & LinkedText

const shown = fileURLToPath(new URL('../../docs/letters/', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'dondoc-letters-'))
await demoFolder(join(place, 'data'))
const folder = await openFolder(join(place, 'data'), { readOnly: true })
const browser = await openBrowser()
const found: string[] = []
try {
  const letters = { ...(await digests(folder.table)), 'bao-nhan': receipt() }
  for (const [name, letter] of Object.entries(letters)) await picturesOf(name, letter)
} finally {
  await browser.close()
  folder.close()
  rmSync(place, { recursive: true })
}
for (const one of found) console.error(one)
process.exitCode = found.length > 0 ? 1 : 0

/** The newest of each kind that is neither the shortest nor too long for a page. */
async function digests(table: Table): Promise<Record<string, Written>> {
  const wanted: Readonly<Record<string, RegExp>> = {
    'co-quan-thuc-hien': /Kính gửi: Sở[\s\S]*VIỆC QUÁ HẠN[\s\S]*II\. /,
    'thu-truong': /Kính gửi: Giám đốc/,
    'van-phong': /KẾT QUẢ CHỜ XÁC NHẬN/,
  }
  const letters: Record<string, Written> = {}
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await lettersKept(table, { limit: 100, ...(cursor === undefined ? {} : { cursor }) })
    for (const { subject, text, places = [] } of page.letters) {
      const entries = text.match(/^\d+\. /gm)?.length ?? 0
      const kind = Object.keys(wanted).find((name) => !letters[name] && wanted[name]?.test(text))
      if (kind !== undefined && entries <= 5) letters[kind] = { subject, text, places }
    }
    cursor = page.cursor
  }
  return letters
}

function receipt(): Written {
  const about = { addressee: 'Sở Y tế', office: 'Văn phòng Thành ủy', on: '2013-03-15' } as const
  return receiptLetter(
    { ...about, title: 'Xây dựng đề án giảm quá tải bệnh viện (mục II.2.3, ý 8)' },
    { what: 'kết quả', by: 'Chuyên viên Phòng Kế hoạch, 028 0000 0000', mailbox: 'so-y-te@example.com' },
    { does: 'disown', thing: 'TASK#viec', agency: 'so-y-te', link: 'a' },
  )
}

async function picturesOf(name: string, { subject, text, places }: Written): Promise<void> {
  const addresses = places.map((_, index) => `https://dondoc.example.com/tra-loi#${index + 1}`)
  const html = letterHtml({ subject, text: addressed(text, addresses), addresses })
  for (const width of [600, 360]) {
    const page = await browser.newPage({ viewport: { width, height: 400 } })
    await page.setContent(html)
    const flaws = [...(await violations(page)), ...(await tooWide(page))]
    found.push(...flaws.map((flaw) => `${name}, ${width} px: ${flaw}`))
    await page.screenshot({ path: join(shown, `${name}-${width}.png`), fullPage: true, animations: 'disabled' })
    await page.close()
  }
}
