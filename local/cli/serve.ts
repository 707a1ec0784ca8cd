/** `dondoc serve` (npm start): opens a data folder on this machine alone. Where there is none, it makes a demo first. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { type CalendarDate, written } from '../../domain/days.ts'
import { instantOf } from '../clock.ts'
import { type Folder, isFolder, isUnused, openDemoFolder, openFolder } from '../folder/folder.ts'
import { apiOf } from '../http/apiOf.ts'
import { type OnFailure, pageServer } from '../http/server.ts'
import { outbox } from '../mail/outbox.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { differenceOf, keptRehearsal } from '../rehearsal/kept.ts'
import { firstDay, type Rehearsal, rehearse } from '../rehearsal/rehearse.ts'
import { openSystem } from '../system/system.ts'
import { noPositionals, numberOption, textOption } from './arguments.ts'
import type { Command, Context, Terminal } from './command.ts'
import { inFile, readProgrammeFile } from './programmeFile.ts'
import { dayShown } from './progress.ts'
import { type Problem, refuse } from './refuse.ts'

const help = `Cách dùng: dondoc serve [--data THƯ-MỤC] [--port SỐ]

Mở hệ thống tại địa chỉ 127.0.0.1 của máy này. Nếu thư mục dữ liệu chưa có thì tạo một thư mục dùng thử: chương trình
28-CTrHĐ/TU chạy thử đến tháng 3 năm 2015. Dừng bằng Ctrl+C.

  --data THƯ-MỤC   thư mục dữ liệu (mặc định ./data)
  --port SỐ        cổng (mặc định 8028; 0 là cổng bất kỳ còn trống)`

export const command: Command = {
  help,
  options: { data: { type: 'string' }, port: { type: 'string' } },
  run: async (context) => {
    const { values, positionals, resolve } = context
    noPositionals(positionals)
    const port = numberOption(values, 'port', 0, 65535) ?? 8028
    const folder = await openForPages(resolve(textOption(values, 'data') ?? 'data'), context)
    if ('problems' in folder) return refuse(folder.problems, context)
    try {
      return await serve(folder, port, context)
    } finally {
      folder.close()
    }
  },
}

type Refused = { readonly problems: readonly Problem[] }

/** The folder to show. A new one, or one whose first filling was cut off, is filled first. */
async function openForPages(path: string, terminal: Terminal): Promise<Folder | Refused> {
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

/**
 * Serves until it is told to stop, and answers the exit code. What must not happen (a bug, a full disk) ends it too:
 * nobody knows then what still holds, and the next start takes up what was under way.
 */
async function serve(folder: Folder, port: number, context: Context): Promise<number> {
  const fault = Promise.withResolvers<never>()
  // It may come before anybody waits for it.
  fault.promise.catch(() => {})
  const system = await openSystem(folder, outbox, fault.reject)
  const onFailure: OnFailure = (code, error) => {
    context.err(`Lỗi ${code}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  try {
    return await listen(pageServer(folder, onFailure, await apiOf(system, onFailure)))
  } finally {
    await system.close()
  }

  async function listen(server: Server): Promise<number> {
    try {
      const refused = await listening(server, port)
      if (refused) return refuse([refused], context)
      greet(addressOf(server), folder, context)
      await Promise.race([fault.promise, ...['SIGINT', 'SIGTERM'].map((signal) => once(process, signal))])
      return 0
    } finally {
      server.close()
      server.closeAllConnections()
    }
  }
}

/** On the loopback address alone: nobody else on the network can open it. Answers why it cannot be had. */
async function listening(server: Server, port: number): Promise<Problem | undefined> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return undefined
  } catch (error) {
    return portProblem(error, port)
  }
}

function greet(address: string, { path }: Folder, { out }: Context): void {
  out(`Đôn đốc đang chạy tại ${address} (thư mục dữ liệu: ${path}). Dừng: Ctrl+C.`)
  out(`Don Doc is running at ${address} (data: ${path}). Nothing leaves this machine. Stop: Ctrl+C.`)
}

function portProblem(error: unknown, port: number): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    const sentence = `Cổng ${port} đang được chương trình khác sử dụng. Đề nghị dừng chương trình ấy hoặc chọn cổng khác bằng --port.`
    return { code: 'portInUse', sentence }
  }
  if (code === 'EACCES') {
    const sentence = `Không có quyền mở cổng ${port}. Đề nghị chọn cổng từ 1024 trở lên bằng --port.`
    return { code: 'portForbidden', sentence }
  }
  throw error
}

function addressOf(server: Server): string {
  const address = server.address()
  // A string is the address of a pipe, and this server listens on a port.
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
}
