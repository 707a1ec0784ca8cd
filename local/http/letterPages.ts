/** The outbox: letters as they were composed, newest first, and one of them whole. */
import { written } from '../../domain/days.ts'
import { TableRefusal } from '../../functions/services.ts'
import { type KeptLetter, letterById, lettersKept } from '../../functions/stores/letters.ts'
import { dayAndTime } from '../clock.ts'
import type { Folder } from '../folder/folder.ts'
import { type Html, html } from './html.ts'
import { type Page, page } from './layout.ts'

const lettersOnAPage = 50

/** Undefined for a cursor that no page of letters gave. */
export async function lettersPage({ table }: Pick<Folder, 'table'>, cursor?: string): Promise<Page | undefined> {
  const read = await lettersKept(table, { limit: lettersOnAPage, ...(cursor ? { cursor } : {}) }).catch(unlessForeign)
  if (!read) return undefined
  const older = read.cursor === undefined ? undefined : `/thu?sau=${encodeURIComponent(read.cursor)}`
  return page(
    'Hộp thư đi',
    html`<h1>Hộp thư đi</h1>
<p>Thư mới nhất ở trên. Đây là thư của bản dùng thử: có phần minh họa, được giữ ở đây và không gửi đi đâu.</p>
${letterList(read.letters)}
<nav class="pager" aria-label="Các trang thư">
${cursor === undefined ? undefined : html`<a href="/thu">Về thư mới nhất</a>`}
${older === undefined ? undefined : html`<a href="${older}" rel="next">Thư cũ hơn</a>`}
</nav>`,
  )
}

function unlessForeign(error: unknown): undefined {
  if (!(error instanceof TableRefusal)) throw error
  return undefined
}

/** Undefined for a letter that is not there. */
export async function letterPage({ table }: Pick<Folder, 'table'>, id: string): Promise<Page | undefined> {
  const letter = id.length > 0 && id.length < 1000 ? await letterById(table, id) : undefined
  if (!letter) return undefined
  return page(
    letter.subject,
    html`<p><a href="/thu">Hộp thư đi</a></p>
<h1>${letter.subject}</h1>
<dl class="facts">
<div><dt>Gửi đến</dt><dd>${letter.to}</dd></div>
<div><dt>Lập lúc</dt><dd>${moment(letter)}</dd></div>
</dl>
<pre class="letter">${letter.text}</pre>`,
  )
}

export function letterList(letters: readonly KeptLetter[]): Html {
  if (letters.length === 0) return html`<p>Chưa có thư nào.</p>`
  return html`<ol class="letters">
${letters.map(
  (letter) => html`<li><a href="/thu/${encodeURIComponent(letter.id)}">${letter.subject}</a>
<span class="to">${letter.to}</span> <span class="when">${moment(letter)}</span></li>
`,
)}</ol>`
}

function moment({ composedAt }: KeptLetter): string {
  const { day, time } = dayAndTime(composedAt)
  return `${time} ngày ${written(day)}`
}
