import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Block, Paper } from '../../../domain/papers/paper.ts'
import { zipParts } from '../../../functions/files/zip.ts'
import { pdfText } from '../../../functions/reading/pdfText.ts'
import { wordFile } from '../../../functions/writing/word.ts'

const soffice = '/usr/bin/soffice'
const canConvert = existsSync(soffice) || process.env['CI'] !== undefined

// Words whose letters every font of a machine without Times New Roman has: others it takes one by one from elsewhere.
const rows = Array.from({ length: 80 }, (_, at) => [String(at + 1), `Hàng ${at + 1}`])
const table: Block = {
  kind: 'table',
  columns: [
    { heading: 'TT', share: 10, align: 'centre' },
    { heading: 'Tên hàng', share: 90, align: 'left' },
  ],
  rows,
  total: ['', 'Toàn thành'],
}
const paper: Paper = {
  form: 'state',
  issuer: { parent: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', name: 'Thanh tra' },
  type: 'report',
  abstract: 'Tình hình <năm> & "quý"',
  body: [
    { kind: 'section', text: 'I. TÌNH HÌNH' },
    { kind: 'paragraph', text: 'Đã làm xong' },
  ],
  annexes: [{ title: 'Danh sách', body: [table] }],
  signature: { position: 'Chánh Thanh tra' },
  recipients: ['Ủy ban nhân dân thành phố'],
}

async function parts(of: Paper): Promise<(name: string) => string> {
  const zip = zipParts(await wordFile(of))
  return (name) => new TextDecoder().decode(zip?.find((part) => part.name === name)?.read(5_000_000))
}

/** The attributes of the one element of that name. */
function settingIn(document: string, element: string): { readonly [name: string]: string } {
  const [, attributes = ''] = new RegExp(`<w:${element} ([^>]*)/>`).exec(document) ?? []
  return Object.fromEntries([...attributes.matchAll(/w:(\w+)="(-?\w+)"/g)].map(([, name, value]) => [name, value]))
}

describe('a paper as a Word file', () => {
  it('is A4 with the margins of its form, in Times New Roman, and ends as the form ends', async () => {
    const document = (await parts(paper))('word/document.xml')
    expect(settingIn(document, 'pgSz')).toMatchObject({ w: '11905', h: '16837' })
    expect(settingIn(document, 'pgMar')).toMatchObject({ top: '1133', right: '1133', bottom: '1133', left: '1700' })
    expect((await parts(paper))('word/styles.xml').includes('Times New Roman')).toBe(true)
    expect(document.includes('>Đã làm xong./.<')).toBe(true)
    const party = (await parts({ ...paper, form: 'party' }))('word/document.xml')
    expect(settingIn(party, 'pgMar')).toMatchObject({ top: '1133', right: '850', bottom: '1133', left: '1700' })
    expect(party.includes('>Đã làm xong.<')).toBe(true)
  })

  it('the head of a table comes again on every page, and no row is cut by one', async () => {
    const document = (await parts(paper))('word/document.xml')
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    // Each of the table, and the two rows that set head and foot side by side.
    expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(rows.length + 2 + 2)
  })

  it.skipIf(!canConvert)(
    'opens in LibreOffice, page by page as it is meant',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dondoc-paper-'))
      try {
        await writeFile(join(folder, 'bao-cao.docx'), await wordFile(paper))
        const profile = `-env:UserInstallation=file://${folder}/profile`
        await promisify(execFile)(soffice, [
          profile,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          join(folder, 'bao-cao.docx'),
        ])
        const read = await pdfText(await readFile(join(folder, 'bao-cao.pdf')))
        const text = 'text' in read ? read.text : ''
        const words = [
          'THANH TRA',
          'BÁO CÁO',
          'Tình hình <năm> & "quý"',
          'I. TÌNH HÌNH',
          'Đã làm xong./.',
          'CHÁNH THANH TRA',
          'Danh sách',
          'Hàng 80',
          'Toàn thành',
        ]
        const found = words.filter((one) => text.includes(one))
        expect(found.toSorted((one, other) => text.indexOf(one) - text.indexOf(other))).toEqual(words)
        expect(text.match(/Tên hàng/g)?.length).toBeGreaterThan(1)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    60_000,
  )
})
