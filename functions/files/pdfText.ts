/**
 * The text of a PDF (unpdf, which is pdf.js in one module): its pages, what its notes and forms say, its title. It is
 * loaded with the first PDF, because it weighs more than all else of the API together.
 */

/** Undefined for what says that it is a PDF and cannot be read as one: damaged, or closed by a password. */
export async function textOfPdf(bytes: Uint8Array): Promise<string | undefined> {
  const { getDocumentProxy } = await import('unpdf')
  // A copy: what is given to pdf.js is taken away from whoever gave it.
  const opening = getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  // pdf.js names what it does not understand in many ways, and all of them mean the same here.
  const document = await opening.catch(() => undefined)
  if (!document) return undefined
  try {
    return await textIn(document)
  } catch {
    return undefined
  } finally {
    await document.loadingTask.destroy()
  }
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>
type Page = Awaited<ReturnType<PdfDocument['getPage']>>

/** More than any report has; what has more is no paper that an office reads. */
const mostPages = 5000
const mostCharacters = 50 * 1024 * 1024
/** Whoever confirms waits for it, on AWS never more than 29 s. */
const mostMilliseconds = 20_000

async function textIn(document: PdfDocument): Promise<string | undefined> {
  if (document.numPages > mostPages) return undefined
  const { info } = await document.getMetadata()
  const texts = [textOf(info, 'Title'), textOf(info, 'Subject')]
  const begun = performance.now()
  let length = 0
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const text = `${linesOf(await wordsOn(page)).join('\n')}\n${await notesOn(page)}`
    page.cleanup()
    texts.push(text)
    length += text.length
    if (length > mostCharacters || performance.now() - begun > mostMilliseconds) return undefined
  }
  return texts.join('\n')
}

/** A run of text as a page draws it: where it begins and ends across the page, how high it stands, how large it is. */
interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly base: number
  readonly size: number
}

async function wordsOn(page: Page): Promise<readonly Word[]> {
  const { items } = await page.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , , x = 0, y = 0] = item.transform.map(Number)
    return [{ text: item.str, from: x, to: x + item.width, base: y, size: item.height }]
  })
}

/**
 * Each line as it is drawn, and each part of it that stands apart from the rest: a stamp stands beside other words at the
 * same height as often as alone.
 */
function linesOf(words: readonly Word[]): readonly string[] {
  const rows: Word[][] = []
  for (const word of words.toSorted((a, b) => b.base - a.base || a.from - b.from)) {
    const row = rows.at(-1)
    const isSame = row?.[0] && Math.abs(row[0].base - word.base) <= Math.max(1, word.size / 3)
    if (isSame) row.push(word)
    else rows.push([word])
  }
  return rows.flatMap((row) => {
    const apart = partsOf(row.toSorted((a, b) => a.from - b.from))
    return apart.length === 1 ? apart : [apart.join(' '), ...apart]
  })
}

/** Wider than any space between two words of a line, justified or letter-spaced. */
const gapInSizes = 2

function partsOf(row: readonly Word[]): readonly string[] {
  const parts: string[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const { text, from, to, size } of row) {
    const gap = from - end
    if (parts.length === 0 || gap > gapInSizes * size) parts.push(text)
    else parts.push(`${parts.pop()}${gap > size / 8 ? ' ' : ''}${text}`)
    end = Math.max(end, to)
  }
  return parts
}

/** What stands in notes, text stamps and the fields of a form, which are drawn over the page. */
async function notesOn(page: Page): Promise<string> {
  const notes: readonly object[] = await page.getAnnotations()
  return notes
    .flatMap((note) => [
      textOf(Reflect.get(note, 'contentsObj'), 'str'),
      textOf(note, 'fieldValue'),
      ...linesIn(Reflect.get(note, 'textContent')),
    ])
    .join('\n')
}

function textOf(from: unknown, name: string): string {
  const value: unknown = typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined
  return typeof value === 'string' ? value : ''
}

function linesIn(lines: unknown): readonly string[] {
  return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : []
}
