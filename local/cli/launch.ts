/** `dondoc launch PROGRAMME.yaml`: takes a programme into force in a data folder, or finishes a launch that was cut off. */
import { type CalendarDate, written } from '../../domain/days.ts'
import type { ProgrammeState } from '../../domain/programme/programmeState.ts'
import type { Programme } from '../../domain/programme/schema.ts'
import { isRefusal, sentence } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/tasks/task.ts'
import { instantOf } from '../../functions/clock.ts'
import type { Clock } from '../../functions/services.ts'
import { beforeDocument, type Launched, launch } from '../../functions/steps/launch.ts'
import { load } from '../../functions/stores/record.ts'
import { movableClock } from '../clock.ts'
import { clockWrite, type Folder, isFolder, isUnused, openDemoFolder, openFolder } from '../folder/folder.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { dayOption, onlyPositional, textOption } from './arguments.ts'
import type { Command, Context } from './command.ts'
import { inFile, readProgrammeFile } from './programmeFile.ts'
import { type Problem, refuse } from './refuse.ts'

const help = `Cách dùng: dondoc launch CHƯƠNG-TRÌNH.yaml [--data THƯ-MỤC] [--on NGÀY] [--tracked-from NGÀY] [--json]

Đưa chương trình vào thực hiện trong một thư mục dữ liệu. Thư mục chưa có thì được tạo làm thư mục dùng thử, đồng hồ mô
phỏng đứng ở ngày --on. Chạy lại với cùng tệp thì làm nốt phần còn dở; đã xong thì không thay đổi gì.

  --data THƯ-MỤC        thư mục dữ liệu (mặc định ./data)
  --on NGÀY             ngày của đồng hồ mô phỏng trong thư mục mới (mặc định: ngày ban hành văn bản)
  --tracked-from NGÀY   chỉ theo dõi từ ngày này (mặc định: như trong tệp, hoặc ngày đưa vào thực hiện)
  --json                in một tài liệu JSON`

export const command: Command = {
  help,
  options: {
    data: { type: 'string' },
    on: { type: 'string' },
    'tracked-from': { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (context) => {
    const { values, positionals, resolve } = context
    const path = onlyPositional(positionals, 'tệp chương trình')
    const wanted: Wanted = { on: dayOption(values, 'on'), trackedFrom: dayOption(values, 'tracked-from') }
    // All is read before the folder is touched: a broken file leaves no trace.
    const file = readProgrammeFile(path, false, context)
    if ('problems' in file) return refuse(file.problems, context)
    const read = readCalendar()
    if ('problems' in read) return refuse(inFile(calendarPath, read.problems), context)
    const { programme } = file
    const day = wanted.on ?? documentDay(programme)
    const place = resolve(textOption(values, 'data') ?? 'data')
    const early = isFolder(place) ? undefined : tooEarly(programme, day)
    if (early) return refuse([early], context)
    const folder = isFolder(place) ? await openFolder(place) : await openDemoFolder(place, instantOf(day, startOfWork))
    try {
      const before = (await load<ProgrammeState>(folder.table, 'PROGRAMME', programme.id))?.state
      const today = folder.kind === 'demo' && isUnused(folder) ? day : folder.clock.today()
      const refusal = whyNotIn(folder, before, wanted) ?? (before ? undefined : tooEarly(programme, today))
      if (refusal) return refuse([refusal], context)
      const clock = await clockFor(folder, day)
      const services = { table: folder.table, clock }
      const launched = await launch(services, programme, read.calendar, operator, wanted.trackedFrom)
      if (isRefusal(launched)) return refuse([{ code: launched.code, sentence: sentence(launched) }], context)
      return report(launched, programme, before, clock.today(), context)
    } finally {
      folder.close()
    }
  },
}

interface Wanted {
  readonly on: CalendarDate | undefined
  readonly trackedFrom: CalendarDate | undefined
}

const startOfWork = '07:00'

/** Whoever may run programs on the machine; nobody has signed in. */
const operator: Actor = { person: 'dondoc.launch', position: 'Người vận hành máy chủ', agency: 'dondoc' }

function documentDay({ documents, document, period }: Programme): CalendarDate {
  return documents.find(({ id }) => id === document)?.issuedOn ?? period.from
}

/** Asked before anything is touched: the folder is not made, and its clock not moved, for a day too early. */
function tooEarly(programme: Programme, day: CalendarDate): Problem | undefined {
  const refusal = beforeDocument(programme, day)
  return refusal && { code: refusal.code, sentence: sentence(refusal) }
}

/** What was asked and cannot be had: the folder's day is no longer free to choose, or tracking began otherwise. */
function whyNotIn(
  folder: Folder,
  before: ProgrammeState | undefined,
  { on, trackedFrom }: Wanted,
): Problem | undefined {
  if (before && trackedFrom && trackedFrom !== before.trackedFrom) {
    return {
      code: 'trackedOtherwise',
      sentence:
        `Chương trình ${before.id} đã được theo dõi từ ${written(before.trackedFrom)}, ở đây yêu cầu từ ` +
        `${written(trackedFrom)}. Ngày bắt đầu theo dõi không đổi được nữa; đề nghị bỏ --tracked-from.`,
    }
  }
  const today = folder.clock.today()
  const isFree = folder.kind === 'demo' && isUnused(folder)
  if (!on || on === today || isFree || before?.status === 'inForce') return undefined
  const clock = folder.kind === 'demo' ? 'đồng hồ mô phỏng' : 'đồng hồ thật'
  return {
    code: 'anotherDay',
    sentence:
      `Thư mục ${folder.path} dùng ${clock}, đang là ngày ${written(today)}; --on chỉ chọn được ngày cho thư mục mới. ` +
      'Đề nghị bỏ --on hoặc chọn thư mục khác cho --data.',
  }
}

/** A demo folder in which nothing has happened yet takes the day wanted, whatever an earlier try had chosen. */
async function clockFor(folder: Folder, day: CalendarDate): Promise<Clock> {
  if (folder.kind !== 'demo' || !isUnused(folder)) return folder.clock
  const at = instantOf(day, startOfWork)
  await folder.table.transact([clockWrite(at)])
  return movableClock(at)
}

function report(
  { programme, assignments, unassigned, targets }: Launched,
  { title }: Programme,
  before: ProgrammeState | undefined,
  today: CalendarDate,
  { values, out }: Context,
): number {
  const changed = before?.status !== 'inForce'
  const on = before?.launchedOn ?? today
  if (values['json'] === true) {
    out(JSON.stringify({ programme, on, changed, assignments, unassigned, targets }, null, 2))
    return 0
  }
  const holds = `${assignments} nhiệm vụ (${unassigned} chưa phân công), ${targets} chỉ tiêu`
  out(
    changed
      ? `Đã đưa vào thực hiện ngày ${written(on)}: ${title}. ${holds}.`
      : `Chương trình đã được đưa vào thực hiện từ ngày ${written(on)}; không có gì thay đổi: ${title}. ${holds}.`,
  )
  return 0
}
