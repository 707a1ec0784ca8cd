import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { addDays } from '../../../domain/days.ts'
import { instantOf } from '../../../functions/clock.ts'
import { openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { backUp, backupsIn, keepBackups } from '../../../local/system/backups.ts'

it('a copy of the day is made while the folder is written to, opens like it, and is made once', async () => {
  const { folder, to } = await folderToCopy()
  await backUp({ folder, to }, '2026-11-24')
  expect(readdirSync(to)).toEqual(['2026-11-24'])
  const copy = await openFolder(join(to, '2026-11-24'), { readOnly: true })
  expect(copy.clock.today()).toBe('2015-03-09')
  copy.close()
  writeFileSync(join(to, '2026-11-24', 'folder.json'), 'not made again')
  await backUp({ folder, to }, '2026-11-24')
  expect(readdirSync(to)).toEqual(['2026-11-24'])
})

it('what a process left that died while it copied is in nobody’s way', async () => {
  const { folder, to } = await folderToCopy()
  mkdirSync(join(to, '2026-11-24.dang-sao'), { recursive: true })
  await backUp({ folder, to }, '2026-11-24')
  expect(readdirSync(to)).toEqual(['2026-11-24'])
})

it('two weeks of copies are kept, and nothing else in that place is touched', async () => {
  const { folder, to } = await folderToCopy()
  for (let back = 1; back <= 20; back += 1) mkdirSync(join(to, addDays('2026-11-24', -back)), { recursive: true })
  mkdirSync(join(to, 'cua-toi'))
  await backUp({ folder, to }, '2026-11-24')
  const names = readdirSync(to).toSorted()
  expect(names).toHaveLength(15)
  expect([names[0], names.at(-2), names.at(-1)]).toEqual(['2026-11-11', '2026-11-24', 'cua-toi'])
})

it('a place that cannot be had is told, and no half copy stays', async () => {
  const { folder } = await folderToCopy()
  await expect(backUp({ folder, to: join(folder, 'trong') }, '2026-11-24')).rejects.toThrow('phải nằm ngoài')
  expect(existsSync(join(folder, 'trong', '2026-11-24'))).toBe(false)
})

it('a copy is made whenever somebody asks, once for all who ask meanwhile, beside the nightly ones', async () => {
  const { folder, to } = await folderToCopy()
  const clock = { now: () => instantOf('2026-11-24', '15:30'), today: () => '2026-11-24' as const }
  const backups = backupsIn({ folder, to, clock })
  expect(await backups.list()).toEqual([])
  await backUp({ folder, to }, '2026-11-24')
  const [one, other] = await Promise.all([backups.make(), backups.make()])
  expect(other).toEqual(one)
  expect(one).toMatchObject({ name: '2026-11-24.1530', bytes: expect.any(Number) })
  expect(one.bytes).toBeGreaterThan(1000)
  mkdirSync(join(to, 'cua-toi'))
  expect((await backups.list()).map(({ name }) => name).toSorted()).toEqual(['2026-11-24', '2026-11-24.1530'])
  const copy = await openFolder(join(to, '2026-11-24.1530'), { readOnly: true })
  expect(copy.clock.today()).toBe('2015-03-09')
  copy.close()
})

it('a computer that comes on in the night makes the copy that the day before is still owed', async () => {
  const { folder, to } = await folderToCopy()
  const clock = { now: () => instantOf('2026-11-24', '00:30'), today: () => '2026-11-24' as const }
  const stop = keepBackups({ folder, to, clock, onFailure: (error) => expect.unreachable(String(error)) })
  onTestFinished(stop)
  await expect.poll(() => existsSync(join(to, '2026-11-23')), { timeout: 10_000 }).toBe(true)
})

async function folderToCopy(): Promise<{ folder: string; to: string }> {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-backups-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  const opened = await openDemoFolder(join(place, 'data'), instantOf('2015-03-09', '08:00'))
  // It stays open: copies are made beside the writer.
  onTestFinished(() => opened.close())
  return { folder: opened.path, to: join(place, 'sao-luu') }
}
