/**
 * A plan's annex on the pages: 104 rows given by few clicks, seen before they are given, and undone whole. Clicks are
 * counted as a person makes them, from the list of tasks on; what is typed is none.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { enterBodies } from '../../functions/steps/giveMany.ts'
import { allAssignments } from '../../functions/stores/assignments.ts'
import { system } from '../../functions/stores/tasks.ts'
import { annexDocx } from '../functions/reading/annexFiles.ts'
import { illustratedPlan } from '../functions/reading/illustratedPlan.ts'
import { called, programme28 } from '../local/cli/called.ts'
import { browsing } from './browsing.ts'
import { tooWide, violations } from './measures.ts'
import { canBrowse, goTo, signIn, titled } from './place.ts'

const mostClicks = 12

describe.skipIf(!canBrowse)('an annex in a browser', { timeout: 120_000 }, () => {
  const { faults, demo, opened, place } = browsing(async (data) => {
    await called('rehearse', programme28, '--until', '2012-12-20', '--no-demo', '--data', data)
  })

  it('104 clauses are given from an annex by at most twelve clicks, and undone', async () => {
    const { services } = demo().system
    const { rows, agencies, groups, programme } = illustratedPlan()
    expect(await enterBodies(services, programme.id, { agencies, groups }, system)).toBeUndefined()
    const file = join(place, 'phu-luc.docx')
    writeFileSync(file, await annexDocx(rows))

    const { page, complaints } = await opened()
    await signIn(page, /Văn phòng Thành ủy/)
    let clicks = 0
    const click = async (what: Locator) => {
      clicks += 1
      await what.click()
    }
    await goTo(page, 'Nhiệm vụ')
    clicks += 1
    await click(page.getByRole('link', { name: 'Giao việc' }))
    await click(page.getByRole('link', { name: /Giao theo phụ lục/ }))
    await titled(page, 'Giao theo phụ lục')
    const choosing = page.waitForEvent('filechooser')
    await click(page.getByRole('button', { name: /Chọn tệp/ }))
    await (await choosing).setFiles(file)
    await click(page.getByLabel(/không chứa bí mật nhà nước/))
    await page.getByText('phu-luc.docx').waitFor()
    await page.getByLabel('Số, ký hiệu').fill('01/KH-TU')
    await page.getByLabel('Ngày ban hành', { exact: true }).fill('20/12/2012')
    await page.getByLabel('Cơ quan ban hành').selectOption({ label: 'Thành ủy Thành phố Hồ Chí Minh' })
    clicks += 2
    await page.getByLabel('Trích yếu').fill('Kế hoạch thực hiện Chương trình')
    await click(page.getByRole('button', { name: 'Đọc phụ lục' }))
    await page.getByText('Đã rõ 104 trên 104 hàng.').waitFor()
    expect(await page.locator('tr.ready').count()).toBe(99)
    expect(await violations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await click(page.getByRole('button', { name: 'Giao theo 99 hàng' }))
    await said(page, 'Đã giao, điều chỉnh 99 nhiệm vụ theo phụ lục.')
    expect(clicks).toBeLessThanOrEqual(mostClicks)
    const assigned = async () =>
      (await allAssignments(services.table, programme.id)).filter(({ clause, to }) => clause.startsWith('II.') && to)
    expect(await assigned()).toHaveLength(104)

    await page.getByRole('button', { name: 'Hoàn tác cả phụ lục' }).click()
    await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
    await said(page, 'Đã hoàn tác; không còn gì của phụ lục này.')
    expect(await assigned()).toHaveLength(5)
    expect(complaints).toEqual([])
    expect(faults).toEqual([])
  })
})

const said = (page: Page, sentence: string) => page.getByRole('status').getByText(sentence).waitFor({ timeout: 60_000 })
