/** Lists as workbooks, as whoever works beside Excel wants them: the tasks that a page shows, the targets of a programme. */
import * as z from 'zod/mini'
import { nameOf } from '../../domain/agencies/directory.ts'
import { periodWritten } from '../../domain/assignments/occurrences.ts'
import type { CalendarDate } from '../../domain/days.ts'
import { mediaTypes } from '../../domain/files/kinds.ts'
import { clauseWritten } from '../../domain/programme/clause.ts'
import { classOf, type TaskClass } from '../../domain/tasks/classes.ts'
import type { Task } from '../../domain/tasks/task.ts'
import { actorFor, type Caller, withinProgramme } from '../middleware/caller.ts'
import type { Table } from '../services.ts'
import { documentById, registersOf } from '../stores/programmes.ts'
import { load } from '../stores/record.ts'
import { partiesOfTask } from './aboutTask.ts'
import { ThingId } from './fields.ts'
import { type Route, route } from './route.ts'
import { type Column, workbook } from './workbook.ts'

/** A list of one programme has some hundreds; nobody reads more on paper. */
const mostRows = 5000

export const workbooksRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/workbooks/tasks',
    operationId: 'writeTaskWorkbook',
    summary: 'Các nhiệm vụ được nêu thành tệp Excel, theo đúng thứ tự; nhiệm vụ không được xem thì không có trong tệp',
    may: 'signedIn',
    body: z.strictObject({ tasks: z.array(ThingId).check(z.minLength(1), z.maxLength(mostRows)) }),
    status: 200,
    handle: async ({ body: { tasks }, caller }, { table }) => {
      const rows = await readable(table, tasks, caller)
      const numbers = await numbersOf(table, new Set(rows.map(({ programme }) => programme)))
      const bytes = await workbook('Nhiệm vụ', taskColumns(caller, numbers), rows)
      const name = `nhiem-vu_${caller.today}.xlsx`
      return { body: undefined, content: { bytes, mediaType: mediaTypes.xlsx, name } }
    },
  }),
]

const readTogether = 50

async function readable(table: Table, ids: readonly string[], caller: Caller): Promise<readonly Task[]> {
  const found: Task[] = []
  for (let from = 0; from < ids.length; from += readTogether) {
    const some = ids.slice(from, from + readTogether).map((id) => load<Task>(table, 'TASK', id))
    for (const stored of await Promise.all(some)) {
      if (!stored) continue
      const { state } = stored
      const within = withinProgramme(caller, state.programme)
      if (actorFor(within, 'task.read', partiesOfTask(state))) found.push(state)
    }
  }
  return found
}

/** How the office calls each programme: 28-CTrHĐ/TU. */
async function numbersOf(table: Table, programmes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const known = (await registersOf(table)).programmes
  const numbers = new Map<string, string>()
  for (const id of programmes) {
    const programme = known.get(id)
    const document = programme && (await documentById(table, id, programme.document))
    numbers.set(id, document?.number ?? programme?.title ?? id)
  }
  return numbers
}

const classNames: { readonly [name in TaskClass]: string } = {
  doneOnTime: 'Hoàn thành đúng hạn',
  doneLate: 'Hoàn thành quá hạn',
  openInTime: 'Chưa hoàn thành, trong hạn',
  openLate: 'Chưa hoàn thành, quá hạn',
  continuous: 'Thường xuyên',
  conditional: 'Chưa đủ điều kiện thực hiện',
  withdrawn: 'Dừng thực hiện',
  beforeTracking: 'Kết quả cũ, trước ngày theo dõi',
}

function taskColumns({ directory, today }: Caller, numbers: ReadonlyMap<string, string>): readonly Column<Task>[] {
  const day = (on: CalendarDate | undefined) => on && { day: on }
  let ordinal = 0
  return [
    { heading: 'STT', width: 6, of: () => ++ordinal },
    { heading: 'Chương trình', width: 16, of: ({ programme }) => numbers.get(programme) ?? programme },
    { heading: 'Căn cứ', width: 18, of: ({ clause }) => clauseWritten(clause) },
    { heading: 'Nội dung', width: 60, of: ({ title }) => title },
    { heading: 'Kỳ', width: 16, of: ({ period }) => (period === undefined ? undefined : periodWritten(period)) },
    { heading: 'Sản phẩm', width: 40, of: ({ product }) => product },
    { heading: 'Cơ quan chủ trì', width: 32, of: ({ lead }) => nameOf(lead, directory) },
    {
      heading: 'Cơ quan phối hợp',
      width: 40,
      of: ({ cooperating }) => cooperating.map(({ agency }) => nameOf(agency, directory)).join('; '),
    },
    { heading: 'Cơ quan giao', width: 32, of: ({ givenBy }) => nameOf(givenBy, directory) },
    { heading: 'Ngày giao', width: 12, of: ({ givenOn }) => day(givenOn) },
    { heading: 'Hạn gốc', width: 12, of: ({ deadline }) => day(deadline?.originalDueOn) },
    { heading: 'Hạn', width: 12, of: ({ deadline }) => day(deadline?.dueOn) },
    {
      heading: 'Ngày tính hoàn thành',
      width: 14,
      of: ({ standing }) => day('result' in standing ? standing.result.countsOn : undefined),
    },
    { heading: 'Tiến độ', width: 40, of: ({ progress }) => progress?.text },
    { heading: 'Khó khăn, vướng mắc', width: 40, of: ({ progress }) => progress?.difficulty },
    {
      heading: 'Phân loại',
      width: 28,
      of(task) {
        const name = classOf(task, today)
        return name && classNames[name]
      },
    },
  ]
}
