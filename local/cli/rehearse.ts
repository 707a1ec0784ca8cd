/** `dondoc rehearse PROGRAMME.yaml`: lives the programme through on the movable clock and says what must hold, and held. */
import { type CalendarDate, written } from '../../domain/days.ts'
import { instantOf } from '../../functions/clock.ts'
import { type Cost, costOf } from '../bill/cost.ts'
import { type Folder, isUnused, openDemoFolder } from '../folder/folder.ts'
import { memoryExecutions } from '../memory/executions.ts'
import { memoryTable } from '../memory/table.ts'
import { calendarPath, readCalendar } from '../programme/calendar.ts'
import { behaviours } from '../rehearsal/behaviour.ts'
import { differenceOf, type KeptRehearsal, keptRehearsal } from '../rehearsal/kept.ts'
import { firstDay, type Rehearsal, type RehearsalResult, rehearse } from '../rehearsal/rehearse.ts'
import { dayOption, numberOption, onlyPositional, textOption, WrongUsage, wordOption } from './arguments.ts'
import { billInWords } from './billInWords.ts'
import type { Command, Context, Terminal } from './command.ts'
import { inFile, readProgrammeFile } from './programmeFile.ts'
import { dayShown } from './progress.ts'
import { type Found, type Problem, refuse } from './refuse.ts'
import { seconds, table } from './words.ts'

const help = `Cách dùng: dondoc rehearse CHƯƠNG-TRÌNH.yaml [tham số]

Chạy thử chương trình từ ngày đầu bằng đồng hồ mô phỏng, với cơ quan giả định có hành vi cho trước, và kiểm tra các điều
phải luôn đúng. Không thư nào rời khỏi máy. Cuối cùng in chi phí nếu chạy trên AWS, tính từ số đo của lần chạy. Nếu cạnh
tệp có assignments.demo.yaml thì dùng kèm.

  --until NGÀY          chạy đến hết ngày này (mặc định: ngày cuối của chương trình)
  --seed SỐ             số gieo: cùng số thì cùng diễn biến (mặc định 1)
  --behaviour KIỂU      hành vi của cơ quan: punctual, mixed, late hoặc silent (mặc định mixed)
  --faults              gây thêm sự cố: lượt nhắc bị bỏ hoặc chạy hai lần, tiến trình chết, chỉ mục trễ
  --no-demo             không dùng assignments.demo.yaml
  --tracked-from NGÀY   chỉ theo dõi từ ngày này
  --data THƯ-MỤC        giữ dữ liệu vào thư mục; lần sau chạy tiếp từ chỗ dừng (mặc định: chỉ chạy trong bộ nhớ)
  --json                in một tài liệu JSON`

export const command: Command = {
  help,
  options: {
    until: { type: 'string' },
    seed: { type: 'string' },
    behaviour: { type: 'string' },
    faults: { type: 'boolean' },
    'no-demo': { type: 'boolean' },
    'tracked-from': { type: 'string' },
    data: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (context) => {
    const wanted = wantedIn(context)
    if ('problems' in wanted) return refuse(wanted.problems, context)
    const data = textOption(context.values, 'data')
    if (data === undefined) {
      const inMemory = { table: memoryTable(), workflowStore: memoryExecutions(), onDisk: false }
      return report(await rehearse({ ...wanted, ...inMemory, onDay: dayShown(context) }), context)
    }
    return onDisk(wanted, context.resolve(data), context)
  },
}

/** What is rehearsed, before it is said where. */
type Wanted = Omit<Rehearsal, 'table' | 'workflowStore' | 'onDisk' | 'commit' | 'onDay'>

function wantedIn(context: Context): Wanted | { readonly problems: readonly Found[] } {
  const { values, positionals } = context
  const path = onlyPositional(positionals, 'tệp chương trình')
  const trackedFrom = dayOption(values, 'tracked-from')
  const until = dayOption(values, 'until')
  const how = {
    seed: numberOption(values, 'seed', 0, 2 ** 32 - 1) ?? 1,
    behaviour: wordOption(values, 'behaviour', behaviours) ?? 'mixed',
    faults: values['faults'] === true,
    ...(trackedFrom ? { trackedFrom } : {}),
  }
  const file = readProgrammeFile(path, values['no-demo'] !== true, context)
  if ('problems' in file) return file
  const read = readCalendar()
  if ('problems' in read) return { problems: inFile(calendarPath, read.problems) }
  const { programme, illustration } = file
  const wanted = {
    programme,
    calendar: read.calendar,
    ...how,
    ...(illustration ? { illustration } : {}),
    until: until ?? programme.period.to,
  }
  const from = firstDay(wanted)
  if (wanted.until >= from) return wanted
  throw new WrongUsage(
    `Ngày cuối của lần chạy thử phải từ ngày đầu ${written(from)} trở đi; ở đây là ${written(wanted.until)}.`,
  )
}

async function onDisk(wanted: Wanted, path: string, context: Context): Promise<number> {
  const folder = await openDemoFolder(path, instantOf(firstDay(wanted), '00:00'), { held: true })
  try {
    const kept = await keptRehearsal(folder.table)
    const refusal = whyNotIn(folder, kept, wanted)
    if (refusal) return refuse([refusal], context)
    const until = untilWhen(wanted.until, kept, context)
    const workflowStore = folder.openExecutions()
    try {
      const { table } = folder
      const onDisk = { table, workflowStore, onDisk: true, commit: () => table.commit(), onDay: dayShown(context) }
      return report(await rehearse({ ...wanted, until, ...onDisk }), context)
    } finally {
      workflowStore.close()
    }
  } finally {
    folder.close()
  }
}

/** Why the folder is no place for this rehearsal: it holds another, or something that was never rehearsed. */
function whyNotIn(folder: Folder, kept: KeptRehearsal | undefined, wanted: Wanted): Problem | undefined {
  const choose = 'Đề nghị chọn thư mục khác cho --data'
  if (!kept) {
    if (isUnused(folder)) return undefined
    const sentence = `Thư mục ${folder.path} đã có chương trình, nhưng không do chạy thử mà có. ${choose}.`
    return { code: 'notARehearsal', sentence }
  }
  const difference = differenceOf(kept, wanted)
  if (difference) {
    const [there, here] = told(difference, kept, wanted)
    const sentence = `Thư mục ${folder.path} giữ một lần chạy thử khác: ${there}, ở đây yêu cầu ${here}. ${choose}, hoặc dùng đúng tham số cũ.`
    return { code: 'anotherRehearsal', sentence }
  }
  const stands = folder.clock.today()
  if (!kept.livedUntil || stands === kept.livedUntil) return undefined
  const sentence =
    `Đồng hồ của thư mục ${folder.path} đứng ở ${written(stands)}, không phải ở ${written(kept.livedUntil)} ` +
    `là nơi lần chạy thử dừng: thư mục đã được dùng vào việc khác. ${choose}.`
  return { code: 'usedSince', sentence }
}

function told(difference: keyof KeptRehearsal, kept: KeptRehearsal, wanted: Wanted): readonly [string, string] {
  switch (difference) {
    case 'programme':
      return [`chương trình ${kept.programme}`, `chương trình ${wanted.programme.id}`]
    case 'seed':
      return [`--seed ${kept.seed}`, `--seed ${wanted.seed}`]
    case 'behaviour':
      return [`--behaviour ${kept.behaviour}`, `--behaviour ${wanted.behaviour}`]
    case 'faults':
      return kept.faults ? ['có --faults', 'không có'] : ['không có --faults', 'có']
    case 'trackedFrom':
      return [trackedWritten(kept.trackedFrom), trackedWritten(wanted.trackedFrom)]
    default:
      return ['nội dung tệp chương trình, tệp minh họa hoặc lịch làm việc lúc ấy', 'nội dung khác']
  }
}

function trackedWritten(day: CalendarDate | null | undefined): string {
  return day ? `--tracked-from ${day}` : 'không có --tracked-from'
}

/** A rehearsal does not go back: one that is past the day wanted tells where it stands. */
function untilWhen(until: CalendarDate, kept: KeptRehearsal | undefined, { err }: Terminal): CalendarDate {
  const lived = kept?.livedUntil
  if (!lived || lived <= until) return until
  err(`Lần chạy thử trong thư mục này đã qua ngày ${written(until)}; sau đây là kết quả đến hết ${written(lived)}.`)
  return lived
}

function report(result: RehearsalResult, { values, out, err, progress }: Context): number {
  progress?.('')
  for (const violation of result.violations) err(`Vi phạm: ${violation}`)
  const cost = costOf(result)
  const { usage: _, recipients: __, ...rest } = result
  out(values['json'] === true ? JSON.stringify({ ...rest, cost }, null, 2) : inWords(result, cost))
  return result.violations.length > 0 ? 1 : 0
}

function inWords(
  { programme, from, until, seed, behaviour, tasks, checks, ...result }: RehearsalResult,
  cost: Cost,
): string {
  const looks = Object.values(checks).reduce((sum, count) => sum + count, 0)
  const idle = Object.entries(checks).flatMap(([name, times]) => (times === 0 ? [name] : []))
  const rows: readonly (readonly [string, number])[] = [
    ['Nhiệm vụ có thời hạn', tasks.total],
    ['  hoàn thành đúng hạn', tasks.doneOnTime],
    ['  hoàn thành quá hạn', tasks.doneLate],
    ['  chưa hoàn thành, trong hạn', tasks.openInTime],
    ['  chưa hoàn thành, quá hạn', tasks.openLate],
    ['Ngoài bốn loại', tasks.continuous + tasks.conditional + tasks.withdrawn + tasks.beforeTracking],
    ['  thường xuyên', tasks.continuous],
    ['  chưa đủ điều kiện thực hiện', tasks.conditional],
    ['  dừng thực hiện', tasks.withdrawn],
    ['  kết quả cũ, trước khi theo dõi', tasks.beforeTracking],
    ['Nhiệm vụ được giao trong văn bản', result.assignments],
    ['  chưa phân công', tasks.unassigned],
    ['Đợt công tác', result.cycles.length],
    ['  đã kết thúc', result.cycles.filter(({ outcome }) => outcome !== null).length],
    ['Thư nhắc việc', result.digests],
    ['  nội dung nhắc', result.reminders],
    ['  báo quá hạn cho cấp trên', result.escalations],
    ['Thư báo mã niêm phong', result.sealLetters],
    ['Lần kiểm tra các điều phải luôn đúng', looks],
    ['  vi phạm', result.violations.length],
  ]
  return [
    `${programme}: chạy thử từ ${written(from)} đến hết ${written(until)}, số gieo ${seed}, hành vi ${behaviour}.`,
    '',
    ...table(rows),
    '',
    `${Object.keys(checks).length - idle.length} điều được kiểm tra; chạy trong ${seconds(result.wallMs)} giây.`,
    ...(idle.length > 0 ? [`Không có dịp kiểm tra: ${idle.join(', ')}.`] : []),
    '',
    ...billInWords(cost),
  ].join('\n')
}
