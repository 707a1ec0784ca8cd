/** The text of a PDF, a line a printed line; loaded only when one is read, for it is large. */
import type { DocumentText } from './documentText.ts'

/** A page of a scan holds no letters, or the few of a stamp. */
const fewestLettersAPage = 25

export async function pdfText(bytes: Uint8Array): Promise<DocumentText> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  try {
    // What it is given it takes for its own: the bytes are copied.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const { text: pages } = await extractText(document, { mergePages: false })
    const text = pages.map(withoutPageNumber).join('\n')
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    return letters < fewestLettersAPage * Math.max(1, pages.length) ? { unreadable: 'scan' } : { text }
  } catch {
    // Encrypted, cut off, or none at all: what it says against it is in English and of no use to its owner.
    return { unreadable: 'damaged' }
  }
}

function withoutPageNumber(page: string): string {
  return page.replace(/^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*\n/, '').replace(/\n\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$/, '')
}
