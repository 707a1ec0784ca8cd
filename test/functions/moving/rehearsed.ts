/** Folders worth moving: a rehearsal of one plan, small enough to be moved in a moment, the scan of a document in it; an office. */
import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../../domain/days.ts'
import type { Table } from '../../../functions/services.ts'
import { recordFile } from '../../../functions/stores/files.ts'
import { localFiles } from '../../../local/files/files.ts'
import { makeOfficeFolder, openDemoFolder, openFolder } from '../../../local/folder/folder.ts'
import { beginOffice } from '../../../local/office/beginning.ts'
import { readEntries } from '../../../local/office/entries.ts'
import { rehearse } from '../../../local/rehearsal/rehearse.ts'
import type { Store } from '../../../local/workflow/store.ts'
import { workbook } from '../../local/office/workbooks.ts'
import { plan } from '../steps/cycleProgrammes.ts'
import { computedCalendar, secretary } from '../tinyProgramme.ts'

export const planCycle = 'nho_R05'
export const scan = Buffer.from('Bản chụp văn bản')
export const scanHash = createHash('sha256').update(scan).digest('hex')

/** Lives on where the table stands. */
export function lived(table: Table, workflowStore: Store, until: CalendarDate) {
  const how = { seed: 1, behaviour: 'mixed', faults: false, onDisk: true } as const
  return rehearse({ programme: plan(), calendar: computedCalendar, table, workflowStore, until, ...how })
}

export async function livedInFolder(path: string, until: CalendarDate) {
  const folder = await openDemoFolder(path, '2013-01-01T17:00:00.000Z')
  const workflowStore = folder.openExecutions()
  try {
    return await lived(folder.table, workflowStore, until)
  } finally {
    workflowStore.close()
    folder.close()
  }
}

export async function addScan(path: string): Promise<void> {
  const folder = await openFolder(path)
  const stored = { id: 'ban-chup', programme: 'nho', name: 'Bản chụp.txt', kind: 'txt', bytes: scan.length } as const
  const by = { person: secretary.person, agency: secretary.agency }
  await localFiles(path).keep(scanHash, scan)
  const file = { ...stored, sha256: scanHash, enteredOn: folder.clock.today(), by }
  await recordFile(folder, file, secretary)
  folder.close()
}

export async function beginOfficeFolder(path: string): Promise<void> {
  const folder = await makeOfficeFolder(path, async (making) => {
    const entries = await readEntries(await workbook(), making.clock.today())
    if ('problems' in entries) throw new Error(entries.problems.join('\n'))
    await beginOffice(making, { calendar: computedCalendar, entries, settings: {} })
  })
  folder.close()
}
