/** How far a rehearsal or a move has come, for whoever is watching. */
import { yearOf } from '../../domain/days.ts'
import type { Progress } from '../../functions/moving/moved.ts'
import type { Rehearsal } from '../rehearsal/rehearse.ts'
import type { Terminal } from './command.ts'
import { number } from './words.ts'

export function dayShown(terminal: Terminal): NonNullable<Rehearsal['onDay']> {
  const show = nowAndThen(terminal)
  return (day, { tasks, letters }) =>
    show(() => `Đang chạy thử năm ${yearOf(day)}: ${number(tasks)} nhiệm vụ, ${number(letters)} thư`)
}

export function partShown(terminal: Terminal): Progress {
  const show = nowAndThen(terminal)
  return (part, done, of) =>
    show(() => `${parts[part]}: ${number(done)}${of === undefined ? '' : ` trên ${number(of)}`}`)
}

const parts = {
  items: 'Đang chép bản ghi',
  files: 'Đang chép tệp',
  proving: 'Đang kiểm tra gói dữ liệu',
  comparing: 'Đang đối chiếu',
} as const

/** At most ten times a second: writing to a terminal costs more than living a day, or than copying an item. */
function nowAndThen({ progress }: Terminal): (line: () => string) => void {
  if (!progress) return () => {}
  let shown = 0
  return (line) => {
    const now = performance.now()
    if (now - shown < 100) return
    shown = now
    progress(line())
  }
}
