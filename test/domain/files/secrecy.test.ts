import { describe, expect, it } from 'vitest'
import { bearsSecrecyMark } from '../../../domain/files/secrecy.ts'

describe('a mark of state secrecy', () => {
  it.each([
    'MẬT',
    'TỐI MẬT',
    'TUYỆT MẬT',
    '  TỐI   MẬT  ',
    '[MẬT]',
    '| TUYỆT MẬT |',
    '— MẬT —',
    'T Ố I  M Ậ T',
    'MẬT'.normalize('NFD'),
    'T\u200bUYỆT MẬT',
  ])('stands on its own line: %j', (line) => {
    expect(bearsSecrecyMark(`ỦY BAN NHÂN DÂN\n${line}\r\nSố: 12/BC-UBND`)).toBe(true)
    expect(bearsSecrecyMark(line)).toBe(true)
  })

  it.each([
    'Công tác bảo vệ bí mật nhà nước',
    'Mật',
    'mật',
    'Độ mật: không',
    'Danh mục bí mật nhà nước độ TỐI MẬT của ngành y tế',
    'MẬT ONG',
    '1. MẬT',
    '',
  ])('is not a word in a text: %j', (line) => {
    expect(bearsSecrecyMark(`Báo cáo\n${line}\nNơi nhận`)).toBe(false)
  })
})
