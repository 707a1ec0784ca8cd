import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDemoFolder } from '../../../local/folder/folder.ts'
import { backupsIn } from '../../../local/system/backups.ts'
import { apiOffice, apiOver } from '../../functions/http/apiOffice.ts'

it('the office sees the copies and asks for one more; a department is told no', async () => {
  const { office, services } = await apiOffice()
  const place = mkdtempSync(join(tmpdir(), 'dondoc-sao-luu-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  const { path: folder, close } = await openDemoFolder(join(place, 'data'), '2015-03-09T00:30:00.000Z')
  onTestFinished(close)
  const backups = backupsIn({ folder, to: join(place, 'copies'), clock: services.clock })
  const { identity: _, ...under } = services
  const api = await apiOver(office, { ...under, table: office.table, backups })
  const made = await api.ask('POST', '/api/backups', { as: 'quan-tri' })
  expect(made.status).toBe(200)
  const { body } = await api.ask('GET', '/api/backups', { as: 'quan-tri' })
  expect(body).toEqual({ here: true, place: backups.place, items: [made.body] })
  expect(await api.ask('POST', '/api/backups', { as: 'bac-si' })).toMatchObject({ status: 403 })
})

it('where there are none, that is said', async () => {
  const api = await apiOffice()
  expect((await api.ask('GET', '/api/backups', { as: 'quan-tri' })).body).toEqual({ here: false, items: [] })
  const refused = await api.ask('POST', '/api/backups', { as: 'quan-tri' })
  expect(refused).toMatchObject({ status: 409, body: { code: 'no-backups-here' } })
})
