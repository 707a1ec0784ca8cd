/**
 * A letter is answered by its link, on a phone and without an account. Clicks are counted besides typing: opening the
 * form, choosing the file, confirming: 3.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lettersKept } from '../../functions/stores/letters.ts'
import { taskById } from '../../functions/stores/tasks.ts'
import { browsing } from './browsing.ts'
import { canBrowse, phone, signIn, titled } from './place.ts'

describe.skipIf(!canBrowse)('a letter is answered by its link', { timeout: 90_000 }, () => {
  const { faults, demo, opened } = browsing('2013-03-14')
  const used = new Set<string>()

  /** A letter of an agency with open work in it that no other story has answered, and which of its links is for that. */
  async function aLetter(
    agency: string,
  ): Promise<{ readonly id: string; readonly ordinal: number; readonly task: string }> {
    const { table } = demo().system.services
    const { letters } = await lettersKept(table, { limit: 200 })
    for (const { id, places = [] } of letters) {
      for (const [ordinal, place] of places.entries()) {
        if (!('form' in place) || place.form.does !== 'answer' || place.form.agency !== agency) continue
        const task = await taskById(table, place.form.thing.replace('TASK#', ''))
        if (task?.standing.state !== 'open' || used.has(task.id)) continue
        used.add(task.id)
        return { id, ordinal, task: task.id }
      }
    }
    throw new Error(`No letter of ${agency} asks for an answer`)
  }

  /** As whoever reads the mailbox, which in a demo is the outbox. */
  async function linkIn({ id, ordinal }: { readonly id: string; readonly ordinal: number }): Promise<string> {
    const { page } = await opened()
    await signIn(page, /Chuyên viên tổng hợp/)
    await page.waitForURL((url) => url.pathname === '/' || url.pathname === '/tong-quan')
    await page.goto(`${demo().origin}/thu/${encodeURIComponent(id)}`)
    const links = page.locator('.letter a')
    await links.first().waitFor()
    return (await links.nth(ordinal).getAttribute('href')) ?? ''
  }

  async function fillIn(page: Page): Promise<void> {
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn A')
    await page.getByLabel('Chức vụ').fill('Chuyên viên')
    await page.getByLabel('Điện thoại').fill('028 0000 0000')
  }

  const file = { name: 'Báo cáo kết quả.txt', mimeType: 'text/plain', buffer: Buffer.from('Báo cáo kết quả thực hiện') }

  it('a result with a file in three clicks; the office sees it and how it came; used again it is refused in words; disowned it is held', async () => {
    const letter = await aLetter('so-y-te')
    const link = await linkIn(letter)
    const { page, complaints } = await opened(undefined, phone)
    await page.goto(link)
    await titled(page, 'Trả lời thư nhắc việc')
    await page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await page.getByText('Cơ quan trả lời').waitFor()
    expect(new URL(page.url()).hash).toBe('')
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Chọn tệp hoặc chụp ảnh' }).click()
    await (await choosing).setFiles(file)
    await page.getByText('đã nhận').waitFor()
    await page.getByLabel('Tên sản phẩm, văn bản').fill('Báo cáo kết quả')
    await page.getByLabel('Số hiệu').fill('12/BC-SYT')
    await page.getByLabel('Ngày ban hành').fill('14/03/2013')
    await fillIn(page)
    await page.getByRole('button', { name: 'Xác nhận và gửi' }).click()
    await titled(page, 'Đã nhận')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    expect(complaints).toEqual([])

    const office = await opened()
    await signIn(office.page, /Chuyên viên tổng hợp/)
    await office.page.waitForURL((url) => url.pathname === '/' || url.pathname === '/tong-quan')
    await office.page.goto(`${demo().origin}/nhiem-vu/${letter.task}`)
    await office.page.getByText('12/BC-SYT').first().waitFor()
    await office.page
      .getByText(/Nguyễn Văn A, Chuyên viên, 028 0000 0000, hộp thư/)
      .first()
      .waitFor()

    const again = await opened(undefined, phone)
    await again.page.goto(link)
    await again.page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await again.page
      .getByText(/Mỗi liên kết chỉ dùng để gửi một lần; liên kết này đã dùng ngày 14\/03\/2013: Nguyễn Văn A/)
      .waitFor()

    const { letters } = await lettersKept(demo().system.services.table, { limit: 5 })
    const receipt = letters.find(({ id }) => id.startsWith('receipt.'))
    const disown = await linkIn({ id: receipt?.id ?? '', ordinal: 0 })
    const mailbox = await opened(undefined, phone)
    await mailbox.page.goto(disown)
    await mailbox.page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await mailbox.page.getByText('Người gửi tự ghi: Nguyễn Văn A').waitFor()
    await mailbox.page.getByRole('button', { name: 'Không phải chúng tôi gửi' }).click()
    await titled(mailbox.page, 'Đã báo văn phòng')
    await office.page.reload()
    await office.page
      .getByText(/Cơ quan chủ trì phản hồi ngày 14\/03\/2013/)
      .first()
      .waitFor()
    expect(faults).toEqual([])
  })

  it('progress with what is missing said at its place, and nothing lost', async () => {
    const link = await linkIn(await aLetter('so-ldtbxh'))
    const { page } = await opened(undefined, phone)
    await page.goto(link)
    await page.getByRole('button', { name: 'Mở biểu mẫu' }).click()
    await page.getByLabel('Cập nhật tình hình thực hiện').check()
    await fillIn(page)
    await page.getByRole('button', { name: 'Xác nhận và gửi' }).click()
    await page.getByText('Ô “Tình hình thực hiện đến nay” đang để trống. Hãy ghi rồi gửi.').waitFor()
    await page.getByLabel('Tình hình thực hiện đến nay').fill('Đã xong dự thảo')
    expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Nguyễn Văn A')
    await page.getByRole('button', { name: 'Xác nhận và gửi' }).click()
    await titled(page, 'Đã nhận')
    expect(faults).toEqual([])
  })
})
