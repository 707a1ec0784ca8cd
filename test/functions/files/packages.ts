/** Packages as Word and Excel write them, part by part, and papers as printers write them, for tests. */
import { crc32, deflateRawSync } from 'node:zlib'

export function aPackage(parts: { readonly [name: string]: string | Uint8Array }): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const [bytes, title] = [Buffer.from(content), Buffer.from(name)]
    const packed = deflateRawSync(bytes)
    const facts = Buffer.alloc(22)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    const sizes = Buffer.alloc(4)
    sizes.writeUInt16LE(title.length, 0)
    const signature = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
    const entry = Buffer.concat([signature(0x04034b50), facts, sizes, title, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([signature(0x02014b50), Buffer.alloc(2), facts, sizes, place, title]))
    local.push(entry)
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

export function aDocx(...paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')
  return aPackage({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`,
  })
}

export function anXlsx(...strings: readonly string[]): Buffer {
  return aPackage({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  })
}

/** What is drawn at a place of a page, in points from its lower left corner. */
export interface Drawn {
  readonly text: string
  readonly at: readonly [number, number]
}

/** A PDF of one page (ISO 32000-1), with the characters of its font told as most programs tell them (9.10.3). */
export function aPdf(...drawn: readonly (string | Drawn)[]): Buffer {
  const placed = drawn.map(
    (one, index): Drawn => (typeof one === 'string' ? { text: one, at: [72, 760 - 20 * index] } : one),
  )
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
  const page = placed.map(({ text, at: [x, y] }) => `BT /F 12 Tf ${x} ${y} Td <${hex(text)}> Tj ET`).join('\n')
  const characters = [...new Set(placed.map(({ text }) => text).join(''))]
  const map = characters.map((one) => `<${hex(one)}> <${hex(one)}>`).join('\n')
  const stream = (content: string) => `<</Length ${content.length}>>stream\n${content}\nendstream`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>',
    '<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>',
    stream(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${characters.length} beginbfchar\n${map}\nendbfchar endcmap end end`,
    ),
    stream(page),
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(
    `${text}${table}trailer <</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
  )
}
