/** Somebody follows work of the office, leaves, and another goes on with it: from the first choice to the last list. */
import { describe, expect, it } from 'vitest'
import { enterPerson } from '../../functions/stores/registerChanges.ts'
import { tasksByDeadline } from '../../functions/stores/tasks.ts'
import { browsing } from './browsing.ts'
import { canBrowse, signIn, titled } from './place.ts'

const programme = '28-ctrhd-tu'

describe.skipIf(!canBrowse)('somebody leaves', { timeout: 90_000 }, () => {
  const { faults, demo, opened } = browsing('2013-01-31')

  it('what they follow is chosen in two fields, told before they go, and goes on with a successor', async () => {
    const { services } = demo().system
    const by = { person: 'chuyen-vien-van-phong', position: 'Chuyên viên', agency: 'vp-thanh-uy' }
    const positions = [{ agency: 'vp-thanh-uy', title: 'Chuyên viên', from: '2012-11-08' as const }]
    for (const [id, name, roles] of [
      ['nguoi-di', 'Chuyên viên sắp đi', ['secretariat']],
      ['nguoi-den', 'Chuyên viên mới đến', ['secretariat']],
      ['chanh-van-phong', 'Chánh Văn phòng', ['secretariatHead']],
    ] as const) {
      const person = { id, name, mailbox: `${id}@example.com`, roles: [...roles], positions }
      expect(await enterPerson(services, person, undefined, by)).toMatchObject({ id })
    }
    const { tasks } = await tasksByDeadline(services.table, programme, 'open', { limit: 1000 })
    const task = tasks.find(({ givenBy }) => givenBy === 'thanh-uy' || givenBy === 'ban-thuong-vu')
    if (!task) throw new Error('The committee gave nothing')

    const leaver = await opened()
    await signIn(leaver.page, /Chuyên viên sắp đi/)
    await leaver.page.goto(`${demo().origin}/nhiem-vu/${task.id}`)
    await leaver.page.getByRole('button', { name: 'Phân công theo dõi' }).click()
    const dialog = leaver.page.getByRole('dialog')
    await dialog.getByLabel('Chuyên viên theo dõi').selectOption('nguoi-di')
    await dialog.getByRole('button', { name: 'Phân công theo dõi' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await leaver.page.getByText('Chuyên viên sắp đi').last().waitFor()

    const head = await opened()
    await signIn(head.page, /Chánh Văn phòng/)
    await head.page.goto(`${demo().origin}/quan-tri/nguoi`)
    await head.page.getByRole('link', { name: 'Thôi đảm nhiệm Chuyên viên sắp đi' }).click()
    await titled(head.page, 'Thôi đảm nhiệm: Chuyên viên sắp đi')
    await head.page.getByText('Phiên làm việc đang mở, ở mọi máy: 1').waitFor()
    await head.page.getByRole('link', { name: task.title }).waitFor()
    await head.page.getByLabel('Người tiếp nhận').selectOption('nguoi-den')
    await head.page.getByRole('button', { name: 'Thôi đảm nhiệm' }).click()
    await head.page.getByText(/^Đã thôi đảm nhiệm từ ngày/).waitFor()
    await head.page.getByText('Không có việc nào đang chờ.').waitFor()
    expect(head.complaints).toEqual([])

    // At once: the browser that was open is signed in no more.
    await leaver.page.reload()
    await leaver.page.getByRole('button', { name: /Chánh Văn phòng/ }).waitFor()
    expect(await leaver.page.getByRole('button', { name: /Chuyên viên sắp đi/ }).count()).toBe(0)

    const heir = await opened()
    await signIn(heir.page, /Chuyên viên mới đến/)
    await heir.page.goto(`${demo().origin}/nhiem-vu?theodoi=nguoi-den`)
    await heir.page.getByRole('link', { name: task.title }).first().waitFor()
    expect(heir.complaints).toEqual([])
    expect(faults).toEqual([])
  })
})
