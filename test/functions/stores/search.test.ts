import { describe, expect, it } from 'vitest'
import { fold } from '../../../domain/search.ts'
import { search, searchWrite } from '../../../functions/stores/search.ts'
import { openedOffice, openOffice, weathers } from '../office.ts'
import { tinyProgramme } from '../tinyProgramme.ts'

describe.each(weathers)('the search of a programme on %s', (_, rates) => {
  it('finds clauses, assignments and agencies by the beginnings of their words, without diacritics', async () => {
    const office = await openedOffice({ rates })
    const found = async (query: string) =>
      (await office.patiently(() => search(office.table, 'nho', query, 20))).map(({ kind, id }) => `${kind} ${id}`)
    expect(await found('day manh bao hiem')).toEqual(['clause I.1-01'])
    expect(await found('BẢO hiểm')).toEqual(['clause I.1-01'])
    expect(await found('viec once')).toEqual(['assignment nho_once'])
    expect(await found('de an')).toEqual(['assignment nho_once'])
    expect(await found('xay dung')).toEqual(['agency so-xay-dung', 'clause I.1-02'])
    expect(await found('hiem bao')).toEqual(['clause I.1-01'])
    expect(await found('iem')).toEqual([])
    expect(await found('khong co gi')).toEqual([])
  })

  it('finds nothing of another programme', async () => {
    const office = await openedOffice({ rates }, tinyProgramme(), tinyProgramme({ id: 'hai' }))
    const found = await office.patiently(() => search(office.table, 'hai', 'viec', 20))
    expect(new Set(found.map(({ programme }) => programme))).toEqual(new Set(['hai']))
  })
})

it('a search looks through all there is, and answers as many as were asked for, in the order kept', async () => {
  const { truth } = openOffice()
  const names = Array.from({ length: 1200 }, (_, n) => `ten-${String(n).padStart(4, '0')}`)
  for (let start = 0; start < names.length; start += 100) {
    const writes = names.slice(start, start + 100).map((id) => {
      const title = id.endsWith('77') ? `Đích ${id}` : `Khác ${id}`
      return searchWrite({ programme: 'nho', kind: 'clause', id, title, folded: fold(title) })
    })
    await truth.transact(writes)
  }
  const found = await search(truth, 'nho', 'dich', 20)
  expect(found.map(({ id }) => id)).toEqual(names.filter((name) => name.endsWith('77')))
  expect((await search(truth, 'nho', 'dich', 3)).map(({ id }) => id)).toEqual(['ten-0077', 'ten-0177', 'ten-0277'])
})
