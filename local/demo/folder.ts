/** The demo that `npm start` makes where nothing is: programme 28 rehearsed up to a day of its third year. */
import { existsSync, rmSync } from 'node:fs'
import type { CalendarData } from '../../domain/calendar/workingCalendar.ts'
import { type CalendarDate, written } from '../../domain/days.ts'
import type { Illustration, Programme } from '../../domain/programme/schema.ts'
import { instantOf } from '../../functions/clock.ts'
import { movableClock } from '../clock.ts'
import { adoptFolder, clockWrite, isFolder, makeRoomFor, openDemoFolder } from '../folder/folder.ts'
import { FolderFault } from '../folder/folderFault.ts'
import { takeLock } from '../folder/lock.ts'
import { firstDay, type Rehearsal, rehearse } from '../rehearsal/rehearse.ts'
import { type DemoFigures, enterDemoFigures } from './figures.ts'
import { liveLastDay } from './lastDay.ts'
import { preparedDemo } from './prepared.ts'

/** A Monday in the programme's third year, as the office would meet it: most is done, some is late, some is coming. */
const demoDay: CalendarDate = '2015-03-09'

export interface DemoContent {
  readonly programme: Programme
  readonly illustration?: Illustration
  readonly calendar: CalendarData
  readonly figures?: DemoFigures
}

interface Watching {
  /** Told once, before the seconds that it takes to make one. */
  readonly onMaking: (sentence: string) => void
  readonly onDay: NonNullable<Rehearsal['onDay']>
}

/**
 * Makes the demo in a place where nothing is. It is made beside that place and moved there whole, so that a process
 * which dies leaves nothing there; the next goes on with what it left. `read` is asked only where none was prepared;
 * where it has nothing to give, nothing is made.
 */
export async function makeDemo(
  path: string,
  read: () => DemoContent | undefined,
  watching: Watching,
  prepared = preparedDemo(),
): Promise<void> {
  const draft = `${path}.dang-tao`
  // Of two starts at once, by a double click, one makes it.
  const lock = `${draft}.lock`
  makeRoomFor(path)
  const release = takeLock(lock)
  if (!release) throw new FolderFault('inUse', path)
  try {
    // What was cut off before it was a folder.
    if (existsSync(draft) && !isFolder(draft)) rmSync(draft, { recursive: true })
    if (isFolder(draft) || !prepared.copyTo(draft)) {
      const content = read()
      if (!content) return
      watching.onMaking(`Đang tạo dữ liệu dùng thử trong ${path}, đến ngày ${written(demoDay)}…`)
      await live(draft, content, watching)
      prepared.keep(draft)
    }
    adoptFolder(draft, path)
  } finally {
    release()
    rmSync(lock, { force: true })
  }
}

async function live(path: string, content: DemoContent, { onDay }: Watching): Promise<void> {
  // Whoever inspects comes with the demo's people.
  const how = { until: demoDay, seed: 1, behaviour: 'mixed', faults: false, onDisk: true, isInspected: false } as const
  const folder = await openDemoFolder(path, instantOf(firstDay(content), '00:00'), { held: true })
  try {
    const workflowStore = folder.openExecutions()
    try {
      await rehearse({
        ...content,
        ...how,
        table: folder.table,
        workflowStore,
        commit: () => folder.table.commit(),
        onDay,
      })
    } finally {
      workflowStore.close()
    }
    const evening = instantOf(demoDay, '16:00')
    await folder.table.transact([clockWrite(evening)])
    const services = { table: folder.table, clock: movableClock(evening) }
    await liveLastDay(services, content.programme.id)
    const { figures, illustration } = content
    if (figures && illustration) await enterDemoFigures(services, figures, illustration.document.id)
  } finally {
    folder.close()
  }
}
