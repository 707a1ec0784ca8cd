import readXlsxFile from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { zipParts } from '../../../functions/files/zip.ts'
import { anAssignment, due, tinyProgramme } from '../tinyProgramme.ts'
import { apiOffice } from './apiOffice.ts'

const programme = tinyProgramme({
  assignments: [
    anAssignment('march', { lead: 'so-y-te', product: '=1+1', schedule: due('2013-03-15') }),
    anAssignment('january', { clause: 'I.1-02', lead: 'so-y-te', schedule: due('2013-01-31') }),
    anAssignment('apart', { clause: 'I.1-02', lead: 'so-xay-dung', schedule: due('2013-02-28') }),
  ],
})

it('tasks are written in the order they are named, days as days, and what may not be read is left out', async () => {
  const api = await apiOffice({}, programme)
  const tasks = ['nho_march', 'nho_apart', 'nho_khong-co', 'nho_january']
  const written = async (as: string) => {
    const answer = await api.ask('POST', '/api/workbooks/tasks', { as, body: { tasks } })
    expect(answer.status).toBe(200)
    return answer.body
  }
  const [{ data = [] } = {}] = await readXlsxFile(await written('thu-ky'))
  const [head = [], ...rows] = data
  const column = (name: string) => rows.map((row) => row[head.indexOf(name)])
  expect(column('STT')).toEqual([1, 2, 3])
  expect(column('Chương trình')).toEqual(['1-CTrHĐ/TU', '1-CTrHĐ/TU', '1-CTrHĐ/TU'])
  expect(column('Căn cứ')).toEqual(['mục I.1, ý 1', 'mục I.1, ý 2', 'mục I.1, ý 2'])
  expect(column('Hạn')).toEqual(['2013-03-15', '2013-02-28', '2013-01-31'].map((day) => new Date(day)))
  expect(column('Phân loại')).toEqual(Array.from({ length: 3 }, () => 'Chưa hoàn thành, trong hạn'))
  const [{ data: own = [] } = {}] = await readXlsxFile(await written('bac-si'))
  expect(own).toHaveLength(3)
})

it('the head stays in view and filters, and nothing that was typed is a formula', async () => {
  const api = await apiOffice({}, programme)
  const { body } = await api.ask('POST', '/api/workbooks/tasks', { as: 'thu-ky', body: { tasks: ['nho_march'] } })
  const part = zipParts(body)?.find(({ name }) => name === 'xl/worksheets/sheet1.xml')
  const sheet = Buffer.from(part?.read(5_000_000) ?? []).toString()
  expect(sheet).toMatch(/<\/sheetData><autoFilter ref="A1:P2"\/>/)
  expect(sheet).toContain('state="frozen"')
  expect(sheet).not.toContain('<f>')
})

it('a list without a task is refused', async () => {
  const api = await apiOffice({}, programme)
  expect((await api.ask('POST', '/api/workbooks/tasks', { as: 'thu-ky', body: { tasks: [] } })).status).toBe(422)
})
