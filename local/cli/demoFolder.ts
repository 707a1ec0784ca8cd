/** The demo that `npm start` makes where nothing is: programme 28 rehearsed up to a day of its third year. */
import { join } from 'node:path'
import { type CalendarDate, written } from '../../domain/days.ts'
import { instantOf } from '../clock.ts'
import { type Folder, isFolder, isUnused, openDemoFolder, openFolder } from '../folder/folder.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { differenceOf, keptRehearsal } from '../rehearsal/kept.ts'
import { firstDay, type Rehearsal, rehearse } from '../rehearsal/rehearse.ts'
import type { Terminal } from './command.ts'
import { inFile, readProgrammeFile } from './programmeFile.ts'
import { dayShown } from './progress.ts'
import type { Problem } from './refuse.ts'

type Refused = { readonly problems: readonly Problem[] }

/** The folder to serve. A new one, or one whose first filling was cut off, is filled first. */
export async function openOrMakeDemo(path: string, terminal: Terminal): Promise<Folder | Refused> {
  if (isFolder(path) && !(await isToBeFilled(path))) return openFolder(path)
  const demo = readDemo(terminal)
  if ('problems' in demo) return demo
  const folder = await openDemoFolder(path, instantOf(firstDay(demo), '00:00'))
  try {
    await fill(folder, demo, terminal)
  } finally {
    folder.close()
  }
  // Opened anew, its clock stands on the day that was reached.
  return openFolder(path)
}

/** A Monday in the programme's third year, as the office would meet it: most is done, some is late, some is coming. */
const demoDay: CalendarDate = '2015-03-09'
const demoProgramme = join(import.meta.dirname, '../../programmes/28-ctrhd-tu/programme.yaml')

async function isToBeFilled(path: string): Promise<boolean> {
  const folder = await openFolder(path, { readOnly: true })
  try {
    if (folder.kind !== 'demo') return false
    const kept = await keptRehearsal(folder.table)
    return kept ? kept.until === demoDay && kept.livedUntil !== demoDay : isUnused(folder)
  } finally {
    folder.close()
  }
}

type Demo = Omit<Rehearsal, 'table' | 'workflowStore'>

function readDemo(terminal: Terminal): Demo | Refused {
  const file = readProgrammeFile(demoProgramme, true, terminal)
  if ('problems' in file) return file
  const read = readCalendar()
  if ('problems' in read) return { problems: inFile(calendarPath, read.problems) }
  const { programme, illustration } = file
  return {
    programme,
    ...(illustration ? { illustration } : {}),
    calendar: read.calendar,
    until: demoDay,
    seed: 1,
    behaviour: 'mixed',
    faults: false,
    onDisk: true,
  }
}

async function fill({ path, table, openExecutions }: Folder, demo: Demo, terminal: Terminal): Promise<void> {
  const kept = await keptRehearsal(table)
  // Somebody's own rehearsal to the same day is theirs to finish; it is shown as it stands.
  if (kept && differenceOf(kept, demo)) return
  terminal.err(`Đang tạo dữ liệu dùng thử trong ${path}, đến ngày ${written(demoDay)}…`)
  const workflowStore = openExecutions()
  try {
    await rehearse({ ...demo, table, workflowStore, onDay: dayShown(terminal) })
  } finally {
    workflowStore.close()
  }
  terminal.progress?.('')
}
