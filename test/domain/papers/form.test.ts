import { describe, expect, test } from 'vitest'
import { romanWritten } from '../../../domain/extraction/numerals.ts'
import { annexNumber, formOf, placeOf, settingOf, signatureOf } from '../../../domain/papers/form.ts'
import type { Paper } from '../../../domain/papers/paper.ts'

const paper: Paper = {
  form: 'state',
  issuer: { parent: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', name: 'Sở Y tế' },
  number: '12/BC-SYT',
  place: 'Thành phố Hồ Chí Minh',
  on: '2013-02-05',
  type: 'report',
  abstract: 'Kết quả thực hiện',
  body: [],
  annexes: [],
  signature: { position: 'Giám đốc' },
  recipients: ['Ủy ban nhân dân thành phố (để báo cáo)'],
}

describe('the form of a paper', () => {
  test('of the State (Nghị định 30/2020/NĐ-CP)', () => {
    expect(settingOf(paper)).toMatchObject({
      parent: 'ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH',
      issuer: 'SỞ Y TẾ',
      hasStar: false,
      numberLine: 'Số: 12/BC-SYT',
      nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      motto: 'Độc lập - Tự do - Hạnh phúc',
      dateLine: 'Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2013',
      typeName: 'BÁO CÁO',
      signature: ['GIÁM ĐỐC'],
      ending: './.',
      recipients: ['- Ủy ban nhân dân thành phố (để báo cáo);', '- Lưu: VT.'],
    })
  })

  test('of the Party (Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW)', () => {
    expect(settingOf({ ...paper, form: 'party', number: '140-BC/BCSĐ', on: '2013-12-16' })).toMatchObject({
      hasStar: true,
      numberLine: 'Số 140-BC/BCSĐ',
      nation: 'ĐẢNG CỘNG SẢN VIỆT NAM',
      motto: undefined,
      dateLine: 'Thành phố Hồ Chí Minh, ngày 16 tháng 12 năm 2013',
      ending: '.',
      recipients: ['- Ủy ban nhân dân thành phố (để báo cáo),', '- Lưu Văn phòng.'],
    })
  })

  test('what nobody has given yet is left to be written by hand', () => {
    const { number: _, place: __, on: ___, ...unsigned } = paper
    expect(settingOf(unsigned)).toMatchObject({
      numberLine: 'Số: ……/BC-……',
      dateLine: '……, ngày …… tháng …… năm ……',
    })
    expect(settingOf({ ...unsigned, form: 'party' }).numberLine).toBe('Số ……-BC/……')
  })

  test.each([
    ['Thành ủy Thành phố Hồ Chí Minh', 'party'],
    ['Ban Thường vụ Tỉnh ủy Cao Bằng', 'party'],
    ['Văn phòng Thành ủy', 'party'],
    ['Ban cán sự đảng Ủy ban nhân dân thành phố', 'party'],
    ['Đảng đoàn Liên đoàn Lao động thành phố', 'party'],
    ['Ủy ban Kiểm tra Thành ủy', 'party'],
    ['Ban Tuyên giáo Thành ủy', 'party'],
    ['Ủy ban nhân dân Quận 1', 'state'],
    ['Sở Lao động - Thương binh và Xã hội', 'state'],
    ['Ban Quản lý các khu chế xuất và công nghiệp thành phố', 'state'],
    ['Văn phòng Ủy ban nhân dân thành phố', 'state'],
  ])('%s writes in the form of the %s', (agency, form) => {
    expect(formOf(agency)).toBe(form)
  })

  test('a collective is signed for, an office by who heads it', () => {
    const council = { name: 'Ủy ban nhân dân Quận 1' }
    const collective = { ...paper, signature: signatureOf(council, 'Chủ tịch') }
    expect(settingOf(collective).signature).toEqual(['TM. ỦY BAN NHÂN DÂN QUẬN 1', 'CHỦ TỊCH'])
    expect(settingOf({ ...collective, form: 'party' }).signature[0]).toBe('T/M ỦY BAN NHÂN DÂN QUẬN 1')
    expect(signatureOf({ name: 'Văn phòng Thành ủy' }, 'Chánh Văn phòng')).toEqual({ position: 'Chánh Văn phòng' })
  })

  test('a place is read from a name that holds one, and guessed from none', () => {
    expect(placeOf(['Sở Y tế', 'Ủy ban nhân dân Thành phố Hồ Chí Minh'])).toBe('Thành phố Hồ Chí Minh')
    expect(placeOf(['Ủy ban nhân dân tỉnh Cao Bằng'])).toBe('Cao Bằng')
    expect(placeOf(['Sở Y tế', 'Ủy ban nhân dân thành phố'])).toBeUndefined()
  })

  test('annexes are numbered where there are several', () => {
    const annex = { title: 'Danh sách', body: [] }
    expect(annexNumber([annex], 0)).toBe('Phụ lục')
    expect(annexNumber([annex, annex], 1)).toBe('Phụ lục II')
    expect([1, 4, 9, 14].map(romanWritten)).toEqual(['I', 'IV', 'IX', 'XIV'])
  })
})
