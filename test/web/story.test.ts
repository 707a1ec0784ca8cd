/**
 * The pages as a person uses them, in a browser: signing in, the classes, a task, the clock, a letter, a cycle. A
 * machine without a browser leaves this out, and the count says so; a build server has one.
 */
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { written } from '../../domain/days.ts'
import { fourClasses } from '../../domain/tasks/classes.ts'
import { countsOfProgramme } from '../../functions/stores/counts.ts'
import { browsing } from '../e2e/browsing.ts'
import { canBrowse, goTo, phone, signIn, signInFirst, titled } from '../e2e/place.ts'
import { called } from '../local/cli/called.ts'
import { workbook } from '../local/office/workbooks.ts'

describe.skipIf(!canBrowse)('a demo in a browser', { timeout: 60_000 }, () => {
  const { place, faults, demo, served, opened } = browsing('2013-03-14')

  it('the office sees the classes, a task with its history, a week pass, a letter, a cycle', async () => {
    const { page, complaints } = await opened()
    await titled(page, 'Chọn người để đăng nhập')
    // The five of the demo, and who inspects a rehearsal.
    expect(await page.getByRole('listitem').count()).toBe(6)
    await signIn(page, /Văn phòng Thành ủy/)
    await titled(page, 'Bàn làm việc')
    await page.getByText('Thời gian mô phỏng · chương trình 28-CTrHĐ/TU').waitFor()

    await goTo(page, 'Tổng quan')
    await titled(page, 'Tổng quan')
    const { all } = await countsOfProgramme(demo().system.services.table, '28-ctrhd-tu', '2013-03-14')
    const classes = page.locator('.cells').first().locator('.count')
    await classes.first().waitFor()
    expect(await classes.allTextContents()).toEqual(fourClasses.map((name) => String(all[name])))

    await page.getByRole('link', { name: 'Chưa hoàn thành, trong hạn' }).click()
    await titled(page, 'Nhiệm vụ')
    const list = page.getByRole('table', { name: 'Nhiệm vụ' })
    await list.waitFor()
    await page.getByText(`${all.openInTime} nhiệm vụ`).waitFor()
    const before = await list.locator('tbody tr').count()
    expect(before).toBe(Math.min(all.openInTime, 60))
    await page.keyboard.press('/')
    await page.keyboard.type('ho ngheo')
    await expect.poll(() => list.locator('tbody tr').count()).toBeLessThan(before)
    // The list follows each key: it is right once the last one was heard.
    const first = list.locator('tbody tr').first()
    await expect.poll(async () => (await first.textContent())?.toLowerCase()).toContain('hộ nghèo')

    const link = list.getByRole('link').first()
    const title = await link.textContent()
    await link.click()
    await titled(page, title ?? '')
    await page.locator('.history li').first().waitFor()
    expect(await page.locator('.history').textContent()).toContain('Giao nhiệm vụ')

    await page.getByRole('button', { name: '+1 tuần' }).click()
    await page.getByText('Đã đến ngày 21/03/2013.').waitFor({ timeout: 30_000 })
    await page.getByText('Hôm nay: thứ Năm, 21/03/2013').waitFor()

    await goTo(page, 'Hộp thư')
    await page.locator('.letters a').filter({ hasText: '[Nhắc việc]' }).first().click()
    await page.getByText('Kính gửi: ').first().waitFor()
    const letterDay = await page.locator('.facts time').getAttribute('datetime')
    expect(String(letterDay) > '2013-03-14').toBe(true)

    await goTo(page, 'Đợt, kỳ')
    await page.getByRole('link', { name: /Kế hoạch và lộ trình triển khai/ }).click()
    await page.locator('.course li').first().waitFor()
    expect(await page.getByRole('list').filter({ hasText: 'chờ ban hành' }).getByRole('listitem').count()).toBe(8)
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })

  it('a department has its own work alone on its desk; English is one click away and is remembered', async () => {
    const { page, complaints } = await opened(demo(), phone)
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    const tasks = await page.locator('.tasks td.lead').allTextContents()
    expect(tasks.filter((lead) => lead !== 'Sở Y tế')).toEqual([])
    for (const name of ['Tổng quan', 'Nhiệm vụ', 'Chỉ tiêu', 'Đợt, kỳ', 'Hộp thư', 'Bàn làm việc']) {
      await goTo(page, name)
      await page.waitForLoadState('networkidle')
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 360])
    }
    await page.getByRole('button', { name: 'English' }).click()
    await titled(page, 'My desk')
    await page.reload()
    await titled(page, 'My desk')
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await titled(page, 'Choose who to sign in as')
    expect(complaints).toEqual([])
  })

  it('shortcuts are for whoever is not typing; a wrong day is told at its field, a past one by the API', async () => {
    const { page, complaints } = await opened()
    await signIn(page, /Chủ tịch Ủy ban nhân dân thành phố/)
    await titled(page, 'Tổng quan')
    const field = page.getByRole('textbox', { name: 'Đến ngày' })
    await page.keyboard.press('?')
    const shortcuts = page.getByRole('dialog', { name: 'Phím tắt' })
    await shortcuts.waitFor()
    await page.keyboard.press('Escape')
    await shortcuts.waitFor({ state: 'hidden' })
    await field.fill('')
    await field.pressSequentially('?/')
    expect(await field.inputValue()).toBe('?/')
    expect(await shortcuts.isVisible()).toBe(false)

    await field.fill('31/02/2015')
    await field.press('Enter')
    await page.getByText('Chưa đọc được ngày này.').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await field.fill('080313')
    await field.press('Enter')
    await page.getByRole('alert').getByText('08/03/2013').waitFor()
    // The API's refusal is an answer of 422, which a browser tells as an error of its own.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([])
    expect(written(demo().system.services.clock.today())).not.toBe('08/03/2013')
  })

  it("an office's first administrator comes in by the password that was given, and one of their own; nothing there is simulated", async () => {
    const data = join(place, 'office')
    const made = await called('init', '--office', '--from', await workbook(), '--data', data, '--json')
    const { code } = JSON.parse(made.out)
    const office = await served(data)
    onTestFinished(() => office.close())
    const { page, complaints } = await opened(office)
    await titled(page, 'Đăng nhập')
    await signInFirst(page, code)
    await page.getByText('Chưa có chương trình nào đang thực hiện.').waitFor()
    expect(await page.getByText('mô phỏng').count()).toBe(0)
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByLabel('Tên đăng nhập hoặc hộp thư').waitFor()
    // That the given password must be changed is an answer of 409, which a browser tells as an error of its own.
    expect(complaints.filter((complaint) => !/\/api\/session$|status of 409/.test(complaint))).toEqual([])
    expect(faults).toEqual([])
  })
})
