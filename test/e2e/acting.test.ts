/**
 * What people do on the pages, from the button to the other party's screen. Clicks are counted, besides typing: a
 * result handed in from the desk 4, accepted and the next 2, a leader's decision 2, the sheet for Monday 1.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { taskById } from '../../functions/stores/tasks.ts'
import { browsing } from './browsing.ts'
import { canBrowse, goTo, phone, signIn, titled } from './place.ts'
import { workOfHealth } from './work.ts'

describe.skipIf(!canBrowse)('people act in a browser', { timeout: 90_000 }, () => {
  const { faults, demo, replaceDemo, served, opened } = browsing('2013-03-14')

  const { theirs, does, state } = workOfHealth(demo)

  const dialog = (page: Page) => page.getByRole('dialog')

  /** Each click that a person would make is counted. */
  function counting() {
    let clicks = 0
    return {
      click: async (locator: ReturnType<Page['locator']>) => {
        clicks += 1
        await locator.click()
      },
      count: () => clicks,
    }
  }

  it('a department hands in from its desk in four clicks; the office sees it, accepts it and the next in two', async () => {
    const [first, second] = [await theirs(), await theirs()]
    await does(second, { type: 'submit', evidence: [{ title: 'Báo cáo', number: '7/BC-SYT' }] })

    const { page, complaints } = await opened()
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    const hand = counting()
    // What is typed while a file is on its way stays.
    await page.route('**/api/files/*/confirmation', async (route) => {
      await dialog(page).getByRole('textbox', { name: 'Số, ký hiệu' }).fill('12/BC-SYT')
      await route.continue()
    })
    await hand.click(page.getByRole('button', { name: `Nộp kết quả: ${first.title}` }).first())
    await dialog(page).getByText('Sẽ báo cho: Văn phòng Ủy ban nhân dân thành phố').waitFor()
    await dialog(page).getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo kết quả')
    await dialog(page).getByRole('textbox', { name: 'Ngày ban hành' }).fill('130313')
    const chooser = page.waitForEvent('filechooser')
    await hand.click(dialog(page).getByRole('button', { name: 'Chọn tệp' }))
    const file = { name: 'bao-cao.txt', mimeType: 'text/plain', buffer: Buffer.from('Báo cáo kết quả') }
    await (await chooser).setFiles(file)
    await hand.click(dialog(page).getByRole('checkbox', { name: /không chứa bí mật nhà nước/ }))
    await dialog(page).getByText('đã nhận').waitFor()
    await hand.click(dialog(page).getByRole('button', { name: 'Nộp kết quả' }))
    await dialog(page).waitFor({ state: 'hidden' })
    expect(hand.count()).toBe(4)
    await page.getByRole('status').getByText('Đã nộp kết quả.').waitFor()
    expect(await state(first)).toBe('submitted')
    expect(complaints).toEqual([])

    const { page: office, complaints: ofOffice } = await opened()
    await signIn(office, /Văn phòng Thành ủy/)
    await titled(office, 'Bàn làm việc')
    const accept = counting()
    await accept.click(office.getByRole('button', { name: `Xác nhận: ${first.title}` }).first())
    await dialog(office).getByText('12/BC-SYT Báo cáo kết quả').waitFor()
    await dialog(office).getByRole('link', { name: 'bao-cao.txt' }).waitFor()
    await accept.click(dialog(office).getByRole('button', { name: 'Xác nhận và xem việc kế tiếp' }))
    await dialog(office).getByText('12/BC-SYT').waitFor({ state: 'hidden' })
    await dialog(office).getByText('Kết quả đã nộp').waitFor()
    expect(accept.count()).toBe(2)
    expect(await state(first)).toBe('done')
    expect(ofOffice).toEqual([])

    // The department sees what became of it.
    await page.goto(`${demo().origin}/nhiem-vu/${first.id}`)
    await page.getByText('Hoàn thành đúng hạn').first().waitFor()
    expect(faults).toEqual([])
  })

  it('a department asks for more time on a phone; the office proposes, the leader decides in two clicks', async () => {
    const task = await theirs()
    const { page, complaints } = await opened(demo(), phone)
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByRole('button', { name: 'Xin gia hạn' }).click()
    await dialog(page).getByRole('button', { name: 'Xin gia hạn', exact: true }).click()
    // What is missing is told with a way to it, and has the focus.
    const summary = dialog(page).getByRole('alert')
    await summary.getByRole('link', { name: 'Ô “Lý do” đang để trống. Hãy ghi rồi gửi lại.' }).waitFor()
    expect(await page.evaluate(`document.activeElement?.getAttribute('role')`)).toBe('alert')
    await dialog(page).getByRole('button', { name: '+30 ngày' }).click()
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Chờ số liệu của quận, huyện')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).press('Control+Enter')
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText(/^Xin gia hạn đến/).waitFor()
    expect(complaints).toEqual([])

    const { page: office, complaints: ofOffice } = await opened()
    await signIn(office, /Văn phòng Thành ủy/)
    await titled(office, 'Bàn làm việc')
    await goTo(office, 'Tổng quan')
    await office.getByRole('button', { name: `Đề xuất với lãnh đạo: ${task.title}` }).click()
    await dialog(office).getByRole('textbox', { name: 'Lý do' }).fill('Số liệu về chậm là khách quan')
    await dialog(office).getByRole('button', { name: 'Đề xuất với lãnh đạo' }).click()
    await dialog(office).waitFor({ state: 'hidden' })
    expect(ofOffice).toEqual([])

    const { page: leader, complaints: ofLeader } = await opened()
    await signIn(leader, /Chủ tịch Ủy ban nhân dân thành phố/)
    await titled(leader, 'Tổng quan')
    await leader.getByText('Lý do: Số liệu về chậm là khách quan').waitFor()
    const decide = counting()
    await decide.click(leader.getByRole('button', { name: `Đồng ý: ${task.title}`, exact: true }))
    await dialog(leader).getByText('Sẽ báo cho: Sở Y tế').waitFor()
    await decide.click(dialog(leader).getByRole('button', { name: 'Quyết định gia hạn' }))
    await dialog(leader).waitFor({ state: 'hidden' })
    expect(decide.count()).toBe(2)
    expect(ofLeader).toEqual([])

    await page.reload()
    await page
      .getByText(/quyết định ngày .*: Số liệu về chậm là khách quan/)
      .first()
      .waitFor()
    await page.getByText('Chờ thông báo kết luận.').first().waitFor()
    expect(faults).toEqual([])
  })

  it('the sheet for Monday is one click away, and says what the overview says', async () => {
    const { page, complaints } = await opened()
    await signIn(page, /Chủ tịch Ủy ban nhân dân thành phố/)
    await titled(page, 'Tổng quan')
    const late = await page.locator('.cells .openLate .count').textContent()
    const sheet = counting()
    await sheet.click(page.getByRole('link', { name: /Tờ giao ban tuần/ }))
    await titled(page, 'Tờ giao ban tuần')
    expect(sheet.count()).toBe(1)
    await page.getByText('Tuần từ thứ Hai 11/03/2013 đến Chủ nhật 17/03/2013').waitFor()
    expect(
      await page
        .getByRole('row', { name: /Chưa hoàn thành, quá hạn/ })
        .getByRole('cell')
        .nth(1)
        .textContent(),
    ).toBe(late)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    expect(complaints).toEqual([])
  })

  it('of two who change one task the second sees both versions, keeps what was typed, and sends all the same', async () => {
    const task = await theirs()
    const { page } = await opened()
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await dialog(page).getByRole('textbox', { name: 'Đã làm được gì' }).fill('Đã lấy ý kiến xong')
    await does(task, { type: 'reportProgress', text: 'Đang lấy ý kiến' })
    await dialog(page).getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    const row = dialog(page).getByRole('row', { name: /Tiến độ/ })
    await row.getByRole('cell', { name: /Đang lấy ý kiến/ }).waitFor()
    await row.getByRole('cell', { name: '(không có)' }).waitFor()
    expect(await dialog(page).getByRole('textbox', { name: 'Đã làm được gì' }).inputValue()).toBe('Đã lấy ý kiến xong')
    await dialog(page).getByRole('button', { name: 'Vẫn gửi' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    expect((await taskById(demo().system.services.table, task.id))?.progress?.text).toBe('Đã lấy ý kiến xong')
    expect(faults).toEqual([])
  })

  it('a server that is gone in the middle of a form loses nothing of it; signing out leaves nothing behind', async () => {
    const task = await theirs()
    const data = demo().system.folder.path
    const { page } = await opened()
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    const field = () => dialog(page).getByRole('textbox', { name: 'Đã làm được gì' })
    await field().fill('Đã trình dự thảo')
    const { port } = demo()
    await demo().close()
    await dialog(page).getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await dialog(page).getByText('Không kết nối được với hệ thống.').waitFor()
    expect(await field().inputValue()).toBe('Đã trình dự thảo')
    replaceDemo(await served(data, port))
    await page.reload()
    await page.getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await dialog(page).getByText('Đã lấy lại bản nháp').waitFor()
    expect(await field().inputValue()).toBe('Đã trình dự thảo')
    await dialog(page).getByRole('button', { name: 'Cập nhật tiến độ' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText('Đã trình dự thảo').first().waitFor()

    await page.getByRole('button', { name: 'Xin gia hạn' }).click()
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Chưa gửi')
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Xin gia hạn')
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await titled(page, 'Chọn người để đăng nhập')
    expect(await page.evaluate(`Object.keys(localStorage).filter((name) => name.includes('draft'))`)).toEqual([])

    // On another machine it is there, for them alone.
    const { page: elsewhere } = await opened()
    await signIn(elsewhere, /Sở Y tế/)
    await titled(elsewhere, 'Bàn làm việc')
    await elsewhere.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await elsewhere.getByRole('button', { name: 'Xin gia hạn' }).click()
    await dialog(elsewhere).getByText('Đã lấy lại bản nháp').waitFor()
    expect(await dialog(elsewhere).getByRole('textbox', { name: 'Lý do' }).inputValue()).toBe('Chưa gửi')
    expect(faults).toEqual([])
  })

  it('many are accepted at once, and of each that could not be it is said why', async () => {
    const [one, other] = [await theirs(), await theirs()]
    for (const task of [one, other]) await does(task, { type: 'submit', evidence: [{ title: 'Báo cáo' }] })
    const { page } = await opened()
    await signIn(page, /Văn phòng Thành ủy/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu?cho=acceptance&coquan=so-y-te`)
    await page
      .getByRole('checkbox', { name: `Chọn: ${one.title}` })
      .first()
      .check()
    await page
      .getByRole('checkbox', { name: `Chọn: ${other.title}` })
      .first()
      .check()
    await page.getByRole('button', { name: 'Xác nhận hoàn thành (2)' }).click()
    await dialog(page).getByRole('textbox').waitFor()
    // Taken back meanwhile by who had handed it in.
    await does(other, { type: 'retract', reason: 'Nhầm tệp' })
    await dialog(page).getByRole('button', { name: 'Xác nhận hoàn thành (2)' }).click()
    await dialog(page).getByText('Đã thực hiện với 1 nhiệm vụ.').waitFor()
    await dialog(page)
      .getByText(/Chỉ xác nhận, trả lại hoặc rút lại được kết quả đang chờ xác nhận/)
      .waitFor()
    expect([await state(one), await state(other)]).toEqual(['done', 'open'])
    expect(faults).toEqual([])
  })

  it('an agency proposes a change of its assignment; the leader declines, and the agency reads why', async () => {
    const task = await theirs()
    const { page } = await opened()
    await signIn(page, /Sở Y tế/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByRole('button', { name: 'Đề xuất thay đổi nhiệm vụ được giao' }).click()
    await dialog(page).getByRole('button', { name: 'Thêm cơ quan phối hợp' }).click()
    await dialog(page).getByRole('combobox').last().selectOption({ label: 'Sở Nội vụ' })
    await dialog(page).getByRole('textbox', { name: 'Lý do' }).fill('Cần thống nhất về biên chế')
    await dialog(page).getByRole('button', { name: 'Đề xuất thay đổi nhiệm vụ được giao' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText(/chờ cơ quan giao trả lời: Cần thống nhất về biên chế/).waitFor()

    const { page: leader } = await opened()
    await signIn(leader, /Chủ tịch Ủy ban nhân dân thành phố/)
    await titled(leader, 'Tổng quan')
    await leader.getByRole('button', { name: /^Không đồng ý với đề xuất: / }).click()
    await dialog(leader).getByRole('textbox', { name: 'Lý do' }).fill('Giữ như kế hoạch')
    await dialog(leader).getByRole('button', { name: 'Không đồng ý với đề xuất' }).click()
    await dialog(leader).waitFor({ state: 'hidden' })

    await page.reload()
    await page.getByText(/không được chấp nhận, ngày 14\/03\/2013: Giữ như kế hoạch/).waitFor()
    expect(faults).toEqual([])
  })

  it('work is given from the list on a document entered on the way, and the new lead finds it on its desk', async () => {
    const task = await theirs()
    const { page, complaints } = await opened()
    await signIn(page, /Văn phòng Thành ủy/)
    await titled(page, 'Bàn làm việc')
    await page.goto(`${demo().origin}/nhiem-vu?coquan=so-y-te`)
    await page
      .getByRole('checkbox', { name: `Chọn: ${task.title}` })
      .first()
      .check()
    await page.getByRole('button', { name: 'Giao, điều chỉnh theo văn bản (1)' }).click()
    await dialog(page)
      .getByRole('combobox', { name: /^Cơ quan chủ trì/ })
      .selectOption({ label: 'Sở Lao động - Thương binh và Xã hội' })
    await dialog(page).getByRole('radio', { name: 'Nhập văn bản mới' }).check()
    await dialog(page).getByRole('textbox', { name: 'Số, ký hiệu' }).fill('15/TB-UBND')
    await dialog(page).getByRole('textbox', { name: 'Ngày ban hành' }).fill('13/03/2013')
    await dialog(page)
      .getByRole('combobox', { name: 'Cơ quan ban hành' })
      .selectOption({ label: 'Ủy ban nhân dân Thành phố Hồ Chí Minh' })
    await dialog(page).getByRole('textbox', { name: 'Trích yếu' }).fill('Thông báo giao lại nhiệm vụ')
    await dialog(page).getByText('Sẽ báo cho: Sở Lao động - Thương binh và Xã hội').waitFor()
    await dialog(page).getByRole('button', { name: 'Giao, điều chỉnh theo văn bản (1)' }).click()
    await dialog(page).getByText('Đã thực hiện với 1 nhiệm vụ.').waitFor()
    expect(complaints).toEqual([])

    const { page: labour } = await opened()
    await signIn(labour, /Sở Lao động/)
    await titled(labour, 'Bàn làm việc')
    await labour.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await labour.getByRole('button', { name: 'Nộp kết quả' }).waitFor()
    await labour.getByText('Văn bản số 15/TB-UBND ngày 13/03/2013').waitFor()
    expect(faults).toEqual([])
  })

  it('of an account that several people use, each says who it is before anything is sent, and the history shows it', async () => {
    const task = await theirs()
    const { page: office, complaints: ofOffice } = await opened()
    await signIn(office, /Văn phòng Thành ủy/)
    await office.goto(`${demo().origin}/quan-tri/nguoi`)
    await office.getByRole('button', { name: /^Sửa.* Sở Y tế/ }).click()
    await dialog(office)
      .getByRole('checkbox', { name: /Nhiều người dùng chung/ })
      .check()
    await dialog(office).getByRole('button', { name: 'Lưu' }).click()
    await dialog(office).waitFor({ state: 'hidden' })
    expect(ofOffice).toEqual([])

    const { page, complaints } = await opened()
    await signIn(page, /Sở Y tế/)
    await page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await page.getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo kết quả')
    await dialog(page).getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).getByRole('alert').getByText('Ô “Người thực hiện” đang để trống').waitFor()
    await dialog(page).getByRole('textbox', { name: 'Người thực hiện' }).fill('Văn thư trực ca sáng')
    await dialog(page).getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByText('Văn thư trực ca sáng').first().waitFor()
    expect(await state(task)).toBe('submitted')
    expect(complaints).toEqual([])
    expect(faults).toEqual([])
  })
})
