/** The text of a PDF in the order in which it is drawn, a line a printed line; unpdf is loaded only when one is read. */
import type { DocumentText } from './documentText.ts'

/** A page of a scan holds no letters, or the few of a stamp. */
const fewestLettersAPage = 25
/** More than any paper of an office. */
const mostPages = 2000

export async function pdfText(bytes: Uint8Array): Promise<DocumentText> {
  const { getDocumentProxy } = await import('unpdf')
  try {
    // What it is given it takes for its own: the bytes are copied.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    try {
      return await textOf(document)
    } finally {
      await document.loadingTask.destroy()
    }
  } catch {
    // Encrypted, cut off, or none at all: what it says against it is in English and of no use to its owner.
    return { unreadable: 'damaged' }
  }
}

async function textOf(
  document: Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>,
): Promise<DocumentText> {
  if (document.numPages > mostPages) return { unreadable: 'damaged' }
  const pages: string[] = []
  let letters = 0
  // One page after another, each let go of: all at once take half a gigabyte for two hundred.
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const text = withoutPageNumber(
      items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''),
    )
    letters += text.match(/\p{L}/gu)?.length ?? 0
    pages.push(text)
    page.cleanup()
  }
  return letters < fewestLettersAPage * pages.length ? { unreadable: 'scan' } : { text: pages.join('\n') }
}

function withoutPageNumber(page: string): string {
  return page.replace(/^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*\n/, '').replace(/\n\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$/, '')
}
