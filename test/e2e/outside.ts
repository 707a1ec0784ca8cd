/** What leaves the screen: the letters of the next morning, and what a printer is given. */
import type { Page } from 'playwright-core'
import { pdfText } from '../../functions/reading/pdfText.ts'
import { goTo, titled } from './place.ts'

/** A day passes, with its round of letters, at the hand of whoever looks at the page. */
export async function nextDay(page: Page): Promise<void> {
  const later = page.getByRole('button', { name: '+1 ngày' })
  if (!(await later.isVisible())) await page.getByRole('button', { name: 'Chuyển thời gian' }).click()
  await later.click()
  await page.getByText(/^Đã đến ngày/).waitFor()
}

/** The letter that a mailbox gets about something on one of the next mornings; a day off has none. */
export async function letterAbout(page: Page, mailbox: string, words: string): Promise<string> {
  for (let days = 0; days < 5; days += 1) {
    await nextDay(page)
    const letter = await letterTo(page, mailbox)
    if (letter.includes(words)) return letter
  }
  throw new Error(`No letter to ${mailbox} speaks of “${words}”`)
}

/** The newest letter to a mailbox, opened and read. */
export async function letterTo(page: Page, mailbox: string): Promise<string> {
  await goTo(page, 'Hộp thư')
  await titled(page, 'Hộp thư mô phỏng')
  const theirs = page.getByRole('listitem').filter({ has: page.getByText(mailbox, { exact: true }) })
  await theirs.first().getByRole('link').click()
  // Its plain part, behind the other.
  const letter = page.locator('pre.letter')
  await letter.waitFor({ state: 'attached' })
  return (await letter.textContent()) ?? ''
}

/** What comes out of the printer, as it reads, line ends aside. */
export async function printed(page: Page): Promise<string> {
  const read = await pdfText(await page.pdf({ format: 'A4' }))
  return 'text' in read ? read.text.normalize('NFC').replaceAll(/\s+/g, ' ') : ''
}
