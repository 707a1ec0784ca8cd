/**
 * The four kinds of people, from signing in to what they print; each story ends on the other party's screen and in
 * the letter that the next morning brings it.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browsing } from './browsing.ts'
import { letterAbout, letterTo, nextDay, printed } from './outside.ts'
import { canBrowse, goTo, signIn, titled } from './place.ts'
import { demoFolder, type Person, people, settled } from './screens.ts'
import { workOfHealth } from './work.ts'

const ofHealth = 'soyte@example.com'

describe.skipIf(!canBrowse)('a day of each kind of people', { timeout: 120_000 }, () => {
  const { faults, demo, opened } = browsing(demoFolder)
  const { theirs, does } = workOfHealth(demo)

  const dialog = (page: Page) => page.getByRole('dialog')

  async function signedIn(who: Person): Promise<Page> {
    const { page } = await opened()
    await signIn(page, people[who])
    await titled(page, who === 'leader' || who === 'evaluator' ? 'Tổng quan' : 'Bàn làm việc')
    return page
  }

  it('a department hands in its result and prints its list; the office finds it on its desk and in its letter', async () => {
    const task = await theirs()
    const page = await signedIn('department')
    await goTo(page, 'Nhiệm vụ')
    await page.getByRole('searchbox').fill(task.title)
    await page.getByRole('link', { name: task.title }).first().click()
    await titled(page, task.title)
    await page.getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo kết quả')
    await dialog(page).getByRole('textbox', { name: 'Số, ký hiệu' }).fill('31/BC-SYT')
    await dialog(page).getByRole('textbox', { name: 'Ngày ban hành' }).fill('09/03/2015')
    await dialog(page).getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText('Trong hạn (chờ xác nhận)').first().waitFor()
    await page.goto(`${demo().origin}/nhiem-vu?coquan=so-y-te&cho=acceptance`)
    await settled(page)
    await page.getByRole('link', { name: task.title }).first().waitFor()
    const paper = await printed(page)
    expect(paper).toContain(task.title)
    expect(paper).toContain('Trong hạn (chờ xác nhận)')
    expect(paper).not.toContain('Bàn làm việc')

    const office = await signedIn('office')
    await office.getByRole('button', { name: `Xác nhận: ${task.title}` }).waitFor()
    await nextDay(office)
    const letter = await letterTo(office, 'vp.ubnd@example.com')
    expect(letter).toContain('KẾT QUẢ CHỜ XÁC NHẬN')
    expect(letter).toContain(task.title)
    expect(faults).toEqual([])
  })

  it('the office returns a result and prints the sheet for Monday; the department reads why on its desk and in its letter', async () => {
    const task = await theirs()
    await does(task, { type: 'submit', evidence: [{ title: 'Báo cáo', number: '32/BC-SYT' }] })
    const page = await signedIn('office')
    await page.getByRole('button', { name: `Trả lại: ${task.title}` }).click()
    await dialog(page).getByText('Sẽ báo cho: Sở Y tế').waitFor()
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Thiếu số liệu của hai huyện')
    await dialog(page).getByRole('button', { name: 'Trả lại' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await goTo(page, 'Tổng quan')
    await page.getByRole('link', { name: /Tờ giao ban tuần/ }).click()
    await titled(page, 'Tờ giao ban tuần')
    await page.getByRole('heading', { name: /Việc cần quyết định/ }).waitFor()
    await settled(page)
    const paper = await printed(page)
    expect(paper).toContain('Kết quả chung')
    expect(paper).not.toContain('Hộp thư')

    const department = await signedIn('department')
    await department
      .getByText(/Trả lại ngày .*: Thiếu số liệu của hai huyện/)
      .first()
      .waitFor()
    await nextDay(department)
    const letter = await letterTo(department, ofHealth)
    expect(letter).toContain(task.title)
    expect(letter).toContain('Thiếu số liệu của hai huyện')
    expect(faults).toEqual([])
  })

  it('a leader decides what the office proposed and prints the sheet without it; the department has its new day on screen and in its letter', async () => {
    const page = await signedIn('leader')
    const agree = page.getByRole('button', { name: /^Đồng ý: / }).first()
    const title = ((await agree.getAttribute('aria-label')) ?? '').replace('Đồng ý: ', '')
    await agree.click()
    await dialog(page).getByText('Sẽ báo cho: Sở Y tế').waitFor()
    await dialog(page).getByRole('button', { name: 'Quyết định gia hạn' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: /Tờ giao ban tuần/ }).click()
    await titled(page, 'Tờ giao ban tuần')
    await page.getByRole('heading', { name: /Việc cần quyết định/ }).waitFor()
    await settled(page)
    const paper = await printed(page)
    expect(paper).toContain('Việc cần quyết định')
    expect(paper).not.toContain('Xin gia hạn đến 20/07/2015')

    const department = await signedIn('department')
    await goTo(department, 'Nhiệm vụ')
    await department.getByRole('searchbox').fill(title)
    await department.getByRole('link', { name: title }).first().click()
    await titled(department, title)
    await department.getByText('Hạn: 20/07/2015').waitFor()
    await nextDay(department)
    const letter = await letterTo(department, ofHealth)
    expect(letter).toContain('VIỆC CÓ QUYẾT ĐỊNH GIA HẠN, ĐIỀU CHỈNH')
    expect(letter).toContain(title)
    expect(letter).toContain('20/07/2015')
    expect(faults).toEqual([])
  })

  it('an evaluator evaluates a target, a leader seals it, the evaluator prints it; whoever owes the figures is asked, and reads what was found', async () => {
    const page = await signedIn('evaluator')
    await goTo(page, 'Đợt, kỳ')
    await page.getByRole('button', { name: 'Mở đánh giá đột xuất' }).click()
    await dialog(page).getByRole('textbox', { name: 'Tên đợt đánh giá' }).fill('Đánh giá đột xuất về y tế cơ sở')
    await dialog(page).getByRole('radio', { name: 'Một số chỉ tiêu' }).check()
    await dialog(page)
      .getByRole('checkbox', { name: /^Trạm y tế/ })
      .first()
      .check()
    await dialog(page).getByRole('radio', { name: 'Nhập văn bản mới' }).check()
    await dialog(page).getByRole('textbox', { name: 'Số, ký hiệu' }).fill('5-QĐ/UBKT')
    await dialog(page).getByRole('textbox', { name: 'Ngày ban hành' }).fill('09/03/2015')
    await dialog(page)
      .getByRole('combobox', { name: 'Cơ quan ban hành' })
      .selectOption({ label: 'Ủy ban Kiểm tra Thành ủy' })
    await dialog(page).getByRole('textbox', { name: 'Trích yếu' }).fill('Quyết định đánh giá đột xuất')
    await dialog(page).getByRole('button', { name: 'Mở đánh giá đột xuất' }).click()
    await titled(page, 'Đánh giá đột xuất về y tế cơ sở')
    const cycle = page.url()
    await letterAbout(page, ofHealth, 'Đánh giá đột xuất về y tế cơ sở')

    const department = await signedIn('department')
    await department.getByRole('link', { name: 'Báo cáo tự đánh giá' }).click()
    await titled(department, 'Báo cáo tự đánh giá')
    await department.getByRole('button', { name: 'Gửi', exact: true }).waitFor()
    await department.getByRole('main').getByRole('textbox').first().fill('Mọi trạm y tế đều có bác sĩ')
    await department.getByRole('button', { name: 'Gửi', exact: true }).click()
    await department.getByRole('heading', { name: 'Nội dung đã gửi' }).waitFor()

    await page.goto(cycle)
    await page
      .getByRole('button', { name: /^Kết luận/ })
      .first()
      .click()
    await dialog(page).getByRole('radio', { name: 'Đạt', exact: true }).check()
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Đủ bác sĩ theo báo cáo của Sở')
    await dialog(page).getByRole('button', { name: 'Kết luận' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Trình chốt đánh giá' }).click()
    await dialog(page).getByRole('button', { name: 'Trình chốt đánh giá' }).click()
    await dialog(page).waitFor({ state: 'hidden' })

    const leader = await signedIn('leader')
    await leader.goto(cycle)
    await leader.getByRole('button', { name: 'Chốt đánh giá' }).click()
    await dialog(leader).getByRole('button', { name: 'Chốt đánh giá' }).click()
    await dialog(leader).waitFor({ state: 'hidden' })

    await page.reload()
    await page.getByText('Đủ bác sĩ theo báo cáo của Sở').waitFor()
    const paper = await printed(page)
    expect(paper).toContain('Đánh giá đột xuất về y tế cơ sở')
    expect(paper).toContain('Đủ bác sĩ theo báo cáo của Sở')
    await department.goto(cycle)
    await department.getByText('Đủ bác sĩ theo báo cáo của Sở').waitFor()
    expect(faults).toEqual([])
  })
})
