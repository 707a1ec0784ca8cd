/**
 * A department's whole life with one piece of work, on a phone as narrow as people still carry: the letter, the task,
 * progress, more time, a result with a photograph, returned, handed in again, accepted.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browsing } from './browsing.ts'
import { letterAbout } from './outside.ts'
import { canBrowse, goTo, phone, signIn, titled } from './place.ts'
import { demoFolder, people, settled } from './screens.ts'
import { workOfHealth } from './work.ts'

describe.skipIf(!canBrowse)('a department with a phone', { timeout: 120_000 }, () => {
  const { faults, demo, opened } = browsing(demoFolder)
  const { theirs } = workOfHealth(demo)

  const dialog = (page: Page) => page.getByRole('dialog')

  /** Nothing has to be pushed aside to be read. */
  const fits = async (page: Page) => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)

  it('does all it owes, from the letter to the acceptance', async () => {
    const task = await theirs()
    const office = await opened()
    await signIn(office.page, people.office)
    await titled(office.page, 'Bàn làm việc')
    await office.page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await office.page.getByRole('button', { name: 'Nhắc, đôn đốc' }).click()
    await dialog(office.page).getByRole('textbox', { name: 'Lời nhắc' }).fill('Đề nghị báo cáo tiến độ')
    await dialog(office.page).getByRole('button', { name: 'Nhắc, đôn đốc' }).click()
    await dialog(office.page).waitFor({ state: 'hidden' })

    const { page, complaints } = await opened(demo(), phone)
    await signIn(page, people.department)
    await titled(page, 'Bàn làm việc')
    expect(await letterAbout(page, 'soyte@example.com', task.title)).toContain('Đề nghị báo cáo tiến độ')
    await fits(page)

    await goTo(page, 'Bàn làm việc')
    await page.getByRole('link', { name: task.title, exact: true }).first().click()
    await titled(page, task.title)
    await settled(page)
    await fits(page)

    await page.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await dialog(page).getByRole('textbox', { name: 'Đã làm được gì' }).fill('Đã lập kế hoạch')
    await fits(page)
    await dialog(page).getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await page.getByText('Đã lập kế hoạch').first().waitFor()

    await page.getByRole('button', { name: 'Xin gia hạn' }).click()
    await dialog(page).getByRole('button', { name: '+30 ngày' }).click()
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Chờ thiết bị')
    await fits(page)
    await dialog(page).getByRole('button', { name: 'Xin gia hạn', exact: true }).click()
    await page.getByText(/^Xin gia hạn đến/).waitFor()

    await page.getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo kết quả')
    const chooser = page.waitForEvent('filechooser')
    await dialog(page).getByRole('button', { name: 'Chọn tệp' }).click()
    const file = { name: 'bao-cao.txt', mimeType: 'text/plain', buffer: Buffer.from('Báo cáo kết quả') }
    await (await chooser).setFiles(file)
    await dialog(page)
      .getByRole('checkbox', { name: /không chứa bí mật nhà nước/ })
      .check()
    await dialog(page).getByText('đã nhận').waitFor()
    await fits(page)
    await dialog(page).getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText('Trong hạn (chờ xác nhận)').first().waitFor()

    await office.page.goto(demo().origin)
    await office.page.getByRole('button', { name: `Trả lại: ${task.title}` }).click()
    await dialog(office.page).getByRole('link', { name: 'bao-cao.txt' }).waitFor()
    await dialog(office.page).getByRole('textbox', { name: 'Lý do' }).fill('Chưa có chữ ký')
    await dialog(office.page).getByRole('button', { name: 'Trả lại' }).click()
    await dialog(office.page).waitFor({ state: 'hidden' })

    await goTo(page, 'Bàn làm việc')
    await page.reload()
    await page
      .getByText(/Trả lại ngày .*: Chưa có chữ ký/)
      .first()
      .waitFor()
    await fits(page)
    await page
      .getByRole('button', { name: `Nộp kết quả: ${task.title}` })
      .first()
      .click()
    await dialog(page).getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo kết quả, đã ký')
    await dialog(page).getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).waitFor({ state: 'hidden' })

    await office.page.reload()
    await office.page.getByRole('button', { name: `Xác nhận: ${task.title}` }).click()
    await dialog(office.page).getByText('Báo cáo kết quả, đã ký').waitFor()
    await dialog(office.page)
      .getByRole('button', { name: /^Xác nhận/ })
      .first()
      .click()
    // The next that waits is shown in its place.
    await dialog(office.page).getByText('Báo cáo kết quả, đã ký').waitFor({ state: 'hidden' })

    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByText('Hoàn thành đúng hạn').first().waitFor()
    await settled(page)
    await fits(page)
    expect([...complaints, ...office.complaints]).toEqual([])
    expect(faults).toEqual([])
  })
})
