import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entryForms, readEntries } from '../../../local/office/entries.ts'
import { writeTemplate } from '../../../local/office/workbook.ts'
import { administrator, agencyHeadings, council, newPlace, office, personHeadings, workbook } from './workbooks.ts'

const today = '2026-11-24'

describe('the workbook of an office', () => {
  it('gives agencies and people, whichever order its columns have and whichever form a day has', async () => {
    const turned = [agencyHeadings, council, office].map((row) => row.toReversed())
    const dated = ['can-bo', 'Cán bộ', 'canbo@example.com', 'cap-uy', 'Bí thư', new Date('2025-03-09'), 'lãnh đạo']
    const path = await workbook(turned, [personHeadings, administrator, [null, null], dated])
    const entries = await readEntries(path, today)
    expect(entries).toMatchObject({
      agencies: [
        { id: 'cap-uy', office: 'van-phong', head: { position: 'Bí thư', mailbox: 'bithu@example.com' } },
        { id: 'van-phong', shortName: 'VPTU', superior: 'cap-uy' },
      ],
      people: [
        {
          id: 'quan-tri',
          roles: ['administrator', 'secretariat'],
          positions: [{ agency: 'van-phong', from: '2025-01-02' }],
        },
        { id: 'can-bo', roles: ['leader'], positions: [{ from: '2025-03-09' }] },
      ],
      administrator: { id: 'quan-tri' },
    })
  })

  it('a position that names no day begins today', async () => {
    const entries = await readEntries(await workbook(undefined, [personHeadings, administrator.with(5, null)]), today)
    expect(entries).toMatchObject({ people: [{ positions: [{ from: today }] }] })
  })

  it('every problem of every row is told at once, with sheet, row and column', async () => {
    const path = await workbook(
      [
        agencyHeadings,
        council.with(4, 'van-phong-khac'),
        office.with(5, 'không phải hộp thư').with(1, null),
        office.with(0, 'Văn Phòng'),
        office.with(0, 'cap-uy'),
      ],
      [
        personHeadings,
        administrator.with(5, '31/02/2025').with(6, 'thư ký'),
        administrator.with(0, 'b').with(3, 'so-x'),
      ],
    )
    expect(await readEntries(path, today)).toEqual({
      problems: [
        'Trang “Cơ quan”, hàng 3, cột B (Tên cơ quan): cần tên cơ quan, nhiều nhất 2.000 ký tự; ô đang để trống. Hãy ghi lại.',
        'Trang “Cơ quan”, hàng 3, cột F (Hộp thư): cần một hộp thư, như vanthu@example.com; ô ghi “không phải hộp thư”. Hãy ghi lại.',
        'Trang “Cơ quan”, hàng 4, cột A (Mã): cần một mã viết bằng chữ không dấu, số và dấu “-”, nhiều nhất 40 ký tự, như so-y-te; ô ghi “Văn Phòng”. Hãy ghi lại.',
        'Trang “Cơ quan”, hàng 5, cột A (Mã): mã “cap-uy” đã có ở hàng 2. Hãy đặt mã khác, hoặc bỏ hàng này.',
        'Trang “Người dùng”, hàng 2, cột F (Từ ngày): cần một ngày, như 31/12/2025; ô ghi “31/02/2025”. Hãy ghi lại.',
        'Trang “Người dùng”, hàng 2, cột G (Vai trò): cần một hoặc nhiều vai trò, cách nhau bằng dấu phẩy, trong: quản trị, văn phòng, lãnh đạo văn phòng, cơ quan thực hiện, thủ trưởng cơ quan thực hiện, lãnh đạo, người đánh giá, kiểm tra; ô ghi “thư ký”. Hãy ghi lại.',
        'Trang “Cơ quan”, hàng 2, cột E (Mã văn phòng giúp việc): không có cơ quan nào mang mã “van-phong-khac” ở trang “Cơ quan”. Hãy sửa mã, hoặc thêm cơ quan.',
        'Trang “Người dùng”, hàng 3, cột D (Mã cơ quan): không có cơ quan nào mang mã “so-x” ở trang “Cơ quan”. Hãy sửa mã, hoặc thêm cơ quan.',
      ],
    })
  })

  it.each([
    [
      'a sheet that is missing',
      () => workbook(undefined, undefined, ['Cơ quan', 'Trang khác']),
      'Thiếu trang “Người dùng”',
    ],
    ['a heading that is missing', () => workbook([agencyHeadings.slice(0, 5)]), 'hàng 1: thiếu cột “Hộp thư”'],
    ['a heading nobody knows', () => workbook([[...agencyHeadings, 'Fax'], council]), 'cột I: không có cột “Fax”'],
    ['a heading twice', () => workbook([[...agencyHeadings, 'Mã'], council]), 'cột “Mã” có hai lần'],
    [
      'nobody who administers',
      () => workbook(undefined, [personHeadings, administrator.with(6, 'văn phòng')]),
      '“quản trị”',
    ],
    [
      'an administrator who only comes later',
      () => workbook(undefined, [personHeadings, administrator.with(5, '01/01/2030')]),
      'từ ngày 24/11/2026 trở về trước',
    ],
    ['no agency', () => workbook([agencyHeadings], [personHeadings]), 'chưa có cơ quan nào'],
    ['no file', async () => 'khong-co.xlsx', 'Không có tệp khong-co.xlsx'],
    ['a folder', async () => newPlace(), 'Không đọc được tệp'],
    ['another kind of file', textFile, 'không phải là bảng tính .xlsx'],
  ])('%s is told', async (_, path, says) => {
    const read = await readEntries(await path(), today)
    expect('problems' in read ? read.problems.join('\n') : read).toContain(says)
  })

  it('the template is a workbook that is accepted as it stands', async () => {
    const path = join(newPlace(), 'mau.xlsx')
    await writeTemplate(path, entryForms)
    expect(await readEntries(path, today)).toMatchObject({ administrator: { roles: ['administrator', 'secretariat'] } })
  })
})

async function textFile(): Promise<string> {
  const path = join(newPlace(), 'a.xlsx')
  writeFileSync(path, 'Mã;Tên cơ quan\n')
  return path
}
