import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { verifyTrail } from '../../../functions/steps/verifyTrail.ts'
import { figuresOf, targetsOfProgramme } from '../../../functions/stores/targets.ts'
import { tasksByDeadline } from '../../../functions/stores/tasks.ts'
import { readDemoFigures } from '../../../local/demo/figures.ts'
import { type DemoContent, makeDemo } from '../../../local/demo/folder.ts'
import { preparedDemo } from '../../../local/demo/prepared.ts'
import { adoptFolder, openFolder } from '../../../local/folder/folder.ts'
import { FolderFault } from '../../../local/folder/folderFault.ts'
import { readCalendar } from '../../../local/programme/calendar.ts'
import { readIllustration, readProgramme } from '../../../local/programme/file.ts'

it('a demo opens with two years behind it, two tasks overdue and one extension waiting; the next is a copy', {
  timeout: 240_000,
}, async () => {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-demo-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  const prepared = preparedDemo(join(place, 'caches'))
  const told: string[] = []
  const watching = { onMaking: (sentence: string) => told.push(sentence), onDay: () => {} }
  // What was left by a process that died before it had begun is in nobody's way, and an empty folder is a place.
  mkdirSync(join(place, 'data.dang-tao'))
  writeFileSync(join(place, 'data.dang-tao', 'dondoc.lock'), '')
  mkdirSync(join(place, 'data'))
  await makeDemo(join(place, 'data'), content, watching, prepared)
  await makeDemo(join(place, 'next'), () => undefined, watching, prepared)
  expect(told).toHaveLength(1)
  expect(readdirSync(place).toSorted()).toEqual(['caches', 'data', 'next'])

  for (const path of [join(place, 'data'), join(place, 'next')]) {
    const { table, clock, close } = await openFolder(path)
    expect(clock.now()).toBe('2015-03-09T09:00:00.000Z')
    const { tasks } = await tasksByDeadline(table, '28-ctrhd-tu', 'open', { limit: 1000 })
    expect(tasks.filter(({ deadline }) => deadline && deadline.dueOn < '2015-03-09')).toHaveLength(2)
    expect(tasks.filter(({ extensionAsked }) => extensionAsked)).toMatchObject([{ lead: 'so-y-te' }])
    const targets = await targetsOfProgramme(table, '28-ctrhd-tu')
    expect(targets.filter(({ owner }) => owner === null)).toEqual([])
    const [first] = await figuresOf(table, '28-ctrhd-tu', 'T01')
    expect(first).toMatchObject({ value: 288_450, source: expect.stringContaining('minh họa') })
    const corrected = await figuresOf(table, '28-ctrhd-tu', 'T15')
    expect(corrected.filter(({ supersedes }) => supersedes !== null)).toMatchObject([{ value: 8.6 }])
    expect((await verifyTrail({ table, clock }, '28-ctrhd-tu')).flaws).toEqual([])
    close()
  }
})

it('somebody’s folder is not moved away for a demo', () => {
  const place = mkdtempSync(join(tmpdir(), 'dondoc-demo-'))
  onTestFinished(() => rmSync(place, { recursive: true }))
  for (const name of ['made', 'theirs']) {
    mkdirSync(join(place, name))
    writeFileSync(join(place, name, 'a.txt'), name)
  }
  expect(() => adoptFolder(join(place, 'made'), join(place, 'theirs'))).toThrow(FolderFault)
  expect(readFileSync(join(place, 'theirs', 'a.txt'), 'utf8')).toBe('theirs')
})

function content(): DemoContent {
  const file = readProgramme('programmes/28-ctrhd-tu/programme.yaml')
  if ('problems' in file) throw new Error('programme')
  const beside = readIllustration('programmes/28-ctrhd-tu/assignments.demo.yaml', file.programme)
  const calendar = readCalendar()
  const figures = readDemoFigures()
  if ('problems' in beside || 'problems' in calendar || 'problems' in figures) throw new Error('what is beside it')
  return { programme: file.programme, ...beside, ...calendar, ...figures }
}
