import { describe, expect, test } from 'vitest'
import { type Body, bodyReader } from '../../../domain/annex/bodies.ts'
import { anAgency } from '../../functions/tinyProgramme.ts'

const agencies = [
  anAgency('ubnd-tp', { name: 'Ủy ban nhân dân Thành phố Hồ Chí Minh', shortName: 'UBND thành phố' }),
  anAgency('ubnd-quan-1', { name: 'Ủy ban nhân dân Quận 1' }),
  anAgency('so-ldtbxh', { name: 'Sở Lao động - Thương binh và Xã hội' }),
  anAgency('so-gddt', { name: 'Sở Giáo dục và Đào tạo' }),
  anAgency('so-vhttdl', { name: 'Sở Văn hóa, Thể thao và Du lịch' }),
  anAgency('so-y-te', { name: 'Sở Y tế' }),
  anAgency('so-tai-chinh', { name: 'Sở Tài chính' }),
]
const groups = [{ id: 'quan-huyen', name: 'Ủy ban nhân dân 24 quận, huyện', members: [{ agency: 'ubnd-quan-1' }] }]
const read = bodyReader(new Map(agencies.map((one) => [one.id, one])), new Map(groups.map((one) => [one.id, one])))
const ids = (bodies: readonly Body[]) => bodies.map((body) => ('agency' in body ? body.agency : body.group))

describe('a cell names', () => {
  test.each([
    ['Sở LĐ-TB&XH', ['so-ldtbxh']],
    ['Sở LĐTBXH, Sở Y tế và Sở GD&ĐT', ['so-ldtbxh', 'so-y-te', 'so-gddt']],
    ['Sở Văn hoá, Thể thao và Du lịch; UBND quận 1', ['so-vhttdl', 'ubnd-quan-1']],
    ['UBND TP', ['ubnd-tp']],
    ['Ủy ban nhân dân thành phố', ['ubnd-tp']],
    ['UBND các quận, huyện', ['quan-huyen']],
    ['Sở Y tế\nSở Tài chính', ['so-y-te', 'so-tai-chinh']],
    ['Sở Y tế (chủ trì), Sở YT', ['so-y-te']],
  ])('%s', (cell, wanted) => {
    const { bodies, ...others } = read(cell)
    expect(ids(bodies)).toEqual(wanted)
    expect(others).toEqual({ ambiguous: [], unknown: [], general: [] })
  })

  test.each(['UBND quận 25', 'Sở Ngoại vụ', 'Ủy ban nhân dân Quận 1 mới'])('nobody who is registered: %s', (cell) => {
    expect(read(cell)).toEqual({ bodies: [], ambiguous: [], unknown: [cell], general: [] })
  })

  test('bodies of no name beside those that have one', () => {
    expect(read('Sở Y tế và các sở, ngành liên quan')).toEqual({
      bodies: [{ agency: 'so-y-te' }],
      ambiguous: [],
      unknown: [],
      general: ['các sở, ngành liên quan'],
    })
  })
})

test('what two bodies are called by in short is ambiguous', () => {
  const twins = [anAgency('a', { name: 'Sở Tài nguyên' }), anAgency('b', { name: 'Sở Thanh niên' })]
  const { bodies, ambiguous } = bodyReader(new Map(twins.map((one) => [one.id, one])), new Map())('Sở TN')
  expect(bodies).toEqual([])
  expect(ambiguous).toEqual([{ words: 'Sở TN', may: [{ agency: 'a' }, { agency: 'b' }] }])
})
