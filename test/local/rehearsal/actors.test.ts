import { expect, it } from 'vitest'
import { giverBeside, member, officeBeside, secretariatOf } from '../../../local/rehearsal/actors.ts'
import { anAgency, tinyProgramme } from '../../functions/tinyProgramme.ts'

const day = '2013-01-07'
const directory = new Map(
  [
    anAgency('ban-thuong-vu'),
    anAgency('thanh-uy', { office: 'van-phong', superior: 'ban-thuong-vu' }),
    anAgency('van-phong'),
  ].map((agency) => [agency.id, agency]),
)

it.each([
  [['so-y-te'], 'van-phong'],
  [['van-phong'], 'thanh-uy'],
  [['van-phong', 'thanh-uy'], 'ban-thuong-vu'],
  [['van-phong', 'thanh-uy', 'ban-thuong-vu'], undefined],
])('what %j handed in is taken by %s', (others, office) => {
  expect(officeBeside(others, 'thanh-uy', directory, day)).toBe(office)
})

it('whoever gave the work decides, and the one above where it is its own', () => {
  expect(giverBeside(['so-y-te'], 'thanh-uy', directory)).toBe('thanh-uy')
  expect(giverBeside(['thanh-uy'], 'thanh-uy', directory)).toBe('ban-thuong-vu')
})

it('a person has a name in ASCII and a position in words', () => {
  expect(member('so-y-te', 'Chuyên viên')).toEqual({
    person: 'so-y-te.chuyen-vien',
    position: 'Chuyên viên',
    agency: 'so-y-te',
  })
  expect(member('so-y-te', 'Lãnh đạo').person).toBe('so-y-te.lanh-dao')
})

it('the programme is entered by the office of its issuer', () => {
  expect(secretariatOf(tinyProgramme(), day).agency).toBe('van-phong')
})
