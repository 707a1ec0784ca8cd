/** Two programmes in force at once, the same department in both: one desk, its letters, and a page for either. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { called, programme28 } from '../local/cli/called.ts'
import { browsing } from './browsing.ts'
import { letterAbout } from './outside.ts'
import { canBrowse, goTo, signIn, titled } from './place.ts'
import { demoFolder, people, settled } from './screens.ts'

const title = 'Khám sức khỏe học đường cho học sinh tiểu học'

/** The agencies of programme 28 as they stand, one task for Sở Y tế by the Friday. */
function secondProgramme(): string {
  const { agencies, settings } = parse(readFileSync(programme28, 'utf8'))
  const { agencies: more } = parse(readFileSync('programmes/28-ctrhd-tu/assignments.demo.yaml', 'utf8'))
  return stringify({
    schema: 1,
    id: '40-ctrhd-tu',
    title: 'Chương trình hành động vì trẻ em',
    document: 'vb-40',
    period: { from: '2015-03-02', to: '2016-12-31' },
    stages: [{ id: 'gd-1', title: 'Giai đoạn 2015 - 2016', from: '2015-03-02', to: '2016-12-31' }],
    settings: { ...settings, roll: 'none' },
    documents: [
      {
        id: 'vb-40',
        title: 'Chương trình hành động vì trẻ em',
        number: '40-CTrHĐ/TU',
        issuedOn: '2015-03-02',
        issuer: 'thanh-uy',
      },
    ],
    agencies: [...agencies, ...more],
    groups: [],
    sections: [{ id: 'I', title: 'Nhiệm vụ' }],
    clauses: [{ id: 'I-1', title }],
    targets: [],
    assignments: [
      {
        id: 'I-1',
        clause: 'I-1',
        kind: 'task',
        title,
        lead: 'so-y-te',
        givenBy: 'ubnd-tp',
        basis: 'vb-40',
        product: 'Báo cáo khám sức khỏe',
        schedule: { kind: 'once', dueOn: '2015-03-20', bound: 'by' },
      },
    ],
    questions: [],
  })
}

async function withSecond(data: string): Promise<void> {
  await demoFolder(data)
  const file = `${data}-40.yaml`
  writeFileSync(file, secondProgramme())
  const { code, err } = await called('launch', file, '--data', data)
  if (code !== 0) throw new Error(err)
}

describe.skipIf(!canBrowse)('two programmes at once', { timeout: 120_000 }, () => {
  const { faults, demo, opened } = browsing(withSecond)

  async function signedIn(who: 'office' | 'department'): Promise<Page> {
    const { page } = await opened()
    await signIn(page, people[who])
    await titled(page, 'Bàn làm việc')
    return page
  }

  it('a department has both on one desk and is written to of either; a page of one programme says which, and keeps to it', async () => {
    const page = await signedIn('department')
    await settled(page)
    const desk = page.getByRole('main')
    await desk.getByRole('link', { name: title, exact: true }).waitFor()
    await desk
      .getByRole('link', { name: /^Chủ động phòng dịch/ })
      .first()
      .waitFor()

    await goTo(page, 'Tổng quan')
    const chooser = page.getByRole('combobox', { name: 'Chương trình' })
    await chooser.selectOption({ label: '40-CTrHĐ/TU: Chương trình hành động vì trẻ em' })
    await page.getByText('Bốn loại kết quả: 1 nhiệm vụ có thời hạn').waitFor()
    await page.reload()
    await page.getByText('Bốn loại kết quả: 1 nhiệm vụ có thời hạn').waitFor()
    await chooser.selectOption('28-ctrhd-tu')
    await page.getByText(/^Bốn loại kết quả: \d\d nhiệm vụ/).waitFor()

    const letter = await letterAbout(page, 'soyte@example.com', title)
    expect(letter).toContain('Chương trình hành động vì trẻ em')
    expect(faults).toEqual([])
  })

  it('a task of either opens in its own programme, and the office accepts both from one desk', async () => {
    const page = await signedIn('department')
    await page
      .getByRole('button', { name: `Nộp kết quả: ${title}` })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Tên tài liệu, sản phẩm' }).fill('Báo cáo khám sức khỏe')
    await dialog.getByRole('button', { name: 'Nộp kết quả' }).click()
    await dialog.waitFor({ state: 'hidden' })

    const office = await signedIn('office')
    await office.getByRole('button', { name: /^Xác nhận: Huy động, sử dụng tín dụng/ }).waitFor()
    await office.getByRole('link', { name: title }).first().click()
    await titled(office, title)
    await office.getByText('40-CTrHĐ/TU').first().waitFor()
    await office.getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
    await office.getByRole('dialog').getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
    await office.getByText('Hoàn thành đúng hạn').first().waitFor()

    await page.goto(`${demo().origin}/nhiem-vu?tim=hoc+duong`)
    await settled(page)
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByText('Hoàn thành đúng hạn')
      .waitFor()
    expect(faults).toEqual([])
  })
})
